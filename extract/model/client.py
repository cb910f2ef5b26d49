"""A request -> a validated answer: instructor's re-asks, over the sending and the stores."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, TypeVar

import instructor
from instructor.core.exceptions import InstructorRetryException
from instructor.utils import extract_json_from_codeblock
from openai.types.chat import ChatCompletion
from pydantic import BaseModel, ValidationError

from extract.model.cache import Exchange, Outcome, ResponseCache
from extract.model.errors import (
    AnswerError,
    CutOffError,
    EmptyAnswerError,
    EndpointError,
    InvalidAnswerError,
    RefusalError,
    ReplayMissError,
    StopRunError,
    first_problem,
    in_short,
)
from extract.model.recordings import Recordings
from extract.model.request import Request, call_key
from extract.model.sending import Patience, Sender, send
from extract.model.structured import response_format

logging.getLogger("instructor").setLevel(logging.CRITICAL + 1)  # its errors reach the user as ours

REASKS = 2
DEAD = 3
"""Requests in a row without an answer, after which an endpoint counts as dead."""

_FENCE = "```"
_PYDANTIC_LINK = re.compile(r"\n *For further information visit \S+")

Answer = TypeVar("Answer", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer with the chain of exchanges that led to it; ``sent`` of them asked for now."""

    answer: BaseModel | None
    error: AnswerError | None
    exchanges: tuple[Exchange, ...]
    sent: int


class Client:
    """
    Asks one model, and never twice for what is stored.

    ``sender`` makes the way to the endpoint when the first call is really sent
    (so that a run served from the stores starts no engine and needs no key);
    None replays recordings alone. ``cache`` takes every response as it arrives;
    ``recordings`` are read, never written. ``fresh`` reads neither. ``on_wait`` is
    told of every wait. A context manager: leaving it gives the connections back.
    """

    def __init__(
        self,
        sender: Callable[[], Sender] | None,
        *,
        cache: ResponseCache | None = None,
        recordings: Recordings | None = None,
        fresh: bool = False,
        on_wait: Callable[[str], None] | None = None,
        patience: Patience | None = None,
    ) -> None:
        """Open nothing yet."""
        self._make_sender = sender
        self._sender: Sender | None = None
        self._cache = cache
        self._recordings = recordings
        self._fresh = fresh
        self._on_wait = on_wait
        self._patience = patience or Patience()
        self._unanswered = 0

    def __enter__(self) -> Self:
        """Open nothing yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """Give the connections back."""
        self.close()

    def close(self) -> None:
        """Give the connections back; the caches are the caller's own."""
        if self._sender is not None:
            self._sender.close()
            self._sender = None

    def ask(self, request: Request, answer_model: type[Answer]) -> Asked:
        """
        The answer to one request, or why there is none.

        Raises ``StopRunError`` where no other post could be answered either, and
        what making the sender raises; everything else is in ``Asked.error``.
        """
        chain = _Chain(self, request)
        create = instructor.patch(create=chain.create, mode=instructor.Mode.JSON_SCHEMA)
        answer: BaseModel | None = None
        error: AnswerError | None = None
        try:
            answer = create(
                response_model=answer_model,
                max_retries=REASKS,
                model=request.model["name"] or "",
                messages=[dict(each) for each in request.messages],
                **request.sampling,
            )
        except InstructorRetryException as caught:
            error = _reason(caught)
        if isinstance(error, ReplayMissError | EndpointError):  # cut short: it may go on from here
            return Asked(answer, error, tuple(chain.exchanges), chain.sent)
        outcome: Outcome = "failed" if error else "answered"
        ended = tuple(each.model_copy(update={"chain": outcome}) for each in chain.exchanges)
        if self._cache is not None:
            self._cache.end_chain([each.key for each in ended], outcome)
        return Asked(answer, error, ended, chain.sent)

    def exchange(self, key: str, request: Request, call: dict[str, Any]) -> tuple[Exchange, bool]:
        """One call's exchange, and whether it was sent now: from the stores if they hold it."""
        stored = None if self._fresh else self._stored(key)
        if stored is not None:
            return stored, False
        if self._make_sender is None:
            raise self._missed(request)
        return self._send(key, call, self._make_sender), True

    def _stored(self, key: str) -> Exchange | None:
        """What the stores hold for a call: nothing of a chain that failed, unless in replay."""
        replay = self._make_sender is None
        for store in (self._cache, self._recordings):
            found = None if store is None else store.get(key)
            if found is not None and (replay or found.chain != "failed"):
                return found
        return None

    def _missed(self, request: Request) -> AnswerError:
        """Why a replay has no answer."""
        if self._recordings is None:
            return ReplayMissError(f"{request.label}: no recordings are at hand")
        return ReplayMissError(self._recordings.why_missed(request))

    def _send(self, key: str, call: dict[str, Any], make_sender: Callable[[], Sender]) -> Exchange:
        """Send one call for real, and store the response before it is looked at."""
        if self._sender is None:
            self._sender = make_sender()
        try:
            response, seconds = send(self._sender, call, self._patience, self._on_wait)
            response = json.loads(self._sender.without_key(json.dumps(response)))
            exchange = Exchange(
                key=key, response=_without_path(response), seconds=round(seconds, 3)
            )
        except EndpointError as error:
            raise self._no_answer(error) from error
        except ValidationError as error:
            said = self._sender.without_key(first_problem(error))
            said = f"the response is no chat completion: {said}"
            raise self._no_answer(EndpointError(said)) from error
        self._unanswered = 0
        if self._cache is not None:
            self._cache.put(exchange)
        return exchange

    def _no_answer(self, error: EndpointError) -> Exception:
        """Whether one request failed, or the endpoint is dead."""
        self._unanswered += 1
        if self._unanswered < DEAD:
            return error
        return StopRunError(f"the endpoint answered none of the last {DEAD} requests: {error}")


