"""Claims -> the councils and contests that they speak of, one group for each election."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from extract.check.contest import Contest
from extract.check.council import Authority, Council
from schemas.finding import Area

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extract.check.claims import Claim

Key = tuple[str, ...]


class Register(Protocol):
    """The table of authorities; ``extract.areas`` is one."""

    def resolve(self, name: str) -> Authority | None:
        """The one authority of this name, if there is one."""

    def by_gss(self, gss: str) -> Authority | None:
        """The authority with this code."""

    def normalised(self, name: str) -> str:
        """A name as it is compared."""


def gather(claims: Iterable[Claim], register: Register) -> list[Council | Contest]:
    """
    The claims by what they speak of, in a stable order.

    Facts of different elections never meet, nor do those of different pages where
    an election is not known. An authority is its code, else its name on its page;
    a contest is its authority's, else its page's.
    """
    names = _Names(register)
    councils: dict[Key, list[Claim]] = defaultdict(list)
    contests: dict[Key, list[Claim]] = defaultdict(list)
    house: dict[Key, list[Claim]] = defaultdict(list)
    ordered = sorted(claims, key=lambda claim: (claim.place.order, claim.index))
    hosts = _hosts(ordered, names)
    for claim in ordered:
        if claim.fact.scope == "council":
            councils[names.council(claim, claim.fact.area, claim.fact.area_id)].append(claim)
            continue
        host = names.host(claim) or hosts.get((*_page(claim), *names.contest(claim)))
        contests[(*(host or _page(claim)), *names.contest(claim))].append(claim)
        if host:
            house[host].append(claim)
    found: list[Council | Contest] = []
    for key in sorted(councils):
        members = councils[key]
        authority = names.authority(members[0].fact.area, members[0].fact.area_id)
        area = Area(
            name=authority.name if authority else members[0].fact.area,
            gss=authority.gss if authority else members[0].fact.area_id,
        )
        about = tuple(house.get(key, ()))
        found.append(Council(area.name, area, tuple(members), frozenset(), authority, about))
    for key in sorted(contests):
        members = contests[key]
        found.append(Contest(members[0].fact.area, names.area(members), tuple(members)))
    return found


def without(group: Council | Contest, blocked: frozenset[int]) -> Council | Contest:
    """The group, with claims that may enter no sum."""
    return replace(group, blocked=blocked) if blocked else group


def _election(claim: Claim) -> Key:
    election = claim.fact.election
    return ("election", election) if election else ("page", claim.place.page)


def _page(claim: Claim) -> Key:
    """What one page says of one election."""
    return (*_election(claim), "page", claim.place.page)


def _hosts(claims: list[Claim], names: _Names) -> dict[Key, Key]:
    """Of contests that one post names with their authority and another without: the authority."""
    hosts: dict[Key, set[Key]] = defaultdict(set)
    for claim in claims:
        host = names.host(claim) if claim.fact.scope == "contest" else None
        if host:
            hosts[(*_page(claim), *names.contest(claim))].add(host)
    return {contest: next(iter(found)) for contest, found in hosts.items() if len(found) == 1}


class _Names:
    """What facts call a place -> keys; each name is looked up once."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._found: dict[tuple[str, str | None], Authority | None] = {}
        self._plain: dict[str, str] = {}

    def authority(self, name: str, gss: str | None) -> Authority | None:
        if (name, gss) not in self._found:
            known = self._register.by_gss(gss) if gss else None
            self._found[name, gss] = known or (None if gss else self._register.resolve(name))
        return self._found[name, gss]

    def plain(self, name: str) -> str:
        if name not in self._plain:
            self._plain[name] = self._register.normalised(name)
        return self._plain[name]

    def council(self, claim: Claim, name: str, gss: str | None) -> Key:
        found = self.authority(name, gss)
        code = gss or (found.gss if found else None)
        if code:
            return (*_election(claim), "gss", code)
        return (*_election(claim), "name", claim.place.page, self.plain(name))

    def host(self, claim: Claim) -> Key | None:
        """The council that a contest belongs to, where its fact says so."""
        fact = claim.fact
        if fact.authority or fact.area_id:
            return self.council(claim, fact.authority or fact.area, fact.area_id)
        if fact.contest == "mayor" and self.authority(fact.area, None):
            return self.council(claim, fact.area, None)
        return None

    def contest(self, claim: Claim) -> Key:
        """A contest, whoever its host is; a ward may go without a kind."""
        fact = claim.fact
        return ("contest", fact.contest or "ward", self.plain(fact.area))

    def area(self, members: list[Claim]) -> Area:
        for claim in members:
            fact = claim.fact
            if fact.authority or fact.area_id:
                found = self.authority(fact.authority or fact.area, fact.area_id)
                name = found.name if found else fact.authority or fact.area
                return Area(name=name, gss=found.gss if found else fact.area_id)
        return Area(name=members[0].fact.area)
