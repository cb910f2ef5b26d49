"""Calls of any OpenAI client -> the same calls to one model, with the tokens that each of them took."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple, Self

import openai
from openai.types.chat import ChatCompletion

from extract.model.cache import Exchange
from extract.model.sending import Sender

_ANSWER, _NO_ANSWER = 200, 502  # of HTTP


class Call(NamedTuple):
    """Tokens of one answered call: its prompt's, of these cached, its answer's; 0 where none are told."""

    prompt: int
    cached: int
    answer: int


class Counting:
    """
    A loopback endpoint before a model, so that all ways reach it, and are counted, alike.

    ``calls``: every answered call, re-asks too. It holds the key: its clients need none.
    A context manager: leaving it closes the port; the sender is the caller's own.
    """

    def __init__(self, sender: Sender) -> None:
        """Listen on a free port of 127.0.0.1 from now on."""
        self.calls: list[Call] = []
        self._sender = sender
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        """Listening already."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the port."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def base_url(self) -> str:
        """What an OpenAI client takes."""
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def answer_to(self, call: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """The model's response to one call, or its error with the status that it came with."""
        try:
            completion = self._sender(**call)
            if not isinstance(completion, ChatCompletion):  # openai hands on what is no JSON
                return _NO_ANSWER, {"error": {"message": "the response is no chat completion"}}
            response = completion.model_dump(mode="json", exclude_unset=True, warnings=False)
            exchange = Exchange(key="", response=response, seconds=0)
        except openai.APIStatusError as error:
            told = error.body if isinstance(error.body, dict) else {"message": error.message}
            return error.status_code, {"error": told}
        except (openai.OpenAIError, ValueError) as error:
            return _NO_ANSWER, {"error": {"message": f"no answer ({type(error).__name__})"}}
        self.calls.append(Call(*exchange.usage))
        return _ANSWER, response


def _handler_of(counting: Counting) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Say nothing: what fails is counted by the way that fails."""

        def do_POST(self) -> None:
            """One chat completion."""
            asked = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
            status, said = counting.answer_to(asked)
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Connection", "close")
            self.close_connection = True
            self.end_headers()
            self.wfile.write(body)

    return Handler
