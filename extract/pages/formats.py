"""Turns the text of one page into its posts: the table of formats and the sniffer that chooses."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from extract.errors import InputError
from extract.pages.dump import read_dump
from extract.pages.jsonl import read_jsonl

if TYPE_CHECKING:
    from collections.abc import Callable

    from schemas.post import Post

_MARKUP = re.compile(r"\s*(?:<!doctype html|<html|<\?xml|<rss|<feed)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Format:
    """
    A kind of input: its name, whether a text looks like it, and its reader.

    ``fits`` is given the input's name and its text; ``read`` the name, the text
    and the page's id. A reader returns posts, oldest first, or raises
    ``InputError``.
    """

    name: str
    fits: Callable[[str, str], bool]
    read: Callable[[str, str, str], list[Post]]


def _is_jsonl(name: str, text: str) -> bool:
    """
    The first line with anything on it opens a JSON object, or is JSON of another shape.

    A broken object is broken JSONL, not prose; so is whatever a file holds that
    is called ``.jsonl``: the reader then says which line is wrong.
    """
    first = text.lstrip().split("\n", 1)[0].strip()
    if first.startswith("{") or name.lower().endswith(".jsonl"):
        return True
    if not first.startswith("["):
        return False
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return False
    return True


def _is_markup(_name: str, text: str) -> bool:
    return bool(_MARKUP.match(text))


def _refuse_markup(name: str, _text: str, _page: str) -> NoReturn:
    raise InputError(
        name, None, "HTML or XML, which is not read", "save the page's text, or JSONL, and name it"
    )


def _is_text(_name: str, _text: str) -> bool:
    return True


def _read_dump(_name: str, text: str, page: str) -> list[Post]:
    return read_dump(text, page)


FORMATS = (
    Format("markup", _is_markup, _refuse_markup),
    Format("jsonl", _is_jsonl, read_jsonl),
    Format("dump", _is_text, _read_dump),
)
"""In the order of asking; the last takes any text."""


def sniff(name: str, text: str) -> Format:
    """The first format that an input's text fits."""
    return next(each for each in FORMATS if each.fits(name, text))
