"""What several posts say of one thing -> the facts that are shown of it, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extract.table import worst

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from extract.current import PostName
    from schemas.fact import Fact
    from schemas.post import Post

    Posts = Mapping[PostName, Post]


def shown(facts: Iterable[Fact], home: PostName | None) -> dict[str, Fact]:
    """
    By measure the fact that is shown, of facts whose posts stand oldest first.

    It is the first one in the post ``home``; what that post does not state, in the
    latest that does.
    """
    by_post: dict[PostName, dict[str, Fact]] = {}
    for fact in facts:
        by_post.setdefault(where(fact), {}).setdefault(fact.measure, fact)
    chosen: dict[str, Fact] = {}
    for said in (*by_post.values(), by_post.get(home, {}) if home else {}):
        chosen |= said
    return chosen


def latest(facts: Sequence[Fact], measures: Collection[str]) -> PostName | None:
    """The latest post that states one of these measures; None where none does."""
    return next((where(each) for each in reversed(facts) if each.measure in measures), None)


def where(fact: Fact) -> PostName:
    """The post that states a fact."""
    return fact.page, fact.post


def values(chosen: Mapping[str, Fact], measures: Sequence[str]) -> dict[str, Any]:
    """The figures of a row, None where none is shown, their worst status, and which are a reviewer's."""
    said = {name: chosen[name].value if name in chosen else None for name in measures}
    facts = [chosen[name] for name in measures if name in chosen]
    right = "; ".join(each.measure for each in facts if each.corrects)
    return {**said, "status": worst(facts), "set_right": right or None}


def source(name: PostName, posts: Posts) -> dict[str, Any]:
    """The columns that say where a row stands: the post with its page, its time and its link."""
    post = posts.get(name)
    return {
        "page": name[0],
        "post": name[1],
        "published": post.published if post else None,
        "url": post.url if post else None,
    }


def words(fact: Fact) -> dict[str, Any]:
    """The columns that hold the words of a fact."""
    return {"quote": fact.quote, "start": fact.start, "end": fact.end}
