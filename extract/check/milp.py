"""A system of statements -> all least-weight sets of them that must be at fault, by HiGHS.

Fellegi and Holt (1976): minimise Σ weight · δ over δ ∈ {0, 1}, where a figure lies
within what is stated unless its δ is 1, and in its field always; the rows hold
unless a δ of those that they rest on is 1.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import highspy

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from extract.check.system import Row, System

Faults = frozenset[int]
"""Statements, by their number in the system."""

MOST_SETS = 64
_ZERO, _ONE = Decimal(0), Decimal(1)
# A δ that is almost 0 lets no vote pass: tolerance times the largest figure stays below one.
_TOLERANCE = 1e-9
_LARGEST = 500_000_000
_OPTIONS: dict[str, bool | int | float | str] = {
    "threads": 1,
    "parallel": "off",
    "mip_feasibility_tolerance": _TOLERANCE,
    "primal_feasibility_tolerance": _TOLERANCE,
    "mip_heuristic_run_feasibility_jump": False,  # two thirds of the time, for nothing
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.0,
    "mip_max_nodes": 20_000,  # a limit of work, not of time: the same input ends the same way
}


class UnsolvedError(Exception):
    """
    Raised when no set of faults mends a system, or none is found within the limit of work.

    Also for figures so large that the solver cannot tell one from the next.
    """


def cover(system: System) -> list[Faults]:
    """
    Least-weight sets of faults that together contain every statement that any of them contains.

    Raises ``UnsolvedError``.
    """
    model = _Model(system)
    found = [model.solve()]
    model.weigh_no_more_than(found[0])
    while model.ask_for_another_than(frozenset().union(*found)):
        more = model.solve_if_possible()
        if more is None:
            break
        found.append(more)
    return found


def explanations(system: System, known: Collection[Faults]) -> tuple[list[Faults], bool]:
    """
    The least-weight sets of faults, some of which are ``known``, and whether these are all.

    There are at most ``MOST_SETS``. Raises ``UnsolvedError``.
    """
    model = _Model(system)
    found = list(dict.fromkeys(known))
    model.weigh_no_more_than(found[0])
    for each in found:
        model.forbid(each)
    while len(found) <= MOST_SETS:
        more = model.solve_if_possible()
        if more is None:
            return found, True
        model.forbid(more)
        found.append(more)
    return found[:MOST_SETS], False


class _Silent(highspy.Highs):
    """HiGHS, whose constructor would print a banner with the first thing that it sets up."""

    def enableCallbacks(self) -> None:  # noqa: N802 - the name that the constructor calls
        self.silent()


class _Model:
    """A system as HiGHS has it: a column for each figure and each δ."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._solver: highspy.Highs = _Silent()  # type: ignore[no-untyped-call]
        for name, value in _OPTIONS.items():
            self._solver.setOptionValue(name, value)
        self._figures: dict[int, int] = {}
        self._faults: dict[int, int] = {}
        self._fields = {at: x.field for at, x in enumerate(system.unknowns) if x.field}
        for at in sorted(frozenset().union(*(row.unknowns for row in system.rows))):
            self._add_unknown(at)
        for row in system.rows:
            self._add_row(row)

    def solve(self) -> Faults:
        """A least-weight set of faults."""
        found = self.solve_if_possible()
        if found is None:
            raise UnsolvedError
        return found

    def solve_if_possible(self) -> Faults | None:
        """A least-weight set of faults, or None where none mends the system."""
        self._solver.run()
        status = self._solver.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            raise UnsolvedError
        values = self._solver.getSolution().col_value
        return frozenset(at for at, column in self._faults.items() if round(values[column]))

    def weigh_no_more_than(self, found: Faults) -> None:
        """From now on no heavier set is found."""
        weights = {column: self._weight(at) for at, column in self._faults.items()}
        most = sum(self._weight(at) for at in found)
        self._solver.addRow(0.0, most, len(weights), list(weights), list(weights.values()))

    def ask_for_another_than(self, found: Collection[int]) -> bool:
        """From now on a set must have a fault that is not among these; whether there is one."""
        others = [column for at, column in self._faults.items() if at not in found]
        if others:
            self._solver.addRow(1.0, highspy.kHighsInf, len(others), others, [1.0] * len(others))
        return bool(others)

    def forbid(self, found: Faults) -> None:
        """From now on neither this set nor one that contains it is found."""
        columns = [self._faults[at] for at in sorted(found)]
        self._solver.addRow(0.0, len(columns) - 1, len(columns), columns, [1.0] * len(columns))

    def _weight(self, at: int) -> int:
        weight = self._system.unknowns[at].weight
        assert weight is not None
        return weight

    def _add_unknown(self, at: int) -> None:
        unknown = self._system.unknowns[at]
        if any(abs(end) > _LARGEST for end in (*(unknown.field or ()), *(unknown.stated or ()))):
            raise UnsolvedError
        if unknown.weight is not None:
            self._faults[at] = self._add_column(_ZERO, _ONE, whole=True, cost=unknown.weight)
        if not unknown.field or not unknown.stated:
            return
        (least, most), (low, high) = unknown.field, unknown.stated
        if unknown.weight is None:
            self._figures[at] = self._add_column(low, high, whole=unknown.whole)
            return
        figure = self._figures[at] = self._add_column(least, most, whole=unknown.whole)
        self._add_sum([(_ONE, figure), (low - least, self._faults[at])], low=low)
        self._add_sum([(_ONE, figure), (high - most, self._faults[at])], high=high)

    def _add_row(self, row: Row) -> None:
        """The sum; each fault that it rests on gives it room for all that it can be."""
        terms = [(Decimal(factor), self._figures[at]) for factor, at in row.terms]
        faults = [self._faults[at] for at in row.unless if at in self._faults]
        least, most = row.reach(self._fields)
        if row.low.is_finite():
            room = max(row.low - least, _ZERO)
            self._add_sum([*terms, *((room, fault) for fault in faults)], low=row.low)
        if row.high.is_finite():
            room = max(most - row.high, _ZERO)
            self._add_sum([*terms, *((-room, fault) for fault in faults)], high=row.high)

    def _add_column(self, low: Decimal, high: Decimal, *, whole: bool, cost: int = 0) -> int:
        column: int = self._solver.getNumCol()
        self._solver.addVar(float(low), float(high))
        self._solver.changeColCost(column, cost)
        if whole:
            self._solver.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        return column

    def _add_sum(
        self,
        terms: Sequence[tuple[Decimal, int]],
        *,
        low: Decimal | float = -highspy.kHighsInf,
        high: Decimal | float = highspy.kHighsInf,
    ) -> None:
        columns = [column for _, column in terms]
        factors = [float(factor) for factor, _ in terms]
        self._solver.addRow(float(low), float(high), len(terms), columns, factors)
