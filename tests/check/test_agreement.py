"""Agreement (A001): one fact said twice is one value."""

from __future__ import annotations

import pytest
from making import contest, fact, found, outcomes, post, seats


class TestOnePost:
    def test_two_values_are_an_error(self):
        """
        A headline with 31 and a table with 32 contradict each other.
        """
        facts = [*seats(area="Leicester", Lab=31), *seats(area="Leicester", Lab=32)]

        (finding,) = found(facts, "A001")

        assert "error" == finding.severity
        assert "Leicester, Labour, seats: one post says both 31 and 32." == finding.message

    def test_party_names_are_one_party(self):
        """
        "Tories" and "Conservative" are one party.
        """
        facts = [fact("seats", 31, "Tories"), fact("seats", 32, "Conservative")]

        assert {"fails": 1} == outcomes(facts, "A001")

    def test_names_of_a_council_are_one_council(self):
        """
        "Leicester" and "Leicester City Council" resolve to one authority.
        """
        facts = [*seats(area="Leicester", Lab=31), *seats(area="Leicester City Council", Lab=32)]

        assert {"fails": 1} == outcomes(facts, "A001")

    def test_derby_is_not_derbyshire(self):
        """
        A county and its city are two councils.
        """
        facts = [*seats(area="Derby", Con=15), *seats(area="Derbyshire", Con=45)]

        assert {} == outcomes(facts, "A001")

    def test_control_twice(self):
        """
        A council that Labour holds is not under no overall control.
        """
        facts = [fact("control", "Labour"), fact("control", "no overall control")]

        assert ["error"] == [finding.severity for finding in found(facts, "A001")]

    def test_hedges_that_overlap_agree(self):
        """
        "More than 32,000 votes" and 32,185 are one figure; 31,900 is not.
        """
        more = contest("majority", 32000, hedge="over")

        assert {"holds": 1} == outcomes([more, contest("majority", 32185)], "A001")
        assert {"fails": 1} == outcomes([more, contest("majority", 31900)], "A001")

    def test_votes_beyond_the_rounding_are_a_warning(self):
        """
        Nobody says "over 32,000 votes" of 35,000.
        """
        facts = [contest("majority", 32000, hedge="over"), contest("majority", 35000)]

        assert ["warning"] == [finding.severity for finding in found(facts, "A001")]

    def test_percentages_agree_within_the_digits_given(self):
        """
        Leicester's turnout of 37.71 % is 38 % as well, but not 37.9 %.
        """
        exact = contest("turnout", 37.71)

        assert {"holds": 1} == outcomes([exact, contest("turnout", 38)], "A001")
        assert {"fails": 1} == outcomes([exact, contest("turnout", 37.9)], "A001")


