"""golden/recordings/: true responses as diffable JSON -> exchanges by key, or why one is missed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, ValidationError

from extract.errors import InputError
from extract.model.cache import Exchange
from extract.model.errors import first_problem
from extract.model.request import PARTS, Request, label

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

    @property
    def label(self) -> str:
        """How a person would name the request that was recorded."""
        return label(self.page, self.post, self.part, self.question)

    def answers(self, request: Request) -> bool:
        """Whether a request begins the chain that was recorded."""
        return bool(self.exchanges) and self.exchanges[0].key == request.key

    def changed_parts(self, request: Request) -> tuple[str, ...]:
        """The parts in which a request differs from the one recorded; none where it is the same."""
        return tuple(name for name in PARTS if self.parts.get(name) != request.parts[name])

    def holds(self, exchanges: Iterable[Exchange]) -> bool:
        """Whether these are the same calls with the same answers; ids and times do not matter."""
        now, then = (
            [(each.key, each.response["choices"]) for each in chain]
            for chain in (exchanges, self.exchanges)
        )
        return now == then


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
        self._by_post: dict[tuple[str | None, str, str], dict[Path, Recording]] = {}
        for path, recording in _read_all(folder):
            post = (recording.model.get("name"), recording.page, recording.post)
            self._by_post.setdefault(post, {})[path] = recording
            for exchange in recording.exchanges:
                self._by_key[exchange.key] = exchange
            self._by_place.setdefault(_place(recording), []).append(recording)

    def __len__(self) -> int:
        """How many requests have a recording."""
        return sum(len(each) for each in self._by_place.values())

    def get(self, key: str) -> Exchange | None:
        """The recorded exchange of a call, if there is one."""
        return self._by_key.get(key)

    def of_post(self, model: str, page: str, post: str) -> dict[Path, Recording]:
        """What is recorded of one model and post, by the file in which it lies."""
        return self._by_post.get((model, page, post), {})

    def posts(self, model: str) -> list[tuple[str, str]]:
        """The posts of which anything of one model is recorded, as (page, post)."""
        return [(page, post) for name, page, post in self._by_post if name == model]

    def why_missed(self, request: Request) -> str:
        """One line that says which part of a request differs from its recording."""
        recorded = self._by_place.get(_place(request), [])
        if not recorded:
            return f"{request.label}: nothing is recorded for this post"
        changed = min((each.changed_parts(request) for each in recorded), key=len)
        if not changed:
            return f"{request.label}: the recorded chain ends before this call"
        return f"{request.label}: changed since it was recorded: {', '.join(changed)}"


def _read_all(folder: Path) -> Iterator[tuple[Path, Recording]]:
    for path in sorted(folder.rglob("*.json")) if folder.is_dir() else ():
        try:
            yield path, Recording.model_validate(json.loads(path.read_text(encoding="utf-8")))
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
