"""
A real OpenAI-compatible endpoint on 127.0.0.1: a script of replies -> HTTP responses.

In a test of the client::

    def test_it(endpoint):                       # the fixture of tests/conftest.py
        endpoint.play(status(429, retry_after="0"), answer('{"councils":[],"contests":[]}'))
        ...                                      # ask at endpoint.base_url
        assert 2 == endpoint.count

In a test that starts the program itself::

    with Endpoint(otherwise=answer('{"councils":[],"contests":[]}')) as endpoint:
        subprocess.run(["seatcheck", "extract", page, "--model", "openai/test",
                        "--base-url", endpoint.base_url], env={**os.environ, "OPENAI_API_KEY": "k"})
        assert 5 == endpoint.count

``play`` adds replies that are given once each, in the order of the requests; a
request beyond the script gets ``otherwise``: a reply, or a function from the
request (``Received``) to a reply, such as ``by_post({"Leicester": answer(...)})``.
Where there is neither, it gets a 400 that no client sends again, and
``unexpected`` counts it.

Every request is kept in ``received``, also what went to another path or by
another method, so that a test can assert what arrived, word for word, and that
nothing bypassed the endpoint or came twice.
"""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

NOTHING = '{"councils":[],"contests":[]}'
"""The answer to a post that states no result."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What one request gets: after ``delay`` seconds a response, or (``drop``) a cut connection."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    drop: bool = False


@dataclass(frozen=True, slots=True)
class Received:
    """One request as it arrived; ``body`` is its JSON, {} where it was none."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]

    @property
    def messages(self) -> list[dict[str, Any]]:
        """The chat's messages."""
        messages: list[dict[str, Any]] = self.body.get("messages", [])
        return messages

    @property
    def post(self) -> str:
        """The last message's text: the post, or the re-ask after a bad answer."""
        return str(self.messages[-1]["content"]) if self.messages else ""


def answer(
    content: str | None = NOTHING,
    *,
    finish: str = "stop",
    refusal: str | None = None,
    prompt_tokens: int = 100,
    cached_tokens: int = 0,
    completion_tokens: int = 20,
    delay: float = 0.0,
) -> Reply:
    """A chat completion with this text; bad JSON and a wrong schema are texts like any other."""
    message = {"role": "assistant", "content": content, "refusal": refusal}
    choice = {"index": 0, "message": message, "finish_reason": finish, "logprobs": None}
    return completion([choice], prompt_tokens, cached_tokens, completion_tokens, delay)


def completion(
    choices: list[dict[str, Any]],
    prompt_tokens: int = 100,
    cached_tokens: int = 0,
    completion_tokens: int = 20,
    delay: float = 0.0,
) -> Reply:
    """A chat completion with these choices."""
    body = {
        "id": "chatcmpl-loopback",
        "object": "chat.completion",
        "created": 1_700_000_000,
        "model": "loopback",
        "choices": choices,
        "usage": {
            "prompt_tokens": prompt_tokens,
            "completion_tokens": completion_tokens,
            "total_tokens": prompt_tokens + completion_tokens,
            "prompt_tokens_details": {"cached_tokens": cached_tokens},
        },
    }
    return body_of(body, delay=delay)


def cut_off(content: str = '{"councils":[{"council":"Lei') -> Reply:
    """An answer that ends at the token limit, in the middle of its JSON."""
    return answer(content, finish="length")


def refused(reason: str = "I cannot help with that.") -> Reply:
    """A refusal, as OpenAI sends it: no content, and the refusal beside it."""
    return answer(None, refusal=reason)


def filtered() -> Reply:
    """An answer that the provider's content filter stopped."""
    return answer("", finish="content_filter")


def empty() -> Reply:
    """An answer without a word."""
    return answer("")


def no_choices() -> Reply:
    """A completion that holds no answer at all."""
    return completion([])


