"""Verdicts one after the other -> how many are of what kind, by rule and by council, and the ceiling."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from extract.check.book import explain
from extract.check.claims import Claim, Subject, identity
from extract.check.council import Group
from extract.check.sums import claims_of
from schemas.finding import Ceiling, CouncilTally, Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extract.check.limits import Terms
    from extract.check.rule import Constraint, Verdict
    from schemas.fact import Fact

# The families whose rules add up seats, majorities or votes.
_SUMS = ("S", "C", "V")
_ENDS = ("low", "high")


@dataclass(slots=True)
class Counts:
    """
    What the rules with these codes have answered so far.

    ``equated``: the claims, by their index, that enter an equality.
    """

    verdicts: dict[str, Tally]
    equated: set[int] = field(default_factory=set)
    _councils: dict[tuple[str, str | None, str | None], CouncilTally] = field(default_factory=dict)

    def enter(self, code: str, subject: Subject, verdict: Verdict) -> None:
        """Count one verdict on a claim, a council or a contest."""
        _count(self.verdicts[code], verdict)
        self.equated |= {claim.index for claim in _equated(code, verdict)}
        if isinstance(subject, Group) and code.startswith(_SUMS):
            _count(self._council(subject), verdict)

    def _council(self, group: Group) -> CouncilTally:
        """A contest counts with its council, where that is known."""
        area, election = group.area, group.members[0].fact.election
        key = (area.name, area.gss, election)
        if key not in self._councils:
            tally = CouncilTally(name=area.name, gss=area.gss, election=election)
            self._councils[key] = tally
        return self._councils[key]

    def councils(self) -> tuple[CouncilTally, ...]:
        """The sums of each council and election, by name."""
        found = self._councils.values()
        return tuple(
            sorted(found, key=lambda each: (each.name, each.gss or "", each.election or ""))
        )

    def ceiling(self, claims: Sequence[Claim], facts: Iterable[Fact]) -> Ceiling:
        """Of the facts that a rule may meet at all, how many do; the ``facts`` are those judged."""
        equated = {identity(claims[index].fact) for index in self.equated}
        stated = [
            fact
            for fact in facts
            if fact.status != "rejected" and fact.when == "now" and fact.basis != "derived"
        ]
        return Ceiling(
            stated=len(stated),
            in_equalities=sum(identity(fact) in equated for fact in stated),
            verified=sum(fact.status == "verified" for fact in stated),
        )


def _count(tally: Tally, verdict: Verdict) -> None:
    setattr(tally, verdict.outcome, getattr(tally, verdict.outcome) + 1)


def _equated(code: str, verdict: Verdict) -> Iterator[Claim]:
    """The claims that an equality which holds or fails speaks of; no inequality can prove."""
    proves = explain(code).proves
    if not proves or verdict.outcome not in {"holds", "fails"}:
        return
    yield from verdict.proves
    if proves != "figures":
        yield from (claim for claim in verdict.claims if claim.fact.measure == proves)
        return
    sums: dict[Terms, list[Constraint]] = defaultdict(list)
    for constraint in verdict.constraints:
        sums[constraint.terms].append(constraint)
    for terms, bounds in sums.items():
        below, above = (any(getattr(each, end).is_finite() for each in bounds) for end in _ENDS)
        if below and above:
            yield from claims_of(terms)
            yield from chain.from_iterable(each.unless for each in bounds)
