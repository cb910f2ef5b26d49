"""A model spec as the user writes it -> the model's identity and the way to its endpoint."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from extract import settings
from extract.model.errors import UnknownModelError
from extract.model.structured import Limits, Output

EMBEDDED_NAME = "qwen2.5-coder-1.5b-instruct-q4_k_m"
EMBEDDED_SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
EMBEDDED_BYTES = 1_117_320_768
_LOCAL_SAMPLING: dict[str, Any] = {"temperature": 0, "seed": 0, "max_tokens": 900}


@dataclass(frozen=True, slots=True)
class Spec:
    """
    Which model is asked, and how it is reached.

    ``identity`` is all of it that enters a request's key: the model's name and,
    for a local file, its digest; never a host or a key. ``output``: what holds the
    endpoint's answers in form; ``limits``: the most that it takes in a schema, None
    where none are known. ``gguf``: the user's own model file.
    ``own_url``: the user named the endpoint, which may need no key.
    """

    text: str
    kind: Literal["local", "hosted", "recorded"]
    name: str
    digest: str | None
    sampling: dict[str, Any]
    output: Output
    base_url: str | None = None
    key_variable: str | None = None
    gguf: Path | None = None
    own_url: bool = False
    limits: Limits | None = None

    @property
    def identity(self) -> dict[str, str | None]:
        """The part of a request's key that names the model."""
        return {"name": self.name, "digest": self.digest}


@cache
def providers() -> dict[str, dict[str, Any]]:
    """The table of hosted providers: base URL, variable of the key, sampling, output, limits."""
    loaded: dict[str, dict[str, Any]] = json.loads(
        (settings.DATA / "providers.json").read_text(encoding="utf-8")
    )
    return loaded


def file_digest(path: Path) -> str:
    """The SHA-256 of a file, read in blocks."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _embedded(text: str, kind: Literal["local", "recorded"]) -> Spec:
    return Spec(text, kind, EMBEDDED_NAME, EMBEDDED_SHA256, _LOCAL_SAMPLING, "narrowed")


def _own_file(text: str, path: Path) -> Spec:
    if not path.is_file():
        raise UnknownModelError(text, f"there is no file {path}")
    try:
        with path.open("rb") as file:
            if file.read(4) != b"GGUF":
                raise UnknownModelError(text, f"{path} is not a GGUF file")
        digest = file_digest(path)
    except OSError as error:
        raise UnknownModelError(text, f"{path}: {error.strerror}") from error
    return Spec(text, "local", path.stem, digest, _LOCAL_SAMPLING, "narrowed", gguf=path)


def parse_spec(text: str, base_url: str | None = None) -> Spec:
    """
    Read ``local``, ``local:FILE.gguf``, ``recorded`` or ``provider/model``.

    ``base_url`` sends a ``provider/model`` to any OpenAI-compatible endpoint, as
    ``OPENAI_BASE_URL`` does with ``openai/model``. Raises ``UnknownModelError``.
    """
    if text in ("local", "recorded") or text.startswith("local:"):
        if base_url is not None:
            raise UnknownModelError(text, f"{base_url} is asked for a provider/model, not for this")
        return _on_this_machine(text)
    provider, slash, name = text.partition("/")
    known = providers().get(provider)
    if not slash or not name or known is None:
        raise UnknownModelError(
            text,
            "known are local, local:FILE.gguf, recorded and MODEL after one of "
            + ", ".join(f"{each}/" for each in providers()),
        )
    own_url = base_url or (settings.base_url() if provider == "openai" else None)
    if own_url is not None and not _is_url(own_url):
        raise UnknownModelError(text, f"{own_url!r} is no address like http://localhost:8000/v1")
    limits = known.get("limits")
    return Spec(
        text,
        "hosted",
        name,
        None,
        known["sampling"],
        known.get("output", "schema"),
        base_url=own_url or known["base_url"],
        key_variable=known["key"],
        own_url=own_url is not None,
        limits=Limits(**limits) if limits else None,
    )


def _on_this_machine(text: str) -> Spec:
    if text == "recorded":
        return _embedded(text, "recorded")
    if text == "local":
        own = settings.model_file()
        if own is None or (own.is_file() and own.stat().st_size == EMBEDDED_BYTES):
            return _embedded(text, "local")
        return _own_file(text, own)
    try:
        return _own_file(text, Path(text.removeprefix("local:")).expanduser())
    except RuntimeError as error:
        raise UnknownModelError(text, str(error)) from error


def _is_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
