"""The layer under the re-asks: a call is sent again while the endpoint is busy, slow or away."""

from __future__ import annotations

import json
import time
from email.utils import formatdate

import pytest
from asking import GOOD, KEY, QUICK, WRONG, Seats, a_request, client_of
from loopback import Endpoint, answer, body_of, dropped, not_json, stall, status

from extract.model.client import Client
from extract.model.errors import EndpointError, RejectedError, StopRunError
from extract.model.sending import Patience


class TestPassingTrouble:
    @pytest.mark.parametrize(
        "trouble", [status(429), status(500), status(502), status(503), status(408), dropped()]
    )
    def test_is_outlasted(self, endpoint, trouble):
        """
        A busy endpoint, its faults and dropped connections are tried again, with no re-ask.
        """
        endpoint.play(trouble, trouble, answer(GOOD))

        with client_of(endpoint) as client:
            asked = client.ask(a_request(), Seats)

        assert (31, 1, 3) == (asked.answer.seats, asked.sent, endpoint.count)
        assert [4, 4, 4] == [len(each.messages) for each in endpoint.received]

    def test_a_stall_is_outlasted(self, endpoint):
        """
        An answer that takes longer than the client waits is asked for again.
        """
        endpoint.play(stall(), answer(GOOD))

        with client_of(endpoint, seconds=1.0) as client:
            asked = client.ask(a_request(), Seats)

        assert (31, 1, 2) == (asked.answer.seats, asked.sent, endpoint.count)

    def test_openai_sends_nothing_by_itself(self, endpoint):
        """
        One layer resends: the openai client's own retries are off.
        """
        endpoint.play(status(503))

        with client_of(endpoint, patience=Patience(attempts=1)) as client:
            asked = client.ask(a_request(), Seats)

        assert isinstance(asked.error, EndpointError)
        assert (1, "0") == (endpoint.count, endpoint.received[0].headers["x-stainless-retry-count"])

    def test_the_layers_do_not_multiply(self, endpoint):
        """
        Trouble between the re-asks: each call has its own resends, and no resend is a re-ask.
        """
        endpoint.play(status(500), answer(WRONG), status(429), answer(WRONG), answer(GOOD))

        with client_of(endpoint) as client:
            asked = client.ask(a_request(), Seats)

        assert (31, 3, 5) == (asked.answer.seats, asked.sent, endpoint.count)
        assert [4, 4, 6, 6, 8] == [len(each.messages) for each in endpoint.received]

    def test_waits_grow_and_are_told(self, endpoint):
        """
        Whoever runs the program is told why it waits and for how long.
        """
        endpoint.play(status(503, message="overloaded"), dropped(), answer(GOOD))
        told: list[str] = []

        with client_of(endpoint, on_wait=told.append) as client:
            client.ask(a_request(), Seats)

        assert [
            "HTTP 503: overloaded: waiting 0.0 s (1 of 6 tries made)",
            "no connection to the endpoint: waiting 0.0 s (2 of 6 tries made)",
        ] == told


class TestRetryAfter:
    def test_seconds_are_honoured(self, endpoint):
        """
        The endpoint says when to come back, and is not troubled before.
        """
        endpoint.play(status(429, retry_after="0.3"), answer(GOOD))
        started = time.monotonic()

        with client_of(endpoint) as client:
            asked = client.ask(a_request(), Seats)

        assert 31 == asked.answer.seats
        assert 0.3 <= time.monotonic() - started

    def test_a_date_is_honoured(self, endpoint):
        """
        RFC 9110 allows a date in place of the seconds.
        """
        date = formatdate(time.time() + 3600, usegmt=True)
        endpoint.play(status(503, retry_after=date, message="closed"))

        with client_of(endpoint) as client, pytest.raises(StopRunError) as stopped:
            client.ask(a_request(), Seats)

        seconds = float(str(stopped.value).removeprefix("HTTP 503: closed: it asks to wait ")[:-2])
        assert 3500 < seconds <= 3600

    def test_a_date_that_has_passed_is_now(self, endpoint):
        """
        Clocks differ: the next try follows at once.
        """
        endpoint.play(status(503, retry_after=formatdate(time.time() - 60, usegmt=True)))
        endpoint.play(answer(GOOD))
        told: list[str] = []

        with client_of(endpoint, on_wait=told.append) as client:
            client.ask(a_request(), Seats)

        assert ["HTTP 503: not now: waiting 0.0 s (1 of 6 tries made)"] == told

    @pytest.mark.parametrize("header", ["soon", "", "Wed, 99 Foo 2026", "-5"])
    def test_nonsense_is_passed_over(self, endpoint, header):
        """
        A header that says nothing leaves the usual wait.
        """
        endpoint.play(status(429, retry_after=header), answer(GOOD))

        with client_of(endpoint) as client:
            assert 31 == client.ask(a_request(), Seats).answer.seats

    def test_more_than_anyone_waits_stops_the_run(self, endpoint):
        """
        An endpoint that asks for an hour is not asked again: the run stops in good order.
        """
        endpoint.play(status(429, retry_after="3600", message="daily limit"))

        with client_of(endpoint) as client, pytest.raises(StopRunError) as stopped:
            client.ask(a_request(), Seats)

        assert "HTTP 429: daily limit: it asks to wait 3600 s" == str(stopped.value)
        assert 1 == endpoint.count


