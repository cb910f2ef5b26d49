"""The verdicts on one council or contest -> systems: failing checks with all that ties them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from extract.check.claims import Claim, identity
from extract.check.council import Council
from extract.check.intervals import Interval, kind_of
from extract.check.system import Row, Span, System, Unknown, connected
from extract.check.weights import weight
from schemas.fact import MEASURES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from extract.check.contest import Contest
    from extract.check.rule import Constraint, Verdict

_INFINITY = Decimal("Infinity")
_HUNDRED = Decimal(100)
# An open end of a percentage: finer than the digits that a page gives.
_OPEN = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Knot:
    """
    Failing checks that hang together, with the checks that hold about the same figures.

    ``claims``: for each unknown of the system those that say it, one of a post.
    ``failing``: the unknowns that each failing verdict speaks of, by its number.
    """

    system: System
    claims: tuple[tuple[Claim, ...], ...]
    failing: Mapping[int, frozenset[int]]


def knots(group: Council | Contest, verdicts: Sequence[Verdict]) -> list[Knot]:
    """What is to be localised among the verdicts on a group; nothing where nothing fails."""
    if not any(each.accuses for each in verdicts):
        return []
    return _Tangle(group, verdicts).knots()


class _Tangle:
    """
    The statements that verdicts speak of, numbered.

    What a post gives twice is one statement, and so is what several posts say alike
    of one thing: it is right in all of them or in none.
    """

    def __init__(self, group: Council | Contest, verdicts: Sequence[Verdict]) -> None:
        self._group = group
        self._numbers: dict[tuple[object, ...], int] = {}
        self._known: dict[int, int] = {}
        self._said_by: dict[int, list[Claim]] = {}
        self._stated: dict[int, Span] = {}
        self._rows: dict[int, list[Row]] = {}
        self._doubtful: set[int] = set()
        judged = {n: v for n, v in enumerate(verdicts) if v.accuses or v.outcome == "holds"}
        for verdict in judged.values():
            for constraint in verdict.constraints:
                self._unite(constraint)
        for number, verdict in judged.items():
            self._enter(number, verdict)

    def knots(self) -> list[Knot]:
        fixed = {
            at
            for at, claims in self._said_by.items()
            if any(_register_fixed(self._group, claim) for claim in claims)
        }
        numbers = list(self._rows)
        concerned = [
            frozenset(at for row in rows for at in row.unknowns) for rows in self._rows.values()
        ]
        found = []
        for positions in connected(concerned, fixed):
            together = [numbers[position] for position in positions]
            if self._doubtful.intersection(together):
                found.append(self._knot(together, fixed))
        return found

    def _knot(self, together: Sequence[int], fixed: Collection[int]) -> Knot:
        """The statements of some verdicts, numbered anew."""
        rows = list(dict.fromkeys(row for number in together for row in self._rows[number]))
        reach = self._reach(rows)
        used = sorted({at for row in rows for at in row.unknowns})
        anew = {at: position for position, at in enumerate(used)}
        unknowns = tuple(self._unknown(at, reach, fixed) for at in used)
        return Knot(
            System(unknowns, tuple(row.renumbered(anew) for row in rows)),
            tuple(tuple(self._said_by[at]) for at in used),
            {
                number: frozenset(anew[at] for row in self._rows[number] for at in row.unknowns)
                for number in together
                if number in self._doubtful
            },
        )

    def _number(self, claim: Claim) -> int:
        if claim.index not in self._known:
            said = identity(claim.fact)
            if said not in self._numbers:
                at = self._numbers[said] = len(self._numbers)
                self._said_by[at] = [claim]
                if claim.bounds:
                    self._stated[at] = _closed(claim.bounds.hard, _whole(claim))
            self._known[claim.index] = self._numbers[said]
        return self._known[claim.index]

    def _unite(self, constraint: Constraint) -> None:
        """Make one of two statements that are the same and say the same."""
        pair = constraint.equates
        if pair is None or (pair[0].bounds or pair[0].value) != (pair[1].bounds or pair[1].value):
            return
        kept, gone = sorted(map(self._number, pair))
        if kept != gone:
            self._said_by[kept] += self._said_by.pop(gone)
            self._stated.pop(gone, None)
            self._numbers |= {said: kept for said, at in self._numbers.items() if at == gone}
            self._known |= {index: kept for index, at in self._known.items() if at == gone}

    def _enter(self, number: int, verdict: Verdict) -> None:
        rows = [self._row(each) for each in verdict.constraints]
        self._rows[number] = [row for row in rows if row.terms or row.unless]
        if not verdict.accuses:
            return
        self._doubtful.add(number)
        if not any(row.broken(self._stated) for row in rows):
            self._sharpen(verdict)
        if not any(row.broken(self._stated) for row in rows):
            unless = dict.fromkeys(self._number(claim) for claim in verdict.claims)
            self._rows[number].append(Row((), Decimal(1), _INFINITY, tuple(unless)))

    def _sharpen(self, verdict: Verdict) -> None:
        """What fails only by how far a rounded number of votes may be is judged by that."""
        for claim in verdict.claims:
            if claim.bounds:
                self._stated[self._number(claim)] = _closed(claim.bounds.soft, _whole(claim))

    def _row(self, constraint: Constraint) -> Row:
        factors: dict[int, int] = {}
        for factor, claim in constraint.terms:
            at = self._number(claim)
            factors[at] = factors.get(at, 0) + factor
        unless = dict.fromkeys(self._number(claim) for claim in constraint.unless)
        return Row(
            tuple((factor, at) for at, factor in factors.items() if factor),
            constraint.low,
            constraint.high,
            tuple(unless),
        )

    def _unknown(self, at: int, reach: Decimal, fixed: Collection[int]) -> Unknown:
        claim = self._said_by[at][0]
        heavy = None if at in fixed else sum(map(weight, self._said_by[at]))
        if at not in self._stated:
            return Unknown(heavy)
        low, high = self._stated[at]
        low, high = max(low, -reach), min(high, reach)
        field = _field(self._group, claim, reach, max(abs(low), abs(high)))
        if field[0] <= high and low <= field[1]:
            low, high = max(low, field[0]), min(high, field[1])
        return Unknown(heavy, field, (low, high), _whole(claim))

    def _reach(self, rows: Sequence[Row]) -> Decimal:
        """A bound that no figure passes which mends a sum, where the field itself has none."""
        factor = max((abs(each) for row in rows for each, _ in row.terms), default=1)
        stated = {at for row in rows for at in row.unknowns if at in self._stated}
        ends = [end for at in stated for end in self._stated[at]]
        bounds = [end for row in rows for end in (row.low, row.high)]
        return factor * sum((abs(end) for end in (*ends, *bounds) if end.is_finite()), Decimal(1))


def _register_fixed(group: Council | Contest, claim: Claim) -> bool:
    """A council's size as the register has it is right."""
    if not isinstance(group, Council) or claim.fact.measure != "council_size":
        return False
    return claim.hard.exact and claim.value == group.registered_size(claim)


