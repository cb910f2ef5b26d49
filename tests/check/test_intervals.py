"""Rounded figures are intervals: the table of the rule book."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from extract.check.intervals import Interval, interval, kind_of, point, total, unit
from schemas.fact import Hedge

FIGURES = st.integers(0, 100_000)
HEDGES = st.sampled_from([None, *get_args(Hedge)])
KINDS = st.sampled_from(["seats", "votes", "percent"])


def _holds(bounds: Interval, number: float | str) -> bool:
    return bounds.meets(point(Decimal(str(number))))


@pytest.mark.parametrize(
    ("hedge", "inside", "outside"),
    [
        (None, (32000,), (31999, 32001)),
        ("rounded", (31500, 32500), (31499, 32501)),
        ("over", (32001, 60000), (32000,)),
        ("just_over", (32001, 60000), (32000,)),
        ("under", (31999, 0), (32000, -1)),
        ("almost", (31999, 0), (32000, -1)),
        ("at_least", (32000, 60000), (31999,)),
        ("at_most", (32000, 0), (32001,)),
        ("about", (28800, 35200), (28799, 35201)),
    ],
)
def test_outside_is_an_error(hedge: Hedge | None, inside: tuple[int], outside: tuple[int]):
    """
    The column "outside it: error", for 32,000 votes, whose g is 1000.
    """
    hard = interval(32000, hedge, kind="votes").hard

    assert all(_holds(hard, number) for number in inside)
    assert not any(_holds(hard, number) for number in outside)


@pytest.mark.parametrize(
    ("hedge", "inside", "outside"),
    [
        ("over", (32001, 33000), (33001,)),
        ("just_over", (32001, 33600), (33601,)),
        ("under", (31999, 31000), (30999,)),
        ("almost", (31999, 28800), (28799,)),
    ],
)
def test_outside_is_a_warning(hedge: Hedge, inside: tuple[int], outside: tuple[int]):
    """
    The column "outside it: warning", for 32,000 votes.
    """
    soft = interval(32000, hedge, kind="votes").soft

    assert all(_holds(soft, number) for number in inside)
    assert not any(_holds(soft, number) for number in outside)


@given(FIGURES, HEDGES)
def test_seats_have_no_warning(number: int, hedge: Hedge | None):
    """
    Of seats, the error is all there is.
    """
    bounds = interval(number, hedge, kind="seats")

    assert bounds.hard == bounds.soft


@pytest.mark.parametrize(
    ("number", "kind", "quote", "expected"),
    [
        ("32000", "votes", None, "1000"),
        ("149749", "votes", None, "1"),
        ("31", "seats", None, "1"),
        ("30", "seats", None, "10"),
        ("0", "seats", None, "1"),
        ("51.3", "percent", None, "0.1"),
        ("38.0", "percent", None, "1"),
        ("38.0", "percent", "38.0%", "0.1"),
        ("38", "percent", "38 or 41.25%", "1"),
        ("40", "percent", None, "1"),
        ("37.71", "percent", "37.71%", "0.01"),
    ],
)
def test_the_last_significant_digit(number: str, kind, quote: str | None, expected: str):
    """
    Trailing zeros of a count are not significant; of a percentage every digit given is.
    """
    assert Decimal(expected) == unit(Decimal(number), kind, quote)


def test_a_percentage_is_half_a_unit_wide():
    """
    51.3 % is anything from 51.25 to 51.35.
    """
    hard = interval(51.3, kind="percent").hard

    assert _holds(hard, "51.25")
    assert _holds(hard, "51.35")
    assert not _holds(hard, "51.36")


def test_a_share_just_over_is_over():
    """
    "Just over 51.3 %" may be 51.31, but not 51.3.
    """
    hard = interval(51.3, "just_over", kind="percent").hard

    assert _holds(hard, "51.31")
    assert not _holds(hard, "51.3")


def test_words_that_soften_a_loss_speak_of_its_size():
    """
    "More than ten" lost is a change of -11 or less.
    """
    hard = interval(-10, "over", kind="seats").hard

    assert _holds(hard, -11)
    assert not _holds(hard, -10)
    assert not _holds(hard, -9)


@pytest.mark.parametrize(
    ("scope", "measure", "kind"),
    [
        ("council", "majority", "seats"),
        ("contest", "majority", "votes"),
        ("contest", "turnout", "percent"),
        ("council", "seats_change", "seats"),
        ("contest", "electorate", "votes"),
    ],
)
def test_what_a_measure_counts(scope: str, measure: str, kind: str):
    """
    A council's majority is in seats, a contest's in votes.
    """
    assert kind == kind_of(scope, measure)


@given(FIGURES, HEDGES, KINDS)
def test_soft_is_never_wider_than_hard(number: int, hedge: Hedge | None, kind):
    """
    What is no warning is no error.
    """
    bounds = interval(number, hedge, kind=kind)

    assert bounds.hard.low <= bounds.soft.low <= bounds.soft.high <= bounds.hard.high


@given(FIGURES, HEDGES, KINDS)
def test_a_loss_mirrors_a_gain(number: int, hedge: Hedge | None, kind):
    """
    The interval of -n is that of n on the other side of zero.
    """
    assume(number > 0)

    assert -interval(number, hedge, kind=kind).hard == interval(-number, hedge, kind=kind).hard


@given(st.lists(st.tuples(FIGURES, st.sampled_from([None, "about", "rounded", "at_least"]))))
def test_the_true_sum_lies_in_the_sum(figures: list[tuple[int, Hedge | None]]):
    """
    Figures that each lie in their intervals add up to one in the sum of the intervals.
    """
    summed = total([interval(n, hedge, kind="seats").hard for n, hedge in figures])

    assert _holds(summed, sum(n for n, _ in figures))


@given(st.integers(-50, 50), st.integers(-50, 50), st.integers(-50, 50), st.integers(-50, 50))
def test_intervals_meet_or_one_is_below(a: int, b: int, c: int, d: int):
    """
    Of two intervals either one is below the other, or they share a number.
    """
    first = Interval(Decimal(min(a, b)), Decimal(max(a, b)))
    second = Interval(Decimal(min(c, d)), Decimal(max(c, d)))
    shared = set(range(min(a, b), max(a, b) + 1)) & set(range(min(c, d), max(c, d) + 1))

    assert bool(shared) == first.meets(second)
    assert first.meets(second) == second.meets(first)
    assert first.meets(second) != (first.below(second) or second.below(first))


def test_open_ends_do_not_meet():
    """
    More than 30 and exactly 30 share nothing.
    """
    over = Interval(Decimal(30), Decimal(40), open_low=True)

    assert not over.meets(point(30))
    assert (over + point(1)).low == Decimal(31)
    assert not (over - point(5)).meets(point(25))
