"""From a spec to a sender: keys, addresses, proxies, the engine, and giving all of it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from asking import GOOD, QUICK, Seats, a_request
from loopback import answer

from extract.model import connect, embedded, engine
from extract.model.client import Client
from extract.model.connect import Endpoint, sender_for
from extract.model.errors import MissingKeyError, ModelFileError
from extract.model.spec import parse_spec


def silence(_line: str) -> None:
    """Note nothing."""


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    No key and no address of whoever runs the tests.
    """
    for name in ("OPENAI_API_KEY", "GROQ_API_KEY", "OPENAI_BASE_URL", "SEATCHECK_MODEL_FILE"):
        monkeypatch.delenv(name, raising=False)


def asked_with(spec_text: str, url: str | None = None) -> Client:
    """A client as the command line makes it."""
    spec = parse_spec(spec_text, url)
    return Client(lambda: sender_for(spec, silence), patience=QUICK)


class TestKey:
    def test_is_read_when_the_first_call_is_sent(self, endpoint, monkeypatch):
        """
        The environment's key of this provider, without the newline that a file put behind it.
        """
        endpoint.play(answer(GOOD))
        with asked_with("groq/x", endpoint.base_url) as client:
            monkeypatch.setenv("GROQ_API_KEY", "gsk-0123456789\n")
            client.ask(a_request(), Seats)

        assert "Bearer gsk-0123456789" == endpoint.received[0].headers["authorization"]

    def test_that_is_missing_is_named(self):
        """
        The variable to set, and exit code 2: no post is asked, none fails.
        """
        with asked_with("groq/x") as client, pytest.raises(MissingKeyError) as missing:
            client.ask(a_request(), Seats)

        assert "model groq/x: its API key is missing; set GROQ_API_KEY" == str(missing.value)
        assert 2 == missing.value.exit_code

    @pytest.mark.parametrize("text", ["openai/x", "ollama/x"])
    def test_is_not_needed_at_an_address_of_ones_own(self, endpoint, text):
        """
        A server on one's own machine asks for none.
        """
        endpoint.play(answer(GOOD))

        with asked_with(text, endpoint.base_url) as client:
            assert 31 == client.ask(a_request(), Seats).answer.seats

        assert "Bearer none" == endpoint.received[0].headers["authorization"]


class TestProxy:
    @pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
    def test_stands_not_between_this_machine_and_itself(self, endpoint, monkeypatch, variable):
        """
        Behind a company's proxy, the embedded engine and a local server are asked directly.
        """
        monkeypatch.setenv(variable, "http://127.0.0.1:1")
        endpoint.play(answer(GOOD))

        with asked_with("openai/x", endpoint.base_url) as client:
            assert 31 == client.ask(a_request(), Seats).answer.seats

    @pytest.mark.parametrize(
        ("url", "own"),
        [
            ("http://localhost:11434/v1", True),
            ("http://127.0.0.9:1/v1", True),
            ("http://[::1]:8000/v1", True),
            ("https://api.openai.com/v1", False),
            ("http://192.168.0.7:8000/v1", False),
        ],
    )
    def test_is_used_for_other_machines(self, url, own):
        """
        Which addresses are this machine's.
        """
        assert own == connect._is_loopback(url)


class TestConnection:
    def test_is_given_back(self, endpoint):
        """
        Leaving the client closes what it opened; asking again opens it anew.
        """
        endpoint.play(answer(GOOD), answer(GOOD))
        made: list[Endpoint] = []

        def sender() -> Endpoint:
            made.append(Endpoint(endpoint.base_url, "key", 5))
            return made[-1]

        client = Client(sender)
        for _ in range(2):
            with client:
                client.ask(a_request(), Seats)

        assert [True, True] == [each._client.is_closed() for each in made]

    def test_is_kept_for_the_next_call(self, endpoint):
        """
        One sender serves all requests of a client.
        """
        endpoint.play(answer(GOOD), answer(GOOD))
        made: list[Endpoint] = []

        def sender() -> Endpoint:
            made.append(Endpoint(endpoint.base_url, "key", 5))
            return made[-1]

        with Client(sender) as client:
            client.ask(a_request(), Seats)
            client.ask(a_request("another"), Seats)

        assert (1, 2) == (len(made), endpoint.count)


class TestEmbedded:
    @pytest.fixture
    def started(self, endpoint, monkeypatch) -> list[Path]:
        """
        An engine that is the scripted endpoint; the files that it was started on.
        """
        files: list[Path] = []

        def start(path: Path) -> engine.Engine:
            files.append(path)
            return engine.Engine(endpoint.base_url, "engine-key", None)

        monkeypatch.setattr(connect.engine, "start", start)
        monkeypatch.setattr(connect, "_engines", {})
        monkeypatch.setattr(embedded, "find", lambda: Path("/models/qwen.gguf"))
        return files

    def test_is_started_by_the_first_call(self, endpoint, started):
        """
        Then asked over the loopback with a key of its own.
        """
        endpoint.play(answer(GOOD))

        with asked_with("local") as client:
            before = list(started)
            client.ask(a_request(), Seats)

        assert ([], [Path("/models/qwen.gguf")]) == (before, started)
        assert "Bearer engine-key" == endpoint.received[0].headers["authorization"]

    def test_is_started_once(self, endpoint, started):
        """
        A second client of the same file asks the same engine: it holds the whole model in memory.
        """
        endpoint.play(answer(GOOD), answer(GOOD))

        for post in ("one", "two"):
            with asked_with("local") as client:
                client.ask(a_request(post), Seats)

        assert 1 == len(started)

    def test_may_be_any_file(self, endpoint, started, tmp_path):
        """
        ``local:FILE`` starts the engine on that file.
        """
        (tmp_path / "mine.gguf").write_bytes(b"GGUF")
        endpoint.play(answer(GOOD))

        with asked_with(f"local:{tmp_path / 'mine.gguf'}") as client:
            client.ask(a_request(), Seats)

        assert [tmp_path / "mine.gguf"] == started

    def test_says_that_it_starts(self, started):
        """
        It takes some seconds: whoever waits is told.
        """
        said: list[str] = []

        sender_for(parse_spec("local"), said.append).close()

        assert ["starting the embedded model qwen.gguf"] == said
        assert 1 == len(started)

    def test_that_cannot_be_had_is_no_bad_answer(self, monkeypatch):
        """
        The error comes through the layers as it is: it is not the post that failed.
        """

        def fail() -> Path:
            raise ModelFileError("the embedded model cannot be had")

        monkeypatch.setattr(embedded, "find", fail)

        with asked_with("local") as client, pytest.raises(ModelFileError, match="cannot be had"):
            client.ask(a_request(), Seats)
