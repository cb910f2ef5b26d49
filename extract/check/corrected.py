"""The claims about one thing -> those that stand, once later posts have corrected some in words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from extract.check.contest import Contest

if TYPE_CHECKING:
    from extract.check.claims import Claim, Place
    from extract.check.council import Council, Group

Key = tuple[str, str, str, int]

# One council has one threshold, whoever is said to have passed it.
_OF_THE_COUNCIL = frozenset({"majority_threshold"})
# What is counted again.
_RECOUNTED = frozenset({"votes", "vote_share", "majority", "elected", "change"})
_LISTED = frozenset({"seats", "seats_before", "seats_change", "seats_won", "votes", "vote_share"})


def statement(claim: Claim) -> Key:
    """What a claim states of whom: equal for claims that say one thing more than once."""
    fact = claim.fact
    person = " ".join((fact.person or "").casefold().split())
    owner = "" if person or fact.measure in _OF_THE_COUNCIL else claim.party or ""
    return (fact.measure, owner, person, fact.round or 0)


def since_correction(claims: list[Claim], words: str = "correction") -> list[Claim]:
    """
    The claims that no later post corrects in so many words.

    A correction may repeat what it corrects: where its post says two values,
    neither is compared.
    """
    corrections = [claim.place for claim in claims if claim.place.says(words)]
    if not corrections:
        return claims
    last = corrections[-1]
    here = [claim for claim in claims if claim.place is last]
    kept = here if len({claim.value for claim in here}) == 1 else []
    return kept + [c for c in claims if c.place is not last and last.before(c.place)]


def standing(group: Council | Contest) -> Council | Contest:
    """
    The group without what its posts correct, which enters no sum.

    A list of which a figure is corrected is no longer whole. A recount gives a
    contest's votes, majority and winner anew.
    """
    gone = _corrected(group)
    if isinstance(group, Contest):
        gone |= _before_recount(group)
    if not gone:
        return group
    lists = {claim.place for claim in group.claims if claim.index in gone and _listed(claim)}
    stays = tuple(
        claim
        for claim in group.members
        if claim.index not in gone
        and not (claim.fact.measure == "list_complete" and claim.place in lists)
    )
    return replace(group, members=stays)


def _listed(claim: Claim) -> bool:
    return claim.fact.measure in _LISTED


def _corrected(group: Group) -> set[int]:
    """The claims that a later post corrects by another value."""
    if not any(place.says("correction") for place in group.places):
        return set()
    said: dict[Key, list[Claim]] = defaultdict(list)
    for claim in group.claims:
        said[statement(claim)].append(claim)
    found: set[int] = set()
    for claims in said.values():
        kept = {claim.index for claim in since_correction(claims)}
        # What the correction says again is not what it corrects.
        repeated = {claim.value for claim in claims if claim.place.says("correction")}
        found |= {c.index for c in claims if c.index not in kept and c.value not in repeated}
    return found


def _before_recount(contest: Contest) -> set[int]:
    """What posts said before one that gives the result of a recount."""
    counted = [claim for claim in contest.claims if claim.fact.measure in _RECOUNTED]
    recounts: list[Place] = [claim.place for claim in counted if claim.place.says("recount")]
    if not recounts:
        return set()
    return {claim.index for claim in counted if claim.place.before(recounts[-1])}
