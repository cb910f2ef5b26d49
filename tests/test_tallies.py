"""Sums: a bare score, a council's size, whose a majority is."""

from __future__ import annotations

import pytest
from stating import a_council, stated


def read(text):
    """What a text states of Harwick: (measure, party, value) of seats, majorities and sizes."""
    wanted = ("seats", "majority", "council_size")
    said = stated(text, a_council())
    return {(each.measure, each.party, each.value) for each in said if each.measure in wanted}


class TestScores:
    @pytest.mark.parametrize(
        "text",
        [
            "In Harwick Labour hung on to control: 17 to 16. The Tories came close.",
            "Harwick: Labour hold. Seventeen to sixteen. The Tories came close.",
            "Harwick: Labour gain from Con, 17-16.",
            "The Conservatives have lost Harwick to Labour, 16 to 17.",
        ],
    )
    def test_gives_the_greater_figure_to_who_has_the_council(self, text):
        """
        A bare score is of the two parties there, the more of those who have control.
        """
        assert {("seats", "Labour", 17), ("seats", "Conservative", 16)} <= read(text)

    @pytest.mark.parametrize(
        "text",
        [
            "Labour hold Harwick. The Tories hope for 16 to 17.",
            "Labour hold Harwick. The Tories lost at football, 3-1.",
            "Labour hold Harwick. The Tories and the Greens are out: 17 to 16.",
            "In Harwick Labour and the Tories are counting: 17 to 16.",
        ],
    )
    def test_gives_nothing_where_winner_or_loser_is_open(self, text):
        """
        Hopes, other games, three parties and a council that nobody is said to have give none.
        """
        assert not {each for each in read(text) if each[0] == "seats"}


class TestSizes:
    def test_is_the_figure_that_the_list_comes_to(self):
        """
        A figure that is called seats and is just the sum of the list is the council's size.
        """
        assert ("council_size", None, 54) in read("Harwick: Lab 41, Con 10, LD 3. 54 seats.")

    @pytest.mark.parametrize("more", ["54 people came.", "A total of 54 boxes came.", "It is 53."])
    def test_is_no_other_figure(self, more):
        """
        Neither another thing's number nor another sum is.
        """
        assert not [
            e for e in read(f"Harwick: Lab 41, Con 10, LD 3. {more}") if e[0] == "council_size"
        ]


def test_a_majority_is_theirs_who_have_control():
    """
    The party named nearest to a majority does not own it where another has the council.
    """
    text = (
        "Labour have gained Harwick from the Tories, with two independents, by a majority of seven."
    )

    assert ("majority", "Labour", 7) in read(text)
