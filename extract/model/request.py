"""Messages, schema and sampling -> one request with its key and a hash for each of its parts."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from extract.model.structured import Output

PARTS = ("model", "instructions", "examples", "schema", "sampling", "post")


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spare space: equal values give equal text."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(value: Any) -> str:
    """The SHA-256 of a value's canonical JSON, in hex."""
    return hashlib.sha256(canonical(value).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Request:
    """
    One question to one model about one post, or one part of a post.

    ``part`` counts the parts of a post that is asked piece by piece, from 0;
    ``question`` is what is asked of it: its councils or its contests.
    ``messages`` holds the instructions first, then the examples, the post last,
    so that a constant prefix can be reused. ``output`` is how the endpoint is told
    of the schema; it enters no key, for the messages and the schema differ with it.
    """

    page: str
    post: str
    part: int
    question: str
    model: dict[str, str | None]
    messages: tuple[dict[str, str], ...]
    schema: dict[str, Any]
    sampling: dict[str, Any]
    output: Output = "schema"

    @property
    def parts(self) -> dict[str, str]:
        """A short hash for each part, so that a miss can say what changed."""
        values = (
            self.model,
            self.messages[:1],
            self.messages[1:-1],
            self.schema,
            self.sampling,
            self.messages[-1:],
        )
        return {name: digest(value)[:16] for name, value in zip(PARTS, values, strict=True)}

    @property
    def key(self) -> str:
        """The key of the first call of this request's chain."""
        return call_key(self.model, list(self.messages), self.schema, self.sampling)

    @property
    def label(self) -> str:
        """How a person would name this request."""
        return label(self.page, self.post, self.part, self.question)


def label(page: str, post: str, part: int, question: str) -> str:
    """How a person would name the request at a place."""
    return f"{page}/{post}{f' part {part + 1}' if part else ''} ({question})"


def call_key(
    model: dict[str, str | None],
    messages: list[dict[str, Any]],
    schema: dict[str, Any],
    sampling: dict[str, Any],
) -> str:
    """The SHA-256 of one whole call: no API key, host or client identity enters it."""
    return digest({"model": model, "messages": messages, "schema": schema, "sampling": sampling})