class TestAcrossPosts:
    def test_two_values_are_a_warning(self):
        """
        Two posts after the count with 31 and 32.
        """
        facts = [*seats("p1", "Leicester", Lab=31), *seats("p3", "Leicester", Lab=32)]

        (finding,) = found(facts, "A001")

        assert "warning" == finding.severity
        assert (
            "Leicester, Labour, seats: posts say 31 (at 12:01) and 32 (at 12:03)."
            == finding.message
        )

    def test_mansfield_2023_counts_on(self):
        """
        Mansfield 2023: 12 seats half way, 20 with nine to come, and the end are three figures.
        """
        facts = [
            *seats("p1", "Mansfield", Lab=12),
            fact("count_status", "partial", area="Mansfield", post="p1"),
            *seats("p2", "Mansfield", Lab=20),
            fact("seats_remaining", 9, area="Mansfield", post="p2"),
            *seats("p3", "Mansfield", Lab=25),
        ]

        assert () == found(facts, "A001")

    def test_a_figure_before_a_running_one_is_running(self):
        """
        A post that does not say so is of a running count when a later one is.
        """
        facts = [
            *seats("p1", Lab=12),
            *seats("p2", Lab=20),
            fact("count_status", "partial", post="p2"),
        ]

        assert () == found(facts, "A001")

    def test_a_size_does_not_grow(self):
        """
        The size of a council is one even while the count is on.
        """
        facts = [
            fact("council_size", 52, post="p1"),
            fact("count_status", "partial", post="p1"),
            fact("council_size", 55, post="p2"),
        ]

        assert {"fails": 1} == outcomes(facts, "A001")

    @pytest.mark.parametrize(
        "words",
        [
            "Correction: Labour have 32 seats.",
            "We earlier said 31, it is 32.",
            "Labour have 32 seats, not 31 as we said earlier.",
            "Apologies, that should read Labour 32.",
        ],
    )
    def test_a_correction_said_as_such(self, words: str):
        """
        A post that corrects an earlier one contradicts nothing.
        """
        facts = [*seats("p1", Lab=31), *seats("p2", Lab=32)]

        assert () == found(facts, "A001", [post(1, "Labour have 31."), post(2, words)])

    def test_a_recount_of_a_contest(self):
        """
        A recount changes the votes; what comes after it must agree with it.
        """
        facts = [
            contest("votes", votes, person="A. Wood", post=f"p{number}")
            for number, votes in ((1, 1001), (2, 1004), (3, 1040))
        ]
        posts = [post(1), post(2, "After a recount A. Wood has 1,004 votes."), post(3)]

        assert () == found(facts[:2], "A001", posts)
        assert [("p2", "p3")] == [finding.posts for finding in found(facts, "A001", posts)]

    def test_what_comes_after_a_correction_must_agree_with_it(self):
        """
        31, corrected to 32, and then 31 again.
        """
        facts = [*seats("p1", Lab=31), *seats("p2", Lab=32), *seats("p3", Lab=31)]
        posts = [post(1), post(2, "Correction: Labour have 32 seats."), post(3)]

        (finding,) = found(facts, "A001", posts)

        assert ("p2", "p3") == finding.posts

    def test_baselines_do_not_meet(self):
        """
        Derbyshire 2021: 36 on the eve of poll and 37 at the last election are both true.
        """
        facts = [
            fact("seats_before", 36, "Con", baseline="eve_of_poll"),
            fact("seats_before", 37, "Con", baseline="last_election", post="p2"),
            fact("seats_before", 36, "Con", post="p3"),
        ]

        assert () == found(facts, "A001")

    def test_a_baseline_that_is_named_and_one_that_is_not(self):
        """
        "They had 36; at the last election they won 37" may be two baselines: no error.
        """
        facts = [
            fact("seats_before", 36, "Con"),
            fact("seats_before", 37, "Con", baseline="last_election"),
        ]

        assert ["warning"] == [finding.severity for finding in found(facts, "A001")]

    def test_nottinghamshire_2021_the_past_enters_nothing(self):
        """
        "In 2017 they fell three seats short" is past, beside control now.
        """
        facts = [
            fact("short_of_majority", 3, "Con", when="past"),
            fact("short_of_majority", 0, "Con"),
        ]

        assert {} == outcomes(facts, "A001")

    def test_a_councils_majority_has_rival_readings(self):
        """
        Blaby 2023: "by one seat" and "a majority of two" may both be said of 19 of 36.
        """
        facts = [
            fact("majority", 1, "Con", area="Blaby"),
            fact("majority", 2, "Con", area="Blaby", post="p2"),
        ]

        assert () == found(facts, "A001")

    def test_pages_meet_only_by_their_election(self):
        """
        Two pages of unknown election are strangers; two of one election are not.
        """
        here, there = seats(Lab=31) + [
            each.model_copy(update={"page": "other"}) for each in seats(Lab=32)
        ]
        dated = [each.model_copy(update={"election": "2023-05-04"}) for each in (here, there)]

        assert () == found([here, there], "A001")
        assert ["warning"] == [finding.severity for finding in found(dated, "A001")]

    def test_a_corrected_fact_takes_its_place(self):
        """
        A fact that a reviewer's value replaces enters no rule.
        """
        first = fact("seats", 31, "Lab", id="a")
        mended = fact("seats", 32, "Lab", id="b", basis="corrected", corrects="a")

        assert () == found([first, mended, *seats("p2", Lab=32)], "A001")

    def test_a_rejected_fact_enters_nothing(self):
        """
        What a reviewer dismissed contradicts nothing.
        """
        facts = [fact("seats", 31, "Lab", status="rejected"), *seats(Lab=32)]

        assert {} == outcomes(facts, "A001")


