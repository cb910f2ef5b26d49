"""A chain of a first answer and its re-asks: what the stores serve, and what is asked again."""

from __future__ import annotations

import pytest
from asking import BROKEN, GOOD, QUICK, WRONG, Seats, a_request, client_of, python
from loopback import Endpoint, answer, cut_off, dropped, refused, status
from pydantic import model_validator

from extract.model.cache import ResponseCache
from extract.model.client import Client
from extract.model.errors import (
    CutOffError,
    EndpointError,
    InvalidAnswerError,
    RefusalError,
    ReplayMissError,
    StopRunError,
)
from extract.model.recordings import Recordings, write_recording
from extract.model.sending import Patience

ONCE = Patience(attempts=1)


class TestAnsweredChain:
    def test_is_served_whole(self, endpoint, cache):
        """
        What was answered is asked for no second time, its re-asks with it.
        """
        endpoint.play(answer(WRONG), answer(GOOD))

        with client_of(endpoint, cache=cache) as client:
            first = client.ask(a_request(), Seats)
            second = client.ask(a_request(), Seats)

        assert (2, 0, 2) == (first.sent, second.sent, endpoint.count)
        assert first.answer.model_dump() == second.answer.model_dump()
        assert first.exchanges == second.exchanges
        assert ["answered", "answered"] == [each.chain for each in second.exchanges]

    def test_is_served_to_any_client(self, endpoint, cache):
        """
        Neither the API key, nor the host, nor who asks is part of what is asked.
        """
        endpoint.play(answer(GOOD))

        with client_of(endpoint, cache=cache, key="sk-one") as client:
            client.ask(a_request(), Seats)
        with Endpoint() as elsewhere:
            with client_of(elsewhere, cache=cache, key="sk-two") as client:
                asked = client.ask(a_request(), Seats)

            assert (31, 0, 0) == (asked.answer.seats, asked.sent, elsewhere.count)

    def test_outlives_the_process(self, endpoint, cache, tmp_path):
        """
        A second run of the program opens the same folder and pays nothing.
        """
        endpoint.play(answer(GOOD))
        with client_of(endpoint, cache=cache) as client:
            client.ask(a_request(), Seats)
        cache.close()

        again = ResponseCache(tmp_path / "responses")
        with client_of(endpoint, cache=again) as client:
            asked = client.ask(a_request(), Seats)
        again.close()

        assert (31, 0, 1) == (asked.answer.seats, asked.sent, endpoint.count)

    @pytest.mark.parametrize(
        "changes",
        [
            {"model": {"name": "another", "digest": None}},
            {"model": {"name": "loopback", "digest": "ab" * 32}},
            {"sampling": {"temperature": 1}},
            {"post": "Labour have 32 seats in Leicester."},
        ],
    )
    def test_answers_no_other_request(self, endpoint, cache, changes):
        """
        Another model, another file of it, other sampling, another post: asked for itself.
        """
        endpoint.play(answer(GOOD), answer(GOOD))

        with client_of(endpoint, cache=cache) as client:
            client.ask(a_request(), Seats)
            asked = client.ask(a_request(**changes), Seats)

        assert (1, 2) == (asked.sent, endpoint.count)

    def test_answers_no_other_schema(self, endpoint, cache):
        """
        What the model is shown of the answer's form is part of what is asked.
        """

        class Described(Seats):
            """The seats of a party."""

        endpoint.play(answer(GOOD), answer(GOOD))

        with client_of(endpoint, cache=cache) as client:
            client.ask(a_request(), Seats)
            asked = client.ask(a_request(), Described)

        assert (1, 2) == (asked.sent, endpoint.count)

    def test_is_asked_again_on_request(self, endpoint, cache):
        """
        ``fresh`` serves nothing that is stored, and stores what it gets.
        """
        endpoint.play(answer(GOOD), answer(GOOD.replace("31", "32")))

        with client_of(endpoint, cache=cache) as client:
            client.ask(a_request(), Seats)
        with client_of(endpoint, cache=cache, fresh=True) as client:
            asked = client.ask(a_request(), Seats)
        with client_of(endpoint, cache=cache) as client:
            after = client.ask(a_request(), Seats)

        assert (32, 1) == (asked.answer.seats, asked.sent)
        assert (32, 0) == (after.answer.seats, after.sent)

    def test_is_judged_anew(self, endpoint, cache):
        """
        A stored answer that new rules of parsing turn down is re-asked from there.
        """

        class Stricter(Seats):
            @model_validator(mode="after")
            def _many(self):
                if self.seats < 32:
                    raise ValueError("too few")
                return self

            @classmethod
            def model_json_schema(cls, *_args, **_options):
                return Seats.model_json_schema()

        endpoint.play(answer(GOOD), answer(GOOD.replace("31", "33")))

        with client_of(endpoint, cache=cache) as client:
            client.ask(a_request(), Seats)
            asked = client.ask(a_request(), Stricter)

        assert (33, 1, 2) == (asked.answer.seats, asked.sent, len(asked.exchanges))


