"""Figures, a council's size and bounds -> the constraint that the right figures meet."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from extract.check.rule import Constraint

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extract.check.claims import Claim
    from extract.check.council import Size

_INFINITY = Decimal("Infinity")
_ZERO = Decimal(0)


def require(
    terms: Iterable[tuple[int, Claim]],
    *,
    low: int | None = None,
    high: int | None = None,
    less: Size | None = None,
    unless: Sequence[Claim] = (),
) -> Constraint:
    """
    ``low`` ≤ Σ factor · figure − the size ``less`` ≤ ``high``.

    A size that the register gives is known: it goes into the bounds. Claims of
    ``unless`` are what the sum rests on.
    """
    stated = less.claims if less else ()
    known = less.seats.low if less and not stated else _ZERO
    return Constraint(
        (*terms, *((-1, claim) for claim in stated)),
        -_INFINITY if low is None else low + known,
        _INFINITY if high is None else high + known,
        tuple(unless),
    )


def same(one: Claim, other: Claim) -> Constraint:
    """Two figures are equal, or words that say the same are right or wrong together."""
    return require([(1, one), (-1, other)], low=0, high=0)
