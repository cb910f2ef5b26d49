"""One call -> the endpoint's raw response: sent again while the endpoint is busy, slow or away."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any, Protocol

import openai
from openai.types.chat import ChatCompletion
from tenacity import RetryCallState, Retrying, retry_if_exception
from tenacity.stop import stop_after_attempt, stop_after_delay
from tenacity.wait import wait_exponential, wait_random

from extract.model.errors import EndpointError, RejectedError, StopRunError, in_short

_BUSY = (408, 409, 429)
_REFUSES_ALL = (401, 402, 403, 404)
_SPENT = "insufficient_quota"
_KEY_LENGTH = 8


class Sender(Protocol):
    """The way to one endpoint: sends one chat completion at a time."""

    def __call__(self, **call: Any) -> ChatCompletion:
        """Send one call and wait for its completion."""
        ...

    def without_key(self, text: str) -> str:
        """A text of the endpoint's that is safe to show and to store."""
        ...

    def close(self) -> None:
        """Give the connections back."""
        ...


@dataclass(frozen=True, slots=True)
class Patience:
    """
    How long a call that gets no answer is sent again.

    ``attempts`` in all, and none after ``seconds`` from the first. The wait is what
    the endpoint asks for (``Retry-After``), else ``first_wait`` seconds, doubled each
    time, with jitter. An endpoint that asks for more than ``longest_wait`` is not
    asked again: the run stops in good order.
    """

    attempts: int = 6
    seconds: float = 900.0
    first_wait: float = 0.5
    longest_wait: float = 120.0


def send(
    sender: Sender,
    call: dict[str, Any],
    patience: Patience,
    on_wait: Callable[[str], None] | None = None,
) -> tuple[dict[str, Any], float]:
    """
    The response to one call as JSON, and the seconds that it took.

    Raises ``StopRunError`` where no other call could be answered either,
    ``RejectedError`` where this one is turned down, ``EndpointError`` where it gets
    no answer after all resends.
    """

    def once() -> tuple[ChatCompletion, float]:
        started = time.monotonic()
        completion = sender(**call)
        return completion, time.monotonic() - started

    def tell(state: RetryCallState) -> None:
        if on_wait is not None and state.outcome is not None and state.next_action is not None:
            why = _why(state.outcome.exception())
            tries = f"{state.attempt_number} of {patience.attempts} tries"
            on_wait(f"{why}: waiting {state.next_action.sleep:.1f} s ({tries} made)")

    retrying = Retrying(
        stop=stop_after_attempt(patience.attempts) | stop_after_delay(patience.seconds),
        wait=lambda state: _wait(state, patience),
        retry=retry_if_exception(lambda error: _passing(error, patience)),
        before_sleep=tell,
        reraise=True,
    )
    try:
        completion, seconds = retrying(once)
    except openai.APIStatusError as error:
        raise _turned_away(error, patience, _tries(retrying)) from error
    except openai.APITimeoutError as error:
        raise EndpointError(f"no answer in time, {_tries(retrying)}") from error
    except openai.APIConnectionError as error:
        raise StopRunError(f"the endpoint cannot be reached, {_tries(retrying)}") from error
    except (openai.OpenAIError, ValueError) as error:
        kind = type(error).__name__  # its text may echo what was sent, the key too
        raise EndpointError(f"the response is no chat completion ({kind})") from error
    if not isinstance(completion, ChatCompletion):  # openai hands on what is no JSON as it came
        raise EndpointError(f"the response is no chat completion ({type(completion).__name__})")
    return completion.model_dump(mode="json", exclude_unset=True, warnings=False), seconds


def _passing(error: BaseException, patience: Patience) -> bool:
    """Whether the same call may be answered a little later."""
    if isinstance(error, openai.APIStatusError):
        busy = error.status_code in _BUSY or error.status_code >= 500  # noqa: PLR2004 - HTTP's own
        return busy and error.code != _SPENT and (_asked(error) or 0) <= patience.longest_wait
    return isinstance(error, openai.APIConnectionError)


def _wait(state: RetryCallState, patience: Patience) -> float:
    """Seconds until the next attempt."""
    asked = _asked(state.outcome.exception() if state.outcome else None)
    if asked is not None:
        return asked
    first, longest = patience.first_wait, patience.longest_wait
    return wait_exponential(multiplier=first, max=longest)(state) + wait_random(0, first)(state)


def _asked(error: BaseException | None) -> float | None:
    """The seconds that an endpoint asks to wait (RFC 9110, 10.2.3), or None."""
    header = (
        error.response.headers.get("retry-after")
        if isinstance(error, openai.APIStatusError)
        else None
    )
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


def _turned_away(error: openai.APIStatusError, patience: Patience, tries: str) -> Exception:
    """What an HTTP error means once no resend can help."""
    asked = _asked(error) or 0
    if error.status_code in _REFUSES_ALL or error.code == _SPENT:
        return StopRunError(f"the endpoint refuses: {_why(error)}")
    if asked > patience.longest_wait:
        return StopRunError(f"{_why(error)}: it asks to wait {asked:.0f} s")
    if _passing(error, patience):
        return EndpointError(f"{_why(error)}, {tries}")
    return RejectedError(f"the endpoint turns this request down: {_why(error)}")


def _why(error: BaseException | None) -> str:
    """An error in a few words that are safe to show and to store: no API key stands in them."""
    if not isinstance(error, openai.APIStatusError):
        timed_out = isinstance(error, openai.APITimeoutError)
        return "no answer in time" if timed_out else "no connection to the endpoint"
    told = error.body.get("message") if isinstance(error.body, dict) else None
    key = error.request.headers.get("authorization", "").removeprefix("Bearer ")
    if told and len(key) >= _KEY_LENGTH:
        told = str(told).replace(key, "(the key)")
    return f"HTTP {error.status_code}" + (f": {in_short(told)}" if told else "")


def _tries(retrying: Retrying) -> str:
    made = retrying.statistics["attempt_number"]
    return "once" if made == 1 else f"{made} times"
