"""A rule's function, registered by its code -> verdicts: holds, fails, not checkable."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from extract.check.claims import Claim, Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from schemas.finding import Outcome, Severity

S = TypeVar("S", bound=Subject)


@dataclass(frozen=True, slots=True)
class Constraint:
    """
    What must be true of the right figures: ``low`` ≤ Σ factor · figure ≤ ``high``.

    ``terms``: (factor, claim) of the figures; what is known for sure (a size of the
    register) is part of the bounds. ``unless``: claims in words (control, a list
    that is complete) that the sum rests on; where one of them is at fault it need
    not hold. Without ``terms`` the claims of ``unless`` cannot all be right, given
    bounds that exclude 0. Claims in words that say the same may be equated like figures.
    """

    terms: tuple[tuple[int, Claim], ...]
    low: Decimal
    high: Decimal
    unless: tuple[Claim, ...] = ()

    @property
    def equates(self) -> tuple[Claim, Claim] | None:
        """The two claims whose figures are the same, where that is what it says."""
        if len(self.terms) != 2 or self.unless or self.low or self.high:  # noqa: PLR2004 - a pair
            return None
        (factor, one), (other_factor, other) = self.terms
        return (one, other) if (factor, other_factor) == (1, -1) else None


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    What one rule answers about some claims.

    ``proves``: the claims that a holding equality verifies. ``severity``: of a
    failure. ``message``: one sentence with the arithmetic, or why the rule could
    not be checked. ``constraints``: the same arithmetic for the localisation of
    errors, of verdicts that hold too; a failure without any says that its claims
    cannot all be right. ``blames``: whether the fault is that of a fact; a name that
    may be two councils leaves each of its figures what it is.
    """

    outcome: Outcome
    claims: tuple[Claim, ...] = ()
    proves: tuple[Claim, ...] = ()
    severity: Severity | None = None
    message: str = ""
    expected: str | None = None
    observed: str | None = None
    constraints: tuple[Constraint, ...] = ()
    blames: bool = True

    @property
    def doubts(self) -> bool:
        """Whether it speaks against its claims: info is only worth knowing, a bug no reason."""
        return self.outcome == "fails" and self.severity != "info"

    @property
    def accuses(self) -> bool:
        """Whether it says that one of its claims is at fault."""
        return self.doubts and self.blames


def holds(
    claims: Sequence[Claim],
    *,
    proves: Sequence[Claim] = (),
    constraints: Sequence[Constraint] = (),
) -> Verdict:
    """The rule is kept; an equality among exact figures names what it ``proves``."""
    return Verdict("holds", tuple(claims), tuple(proves), constraints=tuple(constraints))


def fails(
    severity: Severity,
    message: str,
    claims: Sequence[Claim],
    *,
    expected: str | None = None,
    observed: str | None = None,
    constraints: Sequence[Constraint] = (),
    blames: bool = True,
) -> Verdict:
    """The rule is broken by these claims."""
    return Verdict(
        "fails",
        tuple(claims),
        severity=severity,
        message=message,
        expected=expected,
        observed=observed,
        constraints=tuple(constraints),
        blames=blames,
    )


def not_checkable(why: str, claims: Sequence[Claim] = ()) -> Verdict:
    """The rule applies, but what it needs is missing, contradictory or open to another reading."""
    return Verdict("not_checkable", tuple(claims), message=why)


@dataclass(frozen=True, slots=True)
class Registered:
    """A rule's function with the kind of subject that it judges."""

    code: str
    of: type[Subject]
    judge: Callable[..., Iterable[Verdict]]


REGISTRY: dict[str, Registered] = {}


def rule(
    code: str, of: type[S]
) -> Callable[[Callable[[S], Iterable[Verdict]]], Callable[[S], Iterable[Verdict]]]:
    """
    Register the function that judges every subject of one kind under this code.

    Its title, formula, severities and examples stand under the code in rules/.
    """

    def register(judge: Callable[[S], Iterable[Verdict]]) -> Callable[[S], Iterable[Verdict]]:
        REGISTRY[code] = Registered(code, of, judge)
        return judge

    return register
