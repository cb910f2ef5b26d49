"""Contests by phrases: who holds, gains, wins or loses a seat."""

from __future__ import annotations

import pytest
from stating import a_council, a_ward, rejected, stated


def said(text, *results, **post):
    found = stated(text, *(results or (a_council(),)), **post)
    return {
        (each.area, each.contest, each.person, each.party, each.measure, each.value)
        for each in found
        if each.scope == "contest"
    }


class TestSeat:
    def test_gained_has_its_winner_and_who_held_it(self):
        """
        A gain states who is elected, the change and, with "from", the party before.
        """
        assert {
            ("Abbey Wood", "ward", None, "Labour", "elected", True),
            ("Abbey Wood", "ward", None, "Labour", "change", "gain"),
            ("Abbey Wood", "ward", None, None, "party_before", "Conservative"),
        } == said("Harwick is next. Labour gained Abbey Wood from the Tories.")

    def test_lost_is_the_persons(self):
        """
        Whoever loses a seat is not elected, and nobody else is said to be.
        """
        text = "Harwick is next. Labour's Ada Finch has lost Mill Lane."

        assert {("Mill Lane", "ward", "Ada Finch", "Labour", "elected", False)} == said(text)

    def test_without_a_place_is_the_one_spoken_of(self):
        """
        "Keeps the seat" is said of the ward named before.
        """
        text = "Mill Lane is done. Labour's Ada Finch has kept the seat."

        assert {
            ("Mill Lane", "ward", "Ada Finch", "Labour", "elected", True),
            ("Mill Lane", "ward", None, "Labour", "change", "hold"),
        } == said(text, a_ward())

    def test_at_a_general_election_is_a_constituency(self):
        """
        On the night of a general election a place that is won is a constituency.
        """
        found = said(
            "Labour gain Abbey Wood.",
            a_ward("Abbey Wood", "constituency"),
            published="2024-07-05T01:00",
        )

        assert {"constituency"} == {each[1] for each in found}

    @pytest.mark.parametrize(
        "text",
        [
            "Labour hold Leeds.",
            "Could Labour gain Abbey Wood?",
            "Labour hope to gain Abbey Wood.",
            "Labour gained 12 votes.",
        ],
    )
    def test_is_none_of_councils_questions_and_hopes(self, text):
        """
        A council of the register, a question and a hope are no contest's result.
        """
        assert set() == said(f"Harwick is next. {text}")

    def test_is_not_read_where_the_model_found_nothing(self):
        """
        A post of which the answer says nothing gives no fact.
        """
        assert [] == stated("Labour gain Abbey Wood from the Tories.")

    def test_that_the_answer_tells_otherwise_is_kept_as_rejected(self):
        """
        An answer that a phrase contradicts is not lost: it stays, rejected.
        """
        text = "Labour gained Mill Lane from the Tories."
        answer = a_ward(change="hold", candidates=[{"party": "Labour", "elected": True}])

        assert ("change", "hold") in {(e.measure, e.value) for e in rejected(text, answer)}


class TestElected:
    @pytest.mark.parametrize(
        ("text", "elected"),
        [
            (
                "Ada Finch (Lab) 811 *\nBen Oke (Con) 604\n* elected",
                {("Ada Finch", "Labour", True)},
            ),
            (
                "Ada Finch (Lab) 811 - elected, stage 1\nBen Oke (Con) 604",
                {("Ada Finch", "Labour", True)},
            ),
            (
                "Elected: Ada Finch (Lab) 811 and Ben Oke (Con) 704. Not elected: Cy Roe (Green) 9.",
                {
                    ("Ada Finch", "Labour", True),
                    ("Ben Oke", "Conservative", True),
                    ("Cy Roe", "Green", False),
                },
            ),
            (
                "Greens Ada Finch (3,377) and Ben Oke (3,102) are both in.",
                {("Ada Finch", "Green", True), ("Ben Oke", "Green", True)},
            ),
            (
                "Labour's Ada Finch beat the Conservative Ben Oke by 12 votes.",
                {("Ada Finch", "Labour", True)},
            ),
            (
                "Labour's Ada Finch lost her seat to the Greens' Ben Oke.",
                {("Ada Finch", "Labour", False), ("Ben Oke", "Green", True)},
            ),
            ("Ada Finch, a Labour veteran, was beaten.", {("Ada Finch", "Labour", False)}),
        ],
    )
    def test_are_those_that_lists_and_sentences_mark(self, text, elected):
        """
        Marks, lists of the elected and verbs say who is in, each with a party.
        """
        facts = stated(f"Mill Lane is done.\n{text}", a_ward())

        assert elected == {
            (each.person, each.party, each.value) for each in facts if each.measure == "elected"
        }

    @pytest.mark.parametrize(
        "text",
        [
            "Ada Finch (Lab) 811 *\nBen Oke (Con) 604\n* sitting councillor",
            "The returning officer calls up Labour's Ada Finch.",
            "Labour's Ada Finch could have won.",
            "Labour's Ada Finch took 1,204 votes.",
            "One to elect, and Labour's Ada Finch is here.",
        ],
    )
    def test_is_nobody_where_no_word_says_so(self, text):
        """
        A sitting councillor's star, the officer, a hope and a count of votes elect nobody.
        """
        answer = a_ward(candidates=[{"person": "Ada Finch", "party": "Labour", "elected": True}])
        facts = stated(f"Mill Lane is next.\n{text}", answer)

        assert [] == [each for each in facts if each.measure == "elected"]

    def test_held_a_seat_before_by_the_words_beside_a_party(self):
        """
        Whose seat it was is read beside the party's name, not anywhere in its sentence.
        """
        answer = a_ward(party_before="Labour", change="gain")
        held = "The Greens took Mill Lane, held by Labour since 1998."
        beaten = "The Greens' Ada Finch took Mill Lane and beat Labour into third."

        assert ["Labour"] == [f.value for f in stated(held, answer) if f.measure == "party_before"]
        assert [] == [f for f in stated(beaten, answer) if f.measure == "party_before"]


class TestFigures:
    def test_of_a_majority_are_the_winners(self):
        """
        A lead in votes belongs to who is elected, a majority before to who held the seat.
        """
        text = (
            "Mill Lane was Labour's by 411 votes in 2019. The Greens' Ada Finch has gained the seat "
            "from Labour with 1,104, by 63."
        )
        found = stated(text, a_ward())

        assert {
            ("majority", "Ada Finch", "Green", 63),
            ("majority_before", None, "Labour", 411),
        } == {
            (each.measure, each.person, each.party, each.value)
            for each in found
            if each.measure.startswith("majority")
        }

    @pytest.mark.parametrize(
        "text",
        [
            "Turnout across Harwick was 34.9%.",
            "Labour hope to win Mill Lane by 300 votes.",
            "In 2019 Labour won Mill Lane by 204.",
        ],
    )
    def test_of_the_council_hopes_and_the_past_are_none_of_a_ward(self, text):
        """
        A council's turnout, a hope and an older majority are no figures of the ward now.
        """
        found = stated(text, a_council(result="Labour hold"), a_ward())

        assert not {"turnout", "majority"} & {each.measure for each in found}

    def test_of_he_and_she_are_of_the_person_meant(self):
        """
        "She had 1,187" is of who opens the sentence before.
        """
        text = "In Mill Lane Labour's Ada Finch lost to the Tory Ben Oke. She had 1,187."

        assert [("Ada Finch", 1187)] == [
            (each.person, each.value) for each in stated(text, a_ward()) if each.measure == "votes"
        ]