class TestContests:
    def test_one_candidates_votes(self):
        """
        Leicester's mayor with 35,002 votes in one post and 35,020 in another.
        """
        where = {"area": "Leicester", "contest": "mayor", "person": "Sir Peter Soulsby"}
        facts = [
            contest("votes", 35002, **where),
            contest("votes", 35020, party="Labour", post="p2", **where),
        ]

        assert {"fails": 1} == outcomes(facts, "A001")

    def test_rounds_do_not_meet(self):
        """
        Under the supplementary vote a finalist has two figures, and both are true.
        """
        where = {"area": "Derbyshire", "contest": "pcc", "person": "Angelique Foster"}
        facts = [
            contest("votes", 131000, round=1, **where),
            contest("votes", 149749, round=2, post="p2", **where),
            contest("votes", 149749, post="p3", **where),
            contest("votes", 131000, post="p4", **where),
        ]

        assert () == found(facts, "A001")

    def test_two_candidates_of_one_party(self):
        """
        A ward of three seats has three Labour candidates: figures without names are not one.
        """
        facts = [
            contest("votes", votes, contest="ward", area="Arboretum", party="Lab")
            for votes in (1651, 1552)
        ]

        assert {"not_checkable": 1} == outcomes(facts, "A001")

    def test_two_independents(self):
        """
        Two independents of a by-election are two candidates, two figures of Labour contradict.
        """
        ind, lab = (
            [contest("votes", votes, party=party) for votes in (300, 150)]
            for party in ("Ind", "Lab")
        )

        assert {"not_checkable": 1} == outcomes(ind, "A001")
        assert {"fails": 1} == outcomes(lab, "A001")

    def test_an_authority_that_only_one_post_names(self):
        """
        A ward whose authority another post of the page names is the same ward.
        """
        facts = [
            contest("turnout", 30.1, authority="Charnwood"),
            contest("turnout", 33.3, post="p2"),
        ]

        assert {"fails": 1} == outcomes(facts, "A001")

    def test_a_recount_said_as_such(self):
        """
        A recount gives figures of its own; what comes after it must agree with it.
        """
        told = [post(1), post(2, "After a recount the majority is five."), post(3)]
        facts = [contest("majority", 3), contest("majority", 5, post="p2")]

        assert () == found(facts, "A001", told)
        assert ["fails"] == list(
            outcomes([*facts, contest("majority", 3, post="p3")], "A001", told)
        )

    def test_wards_of_one_name_in_two_councils(self):
        """
        Castle ward in Leicester and Castle ward in Nottingham are two wards.
        """
        facts = [
            contest("turnout", turnout, contest="ward", area="Castle", authority=authority)
            for turnout, authority in ((30.1, "Leicester"), (33.3, "Nottingham"))
        ]

        assert {} == outcomes(facts, "A001")


def test_many_statements_of_one_fact_are_one_finding():
    """
    Thirty posts with one value and one with another are one finding.
    """
    posts = [post(n) for n in range(1, 32)]
    facts = [each for n in range(1, 31) for each in seats(f"p{n}", Lab=31)]

    (finding,) = found([*facts, *seats("p31", Lab=13)], "A001", posts)

    assert 31 == len(finding.facts)