def _field(group: Council | Contest, claim: Claim, reach: Decimal, said: Decimal) -> Span:
    """What a figure can be at all: 0 to the council's size, a percentage, a number of votes."""
    match MEASURES[claim.fact.scope][claim.fact.measure].form:
        case "percent":
            return Decimal(0), _HUNDRED
        case "points":
            return -_HUNDRED, _HUNDRED
        case "signed":
            most = max(_seats(group, claim) or reach, said)
            return -most, most
        case _:
            return Decimal(0), max(_seats(group, claim) or reach, said)


def _seats(group: Council | Contest, claim: Claim) -> Decimal | None:
    """The seats that the register gives the council in that year or the one before."""
    fact, year = claim.fact, claim.year
    if not isinstance(group, Council) or not group.authority or year is None:
        return None
    if fact.measure.startswith("council_size") or kind_of(fact.scope, fact.measure) != "seats":
        return None
    sizes = [group.authority.size(year), group.authority.size(year - 1)]
    return max((Decimal(size) for size in sizes if size is not None), default=None)


def _whole(claim: Claim) -> bool:
    return MEASURES[claim.fact.scope][claim.fact.measure].form in {"count", "signed"}


def _closed(interval: Interval, whole: bool) -> Span:
    """The interval with its ends, as a figure of its kind can be."""
    low = interval.low + (_OPEN if interval.open_low else 0)
    high = interval.high - (_OPEN if interval.open_high else 0)
    if whole:
        return low.to_integral_value("ROUND_CEILING"), high.to_integral_value("ROUND_FLOOR")
    return low, high
