"""Checked facts -> the answer: one row a council and election, each figure the current one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any

from extract import areas
from extract.check.book import cue
from extract.chronology import ranks
from extract.current import PostName, current_seats

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from schemas.fact import Fact, Status
    from schemas.finding import Derived, Finding
    from schemas.post import Post

_WORST_FIRST: tuple[Status, ...] = ("disputed", "unchecked", "verified")


@dataclass(slots=True)
class Row:
    """
    What a run says of one council at one election, whichever pages speak of it.

    ``control`` is the latest that is stated, undisputed where any is; ``change``
    and ``change_party`` are the latest that no later control gainsays;
    ``control_before`` stands in the post of the change. ``seats``: party -> seats
    now, by ``current_seats``; ``sources``: party -> the post of that figure, as
    ``page/post``. ``size`` is stated, else the register's for the year. ``as_of`` is
    the latest post that the seats (else the control) stand in, ``page`` its page and
    ``published`` its time. ``status`` is the worst of the facts shown: of the seats,
    else of control and change, and disputed where any of them is.
    ``findings``: how many errors and warnings are open on the council.
    ``election``: the polling day; None where no date says it. ``derived``: the
    parties whose seats no post states, but arithmetic tells; ``corrected``: those whose
    seats a reviewer set right.
    """

    council: str
    gss: str | None
    page: str
    control: str | None = None
    change: str | None = None
    change_party: str | None = None
    control_before: str | None = None
    seats: dict[str, int] = field(default_factory=dict)
    size: int | None = None
    progress: str | None = None
    as_of: str | None = None
    published: str | None = None
    status: Status = "unchecked"
    findings: int = 0
    election: str | None = None
    sources: dict[str, str] = field(default_factory=dict)
    derived: list[str] = field(default_factory=list)
    corrected: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The row as ``table --json`` prints it."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @property
    def says_something(self) -> bool:
        """Whether it has control, a change or seats to show."""
        return bool(self.control or self.change or self.seats)

    @property
    def says_seats(self) -> str:
        """The seats in words, what is derived or corrected marked: "Labour 31†, Green 1*"."""
        return ", ".join(
            f"{party} {seats}{'*' * (party in self.derived)}{'†' * (party in self.corrected)}"
            for party, seats in self.seats.items()
        )

    @property
    def says_change(self) -> str:
        """The change in words: "gain from NOC", "Conservative loss"; of whom, where it is news."""
        if self.change is None:
            return ""
        of = "" if self.change_party in (None, self.control) else f"{self.change_party} "
        gained = self.change == "gain" and self.control_before
        return f"{of}{self.change}" + (f" from {self.control_before}" if gained else "")

    @property
    def says_when(self) -> str:
        """The time of the post that the row stands in ("5 May 12:33"), else its id."""
        return says_time(self.published) if self.published else self.as_of or ""


def says_time(published: str) -> str:
    """A post's time in short: "5 May 12:33"."""
    time = datetime.fromisoformat(published)
    return f"{time.day} {time:%b %H:%M}"


@dataclass(frozen=True, slots=True)
class _Place:
    """
    Where a post stands among all posts in time, when it was published, the year of its page.

    ``corrects``: it says that it corrects something.
    """

    order: int
    published: str | None
    year: int | None
    corrects: bool


_NOWHERE = _Place(-1, None, None, corrects=False)


@dataclass(frozen=True, slots=True)
class Said:
    """
    What is said of one council at one election: the facts, those of the oldest post first.

    ``derived``: what no post states of it, but arithmetic tells.
    """

    row: Row
    facts: tuple[Fact, ...]
    derived: tuple[Derived, ...] = ()


def table(
    facts: Sequence[Fact],
    posts: Sequence[Post],
    findings: Sequence[Finding],
    derived: Sequence[Derived] = (),
) -> list[Row]:
    """The rows of ``councils`` that have something to show, in its order."""
    rows = [each.row for each in councils(facts, posts, findings, derived)]
    return [row for row in rows if row.says_something]


def councils(
    facts: Sequence[Fact],
    posts: Sequence[Post],
    findings: Sequence[Finding],
    derived: Sequence[Derived] = (),
) -> list[Said]:
    """
    One for each council and election, in the order of the pages, then by name.

    Where an election is not known, a page stands for one. Facts about the past,
    rejected ones, and those that a correction replaces say nothing here. What is
    ``derived`` stands where no seats of a party are stated.
    """
    in_time = ranks(posts)
    places = {
        (each.page, each.id): _Place(
            in_time[each.page, each.id],
            each.published,
            each.year,
            corrects=cue("correction").search(each.content) is not None,
        )
        for each in posts
    }
    pages = {page: number for number, page in enumerate(dict.fromkeys(each.page for each in posts))}
    groups: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in standing(facts):
        if fact.scope == "council":
            groups[_key(fact)].append(fact)
    by_council: dict[tuple[str, ...], list[Derived]] = defaultdict(list)
    for each in derived:
        if each.fact.scope == "council":
            by_council[_key(each.fact)].append(each)
    open_on: dict[str, set[str]] = defaultdict(set)
    for finding in findings:
        if finding.severity != "info":
            for name in finding.facts:
                open_on[name].add(finding.id)
    found = [_said(group, by_council[key], places, open_on) for key, group in groups.items()]

    def place(said: Said) -> tuple[int, str, str]:
        row = said.row
        return (pages.get(row.page, len(pages)), row.council, row.election or "")

    return sorted(found, key=place)


