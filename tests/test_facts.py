"""Claims: a reading flattened into one fact for each thing that it states."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stating import a_council, a_post, a_reading, a_ward, seats

from extract.facts import claims, fact_id
from schemas.fact import Fact

POST = a_post("Anything at all.")


def flat(*results):
    """(measure, value, party, person) of every claim, in order."""
    found = claims(a_reading(*results), POST)
    return [(each.measure, each.value, each.party, each.person) for each in found]


def controls(phrase):
    """(measure, value, party) of the claims of a council with this control phrase."""
    return {(measure, value, party) for measure, value, party, _ in flat(a_council(result=phrase))}


class TestControlPhrases:
    @pytest.mark.parametrize(
        ("phrase", "expected"),
        [
            ("Labour hold", {("control", "Labour", None), ("change", "hold", "Labour")}),
            ("Labour gain", {("control", "Labour", None), ("change", "gain", "Labour")}),
            ("Labour win", {("control", "Labour", None)}),
            (
                "Labour gain from Conservative",
                {
                    ("control", "Labour", None),
                    ("change", "gain", "Labour"),
                    ("control_before", "Conservative", None),
                },
            ),
            (
                "Labour gain from no overall control",
                {
                    ("control", "Labour", None),
                    ("change", "gain", "Labour"),
                    ("control_before", "NOC", None),
                },
            ),
            (
                "Labour lose to no overall control",
                {
                    ("control", "NOC", None),
                    ("control_before", "Labour", None),
                    ("change", "loss", "Labour"),
                },
            ),
            ("Labour lose", {("control_before", "Labour", None), ("change", "loss", "Labour")}),
            (
                "still no overall control",
                {("control", "NOC", None), ("control_before", "NOC", None)},
            ),
            ("no overall control", {("control", "NOC", None)}),
            ("not stated", set()),
        ],
    )
    def test_give_the_facts_of_their_row(self, phrase, expected):
        """
        Each row of the contract's table of control sentences is its own set of facts.
        """
        assert expected == controls(phrase)

    def test_name_parties_canonically(self):
        """
        Both parties of a phrase, the one that has it and the one that had it, are canonical.
        """
        assert {
            ("control", "Liberal Democrat", None),
            ("change", "gain", "Liberal Democrat"),
            ("control_before", "Conservative", None),
        } == controls("Lib Dems gain from Tories")

    def test_keep_a_local_party_by_its_own_name(self):
        """
        A local party is neither Independent nor a branch of a national one.
        """
        assert {
            ("control", "Ashfield Independents", None),
            ("change", "hold", "Ashfield Independents"),
        } == controls("Ashfield Independents hold")

    @pytest.mark.parametrize("name", ["Holdfast Residents", "Winsford Independents", "Loser Party"])
    def test_find_the_verb_after_the_whole_name(self, name):
        """
        A party whose name begins like a verb is not cut short.
        """
        assert {("control", name, None)} == controls(f"{name} win")


class TestPartyRows:
    def test_give_a_fact_for_each_figure(self):
        """
        Every figure of a row is one claim, and an absent one is none.
        """
        row = {"seats": 12, "seats_before": 9, "seats_change": 3}

        assert [
            ("seats", 12, "Labour", None),
            ("seats_before", 9, "Labour", None),
            ("seats_change", 3, "Labour", None),
        ] == flat(seats("Lab", **row))

    @pytest.mark.parametrize(
        ("named", "expected"),
        [
            ("Tories", "Conservative"),
            ("CON", "Conservative"),
            ("the Conservatives", "Conservative"),
            ("LDEM", "Liberal Democrat"),
            ("Lib Dems", "Liberal Democrat"),
            ("GRN", "Green"),
            ("IND", "Independent"),
            ("independents", "Independent"),
            ("Labour and Co-operative", "Labour"),
            ("Reform", "Reform UK"),
            ("Reform Derby", "Reform Derby"),
            ("Ashfield Independents", "Ashfield Independents"),
            ("Mansfield Independents", "Mansfield Independents"),
            ("Residents Association", "Residents Association"),
            ("Others", "Other"),
        ],
    )
    def test_name_the_party_canonically(self, named, expected):
        """
        Aliases become the canonical name, a local party keeps its own.
        """
        assert [("seats", 4, expected, None)] == flat(seats(named, seats=4))

    def test_keep_a_zero(self):
        """
        No seats is a figure like any other.
        """
        assert [("seats", 0, "Green", None)] == flat(seats("Greens", seats=0))

    def test_keep_the_sign_of_a_change(self):
        """
        A loss stays negative.
        """
        assert [("seats_change", -7, "Labour", None)] == flat(seats("Labour", seats_change=-7))

    def test_without_a_figure_give_nothing(self):
        """
        A party with no figure is no fact.
        """
        assert [] == flat(seats("Labour"))

    def test_carry_their_baseline(self):
        """
        What before is counted from goes with the row's figures.
        """
        result = seats("Labour", seats_before=9, baseline="eve_of_poll")

        assert ["eve_of_poll"] == [each.baseline for each in claims(a_reading(result), POST)]


class TestCouncils:
    def test_have_scope_and_area_and_no_contest(self):
        """
        A council's claim is of scope council, under the name that the answer gives, for one post.
        """
        claim = claims(a_reading(a_council("Harwick", council_size=40)), POST)[0]

        assert ("night", "p1", "council", "Harwick", None, None) == (
            claim.page, claim.post, claim.scope, claim.area, claim.contest, claim.party,
        )  # fmt: skip

    @pytest.mark.parametrize(
        "measure",
        ["council_size", "council_size_before", "majority_threshold", "seats_up", "seats_vacant",
         "seats_declared", "seats_remaining"],
    )  # fmt: skip
    def test_have_figures_of_no_party(self, measure):
        """
        What is said of the whole council has no party.
        """
        assert [(measure, 33, None, None)] == flat(a_council(**{measure: 33}))

    def test_have_a_threshold_with_the_party_that_passed_it(self):
        """
        Who is said to have passed the threshold is its party; it gives no seats.
        """
        result = a_council(majority_threshold=33, passed_by="Lab")

        assert [("majority_threshold", 33, "Labour", None)] == flat(result)

    def test_have_a_largest_party_by_its_canonical_name(self):
        """
        The largest party is the value, and the fact has no party.
        """
        assert [("largest_party", "Green", None, None)] == flat(a_council(largest_party="Greens"))

    def test_of_the_past_give_past_claims(self):
        """
        All that an answer marks as past is past.
        """
        result = {**seats("Labour", seats=30), "when": "past"}

        assert ["past"] == [each.when for each in claims(a_reading(result), POST)]

    def test_with_nothing_stated_give_nothing(self):
        """
        A council that is only named is no fact.
        """
        assert [] == flat(a_council())


class TestContests:
    def test_give_votes_shares_and_who_is_elected(self):
        """
        Each figure of a candidate is one claim, with person and party.
        """
        result = a_ward(
            candidates=[
                {"person": "Ada Finch", "party": "Lib Dem", "votes": 812, "elected": True},
                {"person": "Bo Marl", "party": "Con", "votes": 540, "vote_share": 31.2},
            ]
        )

        assert [
            ("votes", 812, "Liberal Democrat", "Ada Finch"),
            ("elected", True, "Liberal Democrat", "Ada Finch"),
            ("votes", 540, "Conservative", "Bo Marl"),
            ("vote_share", 31.2, "Conservative", "Bo Marl"),
        ] == flat(result)

    def test_give_the_majority_to_the_winner(self):
        """
        A majority is the winner's, where one winner is named.
        """
        winner = {"person": "Ada Finch", "party": "Labour", "elected": True}

        assert ("majority", 41, "Labour", "Ada Finch") in flat(
            a_ward(majority=41, candidates=[winner])
        )

    def test_give_the_majority_to_nobody_where_nobody_won(self):
        """
        With no winner named, nobody is made the owner of a majority.
        """
        loser = {"person": "Ada Finch", "party": "Labour", "elected": False}

        assert ("majority", 41, None, None) in flat(a_ward(majority=41, candidates=[loser]))

    def test_give_the_change_to_the_winning_party(self):
        """
        A gain is the winner's party's, and who had the seat is a fact of its own.
        """
        result = a_ward(
            change="gain", party_before="Tories", candidates=[{"party": "Greens", "elected": True}]
        )

        assert {
            ("change", "gain", "Green", None),
            ("party_before", "Conservative", None, None),
            ("elected", True, "Green", None),
        } == set(flat(result))

    @pytest.mark.parametrize(
        "measure",
        ["turnout", "electorate", "valid_votes", "votes_cast", "rejected_ballots",
         "seats_contested"],
    )  # fmt: skip
    def test_have_figures_of_no_candidate(self, measure):
        """
        What is said of the whole contest has neither party nor person.
        """
        assert [(measure, 38, None, None)] == flat(a_ward(**{measure: 38}))

    def test_have_seats_won_by_a_party(self):
        """
        Seats in a ward of several are a party's; a row without a party states none.
        """
        result = a_ward(candidates=[{"party": "Labour", "seats_won": 2}, {"seats_won": 1}])

        assert [("seats_won", 2, "Labour", None)] == flat(result)

    def test_say_which_kind_and_whose_ward(self):
        """
        The kind of contest, its authority and its round stand on every claim.
        """
        result = a_ward(
            "Harwick", contest="mayor", authority="Fenmoor", round=1,
            candidates=[{"person": "Ada Finch", "votes": 9120}],
        )  # fmt: skip
        claim = claims(a_reading(result), POST)[0]

        assert ("contest", "mayor", "Harwick", "Fenmoor", 1) == (
            claim.scope, claim.contest, claim.area, claim.authority, claim.round,
        )  # fmt: skip

    def test_with_a_row_that_names_nobody_give_nothing(self):
        """
        Votes of neither a person nor a party cannot be held.
        """
        assert [] == flat(a_ward(candidates=[{"votes": 12}]))


class TestClaims:
    @given(
        st.lists(
            st.builds(
                seats,
                st.sampled_from(["Labour", "Tories", "Reform Derby"]),
                seats=st.integers(0, 99),
                seats_change=st.integers(-99, 99),
            ),
            max_size=4,
        )
    )
    def test_are_equal_for_equal_readings(self, results):
        """
        Flattening is pure: the same reading gives the same claims, and stays as it was.
        """
        reading = a_reading(*results)
        before = reading.model_dump()

        assert claims(reading, POST) == claims(reading, POST)
        assert before == reading.model_dump()

    def test_are_in_the_order_of_the_answer(self):
        """
        The first council's claims come before the second's, contests last.
        """
        results = (
            seats("Labour", "Fenmoor", seats=3),
            seats("Labour", "Harwick", seats=4),
            a_ward("Ash", turnout=40),
        )

        assert ["Fenmoor", "Harwick", "Ash"] == [
            each.area for each in claims(a_reading(*results), POST)
        ]

    def test_of_an_empty_reading_are_none(self):
        """
        A post that states nothing gives nothing.
        """
        assert [] == claims(a_reading(), POST)

    def test_are_stated_and_not_yet_checked(self):
        """
        A claim is the post's own, unchecked, with no words tied to it yet.
        """
        claim = claims(a_reading(seats("Labour", seats=3)), POST)[0]

        assert ("stated", "unchecked", None, None) == (
            claim.basis, claim.status, claim.quote, claim.start,
        )  # fmt: skip


class TestFactId:
    FACT = Fact(
        page="night", post="p1", scope="council", area="Harwick", party="Labour",
        measure="seats", value=12, quote="12", start=30, end=32,
    )  # fmt: skip

    def test_is_the_same_for_the_same_claim(self):
        """
        The same claim of the same post at the same words has the same id.
        """
        assert fact_id(self.FACT) == fact_id(self.FACT.model_copy())

    @pytest.mark.parametrize(
        "change",
        [
            {"status": "verified"},
            {"id": "other"},
            {"area_id": "E07000000"},
            {"election": "2023-05-04"},
        ],
    )
    def test_does_not_depend_on_what_is_found_out_later(self, change):
        """
        Checking and resolving a fact leave its id alone, so that a decision on it lasts.
        """
        assert fact_id(self.FACT) == fact_id(self.FACT.model_copy(update=change))

    @pytest.mark.parametrize(
        "change",
        [
            {"page": "day"}, {"post": "p2"}, {"area": "Fenmoor"}, {"party": "Green"},
            {"measure": "seats_before"}, {"value": 13}, {"when": "past"}, {"start": 31},
            {"person": "Ada Finch"}, {"round": 1},
        ],
    )  # fmt: skip
    def test_tells_different_claims_apart(self, change):
        """
        Another page, post, owner, measure, value, time or place in the words is another fact.
        """
        assert fact_id(self.FACT) != fact_id(self.FACT.model_copy(update=change))
