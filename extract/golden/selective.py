"""Facts and the posts of their pages -> the keys of those facts that the checker verifies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.check import check
from extract.golden.pairing import Key, match_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from schemas.fact import Fact
    from schemas.post import Post


def verified(facts: Iterable[Fact], posts: Sequence[Post]) -> frozenset[Key]:
    """
    What ``facts`` are known by, of those that an equality of the rule book proves.

    Each page is checked by itself, with all its posts and by all rules, so that a
    post's figures depend neither on what other pages are compared with it nor on a
    configuration file.
    """
    years = {(each.page, each.id): each.year for each in posts}
    by_page: dict[str, list[Fact]] = {}
    for fact in facts:
        by_page.setdefault(fact.page, []).append(fact)
    return frozenset(
        match_key(fact, years.get((fact.page, fact.post)))
        for page, stated in by_page.items()
        for fact in check(stated, [each for each in posts if each.page == page]).facts
        if fact.status == "verified"
    )
