"""golden/recordings/: true responses as diffable JSON files -> exchanges by key, and why a key is missed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from extract.errors import InputError
from extract.model.cache import Exchange
from extract.model.request import PARTS, Request


class Recording(BaseModel):
    """
    The chain of responses that one request got, as it was.

    ``parts`` holds a short hash for each part of the request, so that a replay
    that misses can say which part changed.
    """

    model_config = ConfigDict(frozen=True)

    page: str
    post: str
    part: int
    model: dict[str, str | None]
    parts: dict[str, str]
    exchanges: tuple[Exchange, ...]


def recording_path(folder: Path, request: Request) -> Path:
    """Where the recording of a request lies: one file for each model, page, post and part."""
    suffix = f".{request.part}" if request.part else ""
    return folder / (request.model["name"] or "model") / request.page / f"{request.post}{suffix}.json"


class Recordings:
    """All recordings below a folder, read once."""

    def __init__(self, folder: Path) -> None:
        """Read ``folder``. Raises ``InputError`` naming a file that is no recording."""
        self.folder = folder
        self._by_key: dict[str, Exchange] = {}
        self._by_post: dict[tuple[str, str, int], list[Recording]] = {}
        for recording in _read_all(folder):
            for exchange in recording.exchanges:
                self._by_key[exchange.key] = exchange
            place = (recording.page, recording.post, recording.part)
            self._by_post.setdefault(place, []).append(recording)

    def __len__(self) -> int:
        """How many requests have a recording."""
        return sum(len(each) for each in self._by_post.values())

    def get(self, key: str) -> Exchange | None:
        """The recorded exchange of a call, if there is one."""
        return self._by_key.get(key)

    def why_missed(self, request: Request) -> str:
        """One line that says which part of a request differs from its recording."""
        recorded = self._by_post.get((request.page, request.post, request.part), [])
        if not recorded:
            return f"{request.label}: nothing is recorded for this post"
        parts = request.parts
        changed = min(
            ([name for name in PARTS if each.parts.get(name) != parts[name]] for each in recorded),
            key=len,
        )
        if not changed:
            return f"{request.label}: the recorded chain ends before this call"
        return f"{request.label}: changed since it was recorded: {', '.join(changed)}"


def _read_all(folder: Path) -> Iterator[Recording]:
    for path in sorted(folder.rglob("*.json")) if folder.is_dir() else ():
        try:
            yield Recording.model_validate(json.loads(path.read_text(encoding="utf-8")))
        except (ValidationError, ValueError) as error:
            raise InputError(
                str(path), None, f"is not a recording ({error})", "remove it and record again"
            ) from error


def write_recording(folder: Path, request: Request, exchanges: list[Exchange]) -> Path:
    """Write one request's chain of responses as a diffable file; its path."""
    path = recording_path(folder, request)
    recording = Recording(
        page=request.page,
        post=request.post,
        part=request.part,
        model=request.model,
        parts=request.parts,
        exchanges=tuple(exchanges),
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(recording.model_dump(), indent=1, sort_keys=True, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")
    return path