class TestLastingTrouble:
    @pytest.mark.parametrize(
        ("trouble", "reason"),
        [
            (status(429), "HTTP 429: not now, 6 times"),
            (status(503, message="overloaded"), "HTTP 503: overloaded, 6 times"),
        ],
    )
    def test_fails_one_post(self, endpoint, trouble, reason):
        """
        After six tries the post has failed, with the endpoint's own words, and the run goes on.
        """
        endpoint.play(*[trouble] * 6, answer(GOOD))

        with client_of(endpoint) as client:
            failed = client.ask(a_request(), Seats)
            after = client.ask(a_request("the next post"), Seats)

        assert (EndpointError, reason) == (type(failed.error), str(failed.error))
        assert ((), 0) == (failed.exchanges, failed.sent)
        assert 31 == after.answer.seats

    def test_of_stalls_fails_one_post(self, endpoint):
        """
        An endpoint that is too slow, time after time, fails the post.
        """
        endpoint.play(stall(), stall())
        patience = Patience(attempts=2, first_wait=0.01)

        with client_of(endpoint, seconds=0.1, patience=patience) as client:
            asked = client.ask(a_request(), Seats)

        assert "no answer in time, 2 times" == str(asked.error)

    def test_no_call_is_sent_again_after_its_time(self, endpoint):
        """
        An endpoint that stalled for longer than all patience is not asked a second time.
        """
        endpoint.play(stall(), answer(GOOD))
        patience = Patience(seconds=0.1, first_wait=0.01)

        with client_of(endpoint, seconds=0.2, patience=patience) as client:
            asked = client.ask(a_request(), Seats)

        assert ("no answer in time, once", 1) == (str(asked.error), endpoint.count)

    def test_of_three_requests_in_a_row_is_a_dead_endpoint(self, endpoint):
        """
        Nobody waits through a hundred posts for an endpoint that answers none.
        """
        endpoint.otherwise = status(503, message="gone")

        with client_of(endpoint, patience=Patience(attempts=1)) as client:
            client.ask(a_request("one"), Seats)
            client.ask(a_request("two"), Seats)
            with pytest.raises(StopRunError) as stopped:
                client.ask(a_request("three"), Seats)

        assert "the endpoint answered none of the last 3 requests: HTTP 503: gone, once" == str(
            stopped.value
        )

    def test_is_forgotten_after_an_answer(self, endpoint):
        """
        Failures count in a row alone.
        """
        endpoint.play(status(500), status(500), answer(GOOD), status(500), status(500))

        with client_of(endpoint, patience=Patience(attempts=1)) as client:
            outcomes = [client.ask(a_request(f"post {n}"), Seats).error is None for n in range(5)]

        assert [False, False, True, False, False] == outcomes


class TestWhatStopsTheRun:
    @pytest.mark.parametrize(
        "refusal",
        [
            status(401, message="Incorrect API key"),
            status(402, message="Payment required"),
            status(403, message="Not allowed"),
            status(404, message="The model does not exist"),
        ],
    )
    def test_a_refused_key_or_model(self, endpoint, refusal):
        """
        Where no other post could be answered either, the run stops at once and says why.
        """
        endpoint.play(refusal)

        with client_of(endpoint) as client, pytest.raises(StopRunError) as stopped:
            client.ask(a_request(), Seats)

        assert str(stopped.value).startswith(f"the endpoint refuses: HTTP {refusal.status}: ")
        assert (1, 3) == (endpoint.count, stopped.value.exit_code)

    def test_a_spent_quota(self, endpoint):
        """
        OpenAI says 429 to an account without money too, which no wait mends.
        """
        error = {"message": "You exceeded your quota", "code": "insufficient_quota"}
        endpoint.play(body_of({"error": error}, 429))

        with client_of(endpoint) as client, pytest.raises(StopRunError, match="quota"):
            client.ask(a_request(), Seats)

        assert 1 == endpoint.count

    def test_a_dead_endpoint(self):
        """
        Where nobody listens, every try ends at once, and the run stops.
        """
        with Endpoint() as gone:
            pass

        with client_of(gone) as client, pytest.raises(StopRunError) as stopped:
            client.ask(a_request(), Seats)

        assert "the endpoint cannot be reached, 6 times" == str(stopped.value)


class TestRejectedRequest:
    def test_fails_one_post_at_once(self, endpoint):
        """
        A request that is too long is turned down once, and the next post is asked.
        """
        endpoint.play(*[status(400, message="context length exceeded")] * 4, answer(GOOD))

        with client_of(endpoint) as client:
            asked = [client.ask(a_request(f"post {n}"), Seats) for n in range(5)]

        reason = "the endpoint turns this request down: HTTP 400: context length exceeded"
        assert [(RejectedError, reason)] * 4 == [(type(e.error), str(e.error)) for e in asked[:4]]
        assert 31 == asked[4].answer.seats


