"""Counts of posts, for the tests of what is made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from extract.golden.counts import PostCounts

if TYPE_CHECKING:
    from collections.abc import Iterable


def posts(counts: Iterable[tuple[int, int, int]]) -> list[PostCounts]:
    """A post for each triple of facts right, found and expected."""
    return [
        PostCounts(page="live", post=str(n), right=right, found=found, expected=expected)
        for n, (right, found, expected) in enumerate(counts)
    ]


@st.composite
def two_ways(draw: st.DrawFn, most: int = 6) -> tuple[list[PostCounts], list[PostCounts]]:
    """Two ways' counts of the same posts, at most so many."""
    ways: tuple[list[tuple[int, int, int]], ...] = ([], [])
    for _ in range(draw(st.integers(1, most))):
        expected = draw(st.integers(0, 4))
        for way in ways:
            right = draw(st.integers(0, expected))
            way.append((right, right + draw(st.integers(0, 3)), expected))
    here, there = map(posts, ways)
    return here, there
