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
    """A post of the page before it has an id and a place in time."""

    kind: Kind
    lines: tuple[str, ...]
    title: str | None = None
    author: str | None = None
    role: str | None = None


def read_dump(text: str, page: str) -> list[Post]:
    """
    The posts of a flattened dump, oldest first; total: any text gives posts, none only if empty.

    The head (title and summary of the page) comes last, for it tells the newest
    state. The page's time is every post's ``page_published``; no post of such a
    dump has a time of its own.
    """
    lines = clean(text)
    signed = bylines(lines)
    top = signed[0].start if signed else len(lines)
    stamps = ((at, read_stamp(lines[at].text)) for at in range(top))
    at, stamp = next(((at, stamp) for at, stamp in stamps if stamp), (0, None))
    parts = _head(lines[:top], at, stamp) if stamp else _body(lines[:top], None)
    for byline, following in zip(signed, [*(each.start for each in signed[1:]), len(lines)]):
        parts += _body(lines[byline.stop : following], byline)
    return numbered(
        [
            Post(
                id="",
                page=page,
                kind=part.kind,
                page_published=stamp.published if stamp else None,
                title=part.title,
                author=part.author,
                role=part.role,
                text="\n".join(part.lines),
            )
            for part in reversed(parts)
        ]
    )


def _texts(lines: Sequence[Line]) -> list[str]:
    return [line.text for line in lines]


def _head(lines: Sequence[Line], at: int, stamp: Stamp) -> list[_Part]:
    """
    The head of a page, then what stands between it and the first byline.

    ``lines[at]`` bears the page's time. The head ends below the line that says
    the newest post's title or standfirst again, or below the authors' line;
    where there is neither, it is all that is not a card.
    """
    before, after = lines[:at], lines[at + 1 :]
    title = stamp.title
    if not title and before:
        title, before = before[-1].text, before[:-1]
    end = _head_end(title, after)
    if end is None:
        kept = [line for n, line in enumerate(after) if not (n and line.more)]
        cards = [_card(line) for n, line in enumerate(after) if n and line.more]
        rest: list[_Part] = cards
    else:
        stop = next((n for n in range(end, len(after)) if after[n].more), len(after))
        own, flashes = split_flashes(_texts(after[end:stop]), keep=0, above="")
        kept = [*after[:end], *(Line(text) for text in own)]
        rest = [_flash(each) for each in flashes]
        rest += _body(after[stop:], None)
    text = (*_texts(before), *_texts(kept))
    head = [_Part("head", text, title=title or None)] if title or text else []
    return head + rest


def _head_end(title: str, lines: Sequence[Line]) -> int | None:
    """How many of the lines below the title are the head's beyond doubt; None if none is."""
    said = {title.casefold(), lines[0].text.casefold()} if lines else set()
    end = None
    for at in range(1, len(lines)):
        if lines[at].text.casefold() in said:
            end = at + 1
        elif _UPDATES.fullmatch(lines[at].text):
            signed = at + 1 < len(lines) and is_name(lines[at + 1].text)
            end = at + 1 + signed
    return end


def _body(lines: Sequence[Line], byline: Byline | None) -> list[_Part]:
    """
    What a byline (or none) heads, from the top down: a post, then cards, flashes, other posts.

    A line that "Read More" follows is a card, save right below a byline, which
    signs at least that line. What stands below a card is no more the post's.
    """
    parts: list[_Part] = []
    own: list[Line] = []
    owner = byline
    for at, line in enumerate(lines):
        first = byline is not None and at == 0 and not line.gap
        if line.more and not first:
            parts += _posts(own, owner)
            parts.append(_card(line))
            own, owner = [], None
        else:
            own.append(line)
    return parts + _posts(own, owner)


def _posts(lines: Sequence[Line], byline: Byline | None) -> list[_Part]:
    own, flashes = split_flashes(_texts(lines), keep=1 if byline else 0)
    parts = [_flash(each) for each in flashes]
    if byline:
        return [_Part("post", tuple(own), author=byline.author, role=byline.role), *parts]
    return [_Part("post", tuple(own)), *parts] if own else parts


def _card(line: Line) -> _Part:
    return _Part("card", (line.text,))


def _flash(lines: Sequence[str]) -> _Part:
    return _Part("flash", tuple(lines))
