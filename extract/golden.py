"""Golden posts, expected facts and a model's answers -> scores by measure, and the recordings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from extract import areas
from extract.errors import InputError
from extract.factsfile import read_facts
from extract.model.errors import ReplayMissError
from extract.model.recordings import Recordings, recording_path, write_recording
from extract.numerals import numerals
from extract.owners import without_title
from extract.prompting import parts, request
from extract.reading import PostRead, read_post

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from extract.model.client import Client
    from extract.model.spec import Spec
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


def expected_facts(folder: Path, posts: Sequence[Post]) -> list[Fact]:
    """
    The expected facts of the pages of some posts: ``folder/PAGE.jsonl`` each, empty for none.

    Raises ``InputError`` where a page has no such file, or a fact names a post
    that its page has not.
    """
    known = {(each.page, each.id) for each in posts}
    facts: list[Fact] = []
    for page in dict.fromkeys(each.page for each in posts):
        path = folder / f"{page}.jsonl"
        if not path.is_file():
            raise InputError(
                str(path),
                None,
                f"no expected facts for the page {page!r}",
                "write them, or an empty file where the page states nothing",
            )
        for fact in read_facts(path, page=page, may_be_empty=True):
            if (fact.page, fact.post) not in known:
                raise InputError(
                    str(path),
                    None,
                    f"expects a fact of {fact.page}/{fact.post}, which is not among the posts",
                    "name the post as the page's reader does",
                )
            facts.append(fact)
    return facts


def compare(
    posts: Sequence[Post], expected: Sequence[Fact], found: Iterable[tuple[Post, PostRead]]
) -> Comparison:
    """
    Score what was read from some posts.

    Facts match by ``match_key``; hedge, baseline, speaker and words are scored
    apart. Rejected facts are not counted as found.
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
        year = post.year
        wanted = {match_key(f, year): f for f in wanted_by_post.get((post.page, post.id), [])}
        got = {match_key(f, year): f for f in reversed(read.facts) if f.status != "rejected"}
        _score(result, wanted, got)
        for key in wanted.keys() & got.keys():
            _score_apart(wanted[key], got[key], post, apart, of)
        if not wanted:
            empty[1] += 1
            empty[0] += not got
    result.apart = {name: (apart[name], of[name]) for name in (*_APART, "words")}
    result.empty_posts = (empty[0], empty[1])
    return result


def match_key(fact: Fact, year: int | None = None) -> Key:
    """
    What two facts must share to be one.

    Page, post, scope, area (by code, given or resolved for the ``year``, else by
    normalised name), contest, party, person (without title), measure, value, when.
    """
    code = fact.area_id
    if code is None and fact.scope == "council":
        authority = areas.resolve(fact.area, year)
        code = authority.gss if authority else None
    return (
        fact.page,
        fact.post,
        fact.scope,
        code or areas.normalised(fact.area),
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


@dataclass(frozen=True, slots=True)
class Recorded:
    """What ``record`` did: files written, stale ones removed, and the posts that failed."""

    written: tuple[Path, ...]
    removed: tuple[Path, ...]
    failed: tuple[str, ...]


def record(
    posts: Sequence[Post],
    spec: Spec,
    client: Client,
    recordings: Recordings,
    *,
    whole: bool = False,
    on_post: Callable[[Post, PostRead], None] | None = None,
) -> Recorded:
    """
    Ask for what has no recording yet, write it, and remove what no request needs any more.

    Each file is written when its post has been read, so that a record that was cut
    short goes on from there. What is removed belongs to the pages of ``posts``, or,
    where they are the ``whole`` of the golden pages, to any page. Raises
    ``StopRunError`` where the model answers no more.
    """
    folder = recordings.folder
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
        written += _write(folder, read)
        if on_post is not None:
            on_post(post, read)
    stale = sorted(_beside(needed, whole=whole) - needed)
    for path in stale:
        path.unlink()
    return Recorded(tuple(written), tuple(stale), tuple(failed))


def _write(folder: Path, read: PostRead) -> Iterator[Path]:
    """Write the chains that came to an end; the files that this changed."""
    for each in read.parts:
        if each.exchanges and each.exchanges[-1].chain is not None:
            path = recording_path(folder, each.request)
            before = path.read_bytes() if path.is_file() else None
            write_recording(folder, each.request, list(each.exchanges))
            if path.read_bytes() != before:
                yield path


def _beside(needed: Iterable[Path], *, whole: bool) -> set[Path]:
    """All recordings of the same model: of the same pages, or of any page."""
    pages = {path.parent for path in needed}
    found = {path for page in pages for path in page.glob("*.json")}
    if whole:
        found |= {path for page in pages for path in page.parent.glob("*/*.json")}
    return found
