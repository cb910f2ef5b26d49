"""Turns a flattened text dump of a live page (newest post first) into its posts, oldest first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.pages.bylines import Byline, bylines, is_name
from extract.pages.flashes import split_flashes
from extract.pages.furniture import Line, clean
from extract.pages.ids import numbered
from extract.pages.times import Stamp, read_stamp
from schemas.post import Kind, Post

if TYPE_CHECKING:
    from collections.abc import Sequence

_UPDATES = re.compile(r"Updates? (?:for|from) .+")


@dataclass(frozen=True, slots=True)
class _Part:
    """A post of the page before it has an id and a place in time; its text line by line."""

    kind: Kind
    lines: tuple[str, ...]
    title: str | None = None
    author: str | None = None
    role: str | None = None


def read_dump(text: str, page: str) -> list[Post]:
    """
    The posts of a flattened dump, oldest first; any text is read, and none but a blank one is void.

    The head (title and summary of the page) comes last, for it tells the newest
    state. The page's time is every post's ``page_published``; no post of such a
    dump has a time of its own. A byline under which nothing is left (its post
    was an embedded picture) gives a post without text.
    """
    lines = clean(text)
    signed = bylines(lines)
    ends = [*(byline.start for byline in signed), len(lines)]
    above = lines[: ends[0]]
    stamp, at = next(
        ((stamp, at) for at, line in enumerate(above) if (stamp := read_stamp(line.text))),
        (None, 0),
    )
    parts = _head(stamp, above[:at], above[at + 1 :]) if stamp else _body(above)
    for byline, end in zip(signed, ends[1:], strict=True):
        parts += _body(lines[byline.stop : end], byline)
    page_published = stamp.published if stamp else None
    return numbered([_post(part, page, page_published) for part in reversed(parts)])


def _post(part: _Part, page: str, page_published: str | None) -> Post:
    return Post(
        id="",
        page=page,
        kind=part.kind,
        page_published=page_published,
        title=part.title,
        author=part.author,
        role=part.role,
        text="\n".join(part.lines),
    )


def _head(stamp: Stamp, above: Sequence[Line], below: Sequence[Line]) -> list[_Part]:
    """
    The head of a page, then what stands between it and the first byline.

    ``above`` and ``below`` are the lines around the one that bears the page's
    time. The head ends with the line that says the newest post's title or
    standfirst again, or with the authors' line; what follows is the head's too,
    save cards and flashes. Where there is neither, all is that is no card, for a
    summary's bullets look like flashes.
    """
    title = stamp.title
    if not title and above:
        title, above = above[-1].text, above[:-1]
    sure = _sure(title, below)
    if sure is None:
        own, rest = below[:1], below[1:]
        parts = [_Part("card", (line.text,)) for line in rest if line.more]
        texts = _texts([*own, *(line for line in rest if not line.more)])
    else:
        stop = next((at for at in range(sure, len(below)) if below[at].more), len(below))
        last, flashes = split_flashes(_texts(below[sure:stop]), keep=0)
        texts = [*_texts(below[:sure]), *last]
        parts = [_Part("flash", tuple(flash)) for flash in flashes] + _body(below[stop:])
    text = (*_texts(above), *texts)
    return [_Part("head", text, title=title or None), *parts] if title or text else parts


def _sure(title: str, lines: Sequence[Line]) -> int | None:
    """How many of the lines below the title are the head's beyond doubt; None: nothing says so."""
    said = {title.casefold(), *(line.text.casefold() for line in lines[:1])}
    sure = None
    for at, line in enumerate(lines[1:], start=1):
        if line.text.casefold() in said:
            sure = at + 1
        elif _UPDATES.fullmatch(line.text):
            authors = any(is_name(next_line.text) for next_line in lines[at + 1 : at + 2])
            sure = at + 1 + authors
    return sure


def _body(lines: Sequence[Line], byline: Byline | None = None) -> list[_Part]:
    """
    What stands from a byline (or none) to the next: a post, flashes, cards, other posts; top down.

    A line that "Read More" follows is a card, save right below a byline, which
    signs at least that line. What stands below a card is no more the post's.
    """
    parts: list[_Part] = []
    own: list[Line] = []
    owner = byline
    for at, line in enumerate(lines):
        signed = byline is not None and at == 0 and not line.gap
        if line.more and not signed:
            parts += [*_posts(own, owner), _Part("card", (line.text,))]
            own, owner = [], None
        else:
            own.append(line)
    return parts + _posts(own, owner)


def _posts(lines: Sequence[Line], byline: Byline | None) -> list[_Part]:
    """A post, signed or not, and the flashes below it; nothing where there is neither."""
    own, flashes = split_flashes(_texts(lines), keep=1 if byline else 0)
    parts = [_Part("flash", tuple(flash)) for flash in flashes]
    if byline:
        return [_Part("post", tuple(own), author=byline.author, role=byline.role), *parts]
    return [_Part("post", tuple(own)), *parts] if own else parts


def _texts(lines: Sequence[Line]) -> list[str]:
    return [line.text for line in lines]
