"""Least-weight sets of faults: HiGHS against a plain search."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from oracle import least

from extract.check import milp
from extract.check.system import Row, System, Unknown

INFINITY = Decimal("Infinity")


def stating(value: int, weight: int | None = 3, most: int = 12) -> Unknown:
    return Unknown(weight, (Decimal(0), Decimal(most)), (Decimal(value), Decimal(value)))


def row(*terms: tuple[int, int], low: int | None = None, high: int | None = None, unless=()) -> Row:
    return Row(
        terms,
        -INFINITY if low is None else Decimal(low),
        INFINITY if high is None else Decimal(high),
        tuple(unless),
    )


def all_sets(system: System) -> set[frozenset[int]]:
    cover = milp.cover(system)
    found, complete = milp.explanations(system, cover)
    assert complete
    assert len(found) == len(set(found))
    assert frozenset().union(*cover) == frozenset().union(*found)
    return set(found)


class TestSets:
    def test_each_figure_of_a_sum_may_be_the_one(self):
        """
        3 + 4 = 8 holds with any one of the three figures changed.
        """
        system = System(
            tuple(stating(value) for value in (3, 4, 8)),
            (row((1, 0), (1, 1), (-1, 2), low=0, high=0),),
        )

        assert {frozenset({0}), frozenset({1}), frozenset({2})} == all_sets(system)

    def test_the_lightest_is_at_fault(self):
        """
        A hedged figure weighs less than those of a table.
        """
        unknowns = (stating(3, 4), stating(4, 1), stating(8, 4))

        assert {frozenset({1})} == all_sets(
            System(unknowns, (row((1, 0), (1, 1), (-1, 2), low=0, high=0),))
        )

    def test_one_fault_of_two_sums_goes_before_two(self):
        """
        What stands in both sums that fail explains both at once.
        """
        sums = (row((1, 0), (1, 1), low=10, high=10), row((1, 0), (1, 2), low=11, high=11))

        assert {frozenset({0})} == all_sets(System(tuple(map(stating, (5, 4, 5))), sums))

    def test_what_is_certain_is_never_at_fault(self):
        """
        A figure that the register fixes has no weight at all.
        """
        unknowns = (stating(3, None), stating(4), stating(8, None))

        assert {frozenset({1})} == all_sets(
            System(unknowns, (row((1, 0), (1, 1), (-1, 2), low=0, high=0),))
        )

    def test_the_field_bounds_what_can_be_right(self):
        """
        No figure below zero mends a sum.
        """
        system = System(
            (stating(1), stating(9), stating(2)), (row((1, 0), (1, 1), (-1, 2), high=0),)
        )

        assert {frozenset({1}), frozenset({2})} == all_sets(system)

    def test_words_that_a_sum_rests_on(self):
        """
        Where the list is not complete it need not make the council.
        """
        unknowns = (stating(5), Unknown(3), stating(8))
        sums = (row((1, 0), (-1, 2), low=0, unless=[1]), row((1, 0), (-1, 2), high=0))

        assert {frozenset({0}), frozenset({1}), frozenset({2})} == all_sets(System(unknowns, sums))

    def test_words_alone(self):
        """
        Of three words the first contradicts the others: it, or both of them.
        """
        unknowns = (Unknown(2), Unknown(1), Unknown(1))
        sums = (row(low=1, unless=[0, 1]), row(low=1, unless=[0, 2]))

        assert {frozenset({0}), frozenset({1, 2})} == all_sets(System(unknowns, sums))

    def test_votes_are_counted_to_the_last(self):
        """
        A majority of 12,345 that is one vote wrong is found among figures of six digits.
        """
        unknowns = tuple(stating(value, 3, 900_000) for value in (149_749, 117_564, 32_186))

        found = all_sets(System(unknowns, (row((1, 0), (-1, 1), (-1, 2), low=0, high=0),)))

        assert {frozenset({0}), frozenset({1}), frozenset({2})} == found

    def test_what_nothing_mends_is_not_solved(self):
        """
        Certain figures that contradict each other have no explanation.
        """
        with pytest.raises(milp.UnsolvedError):
            milp.cover(System((stating(3, None), stating(4)), (row((1, 0), low=4),)))

    def test_no_more_sets_than_can_be_read(self):
        """
        Eight pairs of words of which one each is wrong: 256 sets, and no claim that all are listed.
        """
        pairs = [row(low=1, unless=[2 * n, 2 * n + 1]) for n in range(8)]
        system = System((Unknown(1),) * 16, tuple(pairs))

        cover = milp.cover(system)
        found, complete = milp.explanations(system, cover)

        assert frozenset(range(16)) == frozenset().union(*cover)
        assert (milp.MOST_SETS, False) == (len(set(found)), complete)


UNKNOWNS = st.builds(
    lambda weight, value, slack, words: (
        Unknown(weight)
        if words
        else Unknown(
            weight,
            (Decimal(0), Decimal(9)),
            (Decimal(value), Decimal(min(9, value + slack))),
        )
    ),
    st.sampled_from([1, 2, 3, 4, None]),
    st.integers(0, 9),
    st.sampled_from([0, 0, 0, 2]),
    st.sampled_from([False, False, False, True]),
)


@st.composite
def systems(draw: st.DrawFn) -> System:
    unknowns = tuple(draw(st.lists(UNKNOWNS, min_size=2, max_size=7)))
    figures = [at for at, each in enumerate(unknowns) if each.field]
    rows = []
    for _ in range(draw(st.integers(1, 4))):
        chosen = (
            draw(st.lists(st.sampled_from(figures), unique=True, max_size=4)) if figures else []
        )
        terms = tuple((draw(st.sampled_from([1, 1, -1, 2, -2])), at) for at in chosen)
        others = st.integers(0, len(unknowns) - 1)
        unless = draw(st.lists(others, unique=True, min_size=not terms, max_size=2))
        low = draw(st.integers(-6, 12))
        ends = draw(st.sampled_from([(low, low), (low, None), (None, low), (low, low + 2)]))
        rows.append(row(*terms, low=ends[0], high=ends[1], unless=unless))
    return System(unknowns, tuple(rows))


@settings(max_examples=300)
@given(systems())
def test_highs_finds_what_a_plain_search_finds(system: System):
    """
    Of any small system both name the same least-weight sets, all of them.
    """
    concerned = {at for row in system.rows for at in row.unknowns}
    assume(any(system.unknowns[at].weight for at in concerned))
    expected = least(system)
    assume(expected is not None)

    if expected:
        assert expected == all_sets(system)
    else:
        with pytest.raises(milp.UnsolvedError):
            milp.cover(system)


class TestLoading:
    def test_nothing_is_printed_and_nothing_loaded_before_something_fails(self):
        """
        HiGHS prints no banner among the data, and waits until a check fails.
        """
        program = (
            "import sys\n"
            "from extract.check import check\n"
            "from schemas.fact import Fact\n"
            "fact = Fact(post='p', scope='council', area='Derby', measure='seats_up', value=5)\n"
            "check([fact]); assert 'highspy' not in sys.modules\n"
            "check([fact, fact.model_copy(update={'value': 6})]); assert 'highspy' in sys.modules\n"
        )

        done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)

        assert (0, b"", b"") == (done.returncode, done.stdout, done.stderr)
