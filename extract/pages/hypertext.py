"""Turns HTML, parsed or as a string, into the lines of text that a reader of the page sees."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extract.pages.furniture import clean
from extract.pages.tags import flattened
from extract.pages.times import read_instant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

_SPACE = re.compile(r"\s+")
_BY = re.compile(r"by\s+(?=\S)", re.IGNORECASE)
_TOKENS = ("class", "data-testid", "data-component")


@dataclass(frozen=True, slots=True)
class Marks:
    """What tags, classes and labels say of a part of a page (``markup.json``)."""

    blocks: frozenset[str]
    silent: frozenset[str]
    roles: frozenset[str]
    tag: re.Pattern[str]
    block_tag: re.Pattern[str]
    patterns: dict[str, re.Pattern[str]]


@cache
def marks() -> Marks:
    """The table of marks."""
    data = json.loads((Path(__file__).parent / "markup.json").read_text(encoding="utf-8"))
    lists = {key: value for key, value in data.items() if isinstance(value, list)}
    return Marks(
        blocks=frozenset(lists["block_tags"]),
        silent=frozenset(lists["silent_tags"]),
        roles=frozenset(lists["silent_roles"]),
        tag=_tags([*lists["block_tags"], *lists["inline_tags"]]),
        block_tag=_tags([*lists["block_tags"], "br"]),
        patterns={
            key: re.compile(value, re.IGNORECASE)
            for key, value in data.items()
            if isinstance(value, str) and key != "about"
        },
    )


def _tags(names: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"</?(?:{'|'.join(names)})(?:\s[^<>]*)?/?>|<!--", re.IGNORECASE)


def parse(text: str) -> LexborHTMLParser:
    """A page's tree, as a browser builds it that runs scripts: ``<noscript>`` is not shown."""
    return LexborHTMLParser(flattened(text), scripting=True)


def is_marked(node: LexborNode, mark: str) -> bool:
    """Whether a class, test id or component of an element is of a kind (``markup.json``)."""
    attributes = node.attributes
    return bool(attributes) and any(
        _is_of_kind(token, mark)
        for name in _TOKENS
        for token in (attributes.get(name) or "").split()
    )


@lru_cache(maxsize=4096)  # the same few classes stand on a page a thousand times
def _is_of_kind(token: str, mark: str) -> bool:
    return bool(marks().patterns[mark].fullmatch(token))


def is_unseen(node: LexborNode) -> bool:
    """Whether an element is no text of the page: what is not heard, or for screen readers alone."""
    return is_unheard(node) or is_marked(node, "hidden")


def is_unheard(node: LexborNode) -> bool:
    """Whether an element is no text: code, controls, embeds, captions, furniture, hidden parts."""
    known = marks()
    if node.tag in known.silent:
        return True
    if node.tag == "footer":  # that of a quotation names its speaker
        return not _is_quoted(node)
    attributes = node.attributes
    return bool(attributes) and (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or attributes.get("role") in known.roles
        or bool(known.patterns["hidden_style"].search(attributes.get("style") or ""))
        or is_marked(node, "furniture")
    )


def _is_quoted(node: LexborNode) -> bool:
    above = node.parent
    return above is not None and above.tag in {"blockquote", "figure"}


def walk(
    root: LexborNode, leave_out: Callable[[LexborNode], bool] = is_unseen
) -> Iterator[tuple[LexborNode, bool]]:
    """
    The nodes of a tree in the order of the page, each when it is entered (True) and left (False).

    Without recursion, for pages may be nested without bounds. What is left out is
    left out with all that is in it; the root itself never is.
    """
    waiting = [(root, True)]
    while waiting:
        node, entering = waiting.pop()
        if not entering:
            yield node, False
            continue
        if node is not root and node.is_element_node and leave_out(node):
            continue
        yield node, True
        waiting.append((node, False))
        child = node.last_child
        while child is not None:
            waiting.append((child, True))
            child = child.prev


def text_of(
    root: LexborNode,
    leave_out: Callable[[LexborNode], bool] = is_unseen,
    *,
    keep_lines: bool = False,
) -> str:
    """
    The text below a node as it stands on the page: a line a block, a row of a table on one line.

    ``keep_lines``: line ends of the source are line ends of the text, as they are
    in ``<pre>``.
    """
    known = marks()
    said: list[str] = []
    kept, cells = int(keep_lines), 0
    for node, entering in walk(root, leave_out):
        tag = node.tag or ""
        if tag == "-text":
            if entering:
                text = node.text_content or ""
                said.append(text if kept else _SPACE.sub(" ", text))
            continue
        if tag == "pre":
            kept += 1 if entering else -1
        if tag in {"td", "th"} and not _is_alone(node):
            cells += 1 if entering else -1
            said.append(" ")
        elif tag == "dd":  # on the line of what it says something of: "LAB 31"
            said.append(" ")
        elif tag in known.blocks or (tag in {"br", "dt", "td", "th"} and entering):
            said.append(" " if cells else "\n")
    return "".join(said)


def _is_alone(cell: LexborNode) -> bool:
    """Whether a cell is the only one of its row: a table that lays out, not one of figures."""
    for side in ("prev", "next"):
        beside = getattr(cell, side)
        while beside is not None:
            if beside.is_element_node:
                return False
            beside = getattr(beside, side)
    return True


def words(text: str) -> list[str]:
    """The lines of a text that hold words, furniture removed."""
    return [line.text for line in clean(text)]


def body(text: str) -> str:
    """
    A body as JSON-LD and feeds give it (plain, HTML, or HTML escaped once more) -> its lines.

    Without a tag the text is plain: its entities are read, its line ends stay.
    """
    known = marks()
    if not known.tag.search(text):
        text = html.unescape(text)
        if not known.tag.search(text):
            return "\n".join(words(text))
    tree = parse(text)
    root = tree.body or tree.root
    if root is None:
        return ""
    return "\n".join(words(text_of(root, keep_lines=not known.block_tag.search(text))))


def line(text: str) -> str:
    """A headline or a name, plain or HTML, on one line."""
    return " ".join(body(text).split())


def by_whom(text: str) -> str:
    """A name without the "By" before it; nothing of what is an address."""
    name = line(text)
    found = _BY.match(name)
    return "" if "://" in name else name[found.end() :] if found else name


def joined(names: Iterable[str]) -> str | None:
    """Several people as a byline names them: "Rosa Whitlock, Ian Brand and Tom Wheatley"."""
    *others, last = dict.fromkeys(name for name in names if name) or [""]
    return f"{', '.join(others)} and {last}" if others else last or None


def instant(text: str | None) -> datetime | None:
    """The instant of an ISO 8601 time; None for all that is none, a date alone included."""
    try:
        return read_instant((text or "").strip())
    except (ValueError, OverflowError):
        return None
