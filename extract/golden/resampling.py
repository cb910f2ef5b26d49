"""Counts post by post -> ratios of their sums, each with the interval that resampling the posts gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from extract.golden.counts import PostCounts

RESAMPLES = 10_000
_SEED = 1972
_LOW, _HIGH = 0.025, 0.975
_DIGITS = 4

Interval = tuple[float, float]
Columns = tuple[str, ...]

# What is summed above and below the line; F1 is 2 right / (expected + found).
_RATIOS: dict[str, tuple[Columns, Columns]] = {
    "precision": (("right",), ("found",)),
    "recall": (("right",), ("expected",)),
    "f1": (("right", "right"), ("expected", "found")),
    "verified_precision": (("verified_right",), ("verified",)),
    "verified_recall": (("reached",), ("could_be_verified",)),
}
COMPARED = ("precision", "recall", "f1")


@dataclass(frozen=True, slots=True)
class Figure:
    """
    A ratio: ``part`` of ``whole``, 1 where the whole is 0.

    ``interval``: its 95 % interval, None where resampling tells of none.
    """

    part: int
    whole: int
    interval: Interval | None

    @property
    def value(self) -> float:
        """The ratio."""
        return self.part / self.whole if self.whole else 1.0

    def as_json(self) -> dict[str, Any]:
        """The ratio and its interval, rounded."""
        return {
            "value": round(self.value, _DIGITS),
            "part": self.part,
            "whole": self.whole,
            "interval": self.interval,
        }


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure of one way of asking less that of another, with its 95 % interval."""

    here: float
    there: float
    interval: Interval | None

    @property
    def value(self) -> float:
        """How much more it is here."""
        return self.here - self.there

    def as_json(self) -> dict[str, Any]:
        """Both figures, their difference and its interval, rounded."""
        return {
            "here": round(self.here, _DIGITS),
            "there": round(self.there, _DIGITS),
            "difference": round(self.value, _DIGITS),
            "interval": self.interval,
        }


def figures(posts: Sequence[PostCounts]) -> dict[str, Figure]:
    """
    Precision, recall, F1; of the verified facts those that are right, of the ceiling those reached.

    The interval is the percentile interval of the bootstrap (Efron and Tibshirani,
    An Introduction to the Bootstrap, 1993, ch. 13): as many posts are drawn with
    replacement as there are, ``RESAMPLES`` times with a fixed seed. Posts are drawn,
    not facts, for the facts of a post are right or wrong together. A draw without
    anything below the line is left out. There is no interval where no draw differs
    from another, as with a ratio of 1: what no post shows, resampling cannot.
    """
    drawn = _drawn(len(posts))
    return {
        name: Figure(*_whole(posts, name), _interval(_ratios(posts, name, drawn)))
        for name in _RATIOS
    }


def differences(here: Sequence[PostCounts], there: Sequence[PostCounts]) -> dict[str, Difference]:
    """
    Precision, recall and F1 of two ways of asking, of the same posts in the same order.

    Both ways are resampled together, so that what makes a post hard for both cancels.
    """
    drawn = _drawn(len(here))
    return {
        name: Difference(
            Figure(*_whole(here, name), None).value,
            Figure(*_whole(there, name), None).value,
            _interval(_ratios(here, name, drawn) - _ratios(there, name, drawn)),
        )
        for name in COMPARED
    }


def _drawn(posts: int) -> NDArray[np.int64]:
    """How often each post is drawn: a row for each resample, a column for each post."""
    return np.random.default_rng(_SEED).multinomial(posts, [1 / posts] * posts, RESAMPLES)


def _column(posts: Sequence[PostCounts], names: Columns) -> NDArray[np.int64]:
    return np.array([sum(getattr(each, n) for n in names) for each in posts], np.int64)


def _whole(posts: Sequence[PostCounts], name: str) -> tuple[int, int]:
    """What stands above and below the line of all posts."""
    above, below = (int(_column(posts, names).sum()) for names in _RATIOS[name])
    return above, below


def _ratios(
    posts: Sequence[PostCounts], name: str, drawn: NDArray[np.int64]
) -> NDArray[np.float64]:
    """The ratio in each resample; not a number where there is nothing below the line."""
    above, below = (drawn @ _column(posts, names) for names in _RATIOS[name])
    ratios = np.full(len(drawn), np.nan)
    np.divide(above, below, out=ratios, where=below > 0)
    return ratios


def _interval(values: NDArray[np.float64]) -> Interval | None:
    known = values[~np.isnan(values)]
    if not known.size or known.min() == known.max():
        return None
    low, high = np.quantile(known, [_LOW, _HIGH])
    return round(float(low), _DIGITS), round(float(high), _DIGITS)
