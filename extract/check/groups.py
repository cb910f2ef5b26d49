"""Claims -> the councils and contests that they speak of, one group for each election."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from extract.check.contest import Contest
from extract.check.council import Council
from extract.check.places import Places, council_names
from schemas.finding import Area

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extract.check.claims import Claim
    from extract.check.places import Register
    from extract.placing import Placed

Key = tuple[str, ...]


def gather(claims: Iterable[Claim], register: Register) -> list[Council | Contest]:
    """
    The claims by what they speak of, in a stable order.

    Facts of different elections never meet, nor do those of different pages where
    an election is not known. An authority is its code, else its name on its page;
    a contest is its authority's, else its page's.
    """
    councils: dict[Key, list[Claim]] = defaultdict(list)
    contests: dict[Key, list[Claim]] = defaultdict(list)
    house: dict[Key, list[Claim]] = defaultdict(list)
    ordered = sorted(claims, key=lambda claim: (claim.place.order, claim.index))
    names = _Names(Places(register, ordered))
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
        area, called = names.area(members), names.called(members)
        authority = register.by_gss(area.gss) if area.gss else None
        found.append(
            Council(
                area.name,
                area,
                tuple(members),
                called=called,
                authority=authority,
                contests=tuple(house.get(key, ())),
            )
        )
    for key in sorted(contests):
        members = contests[key]
        area, called = names.area(members), names.called(members)
        found.append(Contest(members[0].fact.area, area, tuple(members), called=called))
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
    """What facts call a place -> keys of councils and contests."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def council(self, claim: Claim, name: str, gss: str | None) -> Key:
        found = self._places.of(claim, name, gss).authority
        code = gss or (found.gss if found else None)
        if code:
            return (*_election(claim), "gss", code)
        return (*_election(claim), "name", claim.place.page, self._places.plain(name))

    def host(self, claim: Claim) -> Key | None:
        """The council that a contest belongs to, where its fact says so."""
        fact = claim.fact
        for name, gss in council_names(claim):
            return self.council(claim, name, gss)
        if fact.contest == "mayor" and self._places.of(claim, fact.area).authority:
            return self.council(claim, fact.area, None)
        return None

    def contest(self, claim: Claim) -> Key:
        """A contest, whoever its host is; a ward may go without a kind."""
        fact = claim.fact
        return ("contest", fact.contest or "ward", self._places.plain(fact.area))

    def area(self, members: list[Claim]) -> Area:
        """The council as a finding about it, or about a contest of it, names it."""
        for claim in members:
            for name, gss in council_names(claim):
                found = self._places.of(claim, name, gss).authority
                return Area(name=found.name if found else name, gss=found.gss if found else gss)
        return Area(name=members[0].fact.area)

    def called(self, members: list[Claim]) -> tuple[tuple[str, Placed], ...]:
        """Every name under which the claims speak of a council, with what it means."""
        found: dict[str, Placed] = {}
        for claim in members:
            for name, gss in council_names(claim):
                found.setdefault(name, self._places.of(claim, name, gss))
        return tuple(found.items())
