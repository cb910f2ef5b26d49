"""Turns a numbered text dump of a live page (a headline with its time a post) into its posts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.errors import InputError
from extract.pages.bylines import bylines, is_name
from extract.pages.furniture import Line, clean, is_label, is_summary, outside_embeds
from extract.pages.ids import numbered
from extract.pages.times import Stamp, read_stamp
from schemas.post import Kind, Post

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NUMBER = re.compile(r"(\d{1,4})\.(?!\d)\s*")
_SENTENCE_END = tuple(".!?:\u2026\"'\u201d\u2019")


@dataclass(frozen=True, slots=True)
class _Item:
    """A headline with its number (None: it bears none), and the lines below it."""

    number: int | None
    stamp: Stamp
    lines: list[Line] = field(default_factory=list)


def looks_numbered(text: str) -> bool:
    """
    Whether a text is a numbered dump: a headline with a number and a time, or two with a time.

    A flattened dump has one such line at most, that of the page. A page that has
    a summary but no posts yet is a numbered one too.
    """
    above, items = _items(text)
    if len(items) == 1:
        return items[0].number is not None
    only_summary = len(above) > 1 and is_summary(above[0].text)
    return bool(items) or (only_summary and all(line.bullet for line in above[1:]))


def read_numbered(name: str, text: str, page: str) -> list[Post]:
    """
    The posts of a numbered dump, oldest first, the head (summary and page's title) last.

    Only a line with a time begins a post, for a paragraph may begin with a number
    too. Times put the posts in order where all have one; else the page runs
    newest first, unless most of the times that it has say otherwise. The page's
    time is that of its own headline, else of its newest post; a headline without
    a year is of the year of the others.

    Raises ``InputError`` with ``name`` where no headline and no summary is found.
    """
    above, items = _items(text)
    if not items and not any(is_summary(line.text) for line in above):
        raise InputError(
            name,
            None,
            "no headline of a numbered dump in it",
            'it wants lines like "1. Titlepublished at 15:42 British Summer Time 6 May 2022"',
        )
    stamp = None
    if _is_of_the_page(items):
        stamp = items[0].stamp
        above, items = [*above, *items[0].lines], items[1:]
    posts = _oldest_first([post for item in items if (post := _post(item, page))])
    posts += _head(above, stamp, page)
    own = stamp.published if stamp else None
    newest = own or max((post.published for post in posts if post.published), default=None)
    return numbered([post.model_copy(update={"page_published": newest}) for post in posts])


def _items(text: str) -> tuple[list[Line], list[_Item]]:
    """The lines above the first headline, and the headlines with theirs, top down."""
    lines = clean("\n".join(outside_embeds(text.splitlines(), _is_headline)))
    year = _year(line.text for line in lines)
    above: list[Line] = []
    items: list[_Item] = []
    into = above
    for line in lines:
        number, rest = _number(line.text)
        stamp = read_stamp(rest, year=year)
        if stamp is None:
            into.append(line)
            continue
        if number is None and into and (broken_off := _broken_off(into[-1], stamp)):
            number, title = broken_off
            stamp = stamp._replace(title=title)
            into.pop()
        items.append(_Item(number, stamp))
        into = items[-1].lines
    return above, items


def _broken_off(line: Line, stamp: Stamp) -> tuple[int | None, str] | None:
    """Number and title of a headline that began on the line above its time; None: it did not."""
    number, rest = _number(line.text)
    if stamp.title:
        return (number, stamp.title) if number is not None and not rest else None
    if number is None and (line.bullet or line.text.endswith(".")):
        return None
    return number, rest


def _is_headline(line: str) -> bool:
    return read_stamp(_number(line)[1]) is not None


def _number(line: str) -> tuple[int | None, str]:
    """The number that a line begins with, and the rest of it."""
    found = _NUMBER.match(line)
    return (int(found[1]), line[found.end() :]) if found else (None, line)


def _year(lines: Iterable[str]) -> int | None:
    """The year of the first headline that gives one."""
    stamps = (read_stamp(_number(line)[1]) for line in lines)
    return next((int(each.published[:4]) for each in stamps if each and each.published), None)


def _is_of_the_page(items: Sequence[_Item]) -> bool:
    """Whether the first headline is the page's own: without a number, above "Summary" or "1."."""
    if not items or items[0].number is not None:
        return False
    summary = any(is_summary(line.text) for line in items[0].lines)
    return summary or any(item.number == 1 for item in items[1:2])


def _head(lines: Sequence[Line], stamp: Stamp | None, page: str) -> list[Post]:
    """The head: its title is the page's headline, else the first line that is no bullet."""
    words = [line for line in lines if not is_summary(line.text)]
    title = stamp.title if stamp else ""
    if not title and words and not words[0].bullet:
        title = words.pop(0).text
    text = "\n".join(line.text for line in words)
    if not title and not text:
        return []
    return [Post(id="", page=page, kind="head", title=title or None, text=text)]


def _post(item: _Item, page: str) -> Post | None:
    """
    What one headline heads; None where that is nothing but a time.

    A headline alone, unsigned, is a flash; one above a single unsigned line that
    "Read More" follows is a linked story, a card.
    """
    start = 0
    while start < len(item.lines) and is_label(item.lines[start].text):
        start += 1
    author, role, lines = _signed(item.lines[start:])
    unsigned = author is None and role is None
    kind: Kind = "post"
    if unsigned and not lines:
        if not item.stamp.title:
            return None
        kind = "flash"
    elif unsigned and len(lines) == 1 and lines[0].more:
        kind = "card"
    return Post(
        id="",
        page=page,
        kind=kind,
        published=item.stamp.published,
        title=item.stamp.title or None,
        author=author,
        role=role,
        text="\n".join(line.text for line in lines),
    )


def _signed(lines: Sequence[Line]) -> tuple[str | None, str | None, Sequence[Line]]:
    """
    The authors and roles that a post begins with, and the lines below them.

    A name without a role is an author where a sentence follows: names below each
    other are a list.
    """
    stop = 0
    authors: dict[str, None] = {}
    roles: dict[str, None] = {}
    for byline in bylines(lines):
        if byline.start != stop:
            break
        stop = byline.stop
        authors |= {byline.author: None} if byline.author else {}
        roles[byline.role] = None
    if not stop and len(lines) > 1 and is_name(lines[0].text):
        below = lines[1].text
        if not is_name(below) and below.endswith(_SENTENCE_END):
            return lines[0].text, None, lines[1:]
    return ", ".join(authors) or None, ", ".join(roles) or None, lines[stop:]


def _oldest_first(posts: Sequence[Post]) -> list[Post]:
    times = [post.published for post in posts if post.published]
    rising = sum(above < below for above, below in pairwise(times))
    falling = sum(above > below for above, below in pairwise(times))
    ordered = list(posts if rising > falling else reversed(posts))
    if len(times) < len(posts):
        return ordered
    return sorted(ordered, key=lambda post: post.published or "")
