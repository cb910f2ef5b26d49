"""Figures of whole councils, in the many ways that reporters have of stating them."""

from __future__ import annotations

import pytest
from stating import a_council, figures, stated

HEAD = "Harwick: "


def read(text):
    """The figures of a post whose answer names the council and nothing else."""
    return figures(stated(HEAD + text, a_council()))


class TestMajorityThreshold:
    @pytest.mark.parametrize(
        "text",
        [
            "24 needed for a majority.",
            "a majority is 24.",
            "24 is the magic number.",
            "the winning post is 24.",
            "the number that matters is 24.",
            "24 would have been enough.",
            "you need 24 to run the place.",
            "twenty-four makes a majority here.",
            "Labour are three short of the 24 they need.",
            "nobody has reached the 24 mark.",
            "with 24 required, there is talking to do.",
            "it takes 24 to govern alone.",
            "24 seats would be a majority.",
            "the target is 24.",
            "no party is past the 24 required.",
        ],
    )
    def test_is_the_number_that_a_majority_takes(self, text):
        """
        What is needed, required or enough is the threshold.
        """
        assert ("majority_threshold", 24) in {(m, v) for _, m, v in read(text)}

    def test_that_a_party_meets_exactly_is_its_seats_too(self):
        """
        "On exactly the 24 needed" gives the party's seats and what a majority takes.
        """
        found = read("the Lib Dems finish on exactly the 24 needed.")

        assert ("Liberal Democrat", "seats", 24) in found
        assert ("Liberal Democrat", "majority_threshold", 24) in found

    @pytest.mark.parametrize(
        "text",
        [
            "Labour need 24 votes more.",
            "a majority of 24 for Labour.",
            "Labour need 24 more recounts.",
            "the number of spoilt papers was 124.",
            "the bar at the count is 24 steps away.",
        ],
    )
    def test_is_no_other_number_that_is_needed(self, text):
        """
        Votes, the size of a majority and what is not counted in seats are none.
        """
        assert "majority_threshold" not in {measure for _, measure, _ in read(text)}


class TestShortOfMajority:
    @pytest.mark.parametrize(
        "text",
        [
            "Labour are three short of a majority.",
            "Labour finish on 21, three shy of control.",
            "Labour, on 21, are three adrift.",
            "Labour are three away from an overall majority.",
            "Labour fall three seats below the line.",
            "Labour need another three for a majority.",
            "Labour need three more to take control.",
            "Labour are short by three.",
            "Labour have 21, three light of the 24 needed.",
            "Labour end three off the winning post.",
        ],
    )
    def test_is_how_many_seats_a_party_lacks(self, text):
        """
        Short, shy, adrift, light, away: what a party lacks for a majority.
        """
        assert ("Labour", "short_of_majority", 3) in read(text)

    def test_is_no_distance_in_votes(self):
        """
        A candidate who falls short of another lacks votes, and no seats.
        """
        found = read("Labour's Ann Lee was three votes short in Mill Lane.")

        assert "short_of_majority" not in {measure for _, measure, _ in found}


class TestSeatsAtStake:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("sixteen seats were up.", {("seats_up", 16)}),
            ("16 of its 48 seats were contested.", {("seats_up", 16), ("council_size", 48)}),
            ("Labour won nine of the 16 being fought.", {("seats_won", 9), ("seats_up", 16)}),
            (
                "Labour defended eight of the 16 at stake.",
                {("seats_defended", 8), ("seats_up", 16)},
            ),
            (
                "of the 16 seats up this year, ten are in.",
                {("seats_up", 16), ("seats_declared", 10)},
            ),
            ("ten of the 16 seats up for grabs have declared.", {("seats_declared", 10)}),
        ],
    )
    def test_are_those_up_this_year(self, text, expected):
        """
        Up, contested, fought, at stake: only a part of the council is voted on.
        """
        assert expected <= {(measure, value) for _, measure, value in read(text)}


