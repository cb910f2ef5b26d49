"""Grounding: claims tied to the words that state them; what has no words is rejected and kept."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stating import (
    a_council,
    a_post,
    a_reading,
    a_ward,
    facts_of,
    figures,
    owner,
    rejected,
    seats,
    stated,
    the,
)

from extract.facts import claims
from extract.grounding import ground
from extract.numerals import numerals
from schemas.fact import MEASURES

COUNTED = ("count", "signed", "percent", "points")


def rows(*parties, council="Harwick", **more):
    """What a model answers of one council with figures of several parties."""
    return a_council(council, parties=list(parties), **more)


def row(party, **given):
    return {"party": party, **given}


class TestValue:
    @pytest.mark.parametrize(
        ("text", "value", "quote"),
        [
            ("Labour have 12 seats in Harwick.", 12, "12"),
            ("Labour have twelve seats in Harwick.", 12, "twelve"),
            ("Labour have no seats in Harwick.", 0, "no"),
            ("In Harwick Labour have a single seat.", 1, "a single"),
            ("Harwick: LAB 31, CON 12", 31, "31"),
        ],
    )
    def test_is_read_from_its_span(self, text, value, quote):
        """
        A number is the parsed value of the words that state it, in digits or in words.
        """
        fact = the(stated(text, seats("Labour", seats=value)), "seats", "Labour")

        assert (value, quote) == (fact.value, fact.quote)
        assert quote == text[fact.start : fact.end]

    @pytest.mark.parametrize("made_up", [13, 121, 2, 0, 21])
    def test_that_is_not_in_the_post_is_rejected(self, made_up):
        """
        A figure that only looks like one of the post is none.
        """
        text = "Labour have 12 seats in Harwick."

        assert ("Labour", "seats", made_up) in figures(
            rejected(text, seats("Labour", seats=made_up))
        )

    def test_one_digit_off_is_rejected(self):
        """
        12,354 is not 12,345, which the words alone give.
        """
        text = "Ada Finch (Labour) has won Mill Lane with 12,345 votes."
        answer = a_ward(candidates=[{"person": "Ada Finch", "party": "Labour", "votes": 12354}])

        assert [12345] == [e.value for e in stated(text, answer) if e.measure == "votes"]

    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("Labour last ran Harwick in 2019.", 2019),
            ("Labour in Harwick expect a result at 11:30.", 11),
            ("Labour in Harwick expect a result at 4am.", 4),
            ("Labour's Harwick leader Ada Finch, aged 58, smiles.", 58),
            ("Labour's 58-year-old leader in Harwick smiles.", 58),
            ("Labour are in third place in Harwick.", 3),
            ("Labour's Harwick count was moved to 5 May.", 5),
            ("Labour spent £40 on cake in Harwick.", 40),
        ],
    )
    def test_is_never_a_year_a_time_an_age_or_a_rank(self, text, value):
        """
        A number that counts no result is no figure, whatever a model makes of it.
        """
        assert [] == stated(text, seats("Labour", seats=value))

    def test_of_a_share_is_not_a_count(self):
        """
        Percent is no number of seats, and a number of seats no percent.
        """
        text = "Labour took 40% of the vote and 12 seats in Harwick."

        said = stated(text, seats("Labour", seats=40, vote_share=12))

        assert set() == figures(said, "seats", "vote_share") - {
            ("Labour", "seats", 12),
            ("Labour", "vote_share", 40),
        }

    def test_of_wards_is_no_number_of_seats(self):
        """
        Wards are not seats.
        """
        text = "Labour lead in 12 wards of Harwick."

        assert set() == figures(stated(text, seats("Labour", seats=12)), "seats")


class TestSign:
    @pytest.mark.parametrize(
        ("text", "claimed", "read"),
        [
            ("Labour lost seven seats in Harwick.", -7, -7),
            ("Labour lost seven seats in Harwick.", 7, -7),
            ("In Harwick: Labour 23 (-15)", -15, -15),
            ("In Harwick: Labour 23 (-15)", 15, -15),
            ("In Harwick: Labour 23 (+8)", -8, 8),
            ("Labour are up 4 in Harwick.", -4, 4),
        ],
    )
    def test_is_read_from_the_words(self, text, claimed, read):
        """
        The words give a change its sign, whatever the model made of it.
        """
        said = stated(text, seats("Labour", seats_change=claimed))

        assert read == the(said, "seats_change").value

    def test_stands_in_the_quote(self):
        """
        A written sign belongs to the words from which value and sign are read.
        """
        text = "In Harwick: Labour 23 (-15)"

        assert "-15" == the(stated(text, seats("Labour", seats_change=-15)), "seats_change").quote


class TestOwner:
    def test_of_a_figure_is_the_words_that_name_its_party(self):
        """
        The owner's span is the mention beside the figure.
        """
        text = "Labour and the Tories met in Harwick. The Tories have 12 seats."
        fact = the(stated(text, seats("Conservatives", seats=12)), "seats")

        assert ("Conservative", "Tories") == (fact.party, owner(fact, text))
        assert text.rindex("Tories") == fact.owner_start

    @pytest.mark.parametrize(
        "text",
        [
            "Labour are the talk of Harwick. They have 27 seats.",
            "Labour are the talk of Harwick. The party has 27 seats.",
            "Labour are the talk of Harwick. It now has 27 seats.",
        ],
    )
    def test_behind_a_pronoun_is_the_words_it_stands_for(self, text):
        """
        "They" and "the party" stand for the party of the sentence before.
        """
        fact = the(stated(text, seats("Labour", seats=27)), "seats")

        assert ("Labour", "Labour") == (fact.party, owner(fact, text))

    def test_of_votes_is_the_person(self):
        """
        A candidate's figure is tied to the candidate's name.
        """
        text = "Ada Finch (Labour) 812\nBo Marl (Con) 540\nThe ward was Mill Lane."
        answer = a_ward(candidates=[{"person": "Bo Marl", "party": "Con", "votes": 540}])
        votes = [each for each in stated(text, answer) if each.measure == "votes"]

        assert {"Ada Finch": 812, "Bo Marl": 540} == {owner(f, text): f.value for f in votes}

    def test_of_a_councils_figure_is_the_council(self):
        """
        A figure of the whole council is tied to the council's name.
        """
        text = "There are 48 seats on the council in Harwick."
        fact = the(stated(text, a_council(council_size=48)), "council_size")

        assert "Harwick" == owner(fact, text)

    def test_not_in_the_post_rejects(self):
        """
        A party that the post does not name owns nothing in it.
        """
        text = "Labour have 12 seats in Harwick."

        assert ("Green", "seats", 12) in figures(rejected(text, seats("Greens", seats=12)))
        assert ("Green", "seats", 12) not in figures(stated(text, seats("Greens", seats=12)))

    def test_of_another_kind_rejects(self):
        """
        A local party is not the national one, nor the other way round.
        """
        text = "Reform Derby have 6 seats in Harwick and the Harwick Independents nine."
        wrong = rows(row("Reform UK", seats=6), row("Independent", seats=9))

        assert not figures(stated(text, wrong)) & {
            ("Reform UK", "seats", 6),
            ("Independent", "seats", 9),
        }

    def test_that_is_a_person_unknown_to_the_post_rejects(self):
        """
        Votes of somebody whom the post does not name are rejected.
        """
        text = "Ada Finch (Labour) has won Mill Lane with 812 votes."
        answer = a_ward(candidates=[{"person": "Zoe Quill", "party": "Labour", "votes": 812}])

        assert "Zoe Quill" not in {each.person for each in stated(text, answer)}


class TestArea:
    def test_not_in_the_post_rejects_all_that_is_said_of_it(self):
        """
        A council that the post does not name has no facts there.
        """
        text = "Labour hold Harwick with 12 seats."
        answer = rows(row("Labour", seats=12), council="Fenmoor", result="Labour hold")

        assert [] == [each for each in stated(text, answer) if each.area == "Fenmoor"]
        assert {"Fenmoor"} == {each.area for each in rejected(text, answer)}

    @pytest.mark.parametrize(
        ("text", "named", "expected"),
        [
            ("Labour hold HARWICK.", "Harwick", "HARWICK"),
            ("Labour hold Harwick.", "Harwick City Council", "Harwick"),
            ("Labour hold Harwick City Council.", "Harwick", "Harwick City Council"),
            ("Labour hold Harwick and Fenmoor.", "Harwick & Fenmoor", "Harwick and Fenmoor"),
        ],
    )
    def test_is_written_as_the_post_names_it(self, text, named, expected):
        """
        The area is the post's own words, not the model's.
        """
        assert {expected} == {each.area for each in stated(text, a_council(named, "Labour hold"))}

    def test_of_a_council_is_resolved(self):
        """
        A council that the register knows has its code; a ward has none.
        """
        text = "Labour hold Leicester, where Ada Finch has won Mill Lane."
        said = stated(
            text,
            a_council("Leicester", "Labour hold"),
            a_ward(candidates=[{"person": "Ada Finch", "elected": True}]),
        )

        assert {("Leicester", "E06000016"), ("Mill Lane", None)} == {
            (each.area, each.area_id) for each in said
        }

    def test_of_a_contest_keeps_an_authority_only_if_the_post_names_it(self):
        """
        An authority that is not in the post is not kept.
        """
        text = "Ada Finch (Labour) has won Mill Lane."
        answer = a_ward(authority="Fenmoor", candidates=[{"person": "Ada Finch", "elected": True}])

        assert {None} == {each.authority for each in stated(text, answer)}


class TestOneNumberOneFact:
    def test_for_two_parties(self):
        """
        A number serves the party beside it, and not another one as well.
        """
        text = "In Harwick Labour have 12 seats and the Greens are pleased too."
        answer = rows(row("Labour", seats=12), row("Greens", seats=12))

        assert {("Labour", "seats", 12)} == figures(stated(text, answer), "seats")

    def test_for_two_measures(self):
        """
        A number is not what a party has and what it had.
        """
        text = "Labour have 12 seats in Harwick, and were pleased."
        answer = seats("Labour", seats=12, seats_before=12)

        assert {("Labour", "seats", 12)} == figures(stated(text, answer))

    @pytest.mark.parametrize(
        "text",
        [
            "Labour and the Greens have 12 seats each in Harwick.",
            "Labour and the Greens both have 12 seats in Harwick.",
            "Labour and the Greens have 12 seats apiece in Harwick.",
        ],
    )
    def test_unless_both_or_each_share_it(self, text):
        """
        "Both", "each" and "apiece" carry a number to several owners.
        """
        answer = rows(row("Labour", seats=12), row("Greens", seats=12))

        assert {("Labour", "seats", 12), ("Green", "seats", 12)} == figures(
            stated(text, answer), "seats"
        )

    def test_but_two_equal_numbers_are_two(self):
        """
        Two parties with the same figure have each their own words.
        """
        text = "In Harwick Labour have 12 seats and the Greens 12."
        said = stated(text, rows(row("Greens", seats=12), row("Labour", seats=12)))

        assert {("Labour", text.index("12")), ("Green", text.rindex("12"))} == {
            (each.party, each.start) for each in said if each.measure == "seats"
        }

    def test_said_twice_is_written_once_with_its_first_span(self):
        """
        A fact that a post repeats is one fact, at its first words.
        """
        text = "Labour have 12 seats in Harwick. Yes, Labour have 12 seats in Harwick."
        answer = seats("Labour", seats=12)

        assert text.index("12") == the(stated(text, answer, answer), "seats").start


class TestRejected:
    def test_is_kept_as_it_was_claimed(self):
        """
        What has no words is not dropped: it stands as claimed, without a span.
        """
        text = "Labour have 12 seats in Harwick."
        fact = the(rejected(text, seats("Labour", seats=31)), "seats")

        assert ("Labour", 31, "rejected", None) == (fact.party, fact.value, fact.status, fact.quote)

    def test_has_an_id_of_its_own(self):
        """
        Every fact, rejected or not, has an id, and no two have the same.
        """
        text = "Labour have 12 seats in Harwick."
        facts = facts_of(
            text, rows(row("Labour", seats=12), row("Greens", seats=7, seats_before=7))
        )

        assert len(facts) == len({each.id for each in facts if each.id})

    def test_is_nothing_where_the_post_states_all(self):
        """
        A true answer loses nothing.
        """
        text = (
            "Labour gain Harwick from the Conservatives. They have 27 of the 48 seats, up from 21."
        )
        answer = rows(
            row("Labour", seats=27, seats_before=21),
            result="Labour gain from Conservative",
            council_size=48,
        )

        assert [] == rejected(text, answer)


class TestMeasure:
    @pytest.mark.parametrize(
        ("text", "claimed", "right"),
        [
            (
                "Labour's seats in Harwick are down from 34.",
                {"seats": 34},
                ("Labour", "seats_before", 34),
            ),
            (
                "Labour are two seats short of a majority in Harwick.",
                {"seats": 2},
                ("Labour", "short_of_majority", 2),
            ),
            (
                "Labour have a majority of eleven in Harwick.",
                {"seats": 11},
                ("Labour", "majority", 11),
            ),
            (
                "Labour lost seven seats in Harwick.",
                {"seats": 7},
                ("Labour", "seats_change", -7),
            ),
        ],
    )
    def test_that_is_wrong_is_corrected_or_rejected(self, text, claimed, right):
        """
        Where words say what a number is, no claim makes it anything else.
        """
        said = figures(stated(text, seats("Labour", **claimed)))

        assert said <= {right}

    @pytest.mark.parametrize(
        ("text", "wrong", "right"),
        [
            (
                "It is a 48-seat council in Harwick.",
                {"majority_threshold": 48},
                "council_size",
            ),
            (
                "A majority in Harwick takes time: 9 results are left.",
                {"council_size": 9},
                "seats_remaining",
            ),
            (
                "In Harwick Labour have passed the 25 needed for a majority.",
                {"council_size": 25},
                "majority_threshold",
            ),
        ],
    )
    def test_of_the_council_is_corrected_or_rejected(self, text, wrong, right):
        """
        A size, a threshold and what is left to count are told apart by their words.
        """
        (measure,) = wrong
        said = stated(text, a_council(**wrong))

        assert measure not in {each.measure for each in said}
        assert {each.measure for each in said} <= {right}

    def test_of_votes_is_not_made_of_seats(self):
        """
        Seats are no votes.
        """
        text = "Labour's Ada Finch has won Mill Lane, one of 12 seats here."
        answer = a_ward(candidates=[{"person": "Ada Finch", "votes": 12}])

        assert set() == figures(stated(text, answer), "votes")

    def test_passed_the_number_needed_states_no_seats(self):
        """
        "Passed the 33 needed" is the threshold, and no seats.
        """
        text = "Labour have passed the 33 needed for a majority in Harwick."

        assert set() == figures(stated(text, seats("Labour", seats=33)), "seats")


class TestControl:
    def test_is_read_from_the_words_and_not_from_the_answer(self):
        """
        Where the words are clear, an answer that says otherwise is rejected.
        """
        text = "Labour gain Harwick from the Conservatives."
        answer = a_council(result="Conservative hold")

        assert {
            (None, "control", "Labour"),
            ("Labour", "change", "gain"),
            (None, "control_before", "Conservative"),
        } == figures(stated(text, answer))
        assert {
            (None, "control", "Conservative"),
            ("Conservative", "change", "hold"),
        } == figures(rejected(text, answer))

    @pytest.mark.parametrize(
        ("text", "claimed"),
        [
            ("Labour lost seven seats in Harwick.", "Labour lose"),
            ("The Greens have taken 15 in Harwick.", "Green gain"),
            ("Labour's leader in Harwick, Ada Finch, lost her seat.", "Labour lose"),
            ("Labour have 12 seats in Harwick.", "Labour win"),
            ("Labour have 12 seats in Harwick.", "no overall control"),
            ("A source says Harwick is close.", "Labour hold"),
        ],
    )
    def test_that_no_words_state_is_rejected(self, text, claimed):
        """
        Seats lost or taken make nobody lose or gain a council.
        """
        said = stated(text, a_council(result=claimed))

        assert set() == figures(said, "control", "control_before", "change")

    def test_of_two_councils_goes_to_each_its_own(self):
        """
        Two councils in one sentence have each their own words.
        """
        text = "Labour hold Harwick, but the Conservatives lose Fenmoor to no overall control."
        said = stated(
            text,
            a_council("Harwick", "Labour hold"),
            a_council("Fenmoor", "Conservative lose to no overall control"),
        )

        assert {
            ("Harwick", "control", "Labour"),
            ("Harwick", "change", "hold"),
            ("Fenmoor", "control", "NOC"),
            ("Fenmoor", "control_before", "Conservative"),
            ("Fenmoor", "change", "loss"),
        } == {(each.area, each.measure, each.value) for each in said}

    def test_of_a_largest_party_needs_its_words(self):
        """
        Who is largest is said, or it is no fact.
        """
        answer = a_council(largest_party="Labour")

        assert {(None, "largest_party", "Labour")} == figures(
            stated("Labour are the largest party in Harwick.", answer)
        )
        assert set() == figures(stated("Labour have 12 seats in Harwick.", answer), "largest_party")


class TestElected:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("Labour's Ada Finch has won Mill Lane.", True),
            ("Ada Finch has been elected in Mill Lane for Labour.", True),
            ("Labour's Ada Finch has lost her seat in Mill Lane.", False),
            ("Mill Lane: Ada Finch (Labour) re-elected", True),
        ],
    )
    def test_is_read_from_words(self, text, value):
        """
        Won, elected and re-elected is true; lost and beaten is false.
        """
        answer = a_ward(candidates=[{"person": "Ada Finch", "party": "Labour", "elected": value}])

        assert value is the(stated(text, answer), "elected").value

    @pytest.mark.parametrize(
        ("text", "wrong"),
        [
            ("Ada Finch is standing in Mill Lane for Labour.", True),
            ("Ada Finch is standing in Mill Lane for Labour.", False),
        ],
    )
    def test_without_words_is_rejected(self, text, wrong):
        """
        Somebody who only stands is neither elected nor beaten.
        """
        answer = a_ward(candidates=[{"person": "Ada Finch", "party": "Labour", "elected": wrong}])

        assert set() == figures(stated(text, answer), "elected")


class TestListComplete:
    def complete(self, text, *parties):
        """The words of the complete list, or None."""
        said = stated(text, rows(*parties))
        found = [each for each in said if each.measure == "list_complete"]
        return found[0].quote if found else None

    THREE = (row("Labour", seats=20), row("Greens", seats=9), row("Lib Dems", seats=4))

    @pytest.mark.parametrize(
        ("text", "quote"),
        [
            (
                "Harwick in full:\nLabour 20\nGreens 9\nLib Dems 4",
                "Labour 20\nGreens 9\nLib Dems 4",
            ),
            (
                "In Harwick Labour have 20 seats, the Greens nine and the Lib Dems four.",
                "Labour have 20 seats, the Greens nine and the Lib Dems four",
            ),
            (
                "Harwick: LAB 20, GRN 9, LD 4. There are 33 seats.",
                "LAB 20, GRN 9, LD 4",
            ),
        ],
    )
    def test_is_a_table_or_a_list_of_three_parties(self, text, quote):
        """
        A table or a list of three parties and more is complete, from its first entry to its last.
        """
        assert quote == self.complete(text, *self.THREE)

    @pytest.mark.parametrize(
        "text",
        [
            "Among those in Harwick are Labour on 20, the Greens on nine, the Lib Dems on four.",
            "All did well in Harwick, including Labour (20), the Greens (9), the Lib Dems (4).",
            "So far in Harwick Labour have 20 seats, the Greens nine and the Lib Dems four.",
            "Harwick: Labour 20, the Greens nine, the Lib Dems four, with 12 seats still to come.",
            "Harwick: Labour 20, the Greens nine, the Lib Dems four. Counting goes on.",
        ],
    )
    def test_is_not_a_sample_or_a_running_count(self, text):
        """
        "Among", "including", "so far" and a count that is still on leave a list open.
        """
        assert self.complete(text, *self.THREE) is None

    def test_is_not_a_list_of_two(self):
        """
        Two parties are no complete list.
        """
        text = "In Harwick Labour have 20 seats and the Greens nine."

        assert self.complete(text, *self.THREE[:2]) is None

    def test_holds_a_party_without_a_figure_in_its_words(self):
        """
        A party that is only said to have seats is an unknown of the list, inside its quote.
        """
        text = (
            "In Harwick Labour have 20 seats, the Greens nine and the Lib Dems four, with "
            "Plaid Cymru also represented."
        )

        assert "Plaid Cymru" in (self.complete(text, *self.THREE) or "")

    def test_is_never_made_of_former_seats(self):
        """
        What parties had before is no list of who has seats now.
        """
        text = (
            "In Harwick Labour had 20 seats before today, the Greens had nine, the Lib Dems four."
        )
        parties = [row(each["party"], seats_before=each["seats"]) for each in self.THREE]

        assert self.complete(text, *parties) is None


class TestCountStatus:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Labour have 12 seats so far in Harwick.", "partial"),
            ("Labour have 12 seats in Harwick with nine results still to come.", "partial"),
            ("Counting continues in Harwick, where Labour have 12 seats.", "partial"),
            ("The final result in Harwick: Labour have 12 seats.", "final"),
            ("All 33 seats have been declared in Harwick and Labour have 12 seats.", "final"),
            ("Labour have 12 seats in Harwick.", None),
        ],
    )
    def test_is_stated_where_words_say_so(self, text, expected):
        """
        Partial or final only where it is explicit.
        """
        said = stated(text, seats("Labour", seats=12))
        found = [each.value for each in said if each.measure == "count_status"]

        assert ([expected] if expected else []) == found


class TestSaidBy:
    def test_stays_on_a_figure_in_a_quotation(self):
        """
        A figure inside quotation marks is said by who says it.
        """
        text = '"We have 12 seats in Harwick for Labour," Ada Finch said.'
        answer = {**seats("Labour", seats=12), "said_by": "Ada Finch"}

        assert "Ada Finch" == the(stated(text, answer), "seats").said_by

    def test_falls_off_a_figure_outside_one(self):
        """
        A figure of the writer's own is nobody's quotation.
        """
        text = 'Labour have 12 seats in Harwick. "What a night it has been," Ada Finch said.'
        answer = {**seats("Labour", seats=12), "said_by": "Ada Finch"}

        assert the(stated(text, answer), "seats").said_by is None


class TestCompletion:
    def test_reads_a_turnout_that_the_answer_left_out(self):
        """
        "Turnout was 38%" says itself what it is.
        """
        text = "Ada Finch (Labour) has won Mill Lane. Turnout was 38%."
        answer = a_ward(candidates=[{"person": "Ada Finch", "party": "Labour", "elected": True}])

        assert 38 == the(stated(text, answer), "turnout").value

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (
                "Labour hold Harwick with a majority of eleven.",
                ("Labour", "majority", 11),
            ),
            (
                "Labour hold Harwick, a 48-seat council.",
                (None, "council_size", 48),
            ),
            (
                "Labour lose control of Harwick, where they are five short of a majority.",
                ("Labour", "short_of_majority", 5),
            ),
            (
                "Labour hold Harwick, going past the 25 needed for a majority.",
                ("Labour", "majority_threshold", 25),
            ),
        ],
    )
    def test_reads_a_figure_whose_words_leave_no_doubt(self, text, expected):
        """
        A majority, a size, a gap or a threshold in clear words is read though no answer gave it.
        """
        answer = a_council(result="Labour lose" if "lose" in text else "Labour hold")
        party, measure, value = expected

        assert (measure, value) in {(each.measure, each.value) for each in stated(text, answer)}
        assert party in {each.party for each in stated(text, answer) if each.measure == measure}

    def test_reads_the_other_entries_of_a_table(self):
        """
        Beside seats that the answer gives, the rest of a table is read.
        """
        text = "Harwick: LAB 20, CON 9, GRN 4"

        assert {
            ("Labour", "seats", 20),
            ("Conservative", "seats", 9),
            ("Green", "seats", 4),
        } == figures(stated(text, seats("LAB", seats=20)), "seats")

    def test_is_silent_where_two_councils_make_the_owner_unclear(self):
        """
        A figure that may be of either of two councils is left alone.
        """
        text = "Labour hold Harwick and Fenmoor. They have a majority of eleven."
        answers = (a_council("Harwick", "Labour hold"), a_council("Fenmoor", "Labour hold"))

        assert set() == figures(stated(text, *answers), "majority")

    def test_is_silent_about_years_times_and_ages(self):
        """
        What is no figure is never completed.
        """
        text = "Labour, under Ada Finch, 58, hold Harwick at 4.30am for the first time since 2011."
        said = stated(text, a_council(result="Labour hold"))

        assert set() == figures(said) - {(None, "control", "Labour"), ("Labour", "change", "hold")}

    def test_is_silent_without_an_answer(self):
        """
        A post of which the model says nothing has no facts.
        """
        assert [] == facts_of("Labour hold Harwick with a majority of eleven.")


class TestOrder:
    def test_of_facts_does_not_change_between_runs(self):
        """
        The same claims of the same post give the same facts, in the same order.
        """
        text = "Labour gain Harwick from the Tories, with 27 of the 48 seats, up from 21."
        answer = rows(
            row("Labour", seats=27, seats_before=21), result="Labour gain", council_size=48
        )

        assert facts_of(text, answer) == facts_of(text, answer)


_PARTIES = ["Labour", "the Tories", "Greens", "Lib Dems", "Reform Derby", "Ashfield Independents",
            "independents", "LAB", "Plaid"]  # fmt: skip
_AREAS = ["Harwick", "Fenmoor", "Harwick City Council", "Mill Lane", "Nowhere"]
_POSTS = st.lists(
    st.sampled_from(
        [*_PARTIES, *_AREAS, "12", "(-3)", "(+4)", "no", "seven", "2019", "38%", "6.1 points",
         "11:30", "aged 58", "third", "1,204 votes", "a majority of eleven", "of the 48 seats",
         "up from 21", "lost", "gained", "have", "hold", "take", "lose control of", "seats", "each",
         "both", "they", "the party", "no overall control", "so far", "with 9 results left", "from",
         ". ", "\n", ", ", '"', "Ada Finch", "has won", "Turnout was", "in 2017", "short of"]
    ),
    max_size=30,
).map(" ".join)  # fmt: skip
_SMALL = st.sampled_from([0, 3, 4, 7, 9, 11, 12, 21, 38, 48, 58, 1204, 2019])
_ROWS = st.fixed_dictionaries(
    {"party": st.sampled_from(_PARTIES)},
    optional={
        "seats": _SMALL,
        "seats_before": _SMALL,
        "seats_change": st.integers(-12, 12),
        "seats_won": _SMALL,
        "vote_share": st.sampled_from([38.0, 6.1, 12.0]),
        "vote_share_change": st.sampled_from([6.1, -6.1]),
        "short_of_majority": _SMALL,
        "majority": _SMALL,
    },
)
_COUNCILS = st.fixed_dictionaries(
    {
        "council": st.sampled_from(_AREAS),
        "result": st.sampled_from(
            ["not stated", "Labour hold", "Labour gain from Tories", "Green lose", "Labour win",
             "still no overall control", "no overall control", "Tories lose to no overall control"]
        ),
    },
    optional={
        "when": st.sampled_from(["now", "past"]),
        "council_size": _SMALL,
        "majority_threshold": _SMALL,
        "seats_remaining": _SMALL,
        "largest_party": st.sampled_from(_PARTIES),
        "count_status": st.sampled_from(["partial", "final"]),
        "list_complete": st.booleans(),
        "said_by": st.just("Ada Finch"),
        "parties": st.lists(_ROWS, max_size=4),
    },
)  # fmt: skip
_CONTESTS = st.fixed_dictionaries(
    {"contest": st.sampled_from(["ward", "mayor"]), "area": st.sampled_from(_AREAS)},
    optional={
        "change": st.sampled_from(["gain", "hold"]),
        "party_before": st.sampled_from(_PARTIES),
        "majority": _SMALL,
        "turnout": st.sampled_from([38.0, 12.0]),
        "candidates": st.lists(
            st.fixed_dictionaries(
                {},
                optional={
                    "person": st.sampled_from(["Ada Finch", "Bo Marl"]),
                    "party": st.sampled_from(_PARTIES),
                    "votes": _SMALL,
                    "vote_share": st.sampled_from([38.0, 12.0]),
                    "elected": st.booleans(),
                },
            ),
            max_size=3,
        ),
    },
)


class TestAnyReadingOfAnyPost:
    @settings(max_examples=300, deadline=None)
    @given(
        _POSTS,
        st.sampled_from([None, "Harwick declares"]),
        st.lists(_COUNCILS, max_size=3),
        st.lists(_CONTESTS, max_size=2),
    )
    def test_states_only_what_stands_in_the_post(self, text, title, councils, contests):
        """
        Nothing is invented: every fact that stands has its words, and every number is read there.
        """
        said = a_post(text, title=title)
        content = said.content
        numbers = {
            (each.start, each.end): each for each in numerals(content) if each.kind == "number"
        }

        for fact in ground(claims(a_reading(*councils, *contests), said), said):
            if fact.status == "rejected":
                continue
            assert fact.start is not None
            assert 0 <= fact.start < fact.end <= len(content)
            assert content[fact.start : fact.end] == fact.quote
            assert fact.area in content
            if fact.owner_start is not None:
                assert 0 <= fact.owner_start < fact.owner_end <= len(content)
            if MEASURES[fact.scope][fact.measure].form in COUNTED:
                numeral = numbers[fact.start, fact.end]
                assert abs(numeral.value) == abs(fact.value)
                assert numeral.sign * fact.value >= 0

    @settings(max_examples=100, deadline=None)
    @given(_POSTS, st.lists(_COUNCILS, max_size=3), st.lists(_CONTESTS, max_size=2))
    def test_gives_each_fact_an_id_and_no_fact_twice(self, text, councils, contests):
        """
        The facts that stand have ids, all different.
        """
        said = a_post(text)
        facts = ground(claims(a_reading(*councils, *contests), said), said)

        ids = [each.id for each in facts if each.status != "rejected"]
        assert len(ids) == len(set(ids))
        assert all(ids)

    @settings(max_examples=150, deadline=None)
    @given(st.text(max_size=300), st.lists(_COUNCILS, max_size=2))
    def test_never_raises(self, text, councils):
        """
        Whatever a post holds and a model answers, grounding comes to an end.
        """
        said = a_post(text)

        assert all(each.area for each in ground(claims(a_reading(*councils), said), said))
