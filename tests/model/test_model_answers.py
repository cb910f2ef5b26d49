"""What comes back from a model, told apart: answers, re-asks, refusals, cut-off and empty ones."""

from __future__ import annotations

import pytest
from asking import BROKEN, GOOD, POST, WRONG, Seats, a_request, client_of
from loopback import (
    Endpoint,
    answer,
    body_of,
    completion,
    cut_off,
    empty,
    filtered,
    no_choices,
    refused,
)

from extract.model.cache import Exchange
from extract.model.client import _without_path, answer_in
from extract.model.errors import (
    CutOffError,
    EmptyAnswerError,
    InvalidAnswerError,
    RefusalError,
)


class TestGoodAnswer:
    def test_is_validated(self, endpoint):
        """
        An answer that keeps the schema comes back as the model that was asked for.
        """
        endpoint.play(answer(GOOD))

        with client_of(endpoint) as client:
            asked = client.ask(a_request(), Seats)

        assert {"party": "Labour", "seats": 31} == asked.answer.model_dump()
        assert asked.error is None
        assert (1, 1, "answered") == (asked.sent, endpoint.count, asked.exchanges[0].chain)

    def test_was_asked_for_with_the_whole_request(self, endpoint):
        """
        Model, messages, schema and sampling arrive at the endpoint as the request holds them.
        """
        endpoint.play(answer(GOOD))
        request = a_request()

        with client_of(endpoint) as client:
            client.ask(request, Seats)

        body = endpoint.received[0].body
        assert "loopback" == body["model"]
        assert list(request.messages) == body["messages"]
        assert request.schema == body["response_format"]["json_schema"]["schema"]
        assert (0, 50) == (body["temperature"], body["max_tokens"])

    def test_takes_its_tokens_from_the_response(self, endpoint):
        """
        Prompt tokens, of these cached, and completion tokens stand on the exchange.
        """
        endpoint.play(answer(GOOD, prompt_tokens=812, cached_tokens=768, completion_tokens=17))

        with client_of(endpoint) as client:
            asked = client.ask(a_request(), Seats)

        assert [(812, 768, 17)] == [each.usage for each in asked.exchanges]

    @pytest.mark.parametrize(
        "usage",
        [
            None,
            {},
            "9",
            [9],
            {"prompt_tokens": None},
            {"prompt_tokens": "many", "completion_tokens": {}},
        ],
    )
    def test_may_come_without_tokens(self, endpoint, usage):
        """
        An endpoint that counts no tokens, or counts them oddly, answers all the same.
        """
        message = {"role": "assistant", "content": GOOD}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        endpoint.play(body_of({"choices": [choice], "usage": usage}))

        with client_of(endpoint) as client:
            asked = client.ask(a_request(), Seats)

        assert (31, (0, 0, 0)) == (asked.answer.seats, asked.exchanges[0].usage)

    def test_may_end_for_a_reason_of_the_providers_own(self, endpoint):
        """
        A finish reason that OpenAI does not know (as some servers send it) warns of nothing.
        """
        endpoint.play(answer(GOOD, finish="eos_token"))

        with client_of(endpoint) as client:
            asked = client.ask(a_request(), Seats)

        assert 31 == asked.answer.seats
        assert "eos_token" == asked.exchanges[0].response["choices"][0]["finish_reason"]


class TestCachedTokens:
    def test_have_deepseeks_name_too(self, endpoint):
        """
        What an endpoint took from its prompt cache counts under either name.
        """
        usage = {"prompt_tokens": 812, "prompt_cache_hit_tokens": 768, "completion_tokens": 17}
        message = {"role": "assistant", "content": GOOD}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        endpoint.play(body_of({"choices": [choice], "usage": usage}))

        with client_of(endpoint) as client:
            asked = client.ask(a_request(), Seats)

        assert [(812, 768, 17)] == [each.usage for each in asked.exchanges]


