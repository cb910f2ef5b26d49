"""
extract/golden/permutation: how likely chance alone makes two ways' F1 differ as much.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from some_counts import posts, two_ways

from extract.golden.permutation import p_of_f1

if TYPE_CHECKING:
    from extract.golden.counts import PostCounts


def f1(way: list[PostCounts]) -> Fraction:
    both = sum(each.expected + each.found for each in way)
    return Fraction(2 * sum(each.right for each in way), both) if both else Fraction(1)


def by_trying_all(here: list[PostCounts], there: list[PostCounts]) -> Fraction:
    """The definition of p, word for word: every post swapped or not."""
    seen = abs(f1(here) - f1(there))
    pairs = list(zip(here, there, strict=True))
    swaps = list(product((False, True), repeat=len(pairs)))
    as_large = 0
    for swapped in swaps:
        ways = [pair[::-1] if swap else pair for pair, swap in zip(pairs, swapped, strict=True)]
        now, then = zip(*ways, strict=True)
        as_large += abs(f1(now) - f1(then)) >= seen
    return Fraction(as_large, len(swaps))


class TestExactTest:
    @given(two_ways())
    def test_is_the_share_of_all_swappings(self, ways):
        """
        p is the share of all ways of swapping that make F1 differ at least as much, ties among them.
        """
        assert float(by_trying_all(*ways)) == pytest.approx(p_of_f1(*ways), abs=1e-12)

    @given(two_ways(most=20))
    def test_does_not_mind_which_way_is_which(self, ways):
        """
        p is that of the other way round, and at least the share of the swapping of all posts.
        """
        here, there = ways
        differing = sum(
            (one.right, one.found) != (other.right, other.found)
            for one, other in zip(here, there, strict=True)
        )

        assert p_of_f1(there, here) == pytest.approx(p_of_f1(here, there))
        assert min(1, 2 / 2**differing) <= p_of_f1(here, there) <= 1

    @pytest.mark.parametrize(("better", "p"), [(1, 1), (5, 1 / 16), (6, 1 / 32), (10, 1 / 512)])
    def test_where_every_post_is_better(self, better, p):
        """
        Where one way finds one fact more on each of n posts, p is 2 of the 2^n swappings (a sign test).
        """
        here, there = posts([(2, 2, 2)] * better), posts([(1, 1, 2)] * better)

        assert p == pytest.approx(p_of_f1(here, there))

    def test_posts_that_do_not_differ(self):
        """
        Posts that both ways read alike change p no more than their facts change F1.
        """
        alike = posts([(3, 3, 3)] * 500)
        here, there = posts([(2, 2, 2)] * 6), posts([(1, 1, 2)] * 6)

        assert 1 / 32 == pytest.approx(p_of_f1(alike + here, alike + there))
        assert p_of_f1(alike, alike) == 1
