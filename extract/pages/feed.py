"""Turns an RSS or Atom feed into the live blog that it is of: each entry a post."""

from __future__ import annotations

import html
import io
import re
from email.utils import parseaddr, parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

import feedparser

from extract.errors import InputError
from extract.pages.hypertext import body, by_whom, instant, joined, line
from extract.pages.liveblog import LiveBlog
from extract.pages.permalinks import blog_address, full_address, post_id
from extract.pages.updates import Described, Update, placed, told_apart

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

# The entities of HTML that XML does not know, such as "&pound;".
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z]\w{1,31};")
_OURS = {"content-type": "application/xml; charset=utf-8"}  # whatever the feed says of itself


def read_feed(name: str, text: str) -> LiveBlog:
    """
    The live blog that a feed is of; its description is the head.

    Raises ``InputError`` where it is no well-formed XML (a truncated feed is none),
    declares entities, is no feed, or has no entries.
    """
    text = _ENTITY.sub(lambda found: html.escape(html.unescape(found[0]), quote=False), text)
    _refuse_faults(name, text)
    # Bytes, for a string could be taken for an address to fetch.
    feed = feedparser.parse(
        io.BytesIO(text.encode("utf-8")),
        response_headers=_OURS,
        resolve_relative_uris=False,
        sanitize_html=False,  # all that is kept is text
    )
    if not feed.version and not feed.entries:
        raise InputError(name, None, "XML, but no RSS or Atom feed", "name a page or a feed")
    if not feed.entries:
        raise InputError(name, None, "a feed without entries", "save it when it holds posts")
    channel = dict(feed.feed)  # feedparser's own would say one time for another, with a warning
    own = [channel.get("link"), *(link.get("href") for link in channel.get("links", []))]
    base = next((address for link in own if (address := full_address(link))), None)
    blog = blog_address(*(full_address(link) for link in own))
    entries = [placed(_described(dict(entry)), base, blog) for entry in feed.entries]
    updates = told_apart(each for each in entries if each.title or each.text)
    if not updates:
        raise InputError(name, None, "no entry of the feed has a word", "name a feed of posts")
    return LiveBlog(
        url=blog,
        updates=updates,
        head=_head(channel, blog),
        changed=_time(channel, "updated") or _time(channel, "published"),
    )


def _refuse_faults(name: str, text: str) -> None:
    """Raise ``InputError`` where XML is not well formed, or declares entities, which may explode."""

    def refuse(entity: str, *_: object) -> None:
        raise InputError(
            name,
            parser.CurrentLineNumber,
            f"declares the entity {entity!r}, and no feed needs any",
            "take the DOCTYPE out",
        )

    parser = expat.ParserCreate("utf-8")  # the text was decoded, whatever its first line says
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(text.encode("utf-8"), True)
    except expat.ExpatError as error:
        raise InputError(
            name,
            error.lineno,
            f"not well-formed XML ({expat.errors.messages[error.code]})",
            "it breaks off or is damaged: save the feed again",
        ) from None


def _described(entry: Mapping[str, Any]) -> Described:
    contents = [each.get("value") or "" for each in entry.get("content", [])]
    published = _time(entry, "published")
    updated = _time(entry, "updated")
    return Described(
        links=tuple(link for link in (entry.get("link"), entry.get("id")) if link),
        title=line(entry.get("title") or "") or None,
        text=next((text for each in contents if (text := body(each))), ""),
        summary=body(entry.get("summary") or ""),
        published=published or updated,
        edited=updated,
        author=_author(entry),
    )


def _author(entry: Mapping[str, Any]) -> str | None:
    """The names of an entry's authors; RSS writes "address (name)"."""
    whole = entry.get("author") or ""
    if "@" in whole:
        return by_whom(parseaddr(whole)[0]) or None
    return joined(by_whom(each.get("name") or "") for each in entry.get("authors", [])) or (
        by_whom(whole) or None
    )


def _time(thing: Mapping[str, Any], key: str) -> datetime | None:
    """
    The instant of a time as feeds write it: ISO 8601, or as mail does.

    Without a zone, or with one that mail does not know ("BST"), it is British local time.
    """
    text = thing.get(key) or ""
    try:
        read = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return instant(text)
    return instant(read.isoformat())


def _head(feed: Mapping[str, Any], blog: str | None) -> Update | None:
    """The feed's description, under its title."""
    title = line(feed.get("title") or "") or None
    text = body(feed.get("subtitle") or "")
    if not text or text == title:
        return None
    return Update(id=post_id(blog), url=blog, title=title, text=text, edited=_time(feed, "updated"))
