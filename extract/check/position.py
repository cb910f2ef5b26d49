"""What posts say of one party -> its seats before the poll, at a time of the count, and after it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from extract.check.claims import Claim, Place, best
from extract.check.limits import Terms
from extract.check.sums import times

if TYPE_CHECKING:
    from collections.abc import Callable

    from extract.check.council import Council


def now(council: Council, party: str, place: Place) -> Claim | None:
    """The party's seats when the count is over: as the post gives them, else as any post does."""
    here = best(council.usable("seats", party, place))
    return here if here and not council.in_count(place) else council.ended.get(party)


def change(council: Council, party: str, place: Place, baseline: str | None = None) -> Terms | None:
    """What one post says the party gained or lost in all: stated, else gained − lost."""
    stated = _best_of(council.usable("seats_change", party, place), baseline)
    if stated:
        return ((1, stated),)
    gained = _best_of(council.usable("seats_gained", party, place), baseline)
    lost = _best_of(council.usable("seats_lost", party, place), baseline)
    return ((1, gained), (-1, lost)) if gained and lost else None


def before(council: Council, party: str, place: Place, baseline: str | None = None) -> Terms | None:
    """
    The party's seats before the poll as one post gives them: stated, else a − d.

    Where a ``baseline`` is given, figures that are counted from another are left out.
    """
    stated = _best_of(council.usable("seats_before", party, place), baseline)
    if stated:
        return ((1, stated),)
    net = change(council, party, place, baseline)
    held = best(council.usable("seats", party, place))
    if held and net and not council.in_count(place):
        return ((1, held), *times(-1, net))
    return None


def of_all(council: Council, place: Place, read: Callable[[str], Terms | None]) -> dict[str, Terms]:
    """What ``read`` finds for each party that a post names, in the order of the post."""
    found = {}
    for party in dict.fromkeys(claim.party for claim in council.places[place]):
        terms = read(party) if party else None
        if party and terms:
            found[party] = terms
    return found


def _best_of(claims: list[Claim], baseline: str | None) -> Claim | None:
    if baseline is None:
        return best(claims)
    named = [claim for claim in claims if claim.fact.baseline == baseline]
    return best(named or [claim for claim in claims if claim.fact.baseline is None])


def baselines(claims: list[Claim]) -> list[str]:
    """The baselines that claims name."""
    return sorted({claim.fact.baseline for claim in claims if claim.fact.baseline})


def alike(claims: list[Claim]) -> list[list[Claim]]:
    """Claims of one measure by party and figure: what is said again is said once."""
    found: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.party, claim.value, claim.fact.hedge].append(claim)
    return list(found.values())


def shortfalls(council: Council) -> list[tuple[list[Claim], Claim | None]]:
    """
    How far parties are said to be from a majority, each with the party's seats at that time.

    A running count goes on: only the post's own figure counts, unless it is final.
    """
    found: dict[tuple[object, ...], tuple[list[Claim], Claim | None]] = {}
    for claim in council.said("short_of_majority"):
        held = best(council.usable("seats", claim.party, claim.place))
        if held is None and claim.place in council.final and claim.party:
            held = council.ended.get(claim.party)
        figures = (claim.party, claim.value, claim.fact.hedge, held and (held.value, held.hard))
        found.setdefault(figures, ([], held))[0].append(claim)
    return list(found.values())
