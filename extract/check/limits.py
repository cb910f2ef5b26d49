"""Constraints on figures -> whether the figures, rounded as they are said, can meet them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.check.intervals import Interval, total
from extract.check.rule import Constraint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extract.check.claims import Claim
    from schemas.finding import Severity

Terms = tuple[tuple[int, "Claim"], ...]


def plus(claims: Iterable[Claim], factor: int = 1) -> Terms:
    """Each of the claims, ``factor`` times."""
    return tuple((factor, claim) for claim in claims)


def summed(terms: Terms, *, soft: bool = False) -> Interval:
    """Where the sum lies; ``soft``: as far as words that soften a number of votes reach."""
    return total([_times(factor, claim, soft=soft) for factor, claim in terms])


def breach(constraints: Iterable[Constraint]) -> Severity | None:
    """
    How badly the figures miss what must be true of them; None where they can meet it.

    An error: whatever the words that soften them can mean. A warning: a number of
    votes is farther off than such words reach.
    """
    severity: Severity | None = None
    for constraint in constraints:
        allowed = Interval(constraint.low, constraint.high)
        if not summed(constraint.terms).meets(allowed):
            return "error"
        if not summed(constraint.terms, soft=True).meets(allowed):
            severity = "warning"
    return severity


def _times(factor: int, claim: Claim, *, soft: bool) -> Interval:
    assert claim.bounds
    figures = claim.bounds.soft if soft else claim.bounds.hard
    return figures.times(factor) if factor > 0 else (-figures).times(-factor)
