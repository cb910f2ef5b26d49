"""A figure with the words that soften it -> the interval in which the true figure lies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from schemas.fact import Hedge

Kind = Literal["seats", "votes", "percent"]

_INFINITY = Decimal("Infinity")
_HUNDRED = Decimal(100)
_HALF = Decimal("0.5")
_TENTH = Decimal("0.1")
_TWENTIETH = Decimal("0.05")
_VOTES = frozenset({"votes", "electorate", "valid_votes", "votes_cast", "rejected_ballots"})
_PERCENTS = frozenset({"vote_share", "vote_share_change", "turnout"})
_MAJORITIES = frozenset({"majority", "majority_before"})
_DIGITS = re.compile(r"[0-9]+(?:\.([0-9]+))?")


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from ``low`` to ``high``; an open end is not one of them."""

    low: Decimal
    high: Decimal
    open_low: bool = False
    open_high: bool = False

    @property
    def exact(self) -> bool:
        """Whether the interval is one number: only such figures can prove an equality."""
        return self.low == self.high

    def __add__(self, other: Interval) -> Interval:
        """Every sum of a number of this interval and one of the other."""
        return Interval(
            self.low + other.low,
            self.high + other.high,
            self.open_low or other.open_low,
            self.open_high or other.open_high,
        )

    def __neg__(self) -> Interval:
        """The interval on the other side of zero."""
        return Interval(-self.high, -self.low, self.open_high, self.open_low)

    def __sub__(self, other: Interval) -> Interval:
        """Every difference of a number of this interval and one of the other."""
        return self + -other

    def times(self, factor: int) -> Interval:
        """Every number of this interval, ``factor`` (> 0) times."""
        return Interval(self.low * factor, self.high * factor, self.open_low, self.open_high)

    def percent_of(self, whole: Interval) -> Interval:
        """Every number that some percentage of this interval makes of one of the other; none < 0."""
        high = _product(self.high, whole.high)
        open_high = high > 0 and (self.open_high or whole.open_high)
        return Interval(
            _product(max(self.low, Decimal(0)), whole.low),
            high,
            self.open_low or whole.open_low,
            open_high,
        )

    def below(self, other: Interval) -> bool:
        """Whether every number of this interval is less than every number of the other."""
        if self.high == other.low:
            return self.open_high or other.open_low
        return self.high < other.low

    def at_most(self, other: Interval) -> bool:
        """Whether no number of this interval is greater than any number of the other."""
        return self.high <= other.low

    def meets(self, other: Interval) -> bool:
        """Whether some number lies in both intervals."""
        return not self.below(other) and not other.below(self)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Two intervals: outside ``hard`` is an error, outside ``soft`` (never wider) a warning."""

    hard: Interval
    soft: Interval


def _decimal(number: float | Decimal) -> Decimal:
    return number if isinstance(number, Decimal) else Decimal(repr(number))


def _product(percentage: Decimal, whole: Decimal) -> Decimal:
    """Nothing of everything is nothing, where ``Decimal`` has no answer."""
    return percentage * whole / _HUNDRED if percentage and whole else Decimal(0)


def point(number: float | Decimal) -> Interval:
    """The interval that holds one number."""
    exact = _decimal(number)
    return Interval(exact, exact)


ZERO = point(0)


def total(intervals: list[Interval]) -> Interval:
    """The sum of intervals; zero where there are none."""
    return sum(intervals, start=ZERO)


def kind_of(scope: str, measure: str) -> Kind:
    """What a measure counts: a council's majority is seats, a contest's is votes."""
    if measure in _PERCENTS:
        return "percent"
    if measure in _VOTES or (scope == "contest" and measure in _MAJORITIES):
        return "votes"
    return "seats"


def unit(number: Decimal, kind: Kind, quote: str | None = None) -> Decimal:
    """
    One unit of the last significant digit: 32,000 -> 1000, 31 -> 1, 51.3 % -> 0.1.

    Of a percentage every digit given counts, so that "38.0%" in the ``quote`` is
    finer than a bare 38; a number that the quote does not show has the digits of
    its shortest form.
    """
    if kind == "percent":
        return Decimal(1).scaleb(-_decimals(number, quote))
    digits = str(int(abs(number)))
    significant = digits.rstrip("0")
    return Decimal(10) ** (len(digits) - len(significant)) if significant else Decimal(1)


def interval(
    value: float | Decimal, hedge: Hedge | None = None, *, kind: Kind, quote: str | None = None
) -> Bounds:
    """
    The table "Rounded figures are intervals" of the rule book.

    ``value`` is finite. Words that soften a loss speak of its size: "over ten"
    of a change of -10 is -11 or less.
    """
    number = _decimal(value)
    if number < 0:
        mirrored = _of_size(-number, hedge, kind, quote)
        return Bounds(-mirrored.hard, -mirrored.soft)
    return _of_size(number, hedge, kind, quote)


def _of_size(n: Decimal, hedge: Hedge | None, kind: Kind, quote: str | None) -> Bounds:
    g = unit(n, kind, quote)
    hard = _hard(n, g, hedge, kind)
    if kind != "votes":
        return Bounds(hard, hard)
    match hedge:
        case "over":
            return Bounds(hard, Interval(hard.low, n + g))
        case "just_over":
            return Bounds(hard, Interval(hard.low, n + max(Decimal(1), n * _TWENTIETH)))
        case "under":
            return Bounds(hard, Interval(max(hard.low, n - g), hard.high))
        case "almost":
            slack = max(Decimal(1), n * _TENTH)
            return Bounds(hard, Interval(max(hard.low, n - slack), hard.high))
        case _:
            return Bounds(hard, hard)


def _hard(n: Decimal, g: Decimal, hedge: Hedge | None, kind: Kind) -> Interval:
    """Counts are whole: "over 30" begins with 31, where a share over 30 may be just above it."""
    whole = kind != "percent"
    if hedge is None:
        return Interval(n, n) if whole else _around(n, g * _HALF)
    match hedge:
        case "over" | "just_over":
            bounds = Interval(n + 1 if whole else n, _INFINITY, open_low=not whole)
        case "under" | "almost":
            high = n - 1 if whole else n
            bounds = Interval(min(Decimal(0), high), high, open_high=not whole)
        case "at_least":
            bounds = Interval(n, _INFINITY)
        case "at_most":
            bounds = Interval(Decimal(0), n)
        case "about":
            bounds = _around(n, max(g * _HALF, n * _TENTH))
        case "rounded":
            bounds = _around(n, g * _HALF)
    return bounds


def _around(n: Decimal, slack: Decimal) -> Interval:
    return Interval(n - slack, n + slack)


def _decimals(number: Decimal, quote: str | None) -> int:
    """How many digits stand behind the point, in the quote where it shows this number."""
    shown = [
        len(match[1] or "")
        for match in _DIGITS.finditer((quote or "").replace(",", ""))
        if Decimal(match[0]) == abs(number)
    ]
    if shown:
        return min(shown)
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
