"""A schema as an endpoint takes it: strict, in its response format, within its provider's limits."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from extract.model.errors import SchemaLimitError
from extract.model.spec import parse_spec, providers
from extract.model.structured import hold_to, response_format, strict
from extract.offers import QUESTIONS, sent_schema

LIMITS = parse_spec("openai/x").limits
PLAIN = {
    "$defs": {
        "Row": {
            "type": "object",
            "properties": {
                "party": {"type": "string", "minLength": 1, "maxLength": 60},
                "seats": {"type": "integer", "minimum": 0, "description": "seats now"},
            },
            "required": ["party"],
            "additionalProperties": False,
        }
    },
    "type": "object",
    "properties": {
        "rows": {"type": "array", "items": {"$ref": "#/$defs/Row"}, "maxItems": 12},
        "over": {"type": "string", "enum": ["partial", "final"]},
    },
    "required": ["rows"],
    "additionalProperties": False,
}
STRICT = strict(PLAIN)
ASKED = {"type": "json_schema", "json_schema": {"name": "Rows", "schema": PLAIN}}
VALUES = [str(each) for each in range(200)]


def nested(levels):
    """A strict schema of so many objects in each other."""
    schema = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}
    for _ in range(levels - 1):
        schema = {**schema, "properties": {"in": schema}, "required": ["in"]}
    return schema


def flat(properties):
    """A strict schema of one object with so many properties, each named in four letters."""
    names = [f"p{number:03}" for number in range(properties)]
    return {
        "type": "object",
        "properties": {name: {"type": "string"} for name in names},
        "required": names,
        "additionalProperties": False,
    }


def choosing(*enums):
    """A strict schema with one property for each of these enumerations."""
    schema = flat(len(enums))
    for name, enum in zip(schema["properties"], enums, strict=True):
        schema["properties"][name] = {"type": "string", "enum": list(enum)}
    return schema


def problem(schema, **limits):
    """What is wrong with a schema, or None."""
    try:
        hold_to(replace(LIMITS, **limits), schema, "openai/x")
    except SchemaLimitError as error:
        return str(error).removeprefix("model openai/x: the schema of its answers cannot be sent: ")
    return None


class TestStrict:
    def test_requires_every_field(self):
        """
        What could be left out must be there, and may be null; what had to be there may not.
        """
        row = STRICT["$defs"]["Row"]

        assert ["party", "seats"] == row["required"]
        assert {"type": "string"} == row["properties"]["party"]
        assert {
            "description": "seats now",
            "anyOf": [{"type": "integer", "minimum": 0}, {"type": "null"}],
        } == row["properties"]["seats"]

    def test_keeps_the_fields_in_their_order(self):
        """
        A model writes the fields in the order of the schema.
        """
        assert list(PLAIN["properties"]) == list(STRICT["properties"]) == STRICT["required"]

    def test_leaves_the_plain_schema_as_it_was(self):
        """
        The schema that it is made from is sent elsewhere.
        """
        assert ["party"] == PLAIN["$defs"]["Row"]["required"]
        assert {"minLength", "maxLength"} < PLAIN["$defs"]["Row"]["properties"]["party"].keys()


class TestResponseFormat:
    @pytest.mark.parametrize("output", ["narrowed", "schema"])
    def test_is_the_schema(self, output):
        """
        An endpoint that may keep a schema or not gets it, and no word of strictness.
        """
        assert ASKED == response_format(ASKED, output)

    def test_is_the_schema_to_the_letter(self):
        """
        A strict endpoint is told so.
        """
        assert {
            "type": "json_schema",
            "json_schema": {"name": "Rows", "schema": PLAIN, "strict": True},
        } == response_format(ASKED, "strict")

    def test_is_json_alone(self):
        """
        An endpoint that turns schemas down gets none.
        """
        assert {"type": "json_object"} == response_format(ASKED, "json")


class TestLimits:
    @pytest.mark.parametrize("question", QUESTIONS)
    @pytest.mark.parametrize(
        "provider", [name for name, each in providers().items() if "limits" in each]
    )
    def test_hold_the_answers_that_are_asked_for(self, provider, question):
        """
        What each question sends a provider is within all that the provider takes.
        """
        spec = parse_spec(f"{provider}/x")

        assert hold_to(spec.limits, sent_schema(question, spec.output), spec.text) is None

    @pytest.mark.parametrize("question", QUESTIONS)
    def test_are_broken_by_a_schema_that_is_not_strict(self, question):
        """
        The same answers with fields that may be left out are turned down.
        """
        assert problem(sent_schema(question, "schema")) is not None

    def test_are_those_that_openai_documents(self):
        """
        Ten levels, 5,000 properties, 120,000 characters, 1,000 values; 15,000 characters in
        an enumeration of more than 250.
        """
        assert (10, 5000, 120_000, 1000, 250, 15_000) == (
            LIMITS.levels,
            LIMITS.properties,
            LIMITS.characters,
            LIMITS.enum_values,
            LIMITS.long_enum,
            LIMITS.long_enum_characters,
        )

    def test_end_the_command_with_one_line(self):
        """
        The model, and what is too much: exit code 2.
        """
        with pytest.raises(SchemaLimitError) as beyond:
            hold_to(LIMITS, nested(11), "openai/x")

        assert (
            "model openai/x: the schema of its answers cannot be sent: 11 levels of nesting, "
            "and 10 are the most" == str(beyond.value)
        )
        assert 2 == beyond.value.exit_code

    @pytest.mark.parametrize(
        ("most", "beyond", "said"),
        [
            (nested(10), nested(11), "11 levels of nesting, and 10 are the most"),
            (flat(5000), flat(5001), "5,001 properties, and 5,000 are the most"),
            (
                choosing(*[VALUES] * 5),
                choosing(*[VALUES] * 4, [*VALUES, "more"]),
                "1,001 values of enumerations, and 1,000 are the most",
            ),
            (
                choosing(["a" * 119_996]),
                choosing(["a" * 119_997]),
                "120,001 characters of names and values, and 120,000 are the most",
            ),
            (
                choosing(f"{each:060}" for each in range(250)),
                choosing(f"{each:060}" for each in range(251)),
                "15,060 characters in one enumeration, and 15,000 are the most",
            ),
        ],
        ids=["levels", "properties", "enum values", "characters", "long enum"],
    )
    def test_are_reached_and_passed(self, most, beyond, said):
        """
        As much as the provider documents is taken, one more is not.
        """
        assert (None, said) == (problem(most), problem(beyond))

    def test_count_lists_and_what_is_referred_to(self):
        """
        An object, its list of rows, and the rows are three levels.
        """
        assert problem(STRICT, levels=3) is None
        assert "3 levels of nesting, and 2 are the most" == problem(STRICT, levels=2)

    def test_count_the_names_of_definitions(self):
        """
        rows, over, party, seats, Row, partial, final: 33 characters.
        """
        assert problem(STRICT, characters=33) is None
        assert problem(STRICT, characters=32).startswith("33 characters")

    def test_have_no_end_for_a_row_of_itself(self):
        """
        A definition that holds itself is an error, not a crash.
        """
        tree = {
            "type": "object",
            "properties": {"under": {"$ref": "#/$defs/Tree"}},
            "required": ["under"],
            "additionalProperties": False,
        }

        assert re.match("inf levels", problem({**tree, "$defs": {"Tree": tree}}))

    @pytest.mark.parametrize(
        ("where", "change", "said"),
        [
            ("Row", {"required": ["party"]}, "it.$defs.Row does not require its property 'seats'"),
            (
                "Row",
                {"additionalProperties": True},
                "it.$defs.Row does not forbid additional properties",
            ),
            ("Row", {"not": {}}, "it.$defs.Row has the keyword 'not', which is not taken"),
            ("Row", {"allOf": []}, "it.$defs.Row has the keyword 'allOf', which is not taken"),
        ],
    )
    def test_say_where_they_are_broken(self, where, change, said):
        """
        The definition at fault is named, with what is wrong of it.
        """
        row = {**STRICT["$defs"][where], **change}

        assert said == problem({**STRICT, "$defs": {where: row}})

    def test_look_into_rows_and_choices(self):
        """
        A keyword that is not taken is found wherever it stands.
        """
        schema = flat(1)
        schema["properties"]["p000"] = {
            "anyOf": [{"type": "array", "items": {"type": "string", "minLength": 1}}]
        }

        assert "it.p000.anyOf.0.items has the keyword 'minLength', which is not taken" == (
            problem(schema)
        )

    def test_want_an_object(self):
        """
        The whole of an answer is an object.
        """
        assert "it is no object" == problem({"anyOf": [flat(1)]})
