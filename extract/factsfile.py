"""A JSONL file of facts from anywhere -> facts, each line checked against the facts contract."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NoReturn

from pydantic import ValidationError

from extract.errors import InputError
from extract.pages.decode import at_most, decode
from schemas.fact import Fact

if TYPE_CHECKING:
    from pathlib import Path

_ONE_OBJECT = "write one JSON object a line"


def read_facts(path: Path, *, page: str = "", may_be_empty: bool = False) -> list[Fact]:
    """
    The facts of a file; a missing id becomes ``line-N``, a missing page ``page``.

    Raises ``InputError`` naming the line that is not JSON, no object, lacks a
    field, says what the contract does not know, or bears an id that stands above;
    and for a file that is not there, no text, or (unless it ``may_be_empty``) empty.
    """
    facts: list[Fact] = []
    lines: dict[str, int] = {}
    for number, line in enumerate(_text(path, may_be_empty=may_be_empty).split("\n"), start=1):
        if not line.strip():
            continue
        fact = _fact(str(path), number, line, page)
        first = lines.setdefault(fact.id, number)
        if first != number:
            raise InputError(
                str(path),
                number,
                f"the id {fact.id!r} stands on line {first} already",
                "give each fact an id of its own, or none",
            )
        facts.append(fact)
    if not facts and not may_be_empty:
        raise InputError(str(path), None, "holds no facts", _ONE_OBJECT)
    return facts


def _text(path: Path, *, may_be_empty: bool) -> str:
    try:
        with path.open("rb") as stream:
            data = at_most(stream)
    except FileNotFoundError:
        raise InputError(str(path), None, "no such file", "name a file of facts") from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(
            str(path), None, f"cannot be read ({reason})", "name a file of facts"
        ) from None
    return "" if may_be_empty and not data.strip() else decode(str(path), data)


def _fact(where: str, number: int, line: str, page: str) -> Fact:
    try:
        data = json.loads(line, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", "nested too deep, or a number that JSON does not know")
        raise InputError(where, number, f"is not JSON ({reason})", _ONE_OBJECT) from None
    if not isinstance(data, dict):
        raise InputError(where, number, "is no JSON object", _ONE_OBJECT)
    try:
        return Fact.model_validate(_filled(data, number, page))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(step) for step in first["loc"] if step in Fact.model_fields)
        problem = first["msg"].removeprefix("Value error, ")
        said = f"{place}: {problem}" if place else problem
        raise InputError(where, number, said, "see the facts contract") from None
    except OverflowError:
        raise InputError(where, number, "value: too large", "see the facts contract") from None


def _filled(data: dict[str, Any], number: int, page: str) -> dict[str, Any]:
    """The line's object with an id and a page; numbers may serve as ids."""
    named = data.get("id")
    if isinstance(named, int) and not isinstance(named, bool):
        named = str(named)
    return {**data, "id": named or f"line-{number}", "page": data.get("page") or page}


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")