def standing(facts: Iterable[Fact]) -> list[Fact]:
    """The facts that say how it is: not of the past, not rejected, not replaced by a correction."""
    facts = list(facts)
    replaced = {each.corrects for each in facts if each.corrects and each.status != "rejected"}
    return [
        each
        for each in facts
        if each.status != "rejected" and each.when == "now" and each.id not in replaced
    ]


def worst(facts: Iterable[Fact]) -> Status:
    """The worst status of some facts that stand; of none: unchecked."""
    statuses = {each.status for each in facts}
    return next((status for status in _WORST_FIRST if status in statuses), "unchecked")


def _key(fact: Fact) -> tuple[str, ...]:
    """One council at one election; a name that no register knows is of its page alone."""
    election = ("election", fact.election) if fact.election else ("page", fact.page)
    return (
        *election,
        *([fact.area_id] if fact.area_id else [areas.normalised(fact.area), fact.page]),
    )


def _said(
    facts: list[Fact],
    derived: list[Derived],
    places: Mapping[PostName, _Place],
    open_on: Mapping[str, set[str]],
) -> Said:
    """What some facts say of their council; ``open_on``: the findings that each fact is in."""

    def place(fact: Fact) -> _Place:
        return places.get((fact.page, fact.post), _NOWHERE)

    facts = sorted(facts, key=lambda fact: place(fact).order)
    by_post: dict[PostName, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_post[fact.page, fact.post].append(fact)
    gss = next((each.area_id for each in facts if each.area_id), None)
    authority = areas.by_gss(gss) if gss else None
    row = Row(authority.name if authority else facts[0].area, gss, facts[0].page)
    row.election = facts[0].election
    decisive = _decide(row, by_post)
    corrections = {post for post in by_post if places.get(post, _NOWHERE).corrects}
    stated = current_seats(by_post, corrections)
    reckoned = [each.fact for each in derived if each.fact.measure == "seats"]
    best = [*stated, *reckoned]
    row.derived = sorted(str(each.party) for each in reckoned)
    row.corrected = sorted(str(each.party) for each in stated if each.corrects)
    for each in sorted(best, key=lambda fact: (-int(fact.value), fact.party or "")):
        row.seats[str(each.party)] = int(each.value)
        row.sources[str(each.party)] = f"{each.page}/{each.post}"
    row.status = _status(best, decisive)
    source = max(best or decisive[:1] or facts[:1], key=lambda fact: place(fact).order)
    row.page, row.as_of, row.published = source.page, source.post, place(source).published
    row.progress = _progress(by_post[source.page, source.post]) if stated else None
    row.size = next((int(f.value) for f in reversed(facts) if f.measure == "council_size"), None)
    year = place(source).year
    if row.size is None and authority is not None and year is not None:
        row.size = authority.size(year)
    row.findings = len({name for each in facts for name in open_on.get(each.id, ())})
    return Said(row, tuple(facts), tuple(derived))


def _decide(row: Row, by_post: Mapping[PostName, list[Fact]]) -> list[Fact]:
    """Fill in control and change; the facts that say so."""
    decisive: dict[str, Fact] = {}
    stated = [each for facts in by_post.values() for each in facts if each.measure == "control"]
    sound = any(each.status != "disputed" for each in stated)
    for facts in by_post.values():
        said: dict[str, Fact] = {}
        for fact in facts:
            said.setdefault(fact.measure, fact)
        control = said.get("control")
        if control is not None:
            if sound and control.status == "disputed":
                continue
            if "control" in decisive and decisive["control"].value != control.value:
                decisive.clear()
            decisive["control"] = control
        if "change" in said:
            lost = control is None and said["change"].value == "loss"
            if lost and said["change"].party == getattr(decisive.get("control"), "value", None):
                decisive.clear()
            decisive["change"] = said["change"]
            before = said.get("control_before")
            row.control_before = str(before.value) if before else None
    control, change = decisive.get("control"), decisive.get("change")
    row.control = str(control.value) if control else None
    row.change = str(change.value) if change else None
    row.change_party = change.party if change else None
    if change is None:
        row.control_before = None
    return [each for each in (control, change) if each]


def _progress(facts: Sequence[Fact]) -> str | None:
    """How far the count is in the post of the seats: "9 to come", "final", "complete"."""
    said: dict[str, Any] = {}
    for fact in facts:
        said.setdefault(fact.measure, fact.value)
    if said.get("seats_remaining"):
        return f"{said['seats_remaining']} to come"
    if "count_status" in said:
        return str(said["count_status"])
    return "complete" if said.get("list_complete") else None


def _status(seats: Sequence[Fact], decisive: Sequence[Fact]) -> Status:
    if any(each.status == "disputed" for each in (*seats, *decisive)):
        return "disputed"
    return worst(seats or decisive)
