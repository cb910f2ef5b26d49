"""Turns the tree of a page into the lines of its summary: the bullets at its top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.pages.hypertext import is_marked, is_unseen, marks, text_of, walk, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selectolax.lexbor import LexborNode

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def summary_of(root: LexborNode, posts: Sequence[LexborNode]) -> list[str]:
    """
    The lines of an element that is marked as a summary, else of the list below its heading.

    What stands in the elements of ``posts`` is theirs. The summary's own heading is
    no line. Empty where the page has none.
    """
    inside = {post.mem_id for post in posts}

    def lines(node: LexborNode) -> list[str]:
        label = marks().patterns["summary_headings"]
        text = text_of(node, lambda each: is_unseen(each) or each.mem_id in inside)
        return [line for line in words(text) if not label.fullmatch(line)]

    listed: list[str] = []
    below = False
    without: LexborNode | None = None  # is marked, and holds no words
    for node, entering in walk(root, lambda each: is_unseen(each) or each.mem_id in inside):
        if without is not None:
            without = None if node == without else without
        elif not entering or not node.is_element_node:
            continue
        elif is_marked(node, "summary"):
            if marked := lines(node):
                return marked
            without = node
        elif node.tag in _HEADINGS:
            heading = " ".join(node.text().split())
            below = bool(marks().patterns["summary_headings"].fullmatch(heading))
        elif below and node.tag in {"ul", "ol"} and not listed:
            listed = lines(node)
    return listed