class TestFailedChain:
    @pytest.mark.parametrize(
        ("replies", "error"),
        [
            ((answer(WRONG), answer(BROKEN), answer(WRONG)), InvalidAnswerError),
            ((refused(),), RefusalError),
            ((answer(WRONG), cut_off()), CutOffError),
        ],
    )
    def test_is_asked_again_from_the_start(self, endpoint, cache, replies, error):
        """
        A second run asks for failed posts, and for these alone.
        """
        endpoint.play(*replies, answer(GOOD))

        with client_of(endpoint, cache=cache) as client:
            failed = client.ask(a_request(), Seats)
            again = client.ask(a_request(), Seats)

        assert (error, len(replies)) == (type(failed.error), failed.sent)
        assert {"failed"} == {each.chain for each in failed.exchanges}
        assert (31, 1) == (again.answer.seats, again.sent)

    def test_may_fail_the_same_way_again(self, endpoint, cache):
        """
        The same bad answers again: each is asked for, for none of them was an answer.
        """
        endpoint.play(*[answer(WRONG)] * 6)

        with client_of(endpoint, cache=cache) as client:
            sent = [client.ask(a_request(), Seats).sent for _ in range(2)]

        assert [3, 3] == sent
        assert 3 == len(cache)

    def test_is_mended_by_its_second_asking(self, endpoint, cache):
        """
        Once it is answered, the chain that failed before is served like any other.
        """
        endpoint.play(*[answer(WRONG)] * 3, answer(WRONG), answer(GOOD))

        with client_of(endpoint, cache=cache) as client:
            sent = [client.ask(a_request(), Seats).sent for _ in range(3)]

        assert [3, 2, 0] == sent


class TestChainCutShort:
    @pytest.mark.parametrize("trouble", [status(503), dropped(), status(401)])
    def test_goes_on_from_its_last_stored_answer(self, endpoint, cache, trouble):
        """
        The endpoint fails before a re-ask: the first answer stands, the re-ask alone is sent.
        """
        endpoint.play(answer(WRONG), trouble, answer(GOOD))

        with client_of(endpoint, cache=cache, patience=ONCE) as client:
            try:
                cut = client.ask(a_request(), Seats)
            except StopRunError:
                pass
            else:
                assert isinstance(cut.error, EndpointError)
                assert [None] == [each.chain for each in cut.exchanges]
        with client_of(endpoint, cache=cache) as client:
            asked = client.ask(a_request(), Seats)

        assert (31, 1, 3) == (asked.answer.seats, asked.sent, endpoint.count)
        assert 6 == len(endpoint.received[-1].messages)
        assert ["answered", "answered"] == [each.chain for each in asked.exchanges]

    def test_by_a_kill_loses_nothing(self, endpoint, tmp_path):
        """
        The program is killed the moment it looks at an answer: that answer is stored.
        """
        endpoint.play(answer(WRONG), answer(GOOD))
        folder = tmp_path / "responses"

        killed = python(KILLED_WHILE_JUDGING, endpoint.base_url, folder)
        killed.communicate(timeout=60)

        assert (-9, 1) == (killed.returncode, endpoint.count)
        cache = ResponseCache(folder)
        with client_of(endpoint, cache=cache) as client:
            asked = client.ask(a_request(), Seats)
        cache.close()
        assert (31, 1, 2) == (asked.answer.seats, asked.sent, endpoint.count)


KILLED_WHILE_JUDGING = """
import os, signal, sys
from pathlib import Path
from pydantic import model_validator
from asking import Seats, a_request
from extract.model.cache import ResponseCache
from extract.model.client import Client
from extract.model.connect import Endpoint

class Deadly(Seats):
    @model_validator(mode="before")
    @classmethod
    def _die(cls, value):
        os.kill(os.getpid(), signal.SIGKILL)

    @classmethod
    def model_json_schema(cls, *_args, **_options):
        return Seats.model_json_schema()

cache = ResponseCache(Path(sys.argv[2]))
Client(lambda: Endpoint(sys.argv[1], "key", 30), cache=cache).ask(a_request(), Deadly)
"""


class TestStoring:
    def test_comes_before_judging(self, endpoint, cache):
        """
        A response is in the store by the time that anything looks at it.
        """
        stored: list[int] = []

        class Watched(Seats):
            @model_validator(mode="before")
            @classmethod
            def _look(cls, value):
                stored.append(len(cache))
                return value

        endpoint.play(answer(WRONG), answer(GOOD))

        with client_of(endpoint, cache=cache) as client:
            client.ask(a_request(), Watched)

        assert [1, 2] == stored

    @pytest.mark.parametrize("reply", [refused(), cut_off(), answer(""), answer(None)])
    def test_keeps_what_is_no_answer_too(self, endpoint, cache, reply):
        """
        It was paid for, and says why the post failed.
        """
        endpoint.play(reply)

        with client_of(endpoint, cache=cache) as client:
            client.ask(a_request(), Seats)

        kept = cache.get(a_request().key)
        assert ("failed", (100, 0, 20)) == (kept.chain, kept.usage)

    def test_keeps_the_response_as_it_came(self, endpoint, cache):
        """
        Fields that no client knows are stored with the rest.
        """
        endpoint.play(answer(GOOD, finish="stop"))

        with client_of(endpoint, cache=cache) as client:
            client.ask(a_request(), Seats)

        kept = cache.get(a_request().key).response
        assert ("chatcmpl-loopback", "loopback", 120) == (
            kept["id"],
            kept["model"],
            kept["usage"]["total_tokens"],
        )
        assert {
            "index": 0,
            "finish_reason": "stop",
            "logprobs": None,
            "message": {"role": "assistant", "content": GOOD, "refusal": None},
        } == kept["choices"][0]