class TestNoCompletion:
    @pytest.mark.parametrize(
        ("reply", "reason"),
        [
            (not_json("<html>Welcome</html>"), "(str)"),
            (body_of("fine"), "(str)"),
            (body_of([]), "(list)"),
            (body_of({}), "it holds no choices"),
            (body_of({"choices": None}), "it holds no choices"),
            (body_of({"choices": ["31"]}), "it holds no choices"),
            (body_of({"choices": [{"message": None}]}), "it holds no choices"),
            (body_of({"error": {"message": "No provider\nis free"}}), "No provider is free"),
            (body_of({"error": "overloaded"}), "overloaded"),
        ],
    )
    def test_is_an_endpoints_fault(self, endpoint, cache, reply, reason):
        """
        A success that is no chat completion is neither an answer nor stored as one.
        """
        endpoint.play(reply)

        with client_of(endpoint, cache=cache) as client:
            asked = client.ask(a_request(), Seats)

        assert EndpointError is type(asked.error)
        assert str(asked.error).startswith("the response is no chat completion")
        assert reason in str(asked.error)
        assert (0, 1) == (len(cache), endpoint.count)

    def test_name_no_key_that_it_echoes(self, endpoint, cache):
        """
        A success that echoes the API key in its error leaves it out of the reason.
        """
        endpoint.play(body_of({"error": {"message": f"Incorrect key {KEY}"}}))

        with client_of(endpoint, cache=cache) as client:
            asked = client.ask(a_request(), Seats)

        assert str(asked.error).endswith("Incorrect key (the key)")

    def test_broken_json_is_one_too(self, endpoint):
        """
        A body that says that it is JSON and is not.
        """
        reply = answer(GOOD)
        endpoint.play(type(reply)(200, reply.body[:40], reply.headers))

        with client_of(endpoint) as client:
            asked = client.ask(a_request(), Seats)

        assert EndpointError is type(asked.error)


class TestTheKey:
    def test_is_sent_and_shown_nowhere(self, endpoint, cache, tmp_path):
        """
        The API key goes to the endpoint, and into no error, even where the endpoint echoes it.
        """
        endpoint.play(answer(GOOD), status(400, message=f"bad request of {KEY}"))
        endpoint.play(status(401, message=f"Incorrect key {KEY}"))

        with client_of(endpoint, cache=cache) as client:
            client.ask(a_request("one"), Seats)
            rejected = client.ask(a_request("two"), Seats)
            with pytest.raises(StopRunError) as stopped:
                client.ask(a_request("three"), Seats)

        assert [f"Bearer {KEY}"] * 3 == [e.headers["authorization"] for e in endpoint.received]
        assert "HTTP 400: bad request of (the key)" in str(rejected.error)
        assert "HTTP 401: Incorrect key (the key)" in str(stopped.value)
        stored = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        assert b"Labour" in stored
        assert KEY.encode() not in stored
        assert b"127.0.0.1" not in stored

    def test_is_not_stored_where_an_answer_echoes_it(self, endpoint, cache, tmp_path):
        """
        A good response that holds the API key is stored without it.
        """
        reply = json.loads(answer(GOOD).body)
        endpoint.play(body_of(reply | {"service_tier": f"tier of {KEY}"}))

        with client_of(endpoint, cache=cache) as client:
            asked = client.ask(a_request(), Seats)

        stored = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        assert (31, "tier of (the key)") == (
            asked.answer.seats,
            asked.exchanges[0].response["service_tier"],
        )
        assert KEY.encode() not in stored

    def test_that_is_none_changes_no_answer(self, endpoint, cache):
        """
        The word that stands for no key, where an endpoint needs none, stays in a response.
        """
        reply = json.loads(answer(GOOD).body)
        endpoint.play(body_of(reply | {"service_tier": "none"}))

        with client_of(endpoint, key="none", cache=cache) as client:
            asked = client.ask(a_request(), Seats)

        assert "none" == asked.exchanges[0].response["service_tier"]


class TestWhoAsks:
    def test_makes_no_sender_before_it_must(self):
        """
        A run that is served from the stores starts no engine and needs no key.
        """
        made: list[str] = []

        with Client(lambda: made.append("sender"), patience=QUICK):
            pass

        assert [] == made

    def test_is_told_why_there_is_no_sender(self):
        """
        A missing key or model file is no bad answer: it comes through as what it is.
        """

        def no_sender():
            raise LookupError("no key")

        with Client(no_sender) as client, pytest.raises(LookupError, match="no key"):
            client.ask(a_request(), Seats)

    def test_can_stop_it_with_ctrl_c(self, cache):
        """
        Ctrl-C while a call is under way ends the asking, and no layer takes it for a failure.
        """

        class Interrupted:
            calls = 0

            def __call__(self, **_):
                self.calls += 1
                raise KeyboardInterrupt

            def close(self):
                pass

        sender = Interrupted()

        with Client(lambda: sender, cache=cache) as client, pytest.raises(KeyboardInterrupt):
            client.ask(a_request(), Seats)

        assert (1, 0) == (sender.calls, len(cache))
