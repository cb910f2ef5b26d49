"""The verdicts on one council or contest -> what would mend each failure: the facts at fault.

All least-weight sets of claims whose correction lets every check about them hold
(Fellegi and Holt, 1976), for failures that hang together as one.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice, product
from typing import TYPE_CHECKING

from extract.check.knots import Knot, knots

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.check.claims import Claim
    from extract.check.contest import Contest
    from extract.check.council import Council
    from extract.check.rule import Verdict
    from extract.check.system import Span, System


@dataclass(frozen=True, slots=True)
class Repair:
    """
    One claim that is at fault, and what would be right.

    ``span``: the figures that would mend the failure, ``field`` those that are
    possible at all; both None where the claim states words. ``whole``: they count
    something.
    """

    claim: Claim
    span: Span | None = None
    field: Span | None = None
    whole: bool = True


Explanation = tuple[Repair, ...]


@dataclass(frozen=True, slots=True)
class Localised:
    """
    Where the error of one failing verdict is.

    ``suspects``: the claims of all explanations; where none were found, those
    of the verdict. ``complete``: whether no explanation is left out.
    """

    explanations: tuple[Explanation, ...]
    suspects: tuple[Claim, ...]
    complete: bool = True


def localise(group: Council | Contest, verdicts: Sequence[Verdict]) -> dict[int, Localised]:
    """Where the error is, for each error and warning among the verdicts, by its number."""
    return {
        number: localised
        for knot in knots(group, verdicts)
        for number, localised in _localised(knot, verdicts).items()
    }


@dataclass(frozen=True, slots=True)
class _Part:
    """What of a knot is independent of the rest."""

    suspects: frozenset[int]
    explanations: list[Explanation]
    complete: bool


def _localised(knot: Knot, verdicts: Sequence[Verdict]) -> dict[int, Localised]:
    from extract.check import milp  # noqa: PLC0415 - HiGHS is loaded only when something fails

    try:
        cover = milp.cover(knot.system)
        parts = []
        for system, concerned in knot.system.parts(frozenset().union(*cover)):
            sets, complete = milp.explanations(system, [each & concerned for each in cover])
            explained = [_explanation(knot, system, faults) for faults in sets]
            explained.sort(key=lambda each: [_order(repair.claim) for repair in each])
            parts.append(_Part(concerned, explained, complete))
    except milp.UnsolvedError:
        return {number: Localised((), verdicts[number].claims, False) for number in knot.failing}
    found = {}
    for number, concerned in knot.failing.items():
        touched = [part for part in parts if part.suspects & concerned]
        every = product(*(part.explanations for part in touched))
        explanations = tuple(
            tuple(chain.from_iterable(together)) for together in islice(every, milp.MOST_SETS)
        )
        found[number] = Localised(
            explanations,
            tuple(c for part in touched for at in sorted(part.suspects) for c in knot.claims[at]),
            all(part.complete for part in touched) and next(every, None) is None,
        )
    return found


def _order(claim: Claim) -> tuple[object, ...]:
    return (claim.place.order, claim.index)


def _explanation(knot: Knot, system: System, faults: frozenset[int]) -> Explanation:
    figures = system.figures(faults)
    claims = [(claim, at) for at in faults for claim in knot.claims[at]]
    claims.sort(key=lambda each: _order(each[0]))
    unknowns = system.unknowns
    return tuple(
        Repair(claim, figures.get(at), unknowns[at].field, unknowns[at].whole)
        for claim, at in claims
    )