class TestReplay:
    @pytest.mark.parametrize(
        "replies",
        [
            (answer(GOOD),),
            (answer(WRONG), answer(GOOD)),
            (answer(WRONG), answer(BROKEN), answer(WRONG)),
            (refused("Not that."),),
            (answer(WRONG), cut_off()),
        ],
    )
    def test_serves_each_chain_as_it_was(self, endpoint, tmp_path, replies):
        """
        Answered or failed: the same exchanges, the same answer or error, and nothing is sent.
        """
        endpoint.play(*replies)
        with client_of(endpoint) as client:
            live = client.ask(a_request(), Seats)
        write_recording(tmp_path, a_request(), list(live.exchanges))

        replayed = Client(None, recordings=Recordings(tmp_path)).ask(a_request(), Seats)

        assert (live.exchanges, 0) == (replayed.exchanges, replayed.sent)
        assert repr(live.error) == repr(replayed.error)
        assert repr(live.answer) == repr(replayed.answer)

    def test_serves_the_cache_as_it_was_too(self, endpoint, cache):
        """
        A replay over the cache shows the failure, where a run would ask again.
        """
        endpoint.play(refused())
        with client_of(endpoint, cache=cache) as client:
            client.ask(a_request(), Seats)

        replayed = Client(None, cache=cache).ask(a_request(), Seats)

        assert (RefusalError, 0, 1) == (type(replayed.error), replayed.sent, endpoint.count)

    def test_misses_what_nobody_recorded(self, tmp_path):
        """
        A post without a recording is a miss with a reason, and costs nothing.
        """
        missed = Client(None, recordings=Recordings(tmp_path)).ask(a_request(), Seats)

        assert ReplayMissError is type(missed.error)
        assert "page/post (seats): nothing is recorded for this post" == str(missed.error)
        assert ((), 0) == (missed.exchanges, missed.sent)

    def test_misses_where_no_recordings_are(self):
        """
        A replay without recordings says so.
        """
        missed = Client(None).ask(a_request(), Seats)

        assert "page/post (seats): no recordings are at hand" == str(missed.error)

    def test_misses_what_a_chain_cut_short_never_got(self, endpoint, tmp_path):
        """
        A recorded chain that the endpoint cut short ends where it ended.
        """
        endpoint.play(answer(WRONG), status(503))
        with client_of(endpoint, patience=ONCE) as client:
            live = client.ask(a_request(), Seats)
        write_recording(tmp_path, a_request(), list(live.exchanges))

        missed = Client(None, recordings=Recordings(tmp_path)).ask(a_request(), Seats)

        assert "page/post (seats): the recorded chain ends before this call" == str(missed.error)
        assert 1 == len(missed.exchanges)


class TestShippedRecordings:
    def test_answer_a_live_run(self, endpoint, cache, tmp_path):
        """
        The recordings that travel with the program are cached answers: nothing is asked.
        """
        endpoint.play(answer(WRONG), answer(GOOD))
        with client_of(endpoint) as client:
            live = client.ask(a_request(), Seats)
        write_recording(tmp_path / "golden", a_request(), list(live.exchanges))
        shipped = Recordings(tmp_path / "golden")

        with client_of(endpoint, cache=cache, recordings=shipped) as client:
            asked = client.ask(a_request(), Seats)

        assert (31, 0, 2) == (asked.answer.seats, asked.sent, endpoint.count)

    def test_of_a_failed_chain_answer_none(self, endpoint, cache, tmp_path):
        """
        A recorded failure is no answer: a live run asks.
        """
        endpoint.play(refused(), answer(GOOD))
        with client_of(endpoint) as client:
            live = client.ask(a_request(), Seats)
        write_recording(tmp_path / "golden", a_request(), list(live.exchanges))
        shipped = Recordings(tmp_path / "golden")

        with client_of(endpoint, cache=cache, recordings=shipped, patience=QUICK) as client:
            asked = client.ask(a_request(), Seats)

        assert (31, 1) == (asked.answer.seats, asked.sent)

    def test_are_passed_over_on_request(self, endpoint, tmp_path):
        """
        ``fresh`` asks for what is recorded too.
        """
        endpoint.play(answer(GOOD), answer(GOOD.replace("31", "32")))
        with client_of(endpoint) as client:
            live = client.ask(a_request(), Seats)
        write_recording(tmp_path, a_request(), list(live.exchanges))

        with client_of(endpoint, recordings=Recordings(tmp_path), fresh=True) as client:
            asked = client.ask(a_request(), Seats)

        assert (32, 1) == (asked.answer.seats, asked.sent)
