"""A spec -> a sender: the embedded engine fetched and started, or the client of a hosted endpoint."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import openai
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

from extract import settings
from extract.model import embedded, engine
from extract.model.client import Sender
from extract.model.errors import UnknownModelError
from extract.model.spec import EMBEDDED_BYTES, Spec

_LOCAL_SECONDS = 1800.0
_HOSTED_SECONDS = 180.0
_engines: list[engine.Engine] = []


def sender_for(spec: Spec, note: Callable[[str], None]) -> Sender:
    """
    The way to a model, made when the first call is really sent.

    Raises ``ModelFileError``, ``EngineError`` or ``UnknownModelError``.
    """
    if spec.kind == "local":
        path = spec.gguf or fetch_with_bar(note)
        note(f"starting the embedded model {path.name}")
        running = engine.start(path)
        _engines.append(running)
        return _sender(running.base_url, running.api_key, _LOCAL_SECONDS)
    key = settings.secret(spec.key_variable) if spec.key_variable else "none"
    if key is None:
        raise UnknownModelError(spec.text, f"its API key is missing; set {spec.key_variable}")
    return _sender(spec.base_url, key, _HOSTED_SECONDS)


def _sender(base_url: str | None, key: str, seconds: float) -> Sender:
    client = openai.OpenAI(base_url=base_url, api_key=key, max_retries=0, timeout=seconds)
    sender: Sender = client.chat.completions.create
    return sender


def fetch_with_bar(note: Callable[[str], None]) -> Path:
    """The embedded model's file, fetched on first use with a progress bar on a terminal."""
    found = embedded.find()
    if found is not None:
        return found
    note(f"fetching the embedded model once ({EMBEDDED_BYTES / 1e9:.1f} GB) to {embedded.model_path()}")
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("the embedded model", total=EMBEDDED_BYTES)
        return embedded.fetch(
            lambda source, had, total: bar.update(
                task, description=f"from {source}", completed=had, total=total
            )
        )
