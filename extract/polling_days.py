"""A page's own dates -> the polling day whose count it tells, by a table of polling days."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import schemas

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from schemas.fact import Fact
    from schemas.post import Post

# Counts go on into the next week; on the Thursday after, by-elections of another day are counted.
_LAST_DAY = 6

Polls = dict[str, tuple[str, ...]]


@cache
def polling_days() -> dict[date, Polls]:
    """Every polling day -> what was elected (local, mayor, pcc, general, devolved), and where."""
    path = Path(schemas.__file__).parent / "polling_days.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        date.fromisoformat(day): {kind: tuple(nations) for kind, nations in polls.items()}
        for day, polls in table.items()
    }


@lru_cache(maxsize=4096)
def polling_day(day: str) -> str | None:
    """
    The polling day whose count is told on a day: that day, or one at most six days before.

    Both are ISO dates. None on the days of no table: by-elections of an odd
    Thursday belong to no ordinary poll.
    """
    told = date.fromisoformat(day)
    return next(
        (
            poll.isoformat()
            for poll in reversed(polling_days())
            if 0 <= (told - poll).days <= _LAST_DAY
        ),
        None,
    )


def election(post: Post) -> str | None:
    """The polling day of a post by its own date, else by its page's."""
    stamp = post.published or post.page_published
    return polling_day(stamp[:10]) if stamp else None


def elections(posts: Iterable[Post]) -> dict[tuple[str, str], str | None]:
    """
    (page, post) -> its polling day.

    A post without any date is of the one polling day that its page's other posts
    are of; where they are of several, or of none, nobody knows.
    """
    found: dict[tuple[str, str], str | None] = {}
    undated: list[Post] = []
    of_page: dict[str, set[str]] = defaultdict(set)
    for post in posts:
        own = found[post.page, post.id] = election(post)
        if own:
            of_page[post.page].add(own)
        elif not (post.published or post.page_published):
            undated.append(post)
    for post in undated:
        if len(of_page[post.page]) == 1:
            (found[post.page, post.id],) = of_page[post.page]
    return found


def with_elections(facts: Sequence[Fact], posts: Iterable[Post]) -> list[Fact]:
    """The facts, each that names no election with that of its post."""
    known = elections(posts)

    def dated(fact: Fact) -> Fact:
        of_post = None if fact.election else known.get((fact.page, fact.post))
        return fact.model_copy(update={"election": of_post}) if of_post else fact

    return [dated(fact) for fact in facts]


def general_alone(post: Post) -> bool:
    """Whether a post is of a general election that had no other polls beside it."""
    day = election(post)
    return day is not None and polling_days()[date.fromisoformat(day)].keys() == {"general"}


def no_ordinary_poll(post: Post) -> bool:
    """Whether a post tells of a day on which nothing but by-elections was counted."""
    return bool(post.published or post.page_published) and election(post) is None


@cache
def local_years(nation: str) -> tuple[int, ...]:
    """The years in which a nation's councils held ordinary polls, oldest first."""
    days = polling_days().items()
    return tuple(day.year for day, polls in days if nation in polls.get("local", ()))
