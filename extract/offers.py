"""A post's text -> the answer model offered for it: only the fields that its words could state."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import Any, cast

from extract import cues
from extract.model.structured import Output, showing, strict
from extract.numerals import numerals
from schemas.result import ContestAnswer, CouncilAnswer

_READ_FROM_WORDS = {
    "CouncilResult": {"list_complete", "count_status", "said_by", "passed_by"},
    "ContestResult": {"said_by"},
    "PartyRow": {"baseline"},
}


Answer = type[CouncilAnswer] | type[ContestAnswer]
QUESTIONS: dict[str, Answer] = {"councils": CouncilAnswer, "contests": ContestAnswer}


def questions(text: str) -> tuple[str, ...]:
    """Which questions a text can answer: about councils, about single contests, both or neither."""
    table = cues.table()["questions"]
    contests = cues.pattern(table["contests"]).search(text) is not None
    alone = cues.pattern(table["contests_alone"]).search(text) is not None
    councils = not alone or cues.pattern(table["councils"]).search(text) is not None
    return tuple(name for name, asked in (("councils", councils), ("contests", contests)) if asked)


@cache
def full_schema(question: str) -> dict[str, Any]:
    """
    The JSON schema of a question's answer: no nulls, no titles, no defaults.

    What the words tell better than any model is not in it.
    """
    schema = cast("dict[str, Any]", _plain(QUESTIONS[question].model_json_schema()))
    for name, definition in schema["$defs"].items():
        for field in _READ_FROM_WORDS.get(name, set()):
            del definition["properties"][field]
    return schema


@cache
def sent_schema(question: str, output: Output) -> dict[str, Any]:
    """The one schema that a question's answers have at an endpoint, whatever the post."""
    schema = full_schema(question)
    return strict(schema) if output == "strict" else schema


def _plain(node: Any) -> Any:
    if isinstance(node, list):
        return [_plain(each) for each in node]
    if not isinstance(node, dict):
        return node
    if "anyOf" in node:
        some = [each for each in node["anyOf"] if each != {"type": "null"}]
        if len(some) == 1:
            node = {**{k: v for k, v in node.items() if k not in ("anyOf", "default")}, **some[0]}
    return {
        key: (
            {name: _plain(each) for name, each in value.items()}
            if key == "properties"
            else _plain(value)
        )
        for key, value in node.items()
        if key != "title"
    }


def narrowed(question: str, text: str) -> dict[str, Any]:
    """The schema for one text: fields that none of its words could state are left out."""
    schema = deepcopy(full_schema(question))
    figures = any(each.kind == "number" for each in numerals(text))
    for name, definition in schema["$defs"].items():
        fields = definition["properties"]
        required = definition.get("required", [])
        definition["properties"] = {
            field: each
            for field, each in fields.items()
            if field in required
            or ((figures or not _holds_figures(each)) and _offered(field, text))
        }
        if name == "ContestResult":
            definition["properties"]["contest"]["enum"] = [
                kind
                for kind in definition["properties"]["contest"]["enum"]
                if cues.may_be(kind, text)
            ]
    return schema


def _holds_figures(field: dict[str, Any]) -> bool:
    """Whether a field holds a number, or rows that are nothing without one."""
    return field.get("type") in ("integer", "number") or field.get("items") == {
        "$ref": "#/$defs/PartyRow"
    }


def _offered(field: str, text: str) -> bool:
    if field == "when":
        return cues.pattern(cues.table()["past"] + r"|\b(?:19|20)\d\d\b").search(text) is not None
    return cues.may_state(field, text)


def answer_model(question: str, schema: dict[str, Any]) -> Answer:
    """The question's answer model, showing this schema; what comes back is validated as ever."""
    return cast("Answer", showing(QUESTIONS[question], schema))
