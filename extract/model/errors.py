"""What can go wrong between a request and an answer, each told apart."""

from __future__ import annotations

from pathlib import Path

from extract.errors import SeatcheckError


class UnknownModelError(SeatcheckError):
    """Raised when a model spec names no model that this program knows how to reach."""

    def __init__(self, spec: str, hint: str) -> None:
        super().__init__(f"unknown model {spec!r}: {hint}")


class CacheError(SeatcheckError):
    """Raised when the response cache cannot be opened."""

    def __init__(self, folder: Path, problem: str) -> None:
        super().__init__(
            f"{folder}: the response cache cannot be opened ({problem}); "
            "mend the folder's permissions or name another one in SEATCHECK_CACHE"
        )


class ModelFileError(SeatcheckError):
    """Raised when the embedded model's file cannot be had, or is not the file that it should be."""


class EngineError(SeatcheckError):
    """Raised when the embedded engine does not start on a model file."""


class StopRunError(SeatcheckError):
    """Raised when no post can be answered any more: a dead endpoint, a refused key, no such model."""

    exit_code = 3


class AnswerError(Exception):
    """Base of what makes one post fail while the run goes on; ``str`` is the reason shown."""


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


class ReplayMissError(AnswerError):
    """Raised in replay when no recording answers a request; says which part of it changed."""
