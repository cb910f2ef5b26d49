"""The claims about a contest -> its candidates, each one candidate however posts name them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from extract.check.book import cue
from extract.check.claims import NO_PARTIES, Claim

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

STANDING = frozenset({"votes", "vote_share", "elected"})
_OWNED = STANDING | {"vote_share_change"}


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """One who stands: a person, or a party where no person is named."""

    name: str
    person: bool
    party: str | None
    claims: tuple[Claim, ...]

    @property
    def lumped(self) -> bool:
        """Whether "others" are several candidates under one figure."""
        return not self.person and self.party == "Other"

    def said(self, measure: str) -> list[Claim]:
        """What is claimed of this candidate by one measure."""
        return [claim for claim in self.claims if claim.fact.measure == measure]


def people(claims: Iterable[Claim]) -> list[Candidate]:
    """
    The persons that claims name, in the order of the posts.

    "Sir Peter Soulsby", "Peter Soulsby", "P. Soulsby" and "Soulsby" are one where
    no other candidate may be meant and no party speaks against it.
    """
    families: dict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        if claim.fact.person and claim.fact.measure in _OWNED:
            first, last = _first_and_last(claim.fact.person)
            families[last][first].append(claim)
    return [_person(said) for family in families.values() for said in _members(family)]


def _members(family: dict[str, list[Claim]]) -> Iterable[list[Claim]]:
    """The claims about each bearer of a surname; initials, then the bare surname, find theirs."""
    members = {first: list(said) for first, said in family.items() if len(first) > 1}
    initials: dict[str, list[str]] = defaultdict(list)
    for first in members:
        initials[first[0]].append(first)
    for first, said in family.items():
        if len(first) == 1:
            _join(members, first, said, initials[first])
    if "" in family:
        _join(members, "", family[""], list(members))
    return members.values()


def _join(
    members: dict[str, list[Claim]], first: str, said: list[Claim], fitting: Sequence[str]
) -> None:
    if len(fitting) == 1:
        whole = [*members[fitting[0]], *said]
        if len({claim.party for claim in whole if claim.party}) <= 1:
            members[fitting[0]] = whole
            return
    members[first] = list(said)


def with_parties(
    persons: Sequence[Candidate], claims: Iterable[Claim], *, one_each: bool
) -> tuple[Candidate, ...]:
    """
    Persons, and the parties that claims name in their stead.

    Where a party has ``one_each``, what is said of the party is said of the only
    person of that party; else the party may stand for several persons, and is
    left out where it has any.
    """
    of_party: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.party and not claim.fact.person and claim.fact.measure in _OWNED:
            of_party[claim.party].append(claim)
    standing: dict[str | None, list[int]] = defaultdict(list)
    for at, person in enumerate(persons):
        standing[person.party].append(at)
    found = list(persons)
    for party, said in of_party.items():
        known = standing[party]
        if not known:
            found.append(Candidate(party, person=False, party=party, claims=tuple(said)))
        elif len(known) == 1 and one_each:
            found[known[0]] = _person([*persons[known[0]].claims, *said])
    return tuple(found)


def mixed_up(candidates: Sequence[Candidate], *, one_each: bool) -> str:
    """
    Why two candidates may be one and the same, where they may.

    A person of no known party and a party of no known person are apart where one
    post gives votes to both. Where a party has ``one_each``, two persons of one
    party are one, and two of one surname may be.
    """
    nameless = [each for each in candidates if not each.person]
    alone = [each for each in candidates if each.person and each.party is None]
    if nameless and alone:
        posts = {claim.place for each in (*nameless, *alone) for claim in each.said("votes")}
        if len(posts) > 1:
            return "a person and a party may be one candidate"
    if one_each and doubled(candidates):
        return "two candidates of one party may be one"
    surnames = Counter(_first_and_last(each.name)[1] for each in candidates if each.person)
    if one_each and any(surnames[_first_and_last(each.name)[1]] > 1 for each in alone):
        return "two candidates of one surname may be one"
    return ""


def doubled(candidates: Sequence[Candidate]) -> set[str]:
    """The parties of which several persons are named."""
    seen: set[str] = set()
    twice: set[str] = set()
    for each in candidates:
        if each.person and each.party and each.party not in NO_PARTIES:
            (twice if each.party in seen else seen).add(each.party)
    return twice


def _person(claims: Sequence[Claim]) -> Candidate:
    name = max((c.fact.person or "" for c in claims), key=len)
    party = next((claim.party for claim in claims if claim.party), None)
    return Candidate(" ".join(name.split()), person=True, party=party, claims=tuple(claims))


@lru_cache(maxsize=65536)
def _first_and_last(person: str) -> tuple[str, str]:
    plain = cue("titles").sub(" ", person.replace(".", " ")).casefold().split()
    plain = plain or person.casefold().split() or [""]
    return (plain[0] if len(plain) > 1 else "", plain[-1])
