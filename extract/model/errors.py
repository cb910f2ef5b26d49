"""What can go wrong between a request and an answer, each told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.errors import SeatcheckError

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import ValidationError


_SHOWN = 200


def in_short(said: object) -> str:
    """One line of what somebody else says, cut where it is long."""
    line = " ".join(str(said).split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}..."


def first_problem(error: ValidationError) -> str:
    """The first thing that is wrong with a value, in one line that no pydantic version changes."""
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(step) for step in first["loc"])
    what = first["msg"].removeprefix("Value error, ")
    return in_short(f"{where}: {what}" if where else what)


class UnknownModelError(SeatcheckError):
    """Raised when a model spec names no model that this program knows how to reach."""

    def __init__(self, spec: str, hint: str) -> None:
        """``hint``: what would be right."""
        super().__init__(f"unknown model {spec!r}: {hint}")


class MissingKeyError(SeatcheckError):
    """Raised when a hosted model must be asked and the environment holds no API key for it."""

    def __init__(self, spec: str, variable: str) -> None:
        """``variable``: the environment variable that would hold the key."""
        super().__init__(f"model {spec}: its API key is missing; set {variable}")


class SchemaLimitError(SeatcheckError):
    """Raised when the schema of an answer is more than the provider takes in one."""

    def __init__(self, model: str, problem: str) -> None:
        """``problem``: what of the schema is too much, or of a kind that is not taken."""
        super().__init__(f"model {model}: the schema of its answers cannot be sent: {problem}")


class CacheError(SeatcheckError):
    """Raised when the response cache cannot be opened, read or written."""

    def __init__(self, folder: Path, problem: str) -> None:
        """``problem``: what SQLite or the system says."""
        super().__init__(
            f"{folder}: the response cache cannot be used ({problem}); mend the folder, "
            "remove it, or name another one in SEATCHECK_CACHE"
        )


class ModelFileError(SeatcheckError):
    """Raised when the embedded model's file cannot be had, or is not the file that it should be."""


class EngineError(SeatcheckError):
    """Raised when the embedded engine does not start on a model file."""


class StopRunError(SeatcheckError):
    """Raised when no post can be answered any more: a dead endpoint, a refused key, a limit."""

    exit_code = 3


class AnswerError(Exception):
    """Base of what makes one post fail while the run goes on; ``str`` is the reason shown."""


class TooLongError(AnswerError):
    """Why a post fails unasked, never raised: it is longer than any that a person writes."""

    def __init__(self, length: int, most: int) -> None:
        """Both in characters."""
        super().__init__(
            f"the post has {length:,} characters and {most:,} are the most: split it in the page"
        )


class RefusalError(AnswerError):
    """Raised when the model declines to answer."""


class CutOffError(AnswerError):
    """Raised when the answer ends at the token limit, in the middle of its JSON."""


class EmptyAnswerError(AnswerError):
    """Raised when the answer holds no text at all."""


class InvalidAnswerError(AnswerError):
    """Raised when the answer and all its re-asks break the schema."""


class EndpointError(AnswerError):
    """Raised when the endpoint gives no answer to one request, after all retries."""


class RejectedError(AnswerError):
    """Raised when the endpoint turns one request down: too long, or a schema it cannot take."""


class ReplayMissError(AnswerError):
    """Raised in replay when no recording answers a request; says which part of it changed."""
