"""Expected facts and what was read of the posts -> scores by measure, kind and post, costs, errors."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from extract.golden.cost import Cost, cost_of, spent
from extract.golden.counts import PostCounts
from extract.golden.pairing import ERRORS, Key, Outcome, Pair, match_key, paired
from extract.golden.resampling import figures
from extract.golden.selective import verified
from extract.model.errors import ReplayMissError
from extract.numerals import numerals

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from extract.reading import PostRead
    from schemas.fact import Fact
    from schemas.post import Post

OUTCOMES: tuple[Outcome, ...] = ("right", *ERRORS)
KINDS = (
    "head", "flash", "card",
    "post on councils", "post on contests", "post on both", "post on neither",
)  # fmt: skip
_APART = ("hedge", "baseline", "said_by")


@dataclass(frozen=True, slots=True)
class Score:
    """
    How many facts came out how.

    Of those expected each is right, wrong (in value or owner) or missed; of those
    found each is right, wrong or invented.
    """

    counts: Counter[Outcome] = field(default_factory=Counter)

    @property
    def expected(self) -> int:
        """How many facts were expected."""
        return self.counts.total() - self.counts["invented"]

    @property
    def found(self) -> int:
        """How many facts were found."""
        return self.counts.total() - self.counts["missed"]

    @property
    def precision(self) -> float:
        """Right of all found; 1 where nothing was found."""
        return self.counts["right"] / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Right of all expected; 1 where nothing was expected."""
        return self.counts["right"] / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.expected + self.found
        return 2 * self.counts["right"] / both if both else 1.0

    def as_json(self) -> dict[str, float]:
        """Counts and ratios."""
        return {
            **{name.replace(" ", "_"): self.counts[name] for name in OUTCOMES},
            "expected": self.expected,
            "found": self.found,
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
        }


@dataclass(slots=True)
class Comparison:
    """
    Expected against found, over all posts.

    ``posts``: how many of each kind. ``apart``: of the facts that match, how often
    hedge, baseline, speaker and words are right too, as (right, of). ``drift``: the
    posts that replay could not answer, with the part of the request that changed.
    ``failed``: posts without an answer. ``empty_posts``: of the posts that state
    nothing, how many were read so, as (right, of). ``by_post`` and ``costs``: the
    counts and the cost of each post, in their order.
    """

    posts: Counter[str] = field(default_factory=Counter)
    total: Score = field(default_factory=Score)
    by_measure: dict[str, Score] = field(default_factory=dict)
    by_kind: dict[str, Score] = field(default_factory=dict)
    apart: dict[str, tuple[int, int]] = field(default_factory=dict)
    errors: list[Pair] = field(default_factory=list)
    drift: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    empty_posts: tuple[int, int] = (0, 0)
    by_post: list[PostCounts] = field(default_factory=list)
    costs: list[Cost] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The comparison as ``golden compare --json`` prints it."""
        return {
            "posts": self.posts.total(),
            "total": self.total.as_json(),
            "figures": {name: each.as_json() for name, each in figures(self.by_post).items()},
            "cost": spent(self.costs).as_json(),
            "measures": {name: each.as_json() for name, each in sorted(self.by_measure.items())},
            "kinds": {
                name: {"posts": self.posts[name], **self.by_kind[name].as_json()}
                for name in KINDS
                if name in self.by_kind
            },
            "apart": self.apart,
            "empty_posts": self.empty_posts,
            "errors": [each.as_json() for each in self.errors],
            "drift": self.drift,
            "failed": self.failed,
            "by_post": [
                counts.model_dump() | cost.as_json()
                for counts, cost in zip(self.by_post, self.costs, strict=True)
            ],
        }


def wanted_of(
    expected: Iterable[Fact], posts: Iterable[Post]
) -> dict[tuple[str, str], dict[Key, Fact]]:
    """What is expected of each of the posts, by (page, post), a fact that is said twice once."""
    by_post: dict[tuple[str, str], list[Fact]] = {}
    for fact in expected:
        by_post.setdefault((fact.page, fact.post), []).append(fact)
    return {
        known: {match_key(fact, post.year): fact for fact in by_post.get(known, ())}
        for post in posts
        for known in [(post.page, post.id)]
    }


def compare(expected: Sequence[Fact], found: Iterable[tuple[Post, PostRead]]) -> Comparison:
    """
    Score what was read from some posts.

    Facts match by ``match_key``; hedge, baseline, speaker and words are scored
    apart. Rejected facts are not counted as found. The facts of a post that failed
    are missed, and it is not read as one that states nothing.
    """
    result = Comparison()
    reads = list(found)
    posts = [post for post, _ in reads]
    wanted_by_post = wanted_of(expected, posts)
    provable = verified(expected, posts)
    proven = verified((fact for _, read in reads for fact in read.facts), posts)
    apart: Counter[str] = Counter()
    of: Counter[str] = Counter()
    empty = [0, 0]
    for post, read in reads:
        if isinstance(read.error, ReplayMissError):
            result.drift.append(str(read.error))
        elif read.error is not None:
            result.failed.append(f"{post.page}/{post.id}: {read.error}")
        wanted = wanted_by_post[post.page, post.id]
        got = {match_key(f, post.year): f for f in reversed(read.facts) if f.status != "rejected"}
        got = {key: _judged(fact, key in proven) for key, fact in got.items()}
        _score(result, kind_of(post, wanted.values()), wanted, got)
        result.by_post.append(_counts(post, wanted.keys(), got.keys(), provable, proven))
        result.costs.append(cost_of(read))
        for key in wanted.keys() & got.keys():
            _score_apart(wanted[key], got[key], post, apart, of)
        if not wanted:
            empty[1] += 1
            empty[0] += not got and read.error is None
    result.apart = {name: (apart[name], of[name]) for name in (*_APART, "words")}
    result.empty_posts = (empty[0], empty[1])
    return result


def kind_of(post: Post, expected: Iterable[Fact]) -> str:
    """The kind of a post as its reader gives it; of a plain post also what it is expected to state."""
    if post.kind != "post":
        return post.kind
    scopes = {each.scope for each in expected}
    if len(scopes) > 1:
        return "post on both"
    return f"post on {scopes.pop()}s" if scopes else "post on neither"


def _score(
    result: Comparison, kind: str, wanted: Mapping[Key, Fact], got: Mapping[Key, Fact]
) -> None:
    """Add one post to the scores, and its errors to the list."""
    result.posts[kind] += 1
    of_kind = result.by_kind.setdefault(kind, Score())
    for pair in paired(wanted, got):
        of_measure = result.by_measure.setdefault(pair.measure, Score())
        for score in (result.total, of_kind, of_measure):
            score.counts[pair.outcome] += 1
        if pair.outcome != "right":
            result.errors.append(pair)


def _counts(
    post: Post,
    wanted: Collection[Key],
    got: Collection[Key],
    provable: frozenset[Key],
    proven: frozenset[Key],
) -> PostCounts:
    """The counts of one post; ``provable`` are those expected, ``proven`` those found, of its page."""
    could, did = provable.intersection(wanted), proven.intersection(got)
    return PostCounts(
        page=post.page,
        post=post.id,
        expected=len(wanted),
        found=len(got),
        right=len({*wanted}.intersection(got)),
        verified=len(did),
        verified_right=len(did.intersection(wanted)),
        could_be_verified=len(could),
        reached=len(could & did),
    )


def _judged(fact: Fact, is_verified: bool) -> Fact:
    """A fact that was found, with the status that errors are listed with."""
    return fact.model_copy(update={"status": "verified"}) if is_verified else fact


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