def status(code: int, *, retry_after: str | None = None, message: str = "not now") -> Reply:
    """An HTTP error in OpenAI's form: 401, 404, 429, 500, 503, ..."""
    headers = {} if retry_after is None else {"Retry-After": retry_after}
    error = {"message": message, "type": "loopback_error", "param": None, "code": None}
    return body_of({"error": error}, code, headers=headers)


def stall(seconds: float = 60.0) -> Reply:
    """No answer for longer than the client waits; it ends early when the endpoint closes."""
    return answer(delay=seconds)


def dropped() -> Reply:
    """A connection that is reset instead of answered."""
    return Reply(drop=True)


def not_json(text: str = "<html>Welcome to the hotel's wireless network</html>") -> Reply:
    """A success whose body is no JSON, as a captive portal sends it."""
    return Reply(200, text.encode(), {"Content-Type": "text/html"})


def body_of(
    value: object,
    code: int = 200,
    *,
    headers: Mapping[str, str] | None = None,
    delay: float = 0.0,
) -> Reply:
    """Any JSON value as a response, also what is no chat completion."""
    kind = {"Content-Type": "application/json"}
    return Reply(code, json.dumps(value).encode(), {**kind, **(headers or {})}, delay)


def by_post(
    replies: Mapping[str, Reply], otherwise: Reply | None = None
) -> Callable[[Received], Reply]:
    """The reply for the first of these fragments that stands in the post, else ``otherwise``."""

    def choose(request: Received) -> Reply:
        for fragment, reply in replies.items():
            if fragment in request.post:
                return reply
        return otherwise or answer()

    return choose


class Endpoint:
    """The endpoint; a context manager, whose server and threads have ended when it is left."""

    def __init__(
        self, *script: Reply, otherwise: Reply | Callable[[Received], Reply] | None = None
    ) -> None:
        """Listen on a free port, and answer from now on."""
        self.otherwise = otherwise
        self.received: list[Received] = []
        self.unexpected = 0
        self._script = list(script)
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _handler_of(self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def base_url(self) -> str:
        """What ``--base-url`` and ``OPENAI_BASE_URL`` take."""
        return f"{self.address}/v1"

    @property
    def address(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def count(self) -> int:
        """How many requests arrived."""
        return len(self.received)

    @property
    def unplayed(self) -> int:
        """How many replies of the script nobody has asked for yet."""
        return len(self._script)

    def play(self, *replies: Reply) -> None:
        """Add replies to the script."""
        with self._lock:
            self._script += replies

    def close(self) -> None:
        """End the server, its stalls and all its threads."""
        self._closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def reply_to(self, request: Received) -> Reply:
        """Keep a request and choose its reply."""
        with self._lock:
            self.received.append(request)
            if (request.method, request.path) != ("POST", "/v1/chat/completions"):
                return status(404, message=f"no {request.method} {request.path} here")
            if self._script:
                return self._script.pop(0)
            if self.otherwise is None:
                self.unexpected += 1
                return status(400, message="the script has run out")
        return self.otherwise(request) if callable(self.otherwise) else self.otherwise

    def wait(self, seconds: float) -> None:
        """Wait, but not beyond the end of the endpoint."""
        self._closing.wait(seconds)


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # so that closing joins them: no test leaves a thread behind

    def handle_error(self, *_: object) -> None:
        """Say nothing: a client that went away is part of the play."""


def _handler_of(endpoint: Endpoint) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 30

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def _answer(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            try:
                body = json.loads(raw)
            except ValueError:
                body = {}
            headers = {name.lower(): value for name, value in self.headers.items()}
            reply = endpoint.reply_to(Received(self.command, self.path, headers, body))
            if reply.delay:
                endpoint.wait(reply.delay)
            self.close_connection = True
            if reply.drop:
                self._reset()
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(reply.body)

        def _reset(self) -> None:
            """Close with a reset, not in good order."""
            now = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, now)
            self.connection.close()

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _answer  # noqa: N815 - http.server's names

    return Handler
