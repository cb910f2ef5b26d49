"""Turns the bare tags of a text into what it is a page of, where it breaks off, and how deep it is."""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal

_TAG = re.compile(r"<([A-Za-z][\w.-]*)(?=[\s:>/])")
_DEEPEST = 1_000  # elements within one another; pages have some dozens
# What holds no tags; where it has no end, it runs to that of the text, as in a browser.
_CODE = (
    r"<!--.*?(?:-->|(?P<cut>\Z))|<(?P<code>script|style)\b.*?(?:</(?P=code)\s*>|(?P<cut_code>\Z))"
)
_ANY_TAG = re.compile(
    rf"{_CODE}|<(?P<end>/?)(?P<name>[a-z][a-z0-9-]*)(?=[\s/>])[^<>]*+>", re.IGNORECASE | re.DOTALL
)
_CLOSED = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_PAIRED = ("article", "div", "h1", "h2", "h3", "main", "ol", "section", "ul")
_UNPAIRED = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr", "colgroup", "dd", "dt", "html", "body", "head", "li", "option"),
        *("p", "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr"),
    )
)
# What comes before the first tag: its beginning and its end.
_ASIDES = (("<?", "?>"), ("<!--", "-->"), ("<!", ">"))
_OF_FEEDS = frozenset(("rss", "feed", "rdf"))
_OF_HTML = frozenset(
    (
        *("html", "head", "body", "meta", "title", "link", "base", "script", "style", "main"),
        *("article", "section", "header", "nav", "div", "span", "a", "p", "ol", "ul", "li"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "table", "time", "blockquote", "figure"),
    )
)


def root_of(text: str) -> Literal["html", "xml"] | None:
    """
    What the first tag of a text says, or a doctype or XML declaration before it.

    Nothing but these and comments may stand before the tag. None for a text that
    opens with no tag, or with one of neither, for people write "<3" too.
    """
    at, declared = 0, False
    while True:
        while at < len(text) and (text[at].isspace() or text[at] == "\ufeff"):
            at += 1
        begin, end = next((pair for pair in _ASIDES if text.startswith(pair[0], at)), ("", ""))
        if not begin:
            break
        if text[at : at + 14].lower() == "<!doctype html":
            return "html"
        declared |= begin != "<!--"
        if begin == "<!" and "[" in text[at : text.find(">", at)]:
            end = "]>"  # a doctype with declarations of its own
        stop = text.find(end, at + len(begin))
        at = stop + len(end) if stop >= 0 else len(text)
    found = _TAG.match(text, at)
    name = found[1].lower() if found else ""
    if name in _OF_HTML:
        return "html"
    return "xml" if declared or name in _OF_FEEDS else None


def open_at_end(text: str) -> str | None:
    """
    The element, or comment, within which a page of HTML breaks off; None where it is whole.

    A page that closes its body is; so is one without any tag left open that wants to
    be closed.
    """
    if _CLOSED.search(text):
        return None
    still_open: Counter[str] = Counter()
    for found in _ANY_TAG.finditer(text):
        if found["cut"] is not None or found["cut_code"] is not None:
            return f"<{found['code']}>" if found["code"] else "a comment"
        if found["name"]:
            still_open[found["name"].lower()] += -1 if found["end"] else 1
    return next((f"<{tag}>" for tag in _PAIRED if still_open[tag] > 0), None)


def flattened(text: str) -> str:
    """
    HTML without the tags below a depth that no page has; what they hold stays.

    The time in which a tree is built grows with the square of its depth.
    """
    if text.count("<") <= _DEEPEST:
        return text
    depth = 0

    def kept(found: re.Match[str]) -> str:
        nonlocal depth
        name = found["name"]
        if name is None or name.lower() in _UNPAIRED or found[0].endswith("/>"):
            return found[0]
        inside = depth if found["end"] else depth + 1
        depth = max(0, depth - 1 if found["end"] else depth + 1)
        return found[0] if inside <= _DEEPEST else ""

    return _ANY_TAG.sub(kept, text)
