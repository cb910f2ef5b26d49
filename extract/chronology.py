"""The posts of several pages -> their order in time."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from schemas.post import Post


def ranks(posts: Iterable[Post]) -> dict[tuple[str, str], int]:
    """
    (page, post) -> where the post stands among all of them, the oldest 0.

    A page's posts keep the order of their positions, whatever their times say;
    pages are merged by time. A post without a time stands by the one before it on
    its page, else by the first that has one, else by its page's own time. The
    order in which the pages are given says nothing.
    """
    pages: dict[str, list[Post]] = defaultdict(list)
    for post in posts:
        pages[post.page].append(post)
    timed: list[tuple[str, str, int, str]] = []
    for page, members in pages.items():
        members.sort(key=lambda post: (post.position, post.id))
        times = (each.published for each in members if each.published)
        latest = next(times, members[0].page_published or "")
        for number, post in enumerate(members):
            latest = max(latest, post.published or "")
            timed.append((latest, page, number, post.id))
    return {(page, name): rank for rank, (_, page, _, name) in enumerate(sorted(timed))}
