"""Short ways to make the facts of a contest, for the tests of the rules about votes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from making import contest, judged

if TYPE_CHECKING:
    from schemas.fact import Fact
    from schemas.finding import Severity

WARD = {"contest": "ward", "authority": "Charnwood"}
SCOTTISH_WARD = {"contest": "ward", "area": "Leith Walk", "area_id": "S12000036"}
SCOTTISH_BY_ELECTION = {"contest": "by-election", "area": "Leith Walk", "area_id": "S12000036"}
MAYOR_2021 = {"contest": "mayor", "area": "Leicester", "election": "2021-05-06"}
MAYOR_2023 = {"contest": "mayor", "area": "Leicester", "election": "2023-05-04"}
PCC_2021 = {"contest": "pcc", "area": "Derbyshire", "election": "2021-05-06"}
FOSTER, DHINDSA = "Angelique Foster", "Hardyal Singh Dhindsa"


def votes(where: dict[str, Any] | None = None, **people: int) -> list[Fact]:
    """The votes of persons, by names with underscores."""
    return [
        contest("votes", number, person=person.replace("_", " "), **(where or {}))
        for person, number in people.items()
    ]


def shares(where: dict[str, Any] | None = None, **people: float) -> list[Fact]:
    """The shares of persons, by names with underscores."""
    return [
        contest("vote_share", number, person=person.replace("_", " "), **(where or {}))
        for person, number in people.items()
    ]


def elected(person: str, where: dict[str, Any] | None = None, **more: Any) -> Fact:
    """That a person is elected."""
    return contest("elected", True, person=person, **(where or {}), **more)


def all_named(where: dict[str, Any] | None = None, **more: Any) -> Fact:
    """That every candidate is listed."""
    return contest("list_complete", True, **(where or {}), **more)


def severities(facts: list[Fact], code: str, *more: Any) -> list[Severity]:
    """How severe each finding of one rule is."""
    return [each.severity for each in judged(facts, *more, select=[code]).report.findings]


def verified(facts: list[Fact], *more: Any) -> set[tuple[str, str | None]]:
    """The measure and owner of each fact that is verified."""
    return {
        (each.measure, each.person or each.party)
        for each in judged(facts, *more).facts
        if each.status == "verified"
    }
