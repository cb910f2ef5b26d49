"""Checked facts -> the answer: one row a council, each figure the best that its page states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from extract import areas
from schemas.fact import Fact
from schemas.finding import Finding
from schemas.post import Post

_DECISIVE = ("control", "change")


@dataclass(slots=True)
class Row:
    """
    What a run says of one council on one page.

    ``seats``: party -> seats now, all from one post: a complete list before a
    partial one, a finished count before one still on, then the longer, then the
    later. ``size`` is stated, else the register's for the year. ``as_of`` is the
    post that the seats (else the control) stand in.
    """

    council: str
    gss: str | None
    page: str
    control: str | None = None
    change: str | None = None
    seats: dict[str, int] = field(default_factory=dict)
    size: int | None = None
    progress: str | None = None
    as_of: str | None = None
    status: str = "unchecked"
    findings: int = 0

    def as_json(self) -> dict[str, Any]:
        """The row as ``table --json`` prints it."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def table(facts: Sequence[Fact], posts: Sequence[Post], findings: Sequence[Finding]) -> list[Row]:
    """One row for each council and page, in the order of the pages, then by name."""
    place = {(each.page, each.id): number for number, each in enumerate(posts)}
    years = {each.page: each.year for each in posts}
    pages = list(dict.fromkeys(each.page for each in posts))
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.scope == "council" and fact.when == "now" and fact.status != "rejected":
            groups[fact.page, fact.area_id or areas.normalised(fact.area)].append(fact)
    rows = [
        _row(page, group, place, years.get(page), findings)
        for (page, _), group in groups.items()
    ]
    shown = [row for row in rows if row.control or row.change or row.seats]
    return sorted(shown, key=lambda row: (pages.index(row.page), row.council))


def _row(
    page: str,
    facts: list[Fact],
    place: dict[tuple[str, str], int],
    year: int | None,
    findings: Sequence[Finding],
) -> Row:
    def order(fact: Fact) -> int:
        return place.get((fact.page, fact.post), -1)

    gss = next((each.area_id for each in facts if each.area_id), None)
    authority = areas.by_gss(gss) if gss else None
    row = Row(authority.name if authority else facts[0].area, gss, page)
    for fact in sorted(facts, key=order):
        if fact.measure in _DECISIVE:
            setattr(row, fact.measure, str(fact.value))
            row.as_of = fact.post
        if fact.measure == "council_size":
            row.size = int(fact.value)
    if row.size is None and authority is not None and year is not None:
        row.size = authority.size(year)
    best = _composition(facts, order)
    if best:
        row.seats = {
            str(each.party): int(each.value)
            for each in sorted(best, key=lambda f: (-float(f.value), str(f.party)))
        }
        row.as_of = best[0].post
        row.progress = _progress(facts, best[0].post)
        row.status = _worst(best)
    else:
        row.status = _worst([each for each in facts if each.measure in _DECISIVE])
    ids = {each.id for each in facts}
    row.findings = sum(
        1 for each in findings if each.severity != "info" and ids.intersection(each.facts)
    )
    return row


def _composition(facts: list[Fact], order: Any) -> list[Fact]:
    """The seats of the one post that states them best."""
    posts: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.measure == "seats" and fact.party is not None:
            posts[fact.post].append(fact)
    said = {(each.post, each.measure, each.value) for each in facts}

    def rank(post: str) -> tuple[bool, bool, int, int]:
        complete = (post, "list_complete", True) in said
        final = (post, "count_status", "final") in said
        running = (post, "count_status", "partial") in said or any(
            each.post == post and each.measure == "seats_remaining" for each in facts
        )
        return complete or final, not running, len(posts[post]), order(posts[post][0])

    return posts[max(posts, key=rank)] if posts else []


def _progress(facts: list[Fact], post: str) -> str | None:
    here = [each for each in facts if each.post == post]
    left = next((each.value for each in here if each.measure == "seats_remaining"), None)
    if left is not None:
        return f"{left} to come"
    status = next((str(each.value) for each in here if each.measure == "count_status"), None)
    if status is None and any(each.measure == "list_complete" for each in here):
        return "complete"
    return status


def _worst(facts: Sequence[Fact]) -> str:
    for status in ("disputed", "unchecked", "verified"):
        if any(each.status == status for each in facts):
            return status
    return "unchecked"
