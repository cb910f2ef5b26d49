"""Turns the text of one page into its posts: the table of formats and the sniffer that chooses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.errors import UnknownFormatError
from extract.pages.dump import read_dump
from extract.pages.feed import read_feed
from extract.pages.html import read_html
from extract.pages.jsonl import is_json, lines, read_jsonl
from extract.pages.numbered import looks_numbered, read_numbered
from extract.pages.tags import root_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from extract.pages.liveblog import LiveBlog
    from schemas.post import Post

_OBJECT = re.compile(r"""\{\s*(?:["'}]|$)""")


@dataclass(frozen=True, slots=True)
class Format:
    """
    A kind of input: its name, whether a text looks like it, and its reader.

    ``fits`` is given the input's name and its text; ``read`` the name, the text
    and the page's id. A reader returns posts, oldest first, or what the input
    shows of a live blog, or raises ``InputError``, also where the text is of
    another format altogether.
    """

    name: str
    fits: Callable[[str, str], bool]
    read: Callable[[str, str, str], list[Post] | LiveBlog]


def _is_jsonl(name: str, text: str) -> bool:
    """
    The first line with anything on it opens a JSON object, or a list that is JSON.

    A broken object is broken JSONL, not prose: the reader then says which line is
    wrong. In a file that is called ``.jsonl`` or ``.json`` an object on any line
    will do, and JSON of any shape.
    """
    raws = [raw for raw in lines(text) if raw]
    first = raws[0] if raws else ""
    if _OBJECT.match(first):
        return True
    if name.lower().endswith((".jsonl", ".json")):
        return any(raw.startswith("{") for raw in raws) or is_json("\n".join(raws))
    return first.startswith("[") and (is_json(first) or is_json("\n".join(raws)))


def _is_numbered(_name: str, text: str) -> bool:
    return looks_numbered(text)


def _is_html(_name: str, text: str) -> bool:
    return root_of(text) == "html"


def _is_xml(_name: str, text: str) -> bool:
    return root_of(text) == "xml"


def _is_text(_name: str, _text: str) -> bool:
    return True


def _read_html(name: str, text: str, _page: str) -> LiveBlog:
    return read_html(name, text)


def _read_feed(name: str, text: str, _page: str) -> LiveBlog:
    return read_feed(name, text)


def _read_dump(_name: str, text: str, page: str) -> list[Post]:
    return read_dump(text, page)


FORMATS = (
    Format("html", _is_html, _read_html),
    Format("feed", _is_xml, _read_feed),
    Format("jsonl", _is_jsonl, read_jsonl),
    Format("numbered", _is_numbered, read_numbered),
    Format("dump", _is_text, _read_dump),
)
"""In the order of asking; the last takes any text."""


def sniff(name: str, text: str) -> Format:
    """The first format that an input's text fits; its name breaks ties alone."""
    return next(each for each in FORMATS if each.fits(name, text))


def named(name: str) -> Format:
    """The format of this name. Raises ``UnknownFormatError`` where there is none."""
    known = {each.name: each for each in FORMATS}
    if name not in known:
        raise UnknownFormatError(name, list(known))
    return known[name]
