"""Turns the arguments of a command (files, folders, globs, "-") into the sources they name."""

from __future__ import annotations

import glob
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

STDIN = "standard input"
_SUFFIXES = (".txt", ".jsonl", ".json", ".html", ".htm", ".xml", ".rss", ".atom")


@dataclass(frozen=True, slots=True)
class Source:
    """
    One input. ``path`` is None for standard input.

    ``named``: the user named this very file (or standard input), so that a fault
    in it ends the command; a fault in one that a folder or a glob found is only
    listed.
    """

    name: str
    path: Path | None
    named: bool

    @property
    def page(self) -> str:
        """The id of the page where the content names none: the file's stem, or "stdin"."""
        return self.path.stem if self.path else "stdin"


@dataclass(frozen=True, slots=True)
class Discovery:
    """The sources that arguments name, each once; as problems, the subfolders that stayed shut."""

    sources: tuple[Source, ...]
    problems: tuple[InputError, ...] = ()


def discover(args: Sequence[str | Path]) -> Discovery:
    """
    The sources of a command, in the order of its arguments; no file is opened.

    A folder gives the files in and below it whose names end as a page's may
    (``.txt``, ``.jsonl``, ``.html`` and the like), sorted;
    a glob (where no file bears that very name) what it matches, sorted, with the
    files of a folder that it matches. Hidden files and folders are passed over
    unless named. A file met twice counts once, as named if it was ever named.

    Raises ``InputError`` for a name that does not exist, a named folder that
    cannot be opened, and a folder or glob that gives nothing at all.
    """
    found: dict[str, Source] = {}
    problems: list[InputError] = []
    for arg in args:
        for item in _expand(os.fspath(arg)):
            if isinstance(item, InputError):
                problems.append(item)
                continue
            key = os.path.realpath(item.path) if item.path else "-"
            before = found.get(key)
            found[key] = replace(before, named=before.named or item.named) if before else item
    return Discovery(tuple(found.values()), tuple(problems))


def unreadable(name: str, error: OSError) -> InputError:
    """What the system says against reading a file or a folder, as an ``InputError``."""
    reason = error.strerror or type(error).__name__
    return InputError(name, None, f"cannot be read ({reason})", "check it and its permissions")


def _expand(arg: str) -> Iterator[Source | InputError]:
    if arg == "-":
        yield Source(STDIN, None, named=True)
        return
    if not arg or "\0" in arg:
        raise InputError(repr(arg), None, "no name of a file", "name a file, a folder or -")
    path = Path(arg)
    if path.is_dir():
        items = list(_walk(path))
        for item in items:
            if isinstance(item, InputError) and item.where == arg:
                raise item
        yield from _some(arg, items, f"no {', '.join(_SUFFIXES)} file in this folder")
    elif os.path.lexists(arg):
        yield Source(arg, path, named=True)
    elif glob.has_magic(arg):
        yield from _some(arg, _matches(arg), "no file matches")
    else:
        raise InputError(arg, None, "no such file or folder", "check the path")


def _some(
    arg: str, items: Iterable[Source | InputError], problem: str
) -> Iterator[Source | InputError]:
    empty = True
    for item in items:
        empty = False
        yield item
    if empty:
        raise InputError(arg, None, problem, "name a file, folder or glob that holds pages")


def _matches(pattern: str) -> Iterator[Source | InputError]:
    # Path.glob takes neither absolute patterns nor leaves out hidden files.
    for match in sorted(glob.glob(pattern, recursive=True)):  # noqa: PTH207
        path = Path(match)
        if not path.is_dir():
            yield Source(match, path, named=False)
        elif "**" not in pattern:
            yield from _walk(path)


def _walk(folder: Path) -> Iterator[Source | InputError]:
    shut: list[OSError] = []
    files: list[Path] = []
    for base, folders, names in os.walk(folder, onerror=shut.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [
            Path(base, name)
            for name in names
            if name.lower().endswith(_SUFFIXES) and not name.startswith(".")
        ]
    yield from (Source(str(path), path, named=False) for path in sorted(files))
    yield from (unreadable(str(error.filename), error) for error in shut)
