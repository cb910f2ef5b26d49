"""Environment variables and installed folders -> every setting that the program reads, in one place."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROMPTS = ROOT / "prompts"
GOLDEN = ROOT / "golden"
DATA = Path(__file__).resolve().parent / "data"

DEFAULT_RUN = Path("seatcheck-run")
DEFAULT_MODEL = "local"
LARGEST_INPUT = (
    50_000_000  # bytes of one file or of standard input; a live page has a few hundred kilobytes
)


def default_model() -> str:
    """``SEATCHECK_MODEL``, else the embedded model."""
    return os.environ.get("SEATCHECK_MODEL") or DEFAULT_MODEL


def cache_dir() -> Path:
    """``SEATCHECK_CACHE``, else the user's cache folder: stored responses and the embedded model."""
    named = os.environ.get("SEATCHECK_CACHE")
    if named:
        return Path(named)
    from platformdirs import user_cache_path  # noqa: PLC0415 - costs time that --help need not pay

    return user_cache_path("seatcheck")


def responses_dir() -> Path:
    """Where the responses of the models are stored."""
    return cache_dir() / "responses"


def base_url() -> str | None:
    """``OPENAI_BASE_URL``: the endpoint to ask where the command line names none."""
    return os.environ.get("OPENAI_BASE_URL") or None


def secret(variable: str) -> str | None:
    """The API key that the named environment variable holds; read at the moment of sending."""
    return os.environ.get(variable) or None


def model_file() -> Path | None:
    """``SEATCHECK_MODEL_FILE``: a GGUF file that the user has, instead of the one to fetch."""
    named = os.environ.get("SEATCHECK_MODEL_FILE")
    return Path(named) if named else None
