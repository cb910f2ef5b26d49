"""Systems: what hangs together, and what figures can be where some are at fault."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from oracle import least, mends
from test_milp import row, stating, systems

from extract.check.system import System, Unknown, connected


def ends(low: int, high: int) -> tuple[Decimal, Decimal]:
    return (Decimal(low), Decimal(high))


class TestFigures:
    def test_one_figure_of_an_equality_is_sharp(self):
        """
        3 + x = 8 is 5 alone.
        """
        system = System(
            (stating(3), stating(4), stating(8)), (row((1, 0), (1, 1), (-1, 2), low=0, high=0),)
        )

        assert {1: ends(5, 5)} == system.figures({1})

    def test_a_bound_leaves_what_the_field_allows(self):
        """
        At least 7, in a council of 12.
        """
        system = System((stating(3),), (row((1, 0), low=7),))

        assert {0: ends(7, 12)} == system.figures({0})

    def test_a_half_is_rounded_to_whole_figures(self):
        """
        2x is at most 9: 4 seats.
        """
        system = System((stating(6),), (row((2, 0), high=9),))

        assert {0: ends(0, 4)} == system.figures({0})

    def test_figures_that_depend_on_each_other(self):
        """
        x = y and y + 3 = 8 leave 5 for both.
        """
        system = System(
            (stating(4), stating(6), stating(3)),
            (row((1, 0), (-1, 1), low=0, high=0), row((1, 1), (1, 2), low=8, high=8)),
        )

        assert {0: ends(5, 5), 1: ends(5, 5)} == system.figures({0, 1})

    def test_words_have_no_figure(self):
        """
        A list that is not complete needs no number, and frees the sum.
        """
        system = System((stating(3), Unknown(3)), (row((1, 0), low=8, high=8, unless=[1]),))

        assert {} == system.figures({1})
        assert {0: ends(0, 12)} == system.figures({0, 1})


class TestParts:
    def test_what_is_not_suspected_ties_nothing(self):
        """
        Two sums over one figure that is beyond doubt are two parts.
        """
        sums = (row((1, 0), (1, 1), low=9, high=9), row((1, 0), (1, 2), low=9, high=9))
        system = System((stating(5), stating(3), stating(3)), sums)

        parts = system.parts({1, 2})

        assert [frozenset({1}), frozenset({2})] == [concerned for _, concerned in parts]
        assert [(sums[0],), (sums[1],)] == [part.rows for part, _ in parts]

    def test_a_figure_that_is_only_about_right_ties(self):
        """
        What may be one thing in one sum must be the same in the other.
        """
        about = Unknown(None, ends(0, 12), ends(4, 6))
        sums = (row((1, 0), (1, 1), low=9, high=9), row((1, 0), (1, 2), low=9, high=9))

        parts = System((about, stating(3), stating(3)), sums).parts({1, 2})

        assert [frozenset({1, 2})] == [concerned for _, concerned in parts]

    def test_connected(self):
        """
        Sets hang together by what they share, unless that is certain.
        """
        assert [[0, 2], [1]] == connected([{1, 2}, {3, 9}, {2, 4, 9}, {9}], {9})


@settings(max_examples=200)
@given(systems())
def test_no_figure_that_mends_is_left_out(system: System):
    """
    Whatever a plain search finds possible for a figure at fault lies within its span.
    """
    for faults in sorted(map(sorted, least(system) or ()))[:3]:
        for at, (low, high) in system.figures(faults).items():
            for value in {low - 1, high + 1} & {Decimal(n) for n in range(10)}:
                unknowns = list(system.unknowns)
                unknowns[at] = Unknown(unknowns[at].weight, (value, value), (value, value))

                assert not mends(System(tuple(unknowns), system.rows), frozenset(faults))


@pytest.mark.parametrize(("weight", "certain"), [(None, True), (3, False)])
def test_certain_is_what_cannot_be_at_fault(weight: int | None, certain: bool):
    """
    A figure that the register fixes is known, as are words that are beyond doubt.
    """
    assert certain == stating(5, weight).certain
    assert certain == Unknown(weight).certain
