"""What is stated and what must be true -> what can be true where some statements are at fault.

A system knows nothing of claims: its unknowns are numbered. ``milp`` asks which of
them must be at fault; here is what follows for their figures.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

Span = tuple[Decimal, Decimal]
"""The least and the greatest that a figure can be; both are finite."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """
    One statement, whose figure may be wrong.

    ``weight``: what speaks against its being at fault; None where it cannot be.
    ``field``: what its figure can be at all, None where it states words.
    ``stated``: what it can be unless at fault. ``whole``: it counts something.
    """

    weight: int | None
    field: Span | None = None
    stated: Span | None = None
    whole: bool = True

    @property
    def certain(self) -> bool:
        """Whether its figure, if it has one, is known."""
        return self.weight is None and (self.stated is None or self.stated[0] == self.stated[1])


@dataclass(frozen=True, slots=True)
class Row:
    """``low`` ≤ Σ factor · figure ≤ ``high``, where nothing of ``unless`` is at fault."""

    terms: tuple[tuple[int, int], ...]
    low: Decimal
    high: Decimal
    unless: tuple[int, ...] = ()

    @property
    def unknowns(self) -> frozenset[int]:
        """The statements concerned, by their number."""
        return frozenset((*(at for _, at in self.terms), *self.unless))

    def renumbered(self, anew: Mapping[int, int]) -> Row:
        """The row over the same statements under other numbers."""
        terms = tuple((factor, anew[at]) for factor, at in self.terms)
        return Row(terms, self.low, self.high, tuple(anew[at] for at in self.unless))

    def reach(self, spans: Mapping[int, Span]) -> Span:
        """The least and the greatest that the sum can be."""
        ends = [sorted((factor * spans[at][0], factor * spans[at][1])) for factor, at in self.terms]
        return sum((low for low, _ in ends), Decimal(0)), sum(
            (high for _, high in ends), Decimal(0)
        )

    def broken(self, spans: Mapping[int, Span]) -> bool:
        """Whether the sum can never be within its bounds."""
        low, high = self.reach(spans)
        return high < self.low or low > self.high


@dataclass(frozen=True, slots=True)
class System:
    """Statements, and the rows that their right figures meet."""

    unknowns: tuple[Unknown, ...]
    rows: tuple[Row, ...]

    def parts(self, suspects: Collection[int]) -> list[tuple[System, frozenset[int]]]:
        """
        The system where nothing but ``suspects`` can be at fault: what of it hangs together.

        Each part comes with its own suspects; what has none is left out.
        """
        unknowns = tuple(
            each if at in suspects else replace(each, weight=None)
            for at, each in enumerate(self.unknowns)
        )
        found = []
        certain = {at for at, each in enumerate(unknowns) if each.certain}
        for together in connected([row.unknowns for row in self.rows], certain):
            rows = tuple(self.rows[number] for number in together)
            concerned = frozenset(at for row in rows for at in row.unknowns if at in suspects)
            if concerned:
                found.append((System(unknowns, rows), concerned))
        return found

    def figures(self, faults: Collection[int]) -> dict[int, Span]:
        """
        What the figures at fault can be, by narrowing interval after interval.

        Sharp where one figure is at fault and the rest are exact, never too narrow.
        """
        spans = {
            at: _ends(*(each.field if at in faults else each.stated), each.whole)
            for at, each in enumerate(self.unknowns)
            if each.field and each.stated
        }
        rows = [row for row in self.rows if not set(row.unless) & set(faults)]
        for _ in self.unknowns:
            before = dict(spans)
            for row in rows:
                _narrow(row, spans, self.unknowns)
            if spans == before:
                break
        return {at: spans[at] for at in faults if at in spans}


def connected(sets: Sequence[Collection[int]], certain: Collection[int]) -> list[list[int]]:
    """The numbers of the sets by what they hang together with; what is certain ties nothing."""
    leader: dict[int, int] = {}

    def find(at: int) -> int:
        while leader.setdefault(at, at) != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    loose = [[at for at in sorted(each) if at not in certain] for each in sets]
    for ats in loose:
        for at in ats[1:]:
            leader[find(at)] = find(ats[0])
    found: dict[int, list[int]] = {}
    for number, ats in enumerate(loose):
        if ats:
            found.setdefault(find(ats[0]), []).append(number)
    return list(found.values())


def _ends(low: Decimal, high: Decimal, whole: bool) -> Span:
    if not whole:
        return low, high
    return low.to_integral_value(ROUND_CEILING), high.to_integral_value(ROUND_FLOOR)


def _narrow(row: Row, spans: dict[int, Span], unknowns: Sequence[Unknown]) -> None:
    """Leave each figure of the row only what the spans of the others allow it."""
    for term in row.terms:
        factor, at = term
        others = tuple(each for each in row.terms if each is not term)
        least, most = Row(others, row.low, row.high).reach(spans)
        low, high = sorted(((row.low - most) / factor, (row.high - least) / factor))
        low, high = _ends(low, high, unknowns[at].whole)
        spans[at] = (max(spans[at][0], low), min(spans[at][1], high))
