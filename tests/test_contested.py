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
