"""Stored responses <-> JSONL: one exchange a line, by key, the same bytes for the same responses."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from extract.errors import InputError
from extract.jsonlines import read_lines
from extract.model.cache import Exchange
from extract.model.errors import first_problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_KEY = re.compile(r"[0-9a-f]{64}")
_MEND = "write it with: seatcheck cache export"


def to_jsonl(exchanges: Iterable[Exchange]) -> bytes:
    """The exchanges in the order given, in ASCII, so that half of a surrogate pair survives."""
    lines = (json.dumps(each.model_dump(), sort_keys=True) + "\n" for each in exchanges)
    return "".join(lines).encode("ascii")


def read_jsonl(path: Path) -> list[Exchange]:
    """
    The exchanges of a file.

    Raises ``InputError`` naming the line that is not JSON or no exchange, and for a
    file that cannot be read or holds nothing.
    """

    def of_line(number: int, data: dict[str, Any]) -> Exchange:
        return _exchange(str(path), number, data)

    return read_lines(path, "responses", _MEND, of_line)


def _exchange(where: str, number: int, data: dict[str, Any]) -> Exchange:
    try:
        exchange = Exchange.model_validate(data)
    except ValidationError as error:
        problem = f"is no stored response ({first_problem(error)})"
        raise InputError(where, number, problem, _MEND) from error
    if not _KEY.fullmatch(exchange.key):
        raise InputError(where, number, "its key is no SHA-256 in hex", _MEND)
    return exchange
