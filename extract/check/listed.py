"""The seats that one post gives -> its list: figures, whether it is whole, who is missing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from extract.check.book import explain
from extract.check.claims import Claim, Place, best
from extract.check.intervals import Interval, total
from extract.words import party_mentions
from schemas.parties import NOC

if TYPE_CHECKING:
    from collections.abc import Collection

    from extract.check.council import Council

_STOCKS = frozenset({"seats_before", "seats_lost", "seats_defended"})
_GAINS = frozenset({"seats_change", "seats_gained", "seats_won"})
_SEATED = frozenset({"majority", "short_of_majority", "majority_threshold"})
_HOLDERS = frozenset({"control", "largest_party"})
_LISTABLE = ("seats", "seats_won", "seats_before", "seats_change", "vote_share")
_HOUSES = frozenset({"ward", "by-election", None})


def figures(council: Council, place: Place, measure: str = "seats") -> list[Claim]:
    """Each party's figure in one post, in the order of the post; the sharpest where said twice."""
    found: dict[str, list[Claim]] = {}
    for claim in council.said(measure, place=place):
        if claim.party:
            found.setdefault(claim.party, []).append(claim)
    sharpest = [best(claims) for claims in found.values()]
    return [claim for claim in sharpest if claim]


def has_no_total(council: Council) -> bool:
    """Whether others sit beside the councillors whom its size counts."""
    return council.area.gss in explain("S001").options["no_total"]


def list_of_seats(council: Council, place: Place) -> Claim | None:
    """The claim that the post's list of seats names every party, where that list is of seats."""
    return list_of(council, place, "seats")


def list_of(council: Council, place: Place, measure: str) -> Claim | None:
    """The claim that the post's list names every party, where that list is of this measure."""
    for complete in council.said("list_complete", place=place):
        if complete.value is True and _listed(council, complete) == measure:
            return complete
    return None


def covering(council: Council, place: Place, parties: Collection[str | None]) -> Claim | None:
    """The claim that a list of seats names every party, where all that it names are of these."""
    complete = list_of_seats(council, place)
    named = {claim.party for claim in figures(council, place)} | unknowns(council, place).keys()
    return complete if named <= set(parties) else None


def _listed(council: Council, complete: Claim) -> str:
    """
    The measure that a list gives to most parties: within its span where spans are known.

    A post may list seats won, or the state before, beside a few seats held.
    """
    counts: Counter[str] = Counter()
    within: Counter[str] = Counter()
    for measure in _LISTABLE:
        for claim in council.said(measure, place=complete.place):
            counts[measure] += 1
            within[measure] += _inside(claim, complete)
    chosen = within if any(within.values()) else counts
    return max(_LISTABLE, key=lambda measure: chosen[measure])


def _inside(claim: Claim, complete: Claim) -> bool:
    start, end = complete.fact.start, complete.fact.end
    at = claim.fact.start
    return None not in (start, end, at) and (start or 0) <= (at or 0) < (end or 0)


def unknowns(council: Council, place: Place) -> dict[str, bool]:
    """
    The parties that the post names without a figure -> whether it names them as seated.

    The words of a complete list count too: "with the Greens also represented".

    A party that lost all it had is none of them: what it held and its change
    come to zero.
    """
    known = {claim.party for claim in council.said("seats", place=place)}
    named: dict[str, bool] = {}
    for claim in (*council.places[place], *council.contests_at.get(place, ())):
        party, seated = _names(claim)
        if party and party not in known and party != NOC:
            named[party] = named.get(party, False) or seated
    complete = list_of_seats(council, place)
    if complete and complete.fact.quote:
        for mention in party_mentions(complete.fact.quote):
            if mention.party not in known:
                named[mention.party] = True
    return {party: named[party] for party in sorted(named) if not _gone(council, party, place)}


def _names(claim: Claim) -> tuple[str | None, bool]:
    """The party that a claim brings in, and whether it must hold a seat for it."""
    measure = claim.fact.measure
    if claim.fact.scope == "contest":
        wins = measure == "elected" and claim.value is True and claim.fact.contest in _HOUSES
        return (claim.party if wins else None, wins)
    if measure in _HOLDERS:
        return str(claim.value), True
    if measure in _SEATED:
        return claim.party, True
    if measure in _GAINS:
        return claim.party, claim.hard.low > 0
    return (claim.party if measure in _STOCKS else None, False)


def _gone(council: Council, party: str, place: Place) -> bool:
    before = best(council.said("seats_before", party, place))
    change = best(council.said("seats_change", party, place))
    return (
        bool(before and change)
        and total([claim.hard for claim in (before, change) if claim]).high <= 0
    )


def overlapping(seats: list[Claim], excess: Interval, complete: Claim | None = None) -> bool:
    """
    Whether "others" may hold seats that are counted under a name as well.

    They do where the sum is too large by just what the others have, or by the
    figures of parties that stand outside the list.
    """
    others = [claim for claim in seats if claim.party == "Other"]
    if not others or excess.high <= 0:
        return False
    candidates = [claim.hard for claim in others]
    inside = [claim for claim in seats if complete and _inside(claim, complete)]
    if inside:
        outside = [claim.hard for claim in seats if claim not in inside]
        candidates += [*outside, total(outside)]
    return any(candidate.meets(excess) for candidate in candidates)
