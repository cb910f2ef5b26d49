"""A file of JSON lines -> what each line holds, or one clear error that names the line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from extract.errors import InputError

T = TypeVar("T")


def read_lines(
    path: Path, holds: str, mend: str, make: Callable[[int, dict[str, Any]], T]
) -> list[T]:
    """
    What ``make`` makes of the number and the object of each line that is not blank.

    ``holds``: what the file should hold, ``mend``: what to do where it does not.
    Raises ``InputError`` for a line that is no JSON object, and for a file that cannot
    be read or holds nothing; what ``make`` raises goes through.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(str(path), None, f"cannot be read ({reason})", mend) from error
    found = [
        make(number, _object(str(path), number, line, mend))
        for number, line in enumerate(data.split(b"\n"), start=1)
        if line.strip()
    ]
    if not found:
        raise InputError(str(path), None, f"holds no {holds}", mend)
    return found


def _object(where: str, number: int, line: bytes, mend: str) -> dict[str, Any]:
    try:
        data = json.loads(line, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", None) or str(error)
        raise InputError(where, number, f"is not JSON ({reason})", mend) from error
    if not isinstance(data, dict):
        raise InputError(where, number, "is no JSON object", mend)
    return data


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")
