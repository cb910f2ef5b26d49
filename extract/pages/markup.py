"""Turns the tree of a page into the elements that are its posts, as their tags and classes tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract.pages.hypertext import is_marked, walk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selectolax.lexbor import LexborNode

_TAGS = ("article", "li", "section", "div")  # the tags of posts, the likeliest first
_ENOUGH = 0.5  # of the most words: what the posts of a likelier tag must hold to be taken
_SURE, _NAMED, _TIMED = range(3)  # how an element shows that it is a post


@dataclass(slots=True)
class _Element:
    """An element and what stands in it: letters of words, a time, a link that names it."""

    node: LexborNode
    start: int
    stop: int = 0
    letters: int = 0
    timed: bool = False
    linked: bool = False


@dataclass(slots=True)
class _Page:
    """The elements of a page that may be posts, as they end; where its headings and main stand."""

    elements: list[_Element] = field(default_factory=list)
    headings: list[tuple[int, LexborNode, bool]] = field(default_factory=list)
    mains: list[int] = field(default_factory=list)


def find_posts(root: LexborNode) -> tuple[list[LexborNode], LexborNode | None]:
    """
    The elements of a page that are its posts, in its order, and its own heading.

    What schema.org or a class calls an update of a live blog is a post. Where
    nothing is called so: an article with an id or permalink, or such a list item,
    section or division with a time; else an article with a time. Of several tags
    that one gives the posts whose elements hold the most words. What holds the
    page's heading, or several posts, is none.
    """
    page = _read(root)
    heading = _heading(page.headings)
    whole = [*page.mains[:1], *([heading[0]] if heading else [])]
    families: dict[tuple[int, str], list[_Element]] = {}
    for element in page.elements:
        rank = _rank(element)
        if rank is not None and not any(element.start < at < element.stop for at in whole):
            families.setdefault((rank, element.node.tag or ""), []).append(element)
    best = min((rank for rank, _ in families), default=None)
    by_tag = {tag: _innermost(found) for (rank, tag), found in families.items() if rank == best}
    most = max(map(_letters, by_tag.values()), default=0)
    found = next(
        (by_tag[tag] for tag in _TAGS if tag in by_tag and _letters(by_tag[tag]) >= _ENOUGH * most),
        [],
    )
    return [element.node for element in found], heading[1] if heading else None


def _read(root: LexborNode) -> _Page:
    """One pass over a page: each element gives what stands in it to the one around it."""
    page = _Page()
    around = [_Element(root, 0)]
    articles = 0
    links: list[LexborNode] = []
    for at, (node, entering) in enumerate(walk(root), start=1):
        tag = node.tag
        if tag == "-text":
            if entering:
                around[-1].letters += len((node.text_content or "").strip())
        elif tag == "a":
            if entering:
                links.append(node)
                around[-1].linked |= "bookmark" in (node.attributes.get("rel") or "")
            else:
                links.pop()
        elif tag in _TAGS and node is not root:
            articles += (1 if entering else -1) if tag == "article" else 0
            if entering:
                around.append(_Element(node, at))
                continue
            element = around.pop()
            element.stop = at
            page.elements.append(element)
            around[-1].letters += element.letters
            around[-1].timed |= element.timed
        elif entering and tag == "h1":
            page.headings.append((at, node, articles > 0))
        elif entering and tag == "main":
            page.mains.append(at)
        if entering and is_time(node):
            around[-1].timed = True
            around[-1].linked |= bool(links)
    return page


def is_time(node: LexborNode) -> bool:
    """Whether an element is a time by its tag, by schema.org, or by its class."""
    return node.is_element_node and (
        node.tag == "time"
        or (node.attributes.get("itemprop") or "") in {"datePublished", "dateModified"}
        or is_marked(node, "time")
    )


def _heading(found: Sequence[tuple[int, LexborNode, bool]]) -> tuple[int, LexborNode] | None:
    """The page's own heading: the only one, or the first that stands in no article."""
    own = [(at, node) for at, node, inside in found if not inside or len(found) == 1]
    return own[0] if own else None


def _rank(element: _Element) -> int | None:
    node = element.node
    attributes = node.attributes
    if not element.letters:
        return None
    kind = attributes.get("itemtype") or ""
    if (
        "liveBlogUpdate" in (attributes.get("itemprop") or "").split()
        or kind.endswith("/BlogPosting")
        or is_marked(node, "post")
        or (element.timed and is_marked(node, "timed_post"))
    ):
        return _SURE
    article = node.tag == "article"
    if (attributes.get("id") or element.linked) and (article or element.timed):
        return _NAMED
    return _TIMED if article and element.timed else None


def _letters(elements: Sequence[_Element]) -> int:
    return sum(element.letters for element in elements)


def _innermost(found: Sequence[_Element]) -> list[_Element]:
    """Elements that hold no two others; of one within another the outer. In the page's order."""
    posts: list[_Element] = []
    for element in found:  # in the order in which they end: the inner one before the outer
        inner = [each for each in posts[-2:] if each.start > element.start]
        if len(inner) < 2:  # noqa: PLR2004 - two posts make a list of posts
            del posts[len(posts) - len(inner) :]
            posts.append(element)
    return posts
