"""The party that is said to be the largest -> whether it has the most seats (C007)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.check.arithmetic import require
from extract.check.claims import NO_PARTIES, Claim, best
from extract.check.control import by_value
from extract.check.council import Council
from extract.check.listed import figures
from extract.check.rule import Verdict, fails, holds, not_checkable, rule
from extract.check.wording import figure, listing

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("C007", Council)
def largest(council: Council) -> Iterator[Verdict]:
    """The party that is said to be the largest has most seats among those stated."""
    for party, claims in by_value(council.said("largest_party")).items():
        if any(claim.index in council.blocked for claim in claims):
            yield not_checkable("the largest party is said in contradictory ways", claims)
        else:
            yield _largest(council, str(party), claims)


def _largest(council: Council, party: str, claims: list[Claim]) -> Verdict:
    """By the figures of a post that says so; else by those of the count that were known by then."""
    place = next((c.place for c in claims if council.usable("seats", party, c.place)), None)
    if place:
        seats = [c for c in figures(council, place) if c.index not in council.blocked]
    elif all(council.in_count(claim.place) for claim in claims):
        return not_checkable("the count is still on", claims)
    else:
        last = claims[-1].place
        seats = [c for c in council.ended.values() if c.place is last or c.place.before(last)]
    own = best([claim for claim in seats if claim.party == party])
    if own is None:
        return not_checkable("the party's seats are not known", claims)
    rivals = [c for c in seats if c.party != party and c.party and c.party not in NO_PARTIES]
    ahead = [claim for claim in rivals if own.hard.below(claim.hard)]
    arithmetic = [
        require([(1, own), (-1, rival)], low=0, unless=[claim])
        for rival in ahead or rivals
        for claim in claims
    ]
    if not ahead:
        return holds([*claims, own, *rivals], constraints=arithmetic)
    involved = [*claims, own, *ahead]
    if place and council.in_count(place):
        return not_checkable("the count is still on", involved)
    return fails(
        "warning",
        f"{council.name}: {party} is said to be the largest party with {figure(own)} seats, but "
        f"{listing([f'{claim.party} has {figure(claim)}' for claim in ahead])}.",
        involved,
        expected=max(ahead, key=lambda claim: claim.hard.low).party,
        observed=party,
        constraints=arithmetic,
    )
