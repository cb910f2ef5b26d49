"""Findings and how far each has come -> the queue of a reviewer: by council, worst first, filtered."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from extract.area_names import normalised
from schemas.decision import UNDECIDED
from schemas.finding import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from schemas.decision import Reviewed
    from schemas.finding import Finding


@dataclass(frozen=True, slots=True)
class Item:
    """A finding in the queue, and how far it has come."""

    finding: Finding
    reviewed: Reviewed

    @property
    def council(self) -> str:
        """What the council is called."""
        return self.finding.areas[0].name

    @property
    def place(self) -> str:
        """What tells the council from others: its code, else its normalised name."""
        area = self.finding.areas[0]
        return area.gss or normalised(area.name)

    @property
    def asks(self) -> bool:
        """Whether it is a contradiction: a note can be decided, but asks for nothing."""
        return self.finding.severity != "info"

    @property
    def undecided(self) -> bool:
        """Whether somebody has to decide it."""
        return self.asks and self.reviewed.state in UNDECIDED


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the queue is shown; an empty field shows all. ``state``: a state, or undecided."""

    rule: str = ""
    severity: str = ""
    council: str = ""
    state: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filter:
        """The filter that a query asks for."""
        return cls(**{each.name: query.get(each.name, "") for each in fields(cls)})

    @property
    def query(self) -> str:
        """The query that asks for it, with its question mark; empty where all is shown."""
        said = {each.name: getattr(self, each.name) for each in fields(self)}
        query = urlencode({name: value for name, value in said.items() if value})
        return f"?{query}" if query else ""

    def but(self, **changes: str) -> Filter:
        """The filter with other fields."""
        return replace(self, **changes)

    def shows(self, item: Item) -> bool:
        """Whether an item passes."""
        return (
            self.rule in ("", item.finding.rule)
            and self.severity in ("", item.finding.severity)
            and self.council in ("", item.place)
            and (self.state in ("", item.reviewed.state) or self._undecided(item))
        )

    def _undecided(self, item: Item) -> bool:
        return self.state == "undecided" and item.undecided


def queue(findings: Iterable[Finding], reviewed: Mapping[str, Reviewed]) -> list[Item]:
    """
    The findings that can be decided: councils with the worst first, in each the worst first.

    What is decided keeps its place, so that a reviewer finds it again.
    """
    items = [Item(each, reviewed[each.id]) for each in findings if each.id in reviewed]
    first: dict[str, tuple[int, int]] = {}
    for number, item in enumerate(items):
        rank = (SEVERITIES.index(item.finding.severity), number)
        first[item.place] = min(rank, first.get(item.place, rank))
    return sorted(
        items, key=lambda each: (first[each.place], SEVERITIES.index(each.finding.severity))
    )


def by_council(items: Sequence[Item]) -> Iterator[tuple[str, list[Item]]]:
    """The items that follow one another in each council, with its name."""
    for _, group in groupby(items, key=lambda each: each.place):
        together = list(group)
        yield together[0].council, together


def after(items: Sequence[Item], current: str) -> Item | None:
    """The next undecided item after one, else the first; None where all are decided."""
    place = next((n for n, each in enumerate(items) if each.finding.id == current), -1)
    return next((each for each in (*items[place + 1 :], *items) if each.undecided), None)
