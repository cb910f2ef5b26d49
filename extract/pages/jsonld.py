"""Turns the JSON-LD scripts of a page into the live blog that they describe (schema.org)."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from extract.pages.hypertext import body, by_whom, instant, joined, line
from extract.pages.updates import Described

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_HOLDERS = ("@value", "text", "name", "@id")


def live_blog(scripts: Iterable[str]) -> tuple[Described, list[Described]] | None:
    """
    The live blog of a page and its updates, in their order; None where no script holds one.

    A script that is no JSON is passed over. Several live blogs (some pages say the
    same twice) are read as one, under the first one's name.
    """
    things = [thing for script in scripts for thing in _things(script)]
    known = {
        thing["@id"]: thing
        for thing in things
        if isinstance(thing.get("@id"), str) and len(thing) > 1
    }
    blogs = [thing for thing in things if _is_live_blog(thing)]
    if not blogs:
        return None
    updates = [
        _described(update, known)
        for blog in blogs
        for update in _listed(blog.get("liveBlogUpdate"), known)
    ]
    return _described(blogs[0], known), list(dict.fromkeys(updates))


def _things(script: str) -> Iterator[dict[str, Any]]:
    """Every object of a script, wherever it stands; nothing where the script is no JSON."""
    try:
        waiting = [json.loads(script, strict=False)]
    except (ValueError, RecursionError):
        return
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, dict):
            yield thing
            waiting += reversed(thing.values())
        elif isinstance(thing, list):
            waiting += reversed(thing)


def _is_live_blog(thing: Mapping[str, Any]) -> bool:
    kinds = thing.get("@type")
    return any(
        isinstance(kind, str) and re.split(r"[/:#]", kind)[-1] == "LiveBlogPosting"
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _listed(value: Any, known: Mapping[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The objects that a property holds: one, a list, or the names of some that stand elsewhere."""
    for each in value if isinstance(value, list) else [value]:
        name = each.get("@id") if isinstance(each, dict) and len(each) == 1 else each
        if isinstance(name, str) and name in known:
            yield known[name]
        elif isinstance(each, dict):
            yield each


def _described(thing: Mapping[str, Any], known: Mapping[str, dict[str, Any]]) -> Described:
    def said(*keys: str) -> str:
        return next((text for key in keys if (text := "\n".join(_strings(thing.get(key))))), "")

    links = [
        link for key in ("url", "mainEntityOfPage", "@id") for link in _strings(thing.get(key))
    ]
    people = list(_people(thing.get("author"), known))
    roles = [line("\n".join(_strings(each.get("jobTitle")))) for each in people]
    return Described(
        links=tuple(links),
        title=line(said("headline", "name")) or None,
        text=body(said("articleBody", "text")),
        summary=body(said("description")),
        published=instant(said("datePublished")),
        edited=instant(said("dateModified")),
        author=joined(by_whom(name) for each in people for name in _strings(each.get("name"))),
        role=", ".join(dict.fromkeys(role for role in roles if role)) or None,
    )


def _strings(value: Any) -> Iterator[str]:
    """The texts of a property: a string, an object that holds one, or a list of either."""
    for each in value if isinstance(value, list) else [value]:
        text = each
        if isinstance(each, dict):
            text = next((each[key] for key in _HOLDERS if key in each), None)
        if isinstance(text, str):
            yield text.encode("utf-8", "replace").decode()  # JSON can hold half a character


def _people(value: Any, known: Mapping[str, dict[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The authors as objects: a bare string is a name, unless it names one."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, str) and each not in known:
            yield {"name": each}
        else:
            yield from _listed(each, known)
