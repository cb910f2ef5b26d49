"""Golden posts, expected facts and a model's answers -> scores by measure, and what was missed or invented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extract import areas
from extract.factsfile import read_facts
from extract.model.client import Client
from extract.model.errors import ReplayMissError
from extract.model.recordings import Recordings, recording_path, write_recording
from extract.model.request import Request
from extract.model.spec import Spec
from extract.numerals import numerals
from extract.owners import without_title
from extract.prompting import parts, request
from extract.reading import PostRead, read_post
from schemas.fact import Fact
from schemas.post import Post

Key = tuple[object, ...]
_APART = ("hedge", "baseline", "said_by")


@dataclass(slots=True)
class Score:
    """Facts found that were expected, invented, and missed."""

    right: int = 0
    invented: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Right of all found; 1 where nothing was found."""
        return self.right / found if (found := self.right + self.invented) else 1.0

    @property
    def recall(self) -> float:
        """Right of all expected; 1 where nothing was expected."""
        return self.right / wanted if (wanted := self.right + self.missed) else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = 2 * self.right + self.invented + self.missed
        return 2 * self.right / both if both else 1.0

    def as_json(self) -> dict[str, float]:
        """Counts and ratios."""
        return {
            "right": self.right,
            "invented": self.invented,
            "missed": self.missed,
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
        }


@dataclass(slots=True)
class Comparison:
    """
    Expected against found, over all posts.

    ``apart``: of the facts that match, how often hedge, baseline, speaker and
    words are right too, as (right, of). ``drift``: the posts that replay could
    not answer, with the part of the request that changed. ``failed``: posts
    without an answer.
    """

    total: Score = field(default_factory=Score)
    by_measure: dict[str, Score] = field(default_factory=dict)
    apart: dict[str, tuple[int, int]] = field(default_factory=dict)
    missed: list[Fact] = field(default_factory=list)
    invented: list[Fact] = field(default_factory=list)
    drift: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    posts: int = 0
    empty_posts: tuple[int, int] = (0, 0)

    def as_json(self) -> dict[str, Any]:
        """Everything that ``golden compare --json`` prints."""
        return {
            "posts": self.posts,
            "total": self.total.as_json(),
            "measures": {name: each.as_json() for name, each in sorted(self.by_measure.items())},
            "apart": self.apart,
            "empty_posts": self.empty_posts,
            "missed": [each.model_dump(exclude_none=True) for each in self.missed],
            "invented": [each.model_dump(exclude_none=True) for each in self.invented],
            "drift": self.drift,
            "failed": self.failed,
        }


def expected_facts(folder: Path, pages: Iterable[str]) -> list[Fact]:
    """The expected facts of some pages: ``folder/PAGE.jsonl`` each; none where there is no file."""
    return [
        fact
        for page in pages
        if (folder / f"{page}.jsonl").is_file()
        for fact in read_facts(folder / f"{page}.jsonl", page=page)
    ]


def compare(
    posts: Sequence[Post], expected: Sequence[Fact], found: Iterable[tuple[Post, PostRead]]
) -> Comparison:
    """
    Score what was read from some posts.

    Facts match on page, post, scope, area (by code, else by normalised name),
    contest, party, person, measure, value and when; the rest is scored apart.
    Rejected facts are not counted as found.
    """
    result = Comparison(posts=len(posts))
    wanted_by_post: dict[tuple[str, str], list[Fact]] = {}
    for fact in expected:
        wanted_by_post.setdefault((fact.page, fact.post), []).append(fact)
    apart: Counter[str] = Counter()
    of: Counter[str] = Counter()
    empty = [0, 0]
    for post, read in found:
        if isinstance(read.error, ReplayMissError):
            result.drift.append(str(read.error))
        elif read.error is not None:
            result.failed.append(f"{post.page}/{post.id}: {read.error}")
        wanted = {match_key(f): f for f in wanted_by_post.get((post.page, post.id), [])}
        got = {match_key(f): f for f in reversed(read.facts) if f.status != "rejected"}
        _score(result, wanted, got)
        for key in wanted.keys() & got.keys():
            _score_apart(wanted[key], got[key], post, apart, of)
        if not wanted:
            empty[1] += 1
            empty[0] += not got
    result.apart = {name: (apart[name], of[name]) for name in (*_APART, "words")}
    result.empty_posts = (empty[0], empty[1])
    return result


def match_key(fact: Fact) -> Key:
    """What two facts must share to be one."""
    authority = areas.resolve(fact.area) if fact.scope == "council" else None
    return (
        fact.page,
        fact.post,
        fact.scope,
        authority.gss if authority else areas.normalised(fact.area),
        fact.contest,
        fact.party,
        without_title(fact.person).casefold() if fact.person else None,
        fact.measure,
        fact.value,
        fact.when,
    )


def _score(result: Comparison, wanted: dict[Key, Fact], got: dict[Key, Fact]) -> None:
    for key, fact in sorted({**got, **wanted}.items(), key=lambda pair: repr(pair[0])):
        scores = (result.total, result.by_measure.setdefault(fact.measure, Score()))
        for score in scores:
            score.right += key in wanted and key in got
            score.invented += key not in wanted
            score.missed += key not in got
        if key not in got:
            result.missed.append(fact)
        elif key not in wanted:
            result.invented.append(fact)


def _score_apart(
    wanted: Fact, got: Fact, post: Post, right: Counter[str], of: Counter[str]
) -> None:
    for name in _APART:
        if getattr(wanted, name) is not None or getattr(got, name) is not None:
            of[name] += 1
            right[name] += getattr(wanted, name) == getattr(got, name)
    spans = _spans(wanted, post)
    if spans and got.start is not None and got.end is not None:
        of["words"] += 1
        right["words"] += any(got.start < end and start < got.end for start, end in spans)


def _spans(wanted: Fact, post: Post) -> list[tuple[int, int]]:
    """Where a post states a fact: as written down, else wherever its number stands."""
    if wanted.start is not None and wanted.end is not None:
        return [(wanted.start, wanted.end)]
    if isinstance(wanted.value, str | bool):
        return []
    return [
        (each.start, each.end)
        for each in numerals(post.content)
        if abs(each.value) == abs(wanted.value)
    ]


def requests_of(posts: Iterable[Post], spec: Spec) -> list[tuple[Post, Request]]:
    """Every first request that some posts need."""
    return [(post, request(post, part, spec)[0]) for post in posts for part in parts(post)]


def record(
    posts: Sequence[Post], spec: Spec, client: Client, folder: Path, recordings: Recordings
) -> tuple[list[Path], list[Path], list[str]]:
    """
    Ask for what has no recording yet, write it, and remove what no request needs.

    Returns the files written, the files removed, and what failed.
    """
    written: list[Path] = []
    failed: list[str] = []
    needed: set[Path] = set()
    for post in posts:
        asked = [request(post, part, spec)[0] for part in parts(post)]
        needed.update(recording_path(folder, each) for each in asked)
        if all(recordings.get(each.key) is not None for each in asked):
            continue
        read = read_post(post, spec, client)
        if read.error is not None:
            failed.append(f"{post.page}/{post.id}: {read.error}")
        written += [
            write_recording(folder, each.request, list(each.exchanges))
            for each in read.parts
            if each.exchanges
        ]
    pages = {post.page for post in posts}
    home = folder / (spec.name or "model")
    stale = [
        path
        for path in sorted(home.rglob("*.json"))
        if path.parent.name in pages and path not in needed
    ]
    for path in stale:
        path.unlink()
    return written, stale, failed
