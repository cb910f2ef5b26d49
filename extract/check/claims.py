"""Facts and posts -> claims: each fact with its post, its party, its bounds."""

from __future__ import annotations

import math
import re
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from extract.check.book import cue
from extract.check.intervals import Bounds, Interval, interval, kind_of
from extract.chronology import ranks
from schemas.fact import MEASURES, Fact, Value
from schemas.finding import Area
from schemas.parties import NOC, canonical

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schemas.post import Post

NO_PARTIES = frozenset({"Independent", "Other", NOC})
_NUMERIC = frozenset({"count", "signed", "percent", "points"})
_IDENTITY = (
    "page",
    "post",
    "election",
    "scope",
    "area",
    "area_id",
    "authority",
    "contest",
    "party",
    "person",
    "measure",
    "value",
    "round",
    "when",
    "baseline",
    "hedge",
)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'\u201d\u2019)]*\s|\n")

party_name = lru_cache(maxsize=4096)(canonical)


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """
    One post where it stands in its page and (``rank``) among all posts, oldest first.

    ``position`` is None where the post was not given. ``headline``: how many
    characters of its content are its title.
    """

    page: str
    id: str
    position: int | None = None
    rank: int = -1
    published: str | None = None
    year: int | None = None
    content: str | None = None
    kind: str | None = None
    headline: int = 0
    _said: dict[str, bool] = field(default_factory=dict, repr=False)

    @property
    def order(self) -> tuple[int, str, str]:
        """A key that sorts posts oldest first; those that were not given before all others."""
        return (self.rank, self.page, self.id)

    def before(self, other: Place) -> bool | None:
        """Whether this post is older than the other; None where nobody knows."""
        if self.page == other.page and self.position is not None and other.position is not None:
            return self.position < other.position
        if self.published and other.published and self.published != other.published:
            return self.published < other.published
        return None

    def says(self, words: str) -> bool:
        """Whether the post's text has any words of a cue list; each post is read once."""
        if words not in self._said:
            self._said[words] = cue(words).search(self.content or "") is not None
        return self._said[words]


class Subject(ABC):
    """What a rule judges: one claim, or the claims about one council or contest."""

    __slots__ = ()

    @property
    @abstractmethod
    def claims(self) -> tuple[Claim, ...]:
        """The claims in place order."""

    @property
    @abstractmethod
    def area(self) -> Area:
        """The authority as a finding names it."""

    @property
    @abstractmethod
    def name(self) -> str:
        """The council or contest as a message names it."""


@dataclass(frozen=True, slots=True, eq=False)
class Claim(Subject):
    """
    One fact as the rules see it.

    ``index``: its position among the facts given. ``party`` and ``value`` have
    canonical party names. ``bounds`` is None where the value is no finite number.
    """

    index: int
    fact: Fact
    place: Place
    party: str | None
    value: Value
    bounds: Bounds | None
    own_area: Area = field(default_factory=lambda: Area(name=""))

    @property
    def id(self) -> str:
        """The fact's id; one that has none is named by its line."""
        return self.fact.id or f"line-{self.index + 1}"

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Itself."""
        return (self,)

    @property
    def area(self) -> Area:
        """The authority as the post names it, else the area."""
        return self.own_area

    @property
    def name(self) -> str:
        """The area as its post names it."""
        return self.fact.area

    @property
    def hard(self) -> Interval:
        """Where the true figure lies, for a claim whose value is a number."""
        assert self.bounds is not None
        return self.bounds.hard

    @property
    def year(self) -> int | None:
        """The year of the election where it is known, else of the post."""
        election = self.fact.election
        return int(election[:4]) if election and election[:4].isdigit() else self.place.year

    def sentence(self) -> str:
        """The sentence of the post that holds the quote; the quote alone where there is no post."""
        quote, start = self.fact.quote or "", self.fact.start
        content = self.place.content
        if content is None:
            return quote
        if start is None:
            start = content.find(quote) if quote else -1
        if start < 0 or start > len(content):
            return quote
        end = max(start, self.fact.end if self.fact.end is not None else start + len(quote))
        ends = [match.end() for match in _SENTENCE_END.finditer(content)]
        first = max((at for at in ends if at <= start), default=0)
        last = min((at for at in ends if at >= end), default=len(content))
        return content[first:last]


def identity(fact: Fact) -> tuple[object, ...]:
    """What a fact says and where, without its id, words and status."""
    return tuple(getattr(fact, name) for name in _IDENTITY)


def read_claims(facts: Sequence[Fact], posts: Sequence[Post]) -> list[Claim]:
    """Every fact as a claim, in the order given; of a post given twice the last revision counts."""
    given = {(post.page, post.id): post for post in posts}
    in_time = ranks(given.values())
    places = {
        where: Place(
            post.page,
            post.id,
            post.position,
            in_time[where],
            post.published,
            post.year,
            post.content,
            post.kind,
            len(post.title or ""),
        )
        for where, post in given.items()
    }
    for fact in facts:
        where = (fact.page, fact.post)
        if where not in places:
            places[where] = Place(*where)
    return [_claim(n, fact, places[fact.page, fact.post]) for n, fact in enumerate(facts)]


def _claim(index: int, fact: Fact, place: Place) -> Claim:
    form = MEASURES[fact.scope][fact.measure].form
    value = fact.value
    bounds = None
    if form in _NUMERIC and not isinstance(value, str) and math.isfinite(value):
        if form in {"count", "signed"}:
            value = int(value)
        kind = kind_of(fact.scope, fact.measure)
        bounds = interval(value, fact.hedge, kind=kind, quote=fact.quote)
    elif form == "party":
        value = party_name(str(value))
    party = party_name(fact.party) if fact.party else None
    area = Area(name=fact.authority or fact.area, gss=fact.area_id)
    return Claim(index, fact, place, party, value, bounds, area)


def best(claims: Sequence[Claim]) -> Claim | None:
    """The sharpest of claims that agree: the narrowest interval, then the first."""
    return min(claims, key=lambda claim: claim.hard.high - claim.hard.low, default=None)


def one_place(claims: Sequence[Claim]) -> bool:
    """Whether one post says all of them."""
    return len({claim.place for claim in claims}) <= 1


def exact(claims: Sequence[Claim]) -> bool:
    """Whether all are plain figures, which alone can prove an equality."""
    return all(claim.bounds is None or claim.hard.exact for claim in claims)
