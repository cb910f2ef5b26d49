"""A post asked of a hosted model: what arrives at the endpoint, and what is read of its answers."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from asking import KEY, QUICK
from loopback import answer, refused
from stating import a_post

from extract.facts import claims
from extract.model.client import Client
from extract.model.connect import sender_for
from extract.model.errors import InvalidAnswerError, RefusalError
from extract.model.spec import parse_spec, providers
from extract.offers import full_schema, sent_schema
from extract.prompting import parts, request
from schemas.result import Reading

TEXT = "Labour hold Harwick with 27 of 40 seats."
POST = a_post(TEXT)
SAID = '{"councils":[{"council":"Harwick","result":"Labour hold","council_size":40}]}'
WRONG = '{"councils":[{"council":"Harwick","result":"Labour did well"}]}'


def in_full(sparse):
    """An answer as a strict endpoint must give it: with every field, null where none is stated."""
    fields = sent_schema("councils", "strict")["$defs"]["CouncilResult"]["required"]
    rows = json.loads(sparse)["councils"]
    return json.dumps({"councils": [{each: row.get(each) for each in fields} for row in rows]})


@pytest.fixture
def ask(endpoint, monkeypatch):
    """
    The post asked of a provider's model, where the endpoint stands for the provider.
    """

    def asked(provider="openai", *replies):
        known = parse_spec(f"{provider}/any-model")
        spec = replace(known, base_url=endpoint.base_url)
        if spec.key_variable:
            monkeypatch.setenv(spec.key_variable, KEY)
        endpoint.play(*replies)
        with Client(lambda: sender_for(spec, lambda _: None), patience=QUICK) as client:
            return client.ask(*request(POST, parts(POST)[0], spec))

    return asked


class TestRequest:
    def test_of_a_strict_provider_arrives_with_its_schema(self, endpoint, ask):
        """
        OpenAI's arrives strict, under the answer's name, with a schema that requires every field.
        """
        ask("openai", answer(in_full(SAID)))

        assert {
            "type": "json_schema",
            "json_schema": {
                "name": "CouncilAnswer",
                "schema": sent_schema("councils", "strict"),
                "strict": True,
            },
        } == endpoint.received[0].body["response_format"]

    @pytest.mark.parametrize(
        "provider", [name for name, each in providers().items() if "output" not in each]
    )
    def test_of_an_open_ended_provider_arrives_with_a_plain_schema(self, endpoint, ask, provider):
        """
        Where nobody knows how a schema is kept, what is not stated can be left out.
        """
        ask(provider, answer(SAID))

        assert {
            "type": "json_schema",
            "json_schema": {"name": "CouncilAnswer", "schema": full_schema("councils")},
        } == endpoint.received[0].body["response_format"]

    def test_of_a_provider_without_schemas_arrives_as_json(self, endpoint, ask):
        """
        DeepSeek's asks for JSON, and its instructions, which must speak of JSON, hold the schema.
        """
        ask("deepseek", answer(SAID))
        instructions = endpoint.received[0].messages[0]["content"]

        assert {"type": "json_object"} == endpoint.received[0].body["response_format"]
        assert full_schema("councils") == json.loads(instructions.rpartition("\n")[2])
        assert "JSON" in instructions

    @pytest.mark.parametrize("provider", sorted(providers()))
    def test_ends_with_the_post(self, endpoint, ask, provider):
        """
        The constant part comes first, whatever the provider; a re-ask comes after it all.
        """
        ask(provider, answer(WRONG), answer(SAID))
        first, second = endpoint.received

        assert TEXT == first.post
        assert first.messages == second.messages[:-2]
        assert first.body["response_format"] == second.body["response_format"]

    @pytest.mark.parametrize("provider", sorted(providers()))
    def test_carries_no_hint_of_a_providers_own(self, endpoint, ask, provider):
        """
        An endpoint that knows OpenAI's fields alone is sent nothing that it could turn down.
        """
        ask(provider, answer(SAID))
        sampling = parse_spec(f"{provider}/any-model").sampling

        assert {"model", "messages", "response_format", *sampling} == (
            endpoint.received[0].body.keys()
        )


class TestAnswer:
    def test_with_nulls_states_what_is_not_null(self, ask):
        """
        A null for a field that may be left out reads as not stated.
        """
        strict = ask("openai", answer(in_full(SAID))).answer
        sparse = ask("groq", answer(SAID)).answer

        assert strict.model_dump() == sparse.model_dump()
        assert 40 == strict.councils[0].council_size
        assert claims(Reading(councils=strict.councils), POST) == (
            claims(Reading(councils=sparse.councils), POST)
        )

    def test_with_a_null_for_what_is_required_is_asked_again(self, endpoint, ask):
        """
        A council must have a name: null is no answer to that.
        """
        nameless = in_full('{"councils":[{"result":"Labour hold"}]}')
        asked = ask("openai", answer(nameless), answer(in_full(SAID)))

        assert ("Harwick", 2) == (asked.answer.councils[0].council, asked.sent)
        assert "councils.0.council\n" in endpoint.received[1].post

    @pytest.mark.parametrize("provider", ["openai", "openrouter", "deepseek"])
    @pytest.mark.parametrize(
        "fenced", [f"```json\n{SAID}\n```", f"```\n{SAID}\n```\n", f"\n```{SAID}"]
    )
    def test_in_a_fence_costs_no_second_call(self, ask, provider, fenced):
        """
        A provider that ignores the schema often fences its JSON: it is an answer all the same.
        """
        asked = ask(provider, answer(fenced))

        assert ("Harwick", 1) == (asked.answer.councils[0].council, asked.sent)

    @pytest.mark.parametrize("provider", sorted(providers()))
    @pytest.mark.parametrize(
        "bad",
        [
            WRONG,
            f"```json\n{WRONG}\n```",
            '```json\n{"councils":[\n```',
            "Labour held Harwick.",
            "null",
        ],
    )
    def test_that_breaks_the_schema_is_asked_again(self, endpoint, ask, provider, bad):
        """
        No provider's promise is trusted: what the schema forbids is shown its error, and mended.
        """
        asked = ask(provider, answer(bad), answer(SAID))

        assert ("Harwick", 2) == (asked.answer.councils[0].council, asked.sent)
        assert "validation error" in endpoint.received[1].post

    def test_that_breaks_the_schema_three_times_is_none(self, endpoint, ask):
        """
        Two re-asks, and the post has failed.
        """
        asked = ask("groq", *[answer(WRONG)] * 4)

        assert (InvalidAnswerError, 3, 1) == (type(asked.error), asked.sent, endpoint.unplayed)

    @pytest.mark.parametrize("provider", sorted(providers()))
    def test_that_is_refused_is_asked_once(self, ask, provider):
        """
        A refusal, which strict output has a place of its own for, is told as such.
        """
        asked = ask(provider, refused("I will not."), answer(SAID))

        assert (RefusalError, "the model refused: I will not.") == (
            type(asked.error),
            str(asked.error),
        )
        assert 1 == asked.sent

    @pytest.mark.parametrize("tokens", [0, 1792])
    def test_tells_how_much_of_its_prompt_was_cached(self, ask, tokens):
        """
        What the provider took from its prompt cache is kept with the answer.
        """
        asked = ask("openai", answer(SAID, prompt_tokens=1900, cached_tokens=tokens))

        assert [(1900, tokens, 20)] == [each.usage for each in asked.exchanges]
