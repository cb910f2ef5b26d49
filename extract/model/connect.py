"""A spec -> a sender: the embedded engine fetched and started, or the client of an endpoint."""

from __future__ import annotations

import sys
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx2
import openai
from openai.types.chat import ChatCompletion
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

from extract import settings
from extract.model import embedded, engine
from extract.model.errors import MissingKeyError
from extract.model.sending import Sender
from extract.model.spec import EMBEDDED_BYTES, Spec

_LOCAL_SECONDS = 1800.0
_HOSTED_SECONDS = 180.0
_CONNECT_SECONDS = 10.0
_NO_KEY = "none"
_engines: dict[Path, engine.Engine] = {}


class Endpoint:
    """The openai client of one endpoint, which sends each call once and never again by itself."""

    def __init__(self, base_url: str, key: str, seconds: float) -> None:
        """``seconds``: how long an answer may take."""
        own_machine = _is_loopback(base_url)
        self._client = openai.OpenAI(
            base_url=base_url,
            api_key=key,
            max_retries=0,
            timeout=httpx2.Timeout(seconds, connect=_CONNECT_SECONDS),
            # no proxy of the environment stands between this machine and itself, and the key
            # goes where the user sends it, not on to where that points
            http_client=openai.DefaultHttpxClient(
                trust_env=not own_machine, follow_redirects=False
            ),
        )

    def __call__(self, **call: Any) -> ChatCompletion:
        """Send one call and wait for its completion."""
        completion: ChatCompletion = self._client.chat.completions.create(**call)
        return completion

    def without_key(self, text: str) -> str:
        """A text of the endpoint's, with the API key cut out where it echoes it."""
        key = self._client.api_key
        return text.replace(key, "(the key)") if key and key != _NO_KEY else text

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()


def sender_for(spec: Spec, note: Callable[[str], None]) -> Sender:
    """
    The way to a model, made when the first call is really sent.

    Raises ``ModelFileError``, ``EngineError`` or ``MissingKeyError``.
    """
    if spec.kind == "local":
        running = _engine(spec.gguf or fetch_with_bar(note), note)
        return Endpoint(running.base_url, running.api_key, _LOCAL_SECONDS)
    if spec.base_url is None:
        raise AssertionError(f"{spec.text} has no endpoint")
    key = (settings.secret(spec.key_variable) or "").strip() if spec.key_variable else ""
    if spec.key_variable and not key and not spec.own_url:
        raise MissingKeyError(spec.text, spec.key_variable)
    return Endpoint(spec.base_url, key or _NO_KEY, _HOSTED_SECONDS)


def _engine(path: Path, note: Callable[[str], None]) -> engine.Engine:
    """The engine on a file: one a file and process, for it holds the whole model in memory."""
    if path not in _engines:
        note(f"starting the embedded model {path.name}")
        _engines[path] = engine.start(path)
    return _engines[path]


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def fetch_with_bar(note: Callable[[str], None]) -> Path:
    """The embedded model's file, fetched on first use with a progress bar on a terminal."""
    found = embedded.find()
    if found is not None:
        return found
    size = f"{EMBEDDED_BYTES / 1e9:.1f} GB"
    note(f"fetching the embedded model once ({size}) to {embedded.model_path()}")
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("the embedded model", total=EMBEDDED_BYTES)
        return embedded.fetch(
            lambda source, had, total: bar.update(
                task, description=f"from {source}", completed=had, total=total
            )
        )
