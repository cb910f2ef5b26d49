"""Turns JSONL, one post a line, into the posts of its pages, oldest first."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extract.errors import InputError
from extract.pages.ids import numbered
from extract.pages.times import local_minute, read_instant
from schemas.post import Post

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

_AROUND = " \t\n\u00a0\u2028\u2029\u0085\ufeff\u200b\u2060"  # marks that tools leave, too
_LINE_END = re.compile(r"\r\n|\r|\n")  # no other may stand bare in a JSON string
_STRINGS = ("id", "page", "url", "published", "title", "author", "role", "text")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A post with the line it stands on and its instant, before its page is put in order."""

    line: int
    instant: datetime | None
    post: Post


def lines(text: str) -> list[str]:
    """The lines of a text of JSON, without what may stand around their JSON."""
    return [line.strip(_AROUND) for line in _LINE_END.split(text)]


def is_json(text: str) -> bool:
    """Whether a text is JSON, of any shape."""
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def read_jsonl(name: str, text: str, page: str) -> list[Post]:
    """
    The posts of a JSONL text: page by page in the order of first appearance, each oldest first.

    ``page`` names the page of a line that names none. Where every post of a page
    has a time, the times order it (lines of equal time keep their order);
    otherwise its lines are oldest first. Text and title are kept to the letter,
    for offsets count in them. Keys that are not known are passed over.

    Raises ``InputError`` with ``name`` and the line for a line that is not a JSON
    object, has no text, a value of the wrong type, a time that is not ISO 8601,
    or an id that its page has already; and for JSON that is one value over lines.
    """
    raws = lines(text)
    _refuse_one_value(name, raws)
    pages: dict[str, list[_Entry]] = {}
    for line, raw in enumerate(raws, start=1):
        if raw:
            entry = _entry(name, line, raw, page)
            pages.setdefault(entry.post.page, []).append(entry)
    posts: list[Post] = []
    for entries in pages.values():
        _refuse_repeats(name, entries)
        posts += numbered([entry.post for entry in _in_order(entries)])
    return posts


def _in_order(entries: list[_Entry]) -> list[_Entry]:
    instants = [entry.instant for entry in entries if entry.instant]
    if len(instants) < len(entries):
        return entries
    return [entry for _, entry in sorted(zip(instants, entries, strict=True), key=lambda p: p[0])]


def _refuse_one_value(name: str, raws: list[str]) -> None:
    """Refuse JSON that is laid out over several lines, whose first line alone would say little."""
    first = next((raw for raw in raws if raw), "")
    if first.startswith(("{", "[")) and not is_json(first) and is_json("\n".join(raws)):
        what = "object" if first.startswith("{") else "list"
        raise InputError(
            name, None, f"one JSON {what} over several lines, not JSONL", "write one post a line"
        )


def _refuse_repeats(name: str, entries: list[_Entry]) -> None:
    first: dict[str, int] = {}
    for entry in entries:
        post_id = entry.post.id
        if post_id and first.setdefault(post_id, entry.line) != entry.line:
            raise InputError(
                name,
                entry.line,
                f"the page {entry.post.page!r} has id {post_id!r} on line {first[post_id]} already",
                "give each post of a page an id of its own, or none",
            )


def _entry(name: str, line: int, raw: str, page: str) -> _Entry:
    def wrong(problem: str, mend: str) -> InputError:
        return InputError(name, line, problem, mend)

    try:
        data = json.loads(raw)
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", "nested too deep, or a number too long")
        raise wrong(f"not JSON ({reason})", "write one JSON object a line") from None
    if not isinstance(data, dict):
        raise wrong(f"{_kind(data)}, not a JSON object", 'write {"text": "..."}, one post a line')
    values = dict(_strings(data, wrong))
    if "text" not in values:
        raise wrong("the post has no text", 'give it "text", a string that is not blank')
    published = instant = None
    if "published" in values:
        try:
            instant = read_instant(values["published"])
            published = local_minute(instant)
        except (ValueError, OverflowError):
            raise wrong(
                f"published {values['published']!r} is no time",
                'write it as "2023-05-05T12:33", or null',
            ) from None
    fields: dict[str, Any] = {"id": "", "page": page, **values, "published": published}
    return _Entry(line, instant, Post(**fields))


def _strings(
    data: dict[str, Any], wrong: Callable[[str, str], InputError]
) -> Iterator[tuple[str, str]]:
    """The known keys that say something: a string that is not blank."""
    for key in _STRINGS:
        value = data.get(key)
        if value is None:
            continue
        if not isinstance(value, str):
            raise wrong(f"{key} is {_kind(value)}, not a string", f'write "{key}": "..."')
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            raise wrong(f"{key} holds half a character", "mend its \\u escape") from None
        if value.strip():
            yield key, value
        elif key == "published":
            raise wrong("published is blank", 'write it as "2023-05-05T12:33", or null')


def _kind(value: object) -> str:
    """What a user calls a JSON value."""
    if value is None or isinstance(value, bool):
        return "null" if value is None else "true or false"
    if isinstance(value, int | float):
        return "a number"
    return (
        "a string"
        if isinstance(value, str)
        else "a list"
        if isinstance(value, list)
        else "an object"
    )
