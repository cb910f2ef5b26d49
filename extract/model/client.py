"""A request -> a validated answer: instructor re-asks, tenacity resends, and the stores under both."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any, Protocol, TypeVar

import instructor
import openai
from instructor.core.exceptions import IncompleteOutputException, InstructorRetryException
from openai.types.chat import ChatCompletion
from pydantic import BaseModel, ValidationError
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_exponential_jitter

from extract.model.cache import Exchange, ResponseCache
from extract.model.errors import (
    AnswerError,
    CutOffError,
    EmptyAnswerError,
    EndpointError,
    InvalidAnswerError,
    RefusalError,
    ReplayMissError,
    StopRunError,
)
from extract.model.recordings import Recordings
from extract.model.request import Request, call_key

logging.getLogger("instructor").setLevel(logging.CRITICAL + 1)  # its errors reach the user as ours

ATTEMPTS = 6
REASKS = 2
LONGEST_WAIT = 60.0
_PASSING = (openai.RateLimitError, openai.APIConnectionError, openai.InternalServerError)
_FATAL = (openai.AuthenticationError, openai.PermissionDeniedError, openai.NotFoundError)

Answer = TypeVar("Answer", bound=BaseModel)


class Sender(Protocol):
    """Whatever sends one chat completion: the openai client of an endpoint."""

    def __call__(self, **call: Any) -> ChatCompletion:
        """Send one call and wait for its completion."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer with the chain of exchanges that led to it; ``sent`` were asked for now."""

    answer: BaseModel | None
    error: AnswerError | None
    exchanges: tuple[Exchange, ...]
    sent: int


def _wait(state: RetryCallState) -> float:
    """Seconds until the next attempt: what the endpoint asks for, else exponential with jitter."""
    error = state.outcome.exception() if state.outcome else None
    asked = _retry_after(error)
    usual = wait_exponential_jitter(initial=0.5, max=LONGEST_WAIT)(state)
    return min(asked, LONGEST_WAIT) if asked is not None else usual


def _retry_after(error: BaseException | None) -> float | None:
    if not isinstance(error, openai.APIStatusError):
        return None
    header = error.response.headers.get("retry-after")
    if header is None:
        return None
    try:
        return max(0.0, float(header))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(header).timestamp() - time.time())
    except ValueError:
        return None


def _judge(completion: ChatCompletion) -> None:
    """Tell apart what is no answer. Raises ``RefusalError``, ``CutOffError``, ``EmptyAnswerError``."""
    if not completion.choices:
        raise EmptyAnswerError("the model's response holds no answer")
    choice = completion.choices[0]
    if choice.message.refusal or choice.finish_reason == "content_filter":
        raise RefusalError(f"the model refused: {choice.message.refusal or 'content filter'}")
    if choice.finish_reason == "length":
        raise CutOffError("the answer was cut off at the token limit")
    if not (choice.message.content or "").strip():
        raise EmptyAnswerError("the model answered with nothing")


