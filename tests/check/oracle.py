"""A plain search for the least-weight sets of faults, of whole figures, to hold HiGHS against."""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from extract.check.system import System

MOST = 3

Sums = list[tuple[tuple[tuple[int, int], ...], float, float]]
Spans = dict[int, tuple[int, int]]


def least(system: System) -> set[frozenset[int]] | None:
    """All least-weight sets of faults; None where they may have more than three."""
    weights = {
        at: weight
        for at in _concerned(system)
        if (weight := system.unknowns[at].weight) is not None
    }
    subsets = [frozenset(each) for n in range(MOST + 1) for each in combinations(weights, n)]
    subsets.sort(key=lambda each: sum(weights[at] for at in each))
    found: set[frozenset[int]] = set()
    lightest = math.inf
    for each in subsets:
        weight = sum(weights[at] for at in each)
        if weight > lightest:
            break
        if mends(system, each):
            lightest = weight
            found.add(each)
    four = sorted(weights.values())[: MOST + 1]
    return None if len(four) > MOST and sum(four) <= lightest else found


def mends(system: System, faults: frozenset[int]) -> bool:
    """Whether there are figures that meet every row, with these statements at fault."""
    spans: Spans = {}
    for at in _concerned(system):
        unknown = system.unknowns[at]
        if unknown.field and unknown.stated:
            allowed = [unknown.field] if at in faults else [unknown.field, unknown.stated]
            low, high = max(low for low, _ in allowed), min(high for _, high in allowed)
            spans[at] = (math.ceil(low), math.floor(high))
    if any(low > high for low, high in spans.values()):
        return False
    sums = [
        (row.terms, float(row.low), float(row.high))
        for row in system.rows
        if not faults & set(row.unless)
    ]
    return _possible(sums, spans)


def _concerned(system: System) -> list[int]:
    return sorted({at for row in system.rows for at in row.unknowns})


def _possible(sums: Sums, spans: Spans) -> bool:
    """Whether some figures do: each of one unknown is tried, the one with the fewest left."""
    for terms, least_, most in sums:
        ends = [sorted((factor * spans[at][0], factor * spans[at][1])) for factor, at in terms]
        if sum(low for low, _ in ends) > most or sum(high for _, high in ends) < least_:
            return False
    left = {at: _left(at, sums, spans) for at, (low, high) in spans.items() if low < high}
    if not left:
        return True
    at = min(left, key=lambda each: len(left[each]))
    return any(_possible(sums, spans | {at: (value, value)}) for value in left[at])


def _left(at: int, sums: Sums, spans: Mapping[int, tuple[int, int]]) -> range:
    """The figures of one unknown that no sum rules out, whatever the others are."""
    first, last = spans[at]
    for terms, least_, most in sums:
        factor = sum(each for each, other in terms if other == at)
        if factor:
            rest = [
                sorted((each * spans[other][0], each * spans[other][1]))
                for each, other in terms
                if other != at
            ]
            low = least_ - sum(high for _, high in rest)
            high = most - sum(low for low, _ in rest)
            ends = sorted((low / factor, high / factor))
            first = max(first, first if ends[0] == -math.inf else math.ceil(ends[0] - 1e-9))
            last = min(last, last if ends[1] == math.inf else math.floor(ends[1] + 1e-9))
    return range(first, last + 1)


def as_sets(explanations: Iterable[Iterable[str]]) -> set[frozenset[str]]:
    """Explanations without their order."""
    return {frozenset(each) for each in explanations}
