"""Turns what parts of an input say of posts into the updates of a live blog, with their ids."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from extract.pages.permalinks import full_address, post_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Described:
    """
    What a part of an input says of a post, or of the live blog itself.

    ``links``: what may be its permalink, as it is written, the likeliest first.
    ``summary``: what stands for the text where there is none.
    """

    links: tuple[str, ...] = ()
    title: str | None = None
    text: str = ""
    summary: str = ""
    published: datetime | None = None
    edited: datetime | None = None
    author: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Update:
    """
    A post, or the head, as one input gives it.

    ``id``: the short form of its permalink; empty where it has none. ``published``
    and ``edited``: instants; ``edited`` is None where nothing says that it was.
    """

    id: str = ""
    url: str | None = None
    title: str | None = None
    text: str = ""
    published: datetime | None = None
    edited: datetime | None = None
    author: str | None = None
    role: str | None = None


def placed(described: Described, base: str | None, blog: str | None) -> Update:
    """A post with its permalink: the first of its links that names one, in full."""
    link = next((each for each in described.links if post_id(each, blog)), None)
    return Update(
        id=post_id(link, blog),
        url=full_address(link, base),
        title=described.title,
        text=described.text or described.summary,
        published=described.published,
        edited=described.edited,
        author=described.author,
        role=described.role,
    )


def told_apart(updates: Iterable[Update]) -> tuple[Update, ...]:
    """
    The updates of one input, each once; an id that two different ones share names neither.

    Some pages link every post to the page itself.
    """
    once = without_repeats(updates, lambda each: bool(each.id or each.published))
    shared = Counter(each.id for each in once if each.id)
    return tuple(replace(each, id="", url=None) if shared[each.id] > 1 else each for each in once)


def without_repeats(things: Iterable[_T], is_known: Callable[[_T], bool]) -> list[_T]:
    """
    Things without those that are there already, such as a pinned post.

    What nothing names may be said twice.
    """
    things = list(things)
    first = {thing: at for at, thing in reversed(list(enumerate(things)))}
    return [each for at, each in enumerate(things) if first[each] == at or not is_known(each)]
