"""A post's content and its facts -> pieces of text, each with the facts whose words it is part of."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from schemas.fact import Fact, Status

Role = Literal["value", "owner"]
_AROUND = 90  # characters on either side of a figure: a line or so of print
_ELLIPSIS = "…"
_LOUDEST_FIRST: tuple[Status, ...] = ("disputed", "unchecked", "verified", "rejected")


@dataclass(frozen=True, slots=True)
class Mark:
    """The words of a post, by their offsets, that state a fact's ``value`` or name its ``owner``."""

    fact: Fact
    role: Role
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """
    A piece of a post's content that no mark begins or ends within.

    ``marks``: those that cover it; ``begins``: those of them that begin here.
    """

    text: str
    start: int
    marks: tuple[Mark, ...] = ()

    @property
    def begins(self) -> tuple[Mark, ...]:
        """The marks whose first piece this is."""
        return tuple(each for each in self.marks if each.start == self.start)

    @property
    def states(self) -> tuple[Fact, ...]:
        """The facts whose values these words state."""
        return tuple(each.fact for each in self.marks if each.role == "value")

    @property
    def status(self) -> Status | None:
        """The status that calls loudest for a look, of the values stated; None where none is."""
        statuses = {each.status for each in self.states}
        return next((each for each in _LOUDEST_FIRST if each in statuses), None)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The words that state a fact, and those around them on their line."""

    before: str
    quote: str
    after: str


def segments(content: str, facts: Iterable[Fact]) -> list[Segment]:
    """
    The content in pieces; their texts, joined, are the content.

    ``facts``: some of the post's. Marks may hold or overlap one another. A span that
    is not in the content marks nothing.
    """
    marks = [mark for fact in facts for mark in _marks(fact, len(content))]
    cuts = sorted({0, len(content), *(each.start for each in marks), *(each.end for each in marks)})
    return [
        Segment(
            content[start:end],
            start,
            tuple(each for each in marks if each.start <= start and end <= each.end),
        )
        for start, end in pairwise(cuts)
    ]


def is_marked(fact: Fact, content: str) -> bool:
    """Whether the words of a fact's value stand in the content."""
    return any(mark.role == "value" for mark in _marks(fact, len(content)))


def excerpt(content: str, fact: Fact) -> Excerpt | None:
    """The words of a fact's value as they stand in the content; None where it has none there."""
    if not is_marked(fact, content):
        return None
    assert fact.start is not None
    assert fact.end is not None
    before = content[: fact.start].rpartition("\n")[2]
    after = content[fact.end :].partition("\n")[0]
    if len(before) > _AROUND:
        before = _ELLIPSIS + before[-_AROUND:].partition(" ")[2]
    if len(after) > _AROUND:
        after = after[:_AROUND].rpartition(" ")[0] + _ELLIPSIS
    return Excerpt(before, content[fact.start : fact.end], after)


def _marks(fact: Fact, length: int) -> Iterator[Mark]:
    spans: tuple[tuple[Role, int | None, int | None], ...] = (
        ("value", fact.start, fact.end),
        ("owner", fact.owner_start, fact.owner_end),
    )
    for role, start, end in spans:
        if start is not None and end is not None and 0 <= start < end <= length:
            yield Mark(fact, role, start, end)
