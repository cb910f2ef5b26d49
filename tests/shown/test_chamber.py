"""
extract/shown/chamber: a council's seats as a hemicycle.
"""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.shown.chamber import MOST_SEATS, chamber

SEATS = st.dictionaries(
    st.sampled_from(["Labour", "Conservative", "Green", "Reform UK", "Reform Derby", "Other"]),
    st.integers(0, 60),
    max_size=6,
)


class TestChamber:
    @given(SEATS, st.none() | st.integers(0, 150))
    def test_every_seat_is_drawn_once(self, seats, size):
        """
        Each party has as many seats as it holds; what is left of the size is nobody's.
        """
        drawn = chamber(seats, size)
        held = sum(seats.values())
        if not held:
            assert drawn is None
            return

        assert drawn is not None
        assert {party: count for party, count in seats.items() if count} == {
            each.party: each.seats for each in drawn.benches if each.party
        }
        assert max(held, size or 0) - held == drawn.not_stated

    @given(st.integers(1, MOST_SEATS))
    def test_seats_lie_apart_and_in_the_box(self, number):
        """
        No seat covers another or leaves the drawing, however many there are.
        """
        drawn = chamber({"Labour": number})
        assert drawn is not None
        places = sorted(drawn.benches[0].places)
        reach = drawn.radius

        assert all(reach <= x <= drawn.width - reach for x, _ in places)
        assert all(reach <= y <= drawn.height - reach for _, y in places)
        assert all(
            math.dist(one, other) >= 2 * reach
            for at, one in enumerate(places)
            for other in places[at + 1 : at + 40]
            if other[0] - one[0] < 2 * reach
        )

    def test_the_largest_sits_on_the_left(self):
        """
        Parties sit by size from left to right, those of one size by name, nobody's seats last.
        """
        drawn = chamber({"Green": 3, "Labour": 20, "Conservative": 3}, 30)
        assert drawn is not None
        middles = [sum(x for x, _ in each.places) / each.seats for each in drawn.benches]

        assert ["Labour", "Conservative", "Green", None] == [each.party for each in drawn.benches]
        assert all(one < other for one, other in pairwise(middles))

    def test_a_majority_crosses_the_middle(self):
        """
        Of 37 seats 19 reach the middle of the chamber, 18 do not.
        """
        for count, reaches in ((19, True), (18, False)):
            drawn = chamber({"Labour": count}, 37)
            assert drawn is not None
            assert 19 == drawn.majority
            assert reaches == (max(x for x, _ in drawn.benches[0].places) >= drawn.width / 2)

    def test_neighbours_have_marks_of_their_own(self):
        """
        Two parties side by side differ in more than colour.
        """
        drawn = chamber({f"Residents of {name}": 2 for name in "ABCDEFGH"})
        assert drawn is not None

        assert all(one.mark != other.mark for one, other in pairwise(drawn.benches))
        assert {"party-own"} == {each.css for each in drawn.benches}

    def test_in_words(self):
        """
        Who does not see the chamber is told what it shows.
        """
        drawn = chamber({"Labour": 20, "Green": 3}, 30)

        assert drawn is not None
        assert "30 seats: Labour 20, Green 3, not stated 7; 16 for a majority" == drawn.says

    @pytest.mark.parametrize(
        ("size", "title", "below"),
        [
            (30, "30 seats", "16 for a majority"),
            (None, "23 seats", "stated so far"),
            (22, "23 seats", "stated, of 22"),
        ],
    )
    def test_a_majority_of_what_is_known(self, size, title, below):
        """
        Without the council's size, or where more seats than that are stated, none is told.
        """
        drawn = chamber({"Labour": 20, "Green": 3}, size)

        assert drawn is not None
        assert (title, below) == (drawn.title, drawn.below)

    @pytest.mark.parametrize("seats", [{}, {"Labour": 0}, {"Labour": MOST_SEATS + 1}])
    def test_none_is_drawn(self, seats):
        """
        No chamber has no seat, or more than any council.
        """
        assert chamber(seats) is None
