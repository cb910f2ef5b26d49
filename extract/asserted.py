"""A post's text -> its words as far as they can state a result: no program's data, no order to a reader."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any

from extract import settings
from extract.seen import UNREAD, Seen, as_seen
from extract.words import Span, sentences
from schemas.parties import spellings

_OBJECT = re.compile(r"\[*\{\s*(?=[\"'{\[])")
_BRACKET = re.compile(r"[\[\]{}]")


def asserted(text: str) -> Seen:
    """
    What of a text can state a result, with the way back to its offsets.

    Left out are what nobody sees, data and code in the forms of programs (objects of
    JSON, a chat's template, markup that is never shown, queries, formulas), and what
    orders the reader to say something. A post of plain prose comes back as it is.
    """
    seen = as_seen(text)
    seen = seen.without(_objects(seen.text), UNREAD)
    for pattern in _forms():
        seen = seen.without((match.span() for match in pattern.finditer(seen.text)), UNREAD)
    seen = seen.without(match.span() for match in _inline().finditer(seen.text))
    return seen.without(_orders_in(seen.text), UNREAD)


def _objects(text: str) -> Iterator[Span]:
    """Objects of JSON or the like, and lists of them, to the bracket that closes them or a blank line."""
    end = 0
    for match in _OBJECT.finditer(text):
        if match.start() < end:
            continue
        depth = 0
        end = text.find("\n\n", match.start())
        end = len(text) if end < 0 else end
        for bracket in _BRACKET.finditer(text, match.start()):
            depth += 1 if bracket.group() in "[{" else -1
            if not depth:
                end = bracket.end()
                break
        yield match.start(), end


def _orders_in(text: str) -> Iterator[Span]:
    """From each order on to the end of its sentence."""
    for start, end in sentences(text):
        order = _orders().search(text, start, end)
        if order is not None:
            yield order.start(), end


@cache
def _table() -> dict[str, Any]:
    path = settings.DATA / "no_statement.toml"
    loaded: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return loaded


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(each) for each in _table()["forms"])


@cache
def _inline() -> re.Pattern[str]:
    return re.compile(_table()["inline"])


@cache
def _orders() -> re.Pattern[str]:
    party = "|".join(re.escape(each) for each in spellings())
    return re.compile("|".join(_table()["orders"]).replace("<party>", f"(?:{party})"))
