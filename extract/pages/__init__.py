"""Turns files, folders, globs and standard input into the posts of live pages."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import InputError
from extract.pages.decode import at_most, decode
from extract.pages.formats import named, sniff
from extract.pages.sources import STDIN, Discovery, Source, discover, unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from schemas.post import Post

__all__ = ["STDIN", "Discovery", "Pages", "Source", "discover", "read_page", "read_pages"]


@dataclass(frozen=True, slots=True)
class Pages:
    """
    The posts of a command's inputs: page by page in the order of the arguments, oldest first.

    ``origins``: the id of each page -> the input that gave it. ``problems``: the
    inputs found by folder or glob that could not be read; the rest is read all
    the same.
    """

    posts: tuple[Post, ...]
    origins: Mapping[str, str]
    problems: tuple[InputError, ...] = ()


def _stdin() -> bytes:
    return at_most(sys.stdin.buffer) if sys.stdin else b""


def read_page(
    name: str, data: bytes, *, page_id: str | None = None, form: str | None = None
) -> list[Post]:
    """
    The posts of one input, oldest first; its content decides how it is read, or ``form`` does.

    ``name`` stands in errors. ``page_id`` (default: the stem of ``name``,
    "stdin" for standard input) names the page where the content does not.
    ``form``: the name of a format.

    Raises ``InputError`` where the bytes are no text, the text is not of the
    format, a JSONL line is wrong, or there is no post; ``UnknownFormatError``.
    """
    chosen = named(form) if form else None
    text = decode(name, data)
    page = page_id or ("stdin" if name in {STDIN, "-"} else Path(name).stem)
    posts = (chosen or sniff(name, text)).read(name, text, page)
    if not posts:
        raise InputError(name, None, "no posts in it", "name a file that holds a live page")
    return posts


def read_pages(
    args: Sequence[str | Path], stdin: Callable[[], bytes] = _stdin, *, form: str | None = None
) -> Pages:
    """
    The posts of every input that the arguments name, each read as ``form`` (None: as it looks).

    Raises ``InputError`` for a named input that cannot be read, for an argument
    that names nothing, and for two inputs that give one page;
    ``UnknownFormatError`` before anything is read.
    """
    if form:
        named(form)
    discovery = discover(args)
    problems = list(discovery.problems)
    posts: list[Post] = []
    origins: dict[str, str] = {}
    for source in discovery.sources:
        try:
            read = read_page(source.name, _bytes(source, stdin), page_id=source.page, form=form)
        except InputError as error:
            if source.named:
                raise
            problems.append(error)
            continue
        for page in dict.fromkeys(post.page for post in read):
            origin = origins.setdefault(page, source.name)
            if origin != source.name:
                raise InputError(
                    source.name,
                    None,
                    f"gives the page {page!r}, as {origin} does",
                    "rename one of the files",
                )
        posts += read
    return Pages(tuple(posts), origins, tuple(problems))


def _bytes(source: Source, stdin: Callable[[], bytes]) -> bytes:
    if source.path is None:
        return stdin()
    try:
        with source.path.open("rb") as stream:
            return at_most(stream)
    except OSError as error:
        raise unreadable(source.name, error) from None