class TestTemplates:
    @pytest.mark.parametrize(
        "post",
        [
            "Turnout was {{ 6 * 7 }}% in {% if x %}Derby{% endif %} {# aside #} tonight",
            "{{ ''.__class__.__mro__ }}",
            "{% raw %} 31 seats",
            "    indented, as it was\n    typed",
        ],
    )
    def test_are_never_rendered(self, endpoint, post):
        """
        instructor renders Jinja where it is given a context: a post arrives word for word.
        """
        endpoint.play(answer(WRONG), answer(GOOD))

        with client_of(endpoint) as client:
            client.ask(a_request(post), Seats)

        assert post == endpoint.received[0].post
        assert [post, post] == [each.messages[3]["content"] for each in endpoint.received]


class TestReask:
    @pytest.mark.parametrize("bad", [WRONG, BROKEN, "I think it is 31.", "[]", "{}"])
    def test_shows_the_model_its_error(self, endpoint, bad):
        """
        A wrong schema, broken JSON and prose are asked again, with the answer and its error.
        """
        endpoint.play(answer(bad), answer(GOOD))

        with client_of(endpoint) as client:
            asked = client.ask(a_request(), Seats)

        first, second = endpoint.received
        assert (31, 2) == (asked.answer.seats, asked.sent)
        assert first.messages == second.messages[:4]
        assert {"role": "assistant", "content": bad} == second.messages[4]
        assert "validation error" in second.post

    def test_ends_after_two(self, endpoint):
        """
        One answer and two re-asks that all break the schema make an invalid answer.
        """
        endpoint.play(answer(WRONG), answer(BROKEN), answer(WRONG), answer(GOOD))

        with client_of(endpoint) as client:
            asked = client.ask(a_request(), Seats)

        assert isinstance(asked.error, InvalidAnswerError)
        assert "the answer breaks the schema after 2 re-asks: seats: " in str(asked.error)
        assert (None, 3, 3, 1) == (asked.answer, asked.sent, endpoint.count, endpoint.unplayed)

    def test_tokens_of_failed_attempts_count(self, endpoint):
        """
        Each exchange of a chain carries its own tokens, the failed ones too.
        """
        endpoint.play(
            answer(WRONG, prompt_tokens=100, completion_tokens=10),
            answer(WRONG, prompt_tokens=150, completion_tokens=20),
            answer(GOOD, prompt_tokens=200, cached_tokens=96, completion_tokens=30),
        )

        with client_of(endpoint) as client:
            asked = client.ask(a_request(), Seats)

        assert [(100, 0, 10), (150, 0, 20), (200, 96, 30)] == [e.usage for e in asked.exchanges]

    def test_names_no_version_of_pydantic(self, endpoint):
        """
        The links under pydantic's errors name its version, which would enter the key.
        """
        endpoint.play(answer(WRONG), answer(GOOD))

        with client_of(endpoint) as client:
            client.ask(a_request(), Seats)

        assert "seats\n  Input should be a valid integer" in endpoint.received[1].post
        assert "errors.pydantic.dev" not in endpoint.received[1].post


