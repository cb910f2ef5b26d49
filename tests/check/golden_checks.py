"""golden/checks/*.toml -> cases for the checker: posts and facts, and what must come of them."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schemas.fact import MEASURES, Fact
from schemas.post import Post

if TYPE_CHECKING:
    from collections.abc import Iterator

CHECKS = Path(__file__).parents[2] / "golden" / "checks"
SEVERE = ("errors", "warnings")
_ELECTION = "2023-05-04"
_EXPECTED = (*SEVERE, "infos", "holds", "derives", "verified", "unchecked", "rejected")
_OF_FACTS = frozenset(Fact.model_fields) - {"measure", "value"}


@dataclass(frozen=True)
class Case:
    """
    One case: posts and facts, and what the checker must answer.

    ``expected``: of the errors and warnings always, of the rest what the case
    states. ``spares``: the rules that a reader in a hurry would think broken.
    """

    theme: str
    name: str
    posts: tuple[Post, ...]
    facts: tuple[Fact, ...]
    expected: dict[str, Any]
    spares: frozenset[str] = field(default=frozenset())

    @property
    def found(self) -> frozenset[str]:
        """The rules whose errors and warnings must be found."""
        return frozenset(each["rule"] for kind in SEVERE for each in self.expected[kind])


@cache
def cases() -> tuple[Case, ...]:
    """Every case, file by file."""
    return tuple(
        _case(path.stem, data)
        for path in sorted(CHECKS.glob("*.toml"))
        for data in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    )


def _case(theme: str, data: dict[str, Any]) -> Case:
    data = dict(data)
    name = data.pop("name")
    day = data.pop("election", _ELECTION)
    posts = _posts(data.pop("posts", []), day, timed=not data.pop("untimed", False))
    spares = frozenset(data.pop("spares", ()))
    expected = {key: data.pop(key) for key in _EXPECTED if key in data}
    entries = data.pop("facts")
    where = data | ({"election": day} if day else {})
    several = len(posts) > 1
    facts = tuple(fact for entry in entries for fact in _facts(where | entry, posts, several))
    ids = [fact.id for fact in facts]
    assert len(set(ids)) == len(ids), f"{name}: ids twice, {Counter(ids).most_common(1)}"
    for kind in SEVERE:
        expected[kind] = [{"facts": ids} | each for each in expected.get(kind, [])]
    return Case(theme, name, posts, facts, expected, spares)


def _posts(posts: list[Any], day: str, *, timed: bool) -> tuple[Post, ...]:
    """Posts p1, p2, ... of the page "live", oldest first, on the day after the poll."""
    after = date.fromisoformat(day or _ELECTION) + timedelta(days=1)
    found = []
    for number, post in enumerate(posts, start=1):
        said = {"text": post} if isinstance(post, str) else post
        known = {"id": f"p{number}", "page": "live", "position": number - 1}
        stamp = {"published": f"{after}T12:{number:02}"} if timed else {}
        found.append(Post.model_validate(known | stamp | said))
    return tuple(found)


def _facts(entry: dict[str, Any], posts: tuple[Post, ...], several: bool) -> Iterator[Fact]:
    """One fact for each measure of an entry, and for each party where a measure has a table."""
    shared = {key: value for key, value in entry.items() if key in _OF_FACTS}
    shared = {"page": "live", "post": "p1"} | shared | _span(shared, posts)
    scope = "contest" if "contest" in shared else "council"
    measures = {key: value for key, value in entry.items() if key not in _OF_FACTS}
    assert measures, f"no measure in {entry}"
    assert measures.keys() <= MEASURES[scope].keys(), f"unknown in {entry}"
    for measure, value in measures.items():
        owned = value if isinstance(value, dict) else {None: value}
        for party, said in owned.items():
            fact = {"scope": scope, "measure": measure, "value": said} | shared
            fact |= {"party": party} if party else {}
            yield Fact.model_validate({"id": _id(fact, several)} | fact)


def _id(fact: dict[str, Any], several: bool) -> str:
    """What a case calls a fact: its post (of several), owner, measure and round."""
    owner = fact.get("person") or fact.get("party")
    number = fact.get("round")
    parts = (fact["post"] if several else "", owner, fact["measure"], number and f"round {number}")
    return " ".join(part for part in parts if part)


def _span(shared: dict[str, Any], posts: tuple[Post, ...]) -> dict[str, int]:
    """Where the quote of a fact stands in its post, unless the case says it."""
    if "quote" not in shared or "start" in shared:
        return {}
    here = (shared.get("page", "live"), shared.get("post", "p1"))
    content = next(post.content for post in posts if (post.page, post.id) == here)
    assert content.count(shared["quote"]) == 1, f"{shared['quote']!r} is not once in {content!r}"
    start = content.index(shared["quote"])
    return {"start": start, "end": start + len(shared["quote"])}
