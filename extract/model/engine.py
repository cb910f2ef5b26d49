"""A model file -> the llama.cpp engine inside this process, on a loopback port with its own key."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extract.model.errors import EngineError

CONTEXT = 8192


@dataclass(slots=True)
class Engine:
    """A running engine; it lives in threads of this process and ends with it, however that ends."""

    base_url: str
    api_key: str = field(repr=False)
    _server: Any = field(repr=False)


def start(model: Path, *, port: int = 0, api_key: str | None = None) -> Engine:
    """
    Load ``model`` and listen on 127.0.0.1, on any free port unless one is named.

    Raises ``EngineError`` where the file cannot be loaded or the port is taken.
    """
    try:
        import xllamacpp  # noqa: PLC0415 - loads the native library, only when it is needed
    except ImportError as error:
        raise EngineError(
            f"the embedded engine does not run on this machine ({error}); "
            "ask another model with --model"
        ) from error
    key = secrets.token_urlsafe(24) if api_key is None else api_key
    params = xllamacpp.CommonParams()
    params.model.path = str(model)
    params.n_ctx = CONTEXT
    params.n_parallel = 1
    params.n_batch = 512
    threads = _cores()
    params.cpuparams.n_threads = threads
    params.cpuparams_batch.n_threads = threads
    params.hostnames = ["127.0.0.1"]
    params.port = port
    params.api_keys = [key] if key else []
    params.verbosity = 0
    params.cache_ram_mib = 512
    try:
        server = xllamacpp.Server(params)
    except (RuntimeError, OSError, ValueError) as error:
        raise EngineError(f"{model}: the engine cannot load this file ({error})") from error
    return Engine(f"{server.listening_address}/v1", key, server)


def _cores() -> int:
    """Cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
