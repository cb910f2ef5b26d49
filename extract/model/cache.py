"""A call's key -> the raw response stored for it, as JSON in a diskcache that sees no pickle."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from diskcache import Cache, Disk, Timeout
from diskcache.core import MODE_TEXT, UNKNOWN
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from extract.model.errors import CacheError, first_problem

_log = logging.getLogger("seatcheck.cache")

Outcome = Literal["answered", "failed"]


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
    chain: Outcome | None = None

    @field_validator("response")
    @classmethod
    def _is_a_completion(cls, response: dict[str, Any]) -> dict[str, Any]:
        """A list of choices (it may be empty), each with a message: what every answer has."""
        choices = response.get("choices")
        if not isinstance(choices, list) or not all(_holds_a_message(each) for each in choices):
            error = response.get("error")
            told = error.get("message") if isinstance(error, dict) else error
            raise ValueError(str(told or "it holds no choices"))
        return response

    @property
    def usage(self) -> tuple[int, int, int]:
        """Prompt tokens, of these cached, completion tokens."""
        return (
            self._count("prompt_tokens"),
            self._count("prompt_tokens_details", "cached_tokens")
            or self._count("prompt_cache_hit_tokens"),  # DeepSeek's own name for them
            self._count("completion_tokens"),
        )

    def _count(self, *steps: str) -> int:
        """A count of tokens, 0 where the endpoint gives none."""
        value: Any = self.response.get("usage")
        for step in steps:
            value = value.get(step) if isinstance(value, dict) else None
        return value if isinstance(value, int) else 0


def _holds_a_message(choice: Any) -> bool:
    return isinstance(choice, dict) and isinstance(choice.get("message"), dict)


class _ForgedRowError(Exception):
    """Raised when a row of the cache is in a mode that this program never writes."""


class TextDisk(Disk):  # type: ignore[misc]
    """
    A disk class that stores text alone, inside the database.

    diskcache's own classes unpickle a row that says it is a pickle
    (CVE-2025-69872), and delete the file that a replaced row names; this one
    raises before anything is decoded, and knows no files.
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
        self,
        value: Any,
        read: bool,  # noqa: ARG002 - the signature is diskcache's
        key: Any = UNKNOWN,  # noqa: ARG002
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

    def remove(self, file_path: str) -> None:
        """Nothing: no row of ours has a file, and a forged one may name any."""


class _TextCache(Cache):  # type: ignore[misc]
    """A diskcache of text, whose database is closed again where opening it fails."""

    def __init__(self, folder: Path) -> None:
        try:
            super().__init__(
                str(folder), disk=TextDisk, eviction_policy="none", size_limit=2**40, timeout=60
            )
            self.drop_forged()
        except BaseException:
            self.close()
            raise

    def drop(self, where: str, *values: Any) -> int:
        """Drop rows without decoding them; how many."""
        with self.transact():
            dropped: int = self._sql(f"DELETE FROM Cache WHERE {where}", values).rowcount  # noqa: S608
        return dropped

    def times(self) -> list[float]:
        """The times of storing, in seconds since 1970, from the oldest on."""
        return [
            row[0]
            for row in self._sql(
                "SELECT store_time FROM Cache WHERE typeof(store_time) = 'real' ORDER BY 1"
            )
        ]

    def drop_forged(self) -> None:
        """Drop every row that this program cannot have written."""
        forged = "raw != 1 OR typeof(key) != 'text' OR mode != ? OR filename IS NOT NULL"
        if dropped := self.drop(forged, MODE_TEXT):
            _report(dropped, "a pickle, or a file")


@dataclass(frozen=True, slots=True)
class Added:
    """
    What became of exchanges that were to be stored beside others.

    ``known``: how many were stored already; ``conflicting``: the keys under which
    another response is stored, which was kept.
    """

    added: int
    known: int
    conflicting: tuple[str, ...]


def _report(count: int, why: str) -> None:
    rows = "a row that is" if count == 1 else f"{count} rows that are"
    _log.warning("response cache: dropped %s no response (%s)", rows, why)


class ResponseCache:
    """The responses that were paid for, by key; every ``put`` is committed before it returns."""

    def __init__(self, folder: Path) -> None:
        """Open (or make) the cache in ``folder``. Raises ``CacheError``."""
        self._folder = folder
        with self._mending(TypeError):  # TypeError: a settings table that is not diskcache's
            folder.mkdir(parents=True, exist_ok=True)
            self._cache = _TextCache(folder)

    def close(self) -> None:
        """Give the database back."""
        self._cache.close()

    def __len__(self) -> int:
        """How many responses are stored."""
        return len(self._cache)

    def get(self, key: str) -> Exchange | None:
        """The stored exchange; a forged or corrupted row is reported, dropped and None."""
        with self._mending():
            try:
                text = self._cache.get(key)
                if text is None:
                    return None
                stored = Exchange.model_validate(json.loads(text))
                if stored.key == key:
                    return stored
                why = "it answers another call"
            except ValidationError as error:
                why = first_problem(error)
            except (_ForgedRowError, ValueError, RecursionError) as error:
                why = str(error)
            _report(1, why)
            self._cache.drop("key = ?", key)
            return None

    def put(self, exchange: Exchange) -> None:
        """Store one exchange under its key."""
        with self._mending():
            self._cache.set(exchange.key, json.dumps(exchange.model_dump()))

    def end_chain(self, keys: list[str], outcome: Outcome) -> None:
        """Note on every exchange of a chain how the chain ended."""
        for key in keys:
            stored = self.get(key)
            if stored is not None and stored.chain != outcome:
                self.put(stored.model_copy(update={"chain": outcome}))

    def exchanges(self) -> Iterator[Exchange]:
        """Every stored exchange, by key; forged and corrupted rows are reported and dropped."""
        with self._mending():
            keys = sorted(self._cache)
        for key in keys:
            stored = self.get(key)
            if stored is not None:
                yield stored

    def add(self, exchanges: Iterable[Exchange]) -> Added:
        """Store the exchanges whose keys are not stored yet: all of them, or on an error none."""
        added, known, conflicting = 0, 0, []
        with self._mending(), self._cache.transact():
            for exchange in exchanges:
                stored = self.get(exchange.key)
                if stored is None:
                    self.put(exchange)
                    added += 1
                elif stored.response == exchange.response:
                    known += 1
                else:
                    conflicting.append(exchange.key)
        return Added(added, known, tuple(conflicting))

    def times(self) -> tuple[datetime, datetime] | None:
        """When the oldest and the newest response were stored; None where there is none."""
        with self._mending():
            times = [datetime.fromtimestamp(each, UTC) for each in self._cache.times()]
        return (times[0], times[-1]) if times else None

    def clear(self) -> int:
        """Forget everything; how many responses were dropped."""
        with self._mending():
            return self._cache.drop("1")

    @contextmanager
    def _mending(self, *more: type[Exception]) -> Iterator[None]:
        """What the disk or SQLite refuse, as an error that the user can mend."""
        try:
            yield
        except (OSError, sqlite3.Error, Timeout, *more) as error:
            raise CacheError(self._folder, str(error) or "it is locked") from error