class TestCountsUnderWay:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (
                "30 of the 48 seats have been declared.",
                {("seats_declared", 30), ("council_size", 48)},
            ),
            ("of the 48 seats 30 are in.", {("seats_declared", 30), ("council_size", 48)}),
            ("all 48 seats are in.", {("seats_declared", 48), ("council_size", 48)}),
            ("Labour have 12 of the 30 declared so far.", {("seats", 12), ("seats_declared", 30)}),
            ("18 still to come.", {("seats_remaining", 18)}),
            ("18 seats have yet to declare.", {("seats_remaining", 18)}),
            ("with 18 outstanding it is anybody's.", {("seats_remaining", 18)}),
            ("Labour 12, Greens 9, 18 to call.", {("seats_remaining", 18)}),
            ("18 haven't been called.", {("seats_remaining", 18)}),
            (
                "five of the 48 seats are still to be announced.",
                {("seats_remaining", 5), ("council_size", 48)},
            ),
            ("two of the 48 seats are vacant.", {("seats_vacant", 2), ("council_size", 48)}),
            ("two places are left vacant.", {("seats_vacant", 2)}),
        ],
    )
    def test_tell_what_is_in_and_what_is_out(self, text, expected):
        """
        Declared, outstanding and vacant seats are told apart, and from the whole.
        """
        assert expected <= {(measure, value) for _, measure, value in read(text)}

    def test_of_polling_stations_and_councils_say_nothing(self):
        """
        Stations, wards and councils that are still out are no seats.
        """
        found = read("18 polling stations are still open and six councils are to come.")

        assert set() == found


class TestSize:
    @pytest.mark.parametrize(
        "text",
        [
            "Labour are left with 30 of 48.",
            "Labour win, 30 councillors out of 48.",
            "Labour have 30, in a chamber of 48.",
            "Labour 30, Greens 18. That makes 48.",
            "the full 48 are in place.",
            "Labour took it from the Conservatives, with 30 of the 48 seats.",
            "the council now has 48 seats, where there were 52.",
            "the number of councillors was cut from 52 to 48.",
        ],
    )
    def test_is_all_the_seats_of_a_council(self, text):
        """
        "30 of 48", "a chamber of 48", "that makes 48": the whole council.
        """
        assert ("council_size", 48) in {(m, v) for _, m, v in read(text)}

    @pytest.mark.parametrize(
        "text",
        [
            "the council now has 48 seats, where there were 52.",
            "it has 48 members rather than 52.",
            "the number of councillors was cut from 52 to 48.",
        ],
    )
    def test_before_new_boundaries_is_told_apart(self, text):
        """
        The size that a council had is not its size.
        """
        assert {("council_size", 48), ("council_size_before", 52)} <= {
            (m, v) for _, m, v in read(text)
        }


class TestSeats:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (
                "Labour took it from the Conservatives, with 30 of the 48 seats.",
                ("Labour", "seats", 30),
            ),
            ("Labour GAIN from Conservative - 30 of 48.", ("Labour", "seats", 30)),
            ("Labour 30, Conservatives 12, one lone Green.", ("Green", "seats", 1)),
            ("30 for Labour, seven so far for the Greens.", ("Green", "seats", 7)),
            ("Labour hold, 30 seats (-9).", ("Labour", "seats_change", -9)),
            ("Independents of various kinds make up 11.", ("Independent", "seats", 11)),
            ("Before the poll Labour had 30, the Greens 16.", ("Green", "seats_before", 16)),
            (
                "Going into this election Labour had 30, the Greens 16.",
                ("Green", "seats_before", 16),
            ),
            (
                "The Conservatives, down from 33 at the last election, are out.",
                ("Conservative", "seats_before", 33),
            ),
            ("Labour shed eight of the 36 it had.", ("Labour", "seats_change", -8)),
            ("Five Greens, where there were none.", ("Green", "seats", 5)),
        ],
    )
    def test_are_the_partys_of_whom_they_are_said(self, text, expected):
        """
        A figure goes to the party of which its sentence says it, now or before.
        """
        assert expected in read(text)

    @pytest.mark.parametrize(
        "text",
        [
            "A Labour gain from the Conservatives.",
            "a Green candidate thanked 12 Labour voters.",
            "one Labour win after another.",
        ],
    )
    def test_are_no_gains_nor_voters(self, text):
        """
        "A Labour gain" is no single seat.
        """
        assert set() == {(p, m, v) for p, m, v in read(text) if m == "seats"}
