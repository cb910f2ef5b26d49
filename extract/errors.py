"""The errors that a user can mend, each one clear line: the command line's exit code 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class SeatcheckError(Exception):
    """Raised never itself: the base of every error that ends a command with one clear line."""

    exit_code = 2


class InputError(SeatcheckError):
    """
    Raised when a file, a line of it, or what an argument names cannot be read as it must be.

    ``where``: the file as the user named it, or "standard input". ``line``: from
    1, None where no line is at fault. ``mend``: what the user can do about it.
    """

    def __init__(self, where: str, line: int | None, problem: str, mend: str | None = None) -> None:
        super().__init__(where, line, problem, mend)
        self.where = where
        self.line = line
        self.problem = problem
        self.mend = mend

    def __str__(self) -> str:
        place = self.where if self.line is None else f"{self.where}:{self.line}"
        mend = f"; {self.mend}" if self.mend else ""
        return f"{place}: {self.problem}{mend}"


class UnknownFormatError(SeatcheckError):
    """Raised when a user asks for a page to be read as a format that no reader knows."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(f"unknown format {name!r}; pages are read as {', '.join(known)}")


class RunError(SeatcheckError):
    """Raised when a folder named as a run holds none, or one that this program cannot read."""

    def __init__(self, folder: Path, problem: str, mend: str) -> None:
        super().__init__(f"{folder}: {problem}; {mend}")
