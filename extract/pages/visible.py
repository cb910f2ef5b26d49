"""Turns the element of one post into what it says: heading, times, byline, permalinks, text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract.pages.bylines import bylines, is_name, is_role
from extract.pages.furniture import clean, is_label
from extract.pages.hypertext import (
    by_whom,
    instant,
    is_marked,
    is_unheard,
    is_unseen,
    joined,
    marks,
    text_of,
    walk,
    words,
)
from extract.pages.markup import is_time
from extract.pages.permalinks import blog_address, full_address
from extract.pages.times import read_dated, read_stamp
from extract.pages.updates import Described

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from selectolax.lexbor import LexborNode

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_PARAGRAPHS = frozenset(("p", "li", "td", "th", "dd", "blockquote"))
_LONGEST_LABEL = 80  # characters
_MOST_MARKS = 9  # in a label


@dataclass(slots=True)
class _Mark:
    """A time or a byline; ``around``: the outermost element that holds but it and its label."""

    node: LexborNode
    around: LexborNode
    is_time: bool
    label: str = ""
    link: str | None = None


@dataclass(slots=True)
class _Open:
    """An element that is being read: its marks, and the first words in it that are no mark's."""

    node: LexborNode
    in_paragraph: bool
    words: str = ""
    marks: list[_Mark] = field(default_factory=list)
    headed: bool = False


@dataclass(slots=True)
class _Parts:
    """What of a post is not its text; ``links``: those outside of paragraphs, bookmarks first."""

    heading: LexborNode | None = None
    marks: list[_Mark] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)


def read_post(post: LexborNode, base: str | None, blog: str | None) -> Described:
    """
    What the element of a post says; ``base`` and ``blog``: the addresses of page and live blog.

    Its heading is no text, nor are times and bylines, save within a sentence. Where
    no byline is marked, a name and a role that stand first are one.
    """
    parts = _parts(post)
    title, stamped = _title(parts)
    aside = {mark.around.mem_id for mark in parts.marks}
    aside |= {parts.heading.mem_id} if parts.heading else set()
    lines = clean(text_of(post, lambda node: is_unseen(node) or node.mem_id in aside))
    while lines and (is_label(lines[0].text) or _is_clock(lines[0].text)):
        lines = lines[1:]
    author, role = _signature([mark.node for mark in parts.marks if not mark.is_time])
    signed = [] if author or role else bylines(lines)
    if signed and signed[0].start == 0:
        author, role, lines = signed[0].author, signed[0].role, lines[signed[0].stop :]
    times = [mark for mark in parts.marks if mark.is_time]
    edits = [mark for mark in times if marks().patterns["edited"].search(mark.label)]
    return Described(
        links=tuple(_links(post, parts, base, blog)),
        title=title or None,
        text="\n".join(line.text for line in lines),
        published=_first([mark for mark in times if mark not in edits] or times) or stamped,
        edited=_first(edits),
        author=author,
        role=role,
    )


def _parts(post: LexborNode) -> _Parts:
    """One pass over a post: what an element is is known when it ends."""
    parts = _Parts()
    around = [_Open(post, in_paragraph=False)]
    for node, entering in walk(post):
        if node.tag == "-text" and entering:
            _add(around[-1], node.text_content or "")
        elif node is post or not node.is_element_node:
            continue
        elif entering:
            inside = around[-1].in_paragraph or node.tag in _PARAGRAPHS
            around.append(_Open(node, in_paragraph=inside))
        else:
            element = around.pop()
            _close(element, around[-1], parts)
    parts.marks += around[0].marks
    return parts


def _add(element: _Open, text: str) -> None:
    if len(element.words) <= _LONGEST_LABEL:
        element.words = " ".join([*element.words.split(), *text.split()])[: _LONGEST_LABEL + 1]


