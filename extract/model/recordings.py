"""golden/recordings/: true responses as diffable JSON -> exchanges by key, or why one is missed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, ValidationError

from extract.errors import InputError
from extract.model.cache import Exchange
from extract.model.errors import first_problem
from extract.model.request import PARTS, Request

Place = tuple[str, str, int, str]
"""Page, post, part and question."""


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
    question: str
    model: dict[str, str | None]
    parts: dict[str, str]
    exchanges: tuple[Exchange, ...]


def recording_path(folder: Path, request: Request) -> Path:
    """
    Where the recording of a request lies: one file for each model, page, post, part and question.

    Ids are somebody else's words: what could leave the folder is written as %XX.
    """
    model = (request.model["name"] or "model").split("/")
    part = f".{request.part}" if request.part else ""
    names = (*model, request.page, f"{request.post}{part}.{request.question}.json")
    return folder.joinpath(*map(_safe, names))


def _place(asked: Request | Recording) -> Place:
    return (asked.page, asked.post, asked.part, asked.question)


def _safe(name: str) -> str:
    """A name as one step of a path: no separator, no dots in front."""
    quoted = quote(name, safe=" +,=@")
    return f"%2E{quoted[1:]}" if quoted.startswith(".") else quoted


class Recordings:
    """All recordings below a folder, read once."""

    def __init__(self, folder: Path) -> None:
        """Read ``folder``. Raises ``InputError`` naming a file that is no recording."""
        self.folder = folder
        self._by_key: dict[str, Exchange] = {}
        self._by_place: dict[Place, list[Recording]] = {}
        for recording in _read_all(folder):
            for exchange in recording.exchanges:
                self._by_key[exchange.key] = exchange
            self._by_place.setdefault(_place(recording), []).append(recording)

    def __len__(self) -> int:
        """How many requests have a recording."""
        return sum(len(each) for each in self._by_place.values())

    def get(self, key: str) -> Exchange | None:
        """The recorded exchange of a call, if there is one."""
        return self._by_key.get(key)

    def why_missed(self, request: Request) -> str:
        """One line that says which part of a request differs from its recording."""
        recorded = self._by_place.get(_place(request), [])
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
        except ValidationError as error:
            raise _no_recording(path, first_problem(error)) from error
        except (OSError, ValueError) as error:
            raise _no_recording(path, str(error)) from error


def _no_recording(path: Path, why: str) -> InputError:
    return InputError(str(path), None, f"is not a recording ({why})", "remove it and record again")


def write_recording(folder: Path, request: Request, exchanges: list[Exchange]) -> Path:
    """Write one request's chain of responses as a diffable file; its path."""
    path = recording_path(folder, request)
    recording = Recording(
        page=request.page,
        post=request.post,
        part=request.part,
        question=request.question,
        model=request.model,
        parts=request.parts,
        exchanges=tuple(exchanges),
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(recording.model_dump(), indent=1, sort_keys=True, ensure_ascii=False)
    part = path.with_name(f"{path.name}.part")  # so that a kill leaves no half of a recording
    part.write_text(text + "\n", encoding="utf-8")
    part.replace(path)
    return path
