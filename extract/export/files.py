"""Bytes -> files that are there whole or, where that fails, as they were before."""

from __future__ import annotations

import os
from contextlib import suppress
from errno import EISDIR
from typing import TYPE_CHECKING

from extract.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


_MEND = "name another --output"


def write_whole(path: Path, data: bytes, *, mend: str = _MEND) -> None:
    """
    Write one file.

    Raises ``InputError`` where it cannot be written; ``mend`` is what it tells the user to do.
    """
    _write({path: data}, mend)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """
    Write files into a folder, which is made where it is not there; others in it stay.

    All of them are written before the first takes its place. Raises ``InputError``
    where one cannot be, and for a folder that is a file.
    """
    made: list[Path] = []
    try:
        made = [each for each in (folder, *folder.parents) if not each.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        _write({folder / name: data for name, data in files.items()}, _MEND)
    except BaseException as error:
        for each in made:
            with suppress(OSError):
                each.rmdir()
        if isinstance(error, FileExistsError):
            raise InputError(str(folder), None, "is no folder", _MEND) from error
        if isinstance(error, OSError):
            raise _unwritable(folder, error, _MEND) from error
        raise


def _write(files: Mapping[Path, bytes], mend: str) -> None:
    """Write each file under another name first, then move all into place."""
    parts: dict[Path, Path] = {}
    at = next(iter(files))
    try:
        for at, data in files.items():
            parts[at] = _part(at)
            parts[at].write_bytes(data)
        for at, part in parts.items():
            if part != at:
                part.replace(at)
    except BaseException as error:
        for path, part in parts.items():
            if part != path:
                with suppress(OSError):
                    part.unlink()
        if isinstance(error, OSError):
            raise _unwritable(at, error, mend) from error
        raise


def _part(path: Path) -> Path:
    """
    Where a file is written first, by each process under a name of its own.

    A device or a pipe takes what it gets as it comes.
    """
    if path.is_dir():
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
    special = path.exists() and not path.is_file()
    return path if special else path.with_name(f"{path.name}.{os.getpid()}.part")


def _unwritable(path: Path, error: OSError, mend: str) -> InputError:
    reason = error.strerror or type(error).__name__
    return InputError(str(path), None, f"cannot be written ({reason})", mend)
