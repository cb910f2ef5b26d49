"""A call's key -> the raw response stored for it, as JSON in a diskcache that never sees a pickle."""

from __future__ import annotations

import json
import logging
import sqlite3
from pathlib import Path
from typing import Any, Literal

from diskcache import Cache, Disk
from diskcache.core import MODE_TEXT, UNKNOWN
from pydantic import BaseModel, ConfigDict, ValidationError

from extract.model.errors import CacheError

_log = logging.getLogger("seatcheck.cache")


class Exchange(BaseModel):
    """
    One call and the raw response that it got.

    ``response`` is the provider's chat completion as JSON, with its usage and
    finish reason; ``seconds`` the time that it took. ``chain`` is how the chain
    of a first answer and its re-asks ended: None while nobody knows.
    """

    model_config = ConfigDict(frozen=True)

    key: str
    response: dict[str, Any]
    seconds: float
    chain: Literal["answered", "failed"] | None = None

    @property
    def usage(self) -> tuple[int, int, int]:
        """Prompt tokens, of these cached, completion tokens."""
        usage = self.response.get("usage") or {}
        details = usage.get("prompt_tokens_details") or {}
        return (
            usage.get("prompt_tokens") or 0,
            details.get("cached_tokens") or 0,
            usage.get("completion_tokens") or 0,
        )


class _ForgedRowError(Exception):
    """Raised when a row of the cache is in a mode that this program never writes."""


class TextDisk(Disk):  # type: ignore[misc]
    """
    A disk class that stores text alone, inside the database.

    diskcache's own classes unpickle a row that says it is a pickle
    (CVE-2025-69872); this one raises instead, before anything is decoded.
    """

    def put(self, key: Any) -> tuple[str, bool]:
        """Text keys only."""
        if not isinstance(key, str):
            raise TypeError("keys of the response cache are text")
        return key, True

    def get(self, key: Any, raw: bool) -> str:
        """A key as it was put; a pickled key is an error."""
        if not raw or not isinstance(key, str):
            raise _ForgedRowError("a key that is not text")
        return key

    def store(
        self, value: Any, read: bool, key: Any = UNKNOWN  # noqa: ARG002
    ) -> tuple[int, int, str | None, str]:
        """Text values only, kept in the row itself."""
        if not isinstance(value, str):
            raise TypeError("values of the response cache are text")
        return len(value), MODE_TEXT, None, value

    def fetch(self, mode: int, filename: str | None, value: Any, read: bool) -> str:
        """The text of a row; any other mode, and any file, is an error."""
        if mode != MODE_TEXT or filename is not None or read or not isinstance(value, str):
            raise _ForgedRowError(f"mode {mode}")
        return value


class ResponseCache:
    """The responses that were paid for, by key; every ``put`` is committed before it returns."""

    def __init__(self, folder: Path) -> None:
        """Open (or make) the cache in ``folder``. Raises ``CacheError``."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._cache = Cache(
                str(folder), disk=TextDisk, eviction_policy="none", size_limit=2**40, timeout=60
            )
        except (OSError, sqlite3.Error, _ForgedRowError) as error:
            raise CacheError(folder, str(error)) from error

    def close(self) -> None:
        """Give the database back."""
        self._cache.close()

    def __len__(self) -> int:
        """How many responses are stored."""
        return len(self._cache)

    def get(self, key: str) -> Exchange | None:
        """The stored exchange; a forged or corrupted row is reported, dropped and None."""
        try:
            text = self._cache.get(key)
            return None if text is None else Exchange.model_validate(json.loads(text))
        except (_ForgedRowError, ValidationError, ValueError) as error:
            _log.warning("response cache: dropped a row that is not a response (%s)", error)
            with self._cache.transact():
                self._cache._sql("DELETE FROM Cache WHERE key = ?", (key,))  # noqa: SLF001
            return None

    def put(self, exchange: Exchange) -> None:
        """Store one exchange under its key."""
        self._cache.set(exchange.key, exchange.model_dump_json())

    def end_chain(self, keys: list[str], outcome: Literal["answered", "failed"]) -> None:
        """Note on every exchange of a chain how the chain ended."""
        for key in keys:
            stored = self.get(key)
            if stored is not None and stored.chain != outcome:
                self.put(stored.model_copy(update={"chain": outcome}))

    def clear(self) -> int:
        """Forget everything; how many responses were dropped."""
        with self._cache.transact():
            count = len(self._cache)
            self._cache._sql("DELETE FROM Cache")  # noqa: SLF001
        return count
