"""A JSONL file of facts from anywhere -> facts, each line checked against the facts contract."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import ValidationError

from extract.errors import InputError
from schemas.fact import Fact


def read_facts(path: Path, *, page: str = "") -> list[Fact]:
    """
    The facts of a file; a missing id becomes ``line-N``, a missing page ``page``.

    Raises ``InputError`` naming the line that is not JSON, no object, lacks a
    field, or says what the contract does not know.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise InputError(str(path), None, "does not exist", "name a file of facts") from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), None, f"cannot be read ({error})", "name a JSONL file") from error
    facts: list[Fact] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        fact = _fact(str(path), number, line, page)
        if fact.id in seen:
            raise InputError(
                str(path), number, f"the id {fact.id!r} stands on line {seen[fact.id]} too",
                "give each fact an id of its own, or none",
            )  # fmt: skip
        seen[fact.id] = number
        facts.append(fact)
    if not facts:
        raise InputError(str(path), None, "holds no facts", "write one JSON object a line")
    return facts


def _fact(where: str, number: int, line: str, page: str) -> Fact:
    try:
        data = json.loads(line)
    except ValueError as error:
        raise InputError(where, number, "is not JSON", "write one JSON object a line") from error
    if not isinstance(data, dict):
        raise InputError(where, number, "is no JSON object", "write one JSON object a line")
    data = {**data, "id": str(data.get("id") or f"line-{number}"), "page": data.get("page") or page}
    try:
        return Fact.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        problem = first["msg"].removeprefix("Value error, ")
        raise InputError(
            where, number, f"{place}: {problem}" if place else problem, "see the facts contract"
        ) from error
