"""What several posts say of one thing -> the facts that are shown of it, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extract.table import worst

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from schemas.fact import Fact
    from schemas.post import Post

    Posts = Mapping[tuple[str, str], Post]


def shown(facts: Sequence[Fact], home: str | None) -> dict[str, Fact]:
    """
    By measure the fact that is shown, of facts whose posts stand oldest first.

    It is the first one in the post ``home``; what that post does not state, in the
    latest that does.
    """
    by_post: dict[str, dict[str, Fact]] = {}
    for fact in facts:
        by_post.setdefault(fact.post, {}).setdefault(fact.measure, fact)
    chosen: dict[str, Fact] = {}
    for said in (*by_post.values(), by_post.get(home or "", {})):
        chosen |= said
    return chosen


def latest(facts: Sequence[Fact], measures: Collection[str]) -> str | None:
    """The latest post that states one of these measures; None where none does."""
    return next((each.post for each in reversed(facts) if each.measure in measures), None)


def values(chosen: Mapping[str, Fact], measures: Iterable[str]) -> dict[str, Any]:
    """The figures of a row, None where none is shown, and the worst status of those shown."""
    said = {name: chosen[name].value if name in chosen else None for name in measures}
    return {**said, "status": worst(chosen[name] for name in measures if name in chosen)}


def source(page: str, name: str | None, posts: Posts) -> dict[str, Any]:
    """The columns that say where a row stands: the post, its time and its link."""
    post = posts.get((page, name or ""))
    return {
        "post": name,
        "published": post.published if post else None,
        "url": post.url if post else None,
    }


def words(fact: Fact) -> dict[str, Any]:
    """The columns that hold the words of a fact."""
    return {"quote": fact.quote, "start": fact.start, "end": fact.end}
