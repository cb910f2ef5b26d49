"""Turns files, folders, globs and standard input into the posts of live pages."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import InputError
from extract.pages.decode import at_most, decode
from extract.pages.formats import named, sniff
from extract.pages.liveblog import Blog, LiveBlog, posts_of
from extract.pages.sources import STDIN, Discovery, Source, discover, unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from schemas.post import Post

__all__ = ["STDIN", "Blog", "Discovery", "Pages", "Source", "discover", "read_page", "read_pages"]


@dataclass(frozen=True, slots=True)
class Pages:
    """
    The posts of a command's inputs: page by page in the order of the arguments, oldest first.

    ``origins``: the id of each page -> the input that gave it, the first where
    several show parts of one live blog. ``blogs``: of the pages that are live blogs
    and say so, all their inputs. ``problems``: the inputs found by folder or glob
    that could not be read; the rest is read all the same.
    """

    posts: tuple[Post, ...]
    origins: Mapping[str, str]
    problems: tuple[InputError, ...] = ()
    blogs: Mapping[str, Blog] = field(default_factory=dict)


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

    Raises ``InputError`` where the bytes are no text, the text is not as its format
    wants it, or there is no post; ``UnknownFormatError``.
    """
    page = page_id or ("stdin" if name in {STDIN, "-"} else Path(name).stem)
    return _posts([_shown(name, data, page, form)], page)


def _shown(name: str, data: bytes, page: str, form: str | None) -> list[Post] | LiveBlog:
    chosen = named(form) if form else None
    text = decode(name, data)
    shown = (chosen or sniff(name, text)).read(name, text, page)
    if not shown:
        raise InputError(name, None, "no posts in it", "name a file that holds a live page")
    return shown


def _posts(shown: Sequence[list[Post] | LiveBlog], page: str) -> list[Post]:
    """The posts of one page, of which each input shows all, or a part of the live blog."""
    blogs = [each for each in shown if isinstance(each, LiveBlog)]
    return posts_of(blogs, page) or [
        post for each in shown if isinstance(each, list) for post in each
    ]


def read_pages(
    args: Sequence[str | Path], stdin: Callable[[], bytes] = _stdin, *, form: str | None = None
) -> Pages:
    """
    The posts of every input that the arguments name, each read as ``form`` (None: as it looks).

    Inputs of one live blog are one page, called as the first of them, each post once.

    Raises ``InputError`` for a named input that cannot be read, for an argument
    that names nothing, and for two inputs that give one page otherwise;
    ``UnknownFormatError`` before anything is read.
    """
    if form:
        named(form)
    discovery = discover(args)
    problems = list(discovery.problems)
    inputs: dict[str, list[tuple[Source, list[Post] | LiveBlog]]] = {}  # by live blog, else alone
    for source in discovery.sources:
        try:
            shown = _shown(source.name, _bytes(source, stdin), source.page, form)
        except InputError as error:
            if source.named:
                raise
            problems.append(error)
            continue
        url = shown.url if isinstance(shown, LiveBlog) else None
        inputs.setdefault(url or source.name, []).append((source, shown))
    posts: list[Post] = []
    origins: dict[str, str] = {}
    blogs: dict[str, Blog] = {}
    for of_one in inputs.values():
        first, shown = of_one[0]
        read = _posts([each for _, each in of_one], first.page)
        for page in dict.fromkeys(post.page for post in read):
            origin = origins.setdefault(page, first.name)
            if origin != first.name:
                raise InputError(
                    first.name,
                    None,
                    f"gives the page {page!r}, as {origin} does",
                    "rename one of the files",
                )
        if isinstance(shown, LiveBlog) and shown.url:
            windows = [each.window for _, each in of_one if isinstance(each, LiveBlog)]
            blogs[first.page] = Blog(
                shown.url,
                tuple(source.name for source, _ in of_one),
                tuple(window for window in windows if window),
            )
        posts += read
    return Pages(tuple(posts), origins, tuple(problems), blogs)


def _bytes(source: Source, stdin: Callable[[], bytes]) -> bytes:
    if source.path is None:
        return stdin()
    try:
        with source.path.open("rb") as stream:
            return at_most(stream)
    except OSError as error:
        raise unreadable(source.name, error) from None