class TestNoAnswer:
    @pytest.mark.parametrize(
        ("reply", "error", "reason"),
        [
            (refused("Not that."), RefusalError, "the model refused: Not that."),
            (refused("No. " * 200), RefusalError, "the model refused: " + "No. " * 50 + "..."),
            (filtered(), RefusalError, "the model refused: content filter"),
            (cut_off(), CutOffError, "the answer was cut off at the token limit"),
            (cut_off(GOOD), CutOffError, "the answer was cut off at the token limit"),
            (empty(), EmptyAnswerError, "the model answered with nothing"),
            (answer(" \n"), EmptyAnswerError, "the model answered with nothing"),
            (answer(None), EmptyAnswerError, "the model answered with nothing"),
            (no_choices(), EmptyAnswerError, "the model's response holds no answer"),
        ],
    )
    def test_is_told_apart_and_asked_once(self, endpoint: Endpoint, reply, error, reason):
        """
        A refusal, a cut-off and an empty answer have their names, and no re-ask mends them.
        """
        endpoint.play(reply)

        with client_of(endpoint) as client:
            asked = client.ask(a_request(), Seats)

        assert (error, reason) == (type(asked.error), str(asked.error))
        assert (None, 1, 1) == (asked.answer, asked.sent, endpoint.count)
        assert "failed" == asked.exchanges[0].chain

    def test_may_end_a_chain(self, endpoint):
        """
        A re-ask that is refused is a refusal, not an invalid answer.
        """
        endpoint.play(answer(WRONG), refused())

        with client_of(endpoint) as client:
            asked = client.ask(a_request(), Seats)

        assert isinstance(asked.error, RefusalError)
        assert ["failed", "failed"] == [each.chain for each in asked.exchanges]

    def test_content_in_pieces_is_none(self, endpoint):
        """
        A message whose content is no text is an empty answer, not a crash.
        """
        pieces = [{"type": "text", "text": GOOD}]
        message = {"role": "assistant", "content": pieces}
        endpoint.play(completion([{"index": 0, "message": message, "finish_reason": "stop"}]))

        with client_of(endpoint) as client:
            asked = client.ask(a_request(), Seats)

        assert isinstance(asked.error, EmptyAnswerError)


class TestStored:
    def stored(self, endpoint: Endpoint, reply) -> Exchange:
        endpoint.play(reply)
        with client_of(endpoint) as client:
            return client.ask(a_request(), Seats).exchanges[0]

    def test_is_parsed_as_it_was(self, endpoint):
        """
        The answer in a stored response is the one that was given, without another question.
        """
        stored = self.stored(endpoint, answer(GOOD))

        assert {"party": "Labour", "seats": 31} == answer_in(stored, Seats).model_dump()
        assert 1 == endpoint.count

    def test_may_hold_none(self, endpoint):
        """
        A response without an answer says why, as when it came.
        """
        stored = self.stored(endpoint, cut_off())

        with pytest.raises(CutOffError, match="cut off at the token limit"):
            answer_in(stored, Seats)

    def test_may_be_taken_no_more(self, endpoint):
        """
        An answer that another schema does not take breaks it; nobody is asked again.
        """

        class Wards(Seats):
            """What is asked now."""

            wards: int

        stored = self.stored(endpoint, answer(GOOD))

        with pytest.raises(InvalidAnswerError, match=r"^the answer breaks the schema: wards: "):
            answer_in(stored, Wards)
        assert 1 == endpoint.count


class TestQuiet:
    def test_nothing_is_printed(self, endpoint, capfd):
        """
        instructor logs every failure as an error: its errors reach the user as ours alone.
        """
        endpoint.play(answer(WRONG), answer(BROKEN), answer(WRONG), refused())

        with client_of(endpoint) as client:
            client.ask(a_request(), Seats)
            client.ask(a_request("another"), Seats)

        assert ("", "") == tuple(capfd.readouterr())

    def test_the_log_stays_empty(self, endpoint, caplog):
        """
        A program that shows all logs sees no post and no answer from instructor's.
        """
        endpoint.play(answer(WRONG), answer(WRONG), answer(WRONG))

        with caplog.at_level("DEBUG"), client_of(endpoint) as client:
            client.ask(a_request(), Seats)

        assert [] == [each.name for each in caplog.records if each.name.startswith("instructor")]
        assert POST == endpoint.received[0].post


class TestModelFile:
    def test_is_stored_by_its_name_alone(self):
        """
        A response that names its model by a path keeps the file's name, not the folder.
        """
        response = {"model": "/home/ada/models/qwen.gguf", "id": "1"}

        assert {"model": "qwen", "id": "1"} == _without_path(response)

    def test_of_a_hosted_model_is_left_as_it_came(self):
        """
        A provider's own name of a model, with its date, is kept.
        """
        response = {"model": "gpt-5-mini-2025-08-07"}

        assert response == _without_path(response)
