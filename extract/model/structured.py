"""An answer's schema -> what an endpoint is sent of it, by the kind of output that it takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from typing import Any, Literal, TypeVar

from pydantic import BaseModel

from extract.model.errors import SchemaLimitError

Answer = TypeVar("Answer", bound=BaseModel)
Output = Literal["narrowed", "schema", "strict", "json"]
"""
What holds an endpoint's answers in form; every answer is validated, and asked again, all the same.

``narrowed``: a JSON schema made for each post, where a new one costs nothing.
``schema``: one JSON schema for all posts, which the endpoint may keep or not: what is not
stated is left out. ``strict``: one JSON schema, kept to the letter, in which every field is
required: what is not stated is null. ``json``: any JSON object; the schema stands in the
instructions.
"""

_LENGTHS = {"minLength", "maxLength"}
"""What no strict endpoint takes: validation alone holds the names to it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """
    The most that a provider takes in one strict schema.

    ``levels``: of nesting, objects and lists both counted. ``properties``: of all objects.
    ``characters``: in the names of properties and definitions and in the values of
    enumerations. ``enum_values``: of all enumerations; one with more than ``long_enum`` values
    may have ``long_enum_characters``. ``keywords``: those of JSON Schema that it knows.
    """

    levels: int
    properties: int
    characters: int
    enum_values: int
    long_enum: int
    long_enum_characters: int
    keywords: tuple[str, ...]


def strict(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema in which every field is required, and null where it could be left out before."""
    made = {key: value for key, value in schema.items() if key not in _LENGTHS}
    for key in {"$defs", "properties"} & made.keys():
        made[key] = {name: strict(each) for name, each in made[key].items()}
    if "items" in made:
        made["items"] = strict(made["items"])
    if "properties" in made:
        optional = made["properties"].keys() - set(schema.get("required", []))
        made["properties"] |= {name: _or_null(made["properties"][name]) for name in optional}
        made["required"] = list(made["properties"])
    return made


def _or_null(field: dict[str, Any]) -> dict[str, Any]:
    """A field that may be null; what it is about still stands before its kinds."""
    kind = {key: value for key, value in field.items() if key != "description"}
    described = {key: value for key, value in field.items() if key == "description"}
    return {**described, "anyOf": [kind, {"type": "null"}]}


def showing(answer_model: type[Answer], schema: dict[str, Any]) -> type[Answer]:
    """An answer model that shows this schema; what comes back is validated as ever."""

    class Shown(answer_model):  # type: ignore[misc, valid-type]
        @classmethod
        def model_json_schema(cls, *_args: Any, **_options: Any) -> dict[str, Any]:
            return schema

    Shown.__name__ = Shown.__qualname__ = answer_model.__name__
    return Shown


def response_format(asked: dict[str, Any], output: Output) -> dict[str, Any]:
    """The ``response_format`` of a call, from the one with a JSON schema and nothing more."""
    if output == "json":
        return {"type": "json_object"}
    if output == "strict":
        return {**asked, "json_schema": {**asked["json_schema"], "strict": True}}
    return asked


def hold_to(limits: Limits | None, schema: dict[str, Any], model: str) -> None:
    """Raise ``SchemaLimitError`` where a strict schema is more than its provider takes."""
    broken = None if limits is None else next(_broken(schema, limits), None)
    if broken is not None:
        raise SchemaLimitError(model, broken)


def _broken(schema: dict[str, Any], limits: Limits) -> Iterator[str]:
    """What a strict schema breaks of its provider's limits, in a few words each."""
    if schema.get("type") != "object":
        yield "it is no object"
    nodes = dict(_nodes(schema, "it"))
    for where, node in nodes.items():
        for keyword in sorted(set(node) - set(limits.keywords)):
            yield f"{where} has the keyword {keyword!r}, which is not taken"
        if node.get("type") == "object":
            if node.get("additionalProperties") is not False:
                yield f"{where} does not forbid additional properties"
            for name in sorted(set(node.get("properties", {})) - set(node.get("required", []))):
                yield f"{where} does not require its property {name!r}"
    enums = [node["enum"] for node in nodes.values() if "enum" in node]
    names = [name for node in nodes.values() for name in node.get("properties", {})]
    values = [value for enum in enums for value in enum]
    characters = _characters([*names, *schema.get("$defs", {}), *values])
    yield from _too_many(_levels(schema, schema, ()), limits.levels, "levels of nesting")
    yield from _too_many(len(names), limits.properties, "properties")
    yield from _too_many(len(values), limits.enum_values, "values of enumerations")
    yield from _too_many(characters, limits.characters, "characters of names and values")
    for enum in enums:
        if len(enum) > limits.long_enum:
            most = limits.long_enum_characters
            yield from _too_many(_characters(enum), most, "characters in one enumeration")


def _too_many(count: float, most: int, what: str) -> Iterator[str]:
    if count > most:
        yield f"{count:,} {what}, and {most:,} are the most"


def _characters(words: list[Any]) -> int:
    return sum(len(str(each)) for each in words)


def _nodes(node: dict[str, Any], where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema within a schema, each with its place."""
    yield where, node
    for name, each in _below(node).items():
        yield from _nodes(each, f"{where}.{name}")
    for name, each in node.get("$defs", {}).items():
        yield from _nodes(each, f"{where}.$defs.{name}")


def _below(node: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The schemas of a schema's parts."""
    items = {"items": node["items"]} if "items" in node else {}
    choices = {f"anyOf.{number}": each for number, each in enumerate(node.get("anyOf", []))}
    return {**node.get("properties", {}), **items, **choices}


def _levels(node: dict[str, Any], root: dict[str, Any], within: tuple[str, ...]) -> float:
    """How many objects and lists lie in each other at most: endless where one holds itself."""
    if "$ref" in node:
        name = node["$ref"].rpartition("/")[2]
        return inf if name in within else _levels(root["$defs"][name], root, (*within, name))
    deepest = max((_levels(each, root, within) for each in _below(node).values()), default=0)
    return deepest + (node.get("type") in ("object", "array"))
