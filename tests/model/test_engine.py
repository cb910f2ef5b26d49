"""The real engine on the real file: it answers, keeps to its schema, and ends with the program."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest
from asking import Seats, a_request, python

from extract.model.client import Client
from extract.model.connect import Endpoint, fetch_with_bar
from extract.model.spec import parse_spec

pytestmark = [pytest.mark.local_model, pytest.mark.timeout(600)]

START = """
import sys
from pathlib import Path
from extract.model import engine
running = engine.start(Path(sys.argv[1]))
print(running.base_url, running.api_key, flush=True)
sys.stdin.read()
"""
SERVE = """
import sys
from extract.cli import main
sys.argv = ["seatcheck", "model", "serve", "--file", sys.argv[1]]
main()
"""


@pytest.fixture(scope="module")
def model() -> Path:
    """
    The real file: found on this machine, else fetched.
    """
    return fetch_with_bar(print)


@contextmanager
def running(script: str, model: Path) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """A process that runs the engine, and the words of the line that it prints once it listens."""
    with python(script, model) as process:
        try:
            assert process.stdout is not None
            yield process, process.stdout.readline().split()
        finally:
            process.kill()


@pytest.fixture(scope="module")
def engine(model: Path) -> Iterator[Endpoint]:
    """
    The way to one engine, in a process of its own, for all tests that ask it.
    """
    with running(START, model) as (_, (url, key)):
        endpoint = Endpoint(url, key, 300)
        yield endpoint
        endpoint.close()


class TestAnswer:
    def test_keeps_the_schema(self, engine):
        """
        One small request, asked afresh: party and seats come back under the grammar.
        """
        local = parse_spec("local")
        request = a_request(
            "Labour now have 31 seats on the council.",
            model=local.identity,
            sampling={**local.sampling, "max_tokens": 40},
        )

        asked = Client(lambda: engine).ask(request, Seats)

        assert {"party": "Labour", "seats": 31} == asked.answer.model_dump()
        assert (1, "stop") == (
            asked.sent,
            asked.exchanges[0].response["choices"][0]["finish_reason"],
        )
        prompt, _, completion = asked.exchanges[0].usage
        assert 20 < prompt < 200
        assert 5 < completion < 40

    def test_is_for_its_own_program(self, engine):
        """
        The engine listens on this machine alone, with a key that no other program knows.
        """
        base = str(engine._client.base_url)

        refused = httpx2.post(f"{base}chat/completions", json={"messages": []}, trust_env=False)

        assert base.startswith("http://127.0.0.1:")
        assert 401 == refused.status_code


class TestEnd:
    @pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
    def test_comes_with_the_program(self, model, how):
        """
        Ctrl-C, a polite end and a kill: no engine outlives the program that started it.
        """
        with running(SERVE, model) as (process, (url,)):
            port = int(url.split(":")[2].split("/")[0])
            assert listens(port)
            process.send_signal(how)

            assert (-9 if how is signal.SIGKILL else 130) == process.wait(timeout=20)

        assert not listens(port)

    def test_comes_in_the_middle_of_an_answer(self, model):
        """
        Ctrl-C while the engine computes ends it at once.
        """
        with running(SERVE, model) as (process, (url,)):
            asking = socket.create_connection(("127.0.0.1", int(url.split(":")[2].split("/")[0])))
            asking.sendall(a_long_question())
            time.sleep(1.0)
            process.send_signal(signal.SIGINT)

            assert 130 == process.wait(timeout=20)
            asking.close()

    def test_of_its_input_ends_a_program_too(self, model):
        """
        A program that comes to its end with an engine running does not hang.
        """
        with running(START, model) as (process, _):
            assert process.stdin is not None
            process.stdin.close()

            process.wait(timeout=20)


def listens(port: int) -> bool:
    """Whether anything listens on a port of this machine."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except ConnectionRefusedError:
        return False
    return True


def a_long_question() -> bytes:
    """A request that takes the engine longer than this test."""
    content = "Count from 1 to 500 in words."
    body = json.dumps({"messages": [{"role": "user", "content": content}], "max_tokens": 400})
    head = "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json"
    return f"{head}\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()


def test_the_file_is_verified(model):
    """
    What the tests run on is the embedded model itself.
    """
    assert 1_117_320_768 == model.stat().st_size