class _Chain:
    """The calls of one request: a first one and its re-asks."""

    def __init__(self, client: Client, request: Request) -> None:
        self._client = client
        self._request = request
        self.exchanges: list[Exchange] = []
        self.sent = 0

    def create(self, **call: Any) -> ChatCompletion:
        """What instructor calls: serve from the stores, else send, then judge."""
        call["messages"] = self._messages(call["messages"])
        schema = call["response_format"]["json_schema"]["schema"]
        key = call_key(self._request.model, call["messages"], schema, self._request.sampling)
        call["response_format"] = response_format(call["response_format"], self._request.output)
        exchange, sent = self._client.exchange(key, self._request, call)
        self.exchanges.append(exchange)
        self.sent += sent
        return _completion(exchange)

    def _messages(self, messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """
        The request's own messages, word for word, and the re-asks after them.

        The links that pydantic puts under its errors name its version, which must
        not enter the key of a re-ask.
        """
        asked = [dict(each) for each in self._request.messages]
        reasks = [
            {**each, "content": _PYDANTIC_LINK.sub("", each["content"])}
            if each["role"] == "user"
            else each
            for each in messages[len(asked) :]
        ]
        return asked + reasks


def answer_in(exchange: Exchange, answer_model: type[Answer]) -> Answer:
    """
    The answer that a stored response holds, parsed as if it came now.

    Raises ``AnswerError`` where it holds none, or the answer model takes it no more.
    """
    parse = instructor.patch(
        create=lambda **_: _completion(exchange), mode=instructor.Mode.JSON_SCHEMA
    )
    try:
        answer: Answer = parse(response_model=answer_model, max_retries=0, messages=[])
    except InstructorRetryException as caught:
        raise _reason(caught, reasks=0) from caught
    return answer


def _completion(exchange: Exchange) -> ChatCompletion:
    """A response. Raises ``RefusalError``, ``CutOffError``, ``EmptyAnswerError`` if no answer."""
    completion = ChatCompletion.construct(**exchange.response)
    if not completion.choices:
        raise EmptyAnswerError("the model's response holds no answer")
    choice = completion.choices[0]
    if choice.message.refusal or choice.finish_reason == "content_filter":
        why = in_short(choice.message.refusal or "content filter")
        raise RefusalError(f"the model refused: {why}")
    if choice.finish_reason == "length":
        raise CutOffError("the answer was cut off at the token limit")
    if not isinstance(choice.message.content, str) or not choice.message.content.strip():
        raise EmptyAnswerError("the model answered with nothing")
    if choice.message.content.lstrip().startswith(_FENCE):  # no fault of the answer's: no re-ask
        choice.message.content = extract_json_from_codeblock(choice.message.content)
    return completion


def _reason(caught: InstructorRetryException, reasks: int = REASKS) -> AnswerError:
    """Why there is no answer: the error under instructor's own; what stops the run is raised."""
    cause = caught.__cause__
    if isinstance(cause, AnswerError):
        return cause
    if isinstance(cause, ValidationError):
        after = f" after {reasks} re-asks" if reasks else ""
        return InvalidAnswerError(f"the answer breaks the schema{after}: {first_problem(cause)}")
    raise cause or caught


def _without_path(response: dict[str, Any]) -> dict[str, Any]:
    """A response that names a model file by its name alone: folders are nobody's business."""
    model = response.get("model")
    if not isinstance(model, str) or not model.endswith(".gguf"):
        return response
    return {**response, "model": Path(model).stem}
