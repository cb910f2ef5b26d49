"""The log of decisions <-> JSONL: an entry a line, the same bytes for the same log."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from extract.errors import InputError
from extract.jsonlines import read_lines
from extract.model.errors import first_problem
from schemas.decision import Decision

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_MEND = "write it with: seatcheck decisions export"


def to_jsonl(log: Iterable[Decision]) -> bytes:
    """The entries in the order given."""
    lines = (
        json.dumps(each.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False) + "\n"
        for each in log
    )
    return "".join(lines).encode()


def read_jsonl(path: Path) -> list[Decision]:
    """
    The entries of a file.

    Raises ``InputError`` naming the line that is no decision or not as it was
    written, and for a file that cannot be read or holds nothing.
    """

    def of_line(number: int, data: dict[str, Any]) -> Decision:
        return _decision(str(path), number, data)

    return read_lines(path, "decisions", _MEND, of_line)


def _decision(where: str, number: int, data: dict[str, Any]) -> Decision:
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        # Stored otherwise than it was written, an entry would not have its id any more.
        raise InputError(where, number, "holds half of a character", _MEND) from error
    try:
        decision = Decision.model_validate(data)
    except ValidationError as error:
        problem = f"is no decision ({first_problem(error)})"
        raise InputError(where, number, problem, _MEND) from error
    if not decision.id:
        raise InputError(where, number, "has no id", _MEND)
    return decision
