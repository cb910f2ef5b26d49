"""Two ways' counts of the same posts -> how likely chance alone makes their F1 differ as much."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from extract.golden.counts import PostCounts

_TIE = 1e-12  # far above the error of a float, far below what one fact makes


def p_of_f1(here: Sequence[PostCounts], there: Sequence[PostCounts]) -> float:
    """
    The two-sided p of the exact paired permutation test on the difference of micro-F1.

    If the two ways are equally good, each post's two results might as well have been
    swapped: p is the share of the 2^n ways of swapping in which |F1 here - F1 there|,
    each F1 = 2 right / (expected + found) of the sums over posts, is at least as large
    as it is. All 2^n are counted, none is sampled: F1 depends on a swapping by two whole
    numbers alone, right and found on one side, and post by post the share of swappings
    that lead to each pair of them is added up (Zmigrod, Vieira and Cotterell, Exact
    Paired-Permutation Testing for Structured Test Statistics, NAACL 2022).

    Both sequences have the same posts in the same order, with as many facts expected.
    Time and space grow with the sum over posts of the differences in right, times that
    of the differences in found.
    """
    now, then = (np.array([(each.right, each.found) for each in way]) for way in (here, there))
    expected = sum(each.expected for each in here)
    shares, lowest = _swappings(now, then)
    rows, columns = shares.shape
    right, found = lowest[0] + np.arange(rows)[:, None], lowest[1] + np.arange(columns)
    all_right, all_found = now.sum(axis=0) + then.sum(axis=0)
    differing = np.abs(
        _f1(right, found, expected) - _f1(all_right - right, all_found - found, expected)
    )
    seen = differing[tuple(now.sum(axis=0) - lowest)]
    return min(1.0, float(shares[differing >= seen - _TIE].sum()))


def _swappings(
    now: NDArray[np.int64], then: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """The share of the swappings that lead to each pair of sums on one side, and the lowest pair."""
    lowest = np.minimum(now, then)
    shares = np.ones((1, 1))
    for one, other in zip(now - lowest, then - lowest, strict=True):
        if (one == other).all():
            continue
        rows, columns = shares.shape
        longer = np.zeros(shares.shape + np.maximum(one, other))
        shares /= 2
        for right, found in (one, other):
            longer[right : right + rows, found : found + columns] += shares
        shares = longer
    return shares, lowest.sum(axis=0)


def _f1(right: NDArray[np.int64], found: NDArray[np.int64], expected: int) -> NDArray[np.float64]:
    """F1 for each number right and each found; 1 where nothing is expected and nothing found."""
    both = expected + found
    return np.where(both > 0, 2 * right / np.maximum(both, 1), 1.0)