class Client:
    """
    Asks one model, and never twice for what is stored.

    ``sender`` makes the way to the endpoint when the first call is really sent
    (so that a run served from the stores starts no engine and needs no key);
    None replays recordings alone. ``cache`` takes every response as it arrives;
    ``recordings`` are read, never written.
    """

    def __init__(
        self,
        sender: Callable[[], Sender] | None,
        *,
        cache: ResponseCache | None = None,
        recordings: Recordings | None = None,
        fresh: bool = False,
        on_wait: Callable[[str], None] | None = None,
    ) -> None:
        self._make_sender = sender
        self._sender: Sender | None = None
        self._cache = cache
        self._recordings = recordings
        self._fresh = fresh
        self._on_wait = on_wait

    def ask(self, request: Request, answer_model: type[Answer]) -> Asked:
        """
        The answer to one request, or why there is none.

        Raises ``StopRunError`` where no other post could be answered either;
        everything else that fails is in ``Asked.error``.
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
        except IncompleteOutputException:
            error = CutOffError("the answer was cut off at the token limit")
        except InstructorRetryException as caught:
            error = _unwrap(caught)
        if self._cache is not None and not isinstance(error, ReplayMissError | EndpointError):
            keys = [each.key for each in chain.exchanges]
            self._cache.end_chain(keys, "failed" if error else "answered")
        return Asked(answer, error, tuple(chain.exchanges), chain.sent)

    def stored(self, key: str) -> Exchange | None:
        """What the stores hold for a call: nothing of a chain that failed, unless in replay."""
        replay = self._make_sender is None
        if self._cache is not None and not self._fresh:
            cached = self._cache.get(key)
            if cached is not None and (replay or cached.chain != "failed"):
                return cached
        if self._recordings is not None and not self._fresh:
            return self._recordings.get(key)
        return None

    def miss(self, request: Request) -> AnswerError:
        """Why a replay has no answer."""
        if self._recordings is None:
            return ReplayMissError(f"{request.label}: no recordings are at hand")
        return ReplayMissError(self._recordings.why_missed(request))

    def send(self, key: str, call: dict[str, Any]) -> Exchange:
        """Send one call for real, with resends, and store the response before it is looked at."""
        if self._make_sender is None:
            raise AssertionError("a replay sends nothing")
        if self._sender is None:
            self._sender = self._make_sender()
        sender = self._sender
        retrying = Retrying(
            stop=stop_after_attempt(ATTEMPTS),
            wait=_wait,
            retry=retry_if_exception_type(_PASSING),
            before_sleep=self._tell,
            reraise=True,
        )
        try:
            started, completion = retrying(lambda: (time.monotonic(), sender(**call)))
        except _FATAL as error:
            raise StopRunError(f"the endpoint refuses: {error.message}") from error
        except openai.APITimeoutError as error:
            raise EndpointError(f"no answer in time, {ATTEMPTS} times") from error
        except openai.APIConnectionError as error:
            raise StopRunError(f"the endpoint cannot be reached ({ATTEMPTS} tries)") from error
        except openai.APIStatusError as error:
            raise EndpointError(f"HTTP {error.status_code} from the endpoint") from error
        except (openai.OpenAIError, ValidationError, ValueError) as error:
            raise EndpointError(f"the response is no chat completion: {error}") from error
        exchange = Exchange(
            key=key,
            response=completion.model_dump(mode="json", exclude_unset=True),
            seconds=round(time.monotonic() - started, 3),
        )
        if self._cache is not None:
            self._cache.put(exchange)
        return exchange

    def _tell(self, state: RetryCallState) -> None:
        if self._on_wait is not None and state.next_action is not None:
            error = state.outcome.exception() if state.outcome else None
            self._on_wait(f"{type(error).__name__}: waiting {state.next_action.sleep:.1f} s")


class _Chain:
    """The calls of one request: a first one and its re-asks."""

    def __init__(self, client: Client, request: Request) -> None:
        self._client = client
        self._request = request
        self.exchanges: list[Exchange] = []
        self.sent = 0

    def create(self, **call: Any) -> ChatCompletion:
        """What instructor calls: serve from the stores, else send, then judge."""
        schema = call["response_format"]["json_schema"]["schema"]
        key = call_key(self._request.model, call["messages"], schema, self._request.sampling)
        exchange = self._client.stored(key)
        if exchange is None:
            if self._client._make_sender is None:  # noqa: SLF001 - one unit with its client
                raise self._client.miss(self._request)
            self.sent += 1
            exchange = self._client.send(key, call)
        self.exchanges.append(exchange)
        completion = ChatCompletion.model_validate(exchange.response)
        _judge(completion)
        return completion


def _unwrap(caught: InstructorRetryException) -> AnswerError:
    """The error under instructor's own; a run-stopping one is raised on."""
    cause = caught.__cause__
    while cause is not None:
        if isinstance(cause, AnswerError):
            return cause
        if isinstance(cause, StopRunError | AssertionError):
            raise cause
        if isinstance(cause, ValidationError):
            first = cause.errors(include_url=False, include_input=False)[0]
            where = ".".join(str(step) for step in first["loc"]) or "the answer"
            return InvalidAnswerError(
                f"the answer breaks the schema after {REASKS} re-asks: {where}: {first['msg']}"
            )
        cause = cause.__cause__
    return InvalidAnswerError(f"the answer cannot be read: {caught}")