def _close(element: _Open, above: _Open, parts: _Parts) -> None:
    """Tell what an element is, and hand what stands in it to the one around it."""
    node, label, attributes = element.node, element.words, element.node.attributes
    href = (attributes.get("href") or "") if node.tag == "a" else ""
    if _is_byline(node) and label:
        times = [mark for mark in element.marks if mark.is_time]
        above.marks += [_Mark(node, node, is_time=False), *times]
    elif _is_time(node, label) and (node.tag == "time" or not element.marks):
        kind = f"{attributes.get('class') or ''} {attributes.get('itemprop') or ''}"
        above.marks.append(_Mark(node, node, is_time=True, label=f"{kind} {label}"))
    elif _is_heading(node) and not above.in_paragraph and parts.heading is None:
        parts.heading, above.headed = node, True
        parts.marks += element.marks
    elif (
        0 < len(element.marks) <= _MOST_MARKS
        and not element.headed
        and (_is("label", label) or _is("clock", label))
    ):
        for mark in element.marks:
            mark.around, mark.link = node, mark.link or href or None
            mark.label += f" {label}"
        above.marks += element.marks
    else:
        if not element.in_paragraph:  # else they are words of a sentence
            parts.marks += element.marks
        above.headed |= element.headed
        _add(above, label)
    if href and not element.in_paragraph:
        bookmark = "bookmark" in (attributes.get("rel") or "")
        (parts.bookmarks if bookmark else parts.links).append(href)


def _is(mark: str, text: str) -> bool:
    return len(text) <= _LONGEST_LABEL and bool(marks().patterns[mark].fullmatch(text))


def _is_clock(line: str) -> bool:
    """Whether a line is but a time of day, which nothing marks; a bare number may be a figure."""
    return ":" in line and _is("clock", line)


def _is_time(node: LexborNode, label: str) -> bool:
    """Whether an element is but a time: not a sentence, nor a part of the page named for one."""
    if not is_time(node) or len(label) > _LONGEST_LABEL:
        return False
    return node.tag == "time" or _is("clock", label) or (not label and _when(node) is not None)


def _is_byline(node: LexborNode) -> bool:
    attributes = node.attributes
    return (
        node.tag == "address"
        or "author" in (attributes.get("rel") or "").split()
        or "author" in (attributes.get("itemprop") or "").split()
        or is_marked(node, "byline")
    )


def _is_heading(node: LexborNode) -> bool:
    attributes = node.attributes
    return (
        node.tag in _HEADINGS
        or attributes.get("role") == "heading"
        or attributes.get("itemprop") == "headline"
    )


def _when(node: LexborNode) -> datetime | None:
    """The instant of a time, by its attributes, else by what it says in full."""
    given = (value for value in node.attributes.values() if value)
    found = next((when for value in given if (when := instant(value))), None)
    if found is None:
        said = " ".join(words(text_of(node)))
        stamp = read_stamp(f"published at {said}")
        found = instant(stamp.published if stamp else read_dated(said))
    return found


def _first(times: Iterable[_Mark]) -> datetime | None:
    return next((when for mark in times if (when := _when(mark.node))), None)


def _title(parts: _Parts) -> tuple[str, datetime | None]:
    """The heading without its time, and the time that it says to a screen reader."""
    if parts.heading is None:
        return "", None
    stamp = read_stamp(" ".join(words(text_of(parts.heading, is_unheard))))
    if stamp:
        return stamp.title, instant(stamp.published)
    times = {mark.around.mem_id for mark in parts.marks}
    seen = text_of(parts.heading, lambda node: is_unseen(node) or node.mem_id in times)
    return " ".join(words(seen)), None


def _signature(found: Sequence[LexborNode]) -> tuple[str | None, str | None]:
    """The authors and the roles that bylines name."""
    names: list[str] = []
    roles: list[str] = []
    for byline in found:
        apart = [node for node, entering in walk(byline) if entering and _is_role(node)]
        roles += [" ".join(words(text_of(node))) for node in apart]
        rest = text_of(byline, lambda node: is_unseen(node) or is_time(node) or _is_role(node))
        for line in words(rest):
            name, _, role = by_whom(line).partition(", ")
            if not is_role(role, after_name=True):
                name, role = by_whom(line), ""
            if is_role(name, after_name=bool(names)) or (names and not is_name(name) and not role):
                roles.append(name)
            elif not _is("label", name):
                names.append(name)
                roles.append(role)
    return joined(names), ", ".join(dict.fromkeys(role for role in roles if role)) or None


def _is_role(node: LexborNode) -> bool:
    if not node.is_element_node:
        return False
    return node.attributes.get("itemprop") == "jobTitle" or is_marked(node, "role")


def _links(post: LexborNode, parts: _Parts, base: str | None, blog: str | None) -> Iterable[str]:
    """What may be the post's permalink, the likeliest first, its element's id last."""
    yield from parts.bookmarks
    yield from (mark.link for mark in parts.marks if mark.link)
    for link in parts.links:
        own = full_address(link, base)
        if link.startswith(("#", "?")) or (blog is not None and blog_address(own) == blog):
            yield link
    if name := post.attributes.get("id"):
        yield f"#{name}"
