"""Turns the posts of one page, oldest first, into the same posts with positions and ids."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schemas.post import Post


def content_id(content: str) -> str:
    """The first 12 hex digits of the SHA-256 of a post's content in UTF-8."""
    return hashlib.sha256(content.encode("utf-8")).hexdigest()[:12]


def numbered(posts: Sequence[Post]) -> list[Post]:
    """
    The posts of one page, oldest first, each with its position and an id.

    A post that has an id keeps it. One without is named by its content; where
    that name is taken it becomes ``...-2``, ``...-3``, in the order given.
    """
    taken = {post.id for post in posts if post.id}
    named: list[Post] = []
    for position, post in enumerate(posts):
        name = post.id
        if not name:
            stem = name = content_id(post.content)
            ordinal = 1
            while name in taken:
                ordinal += 1
                name = f"{stem}-{ordinal}"
            taken.add(name)
        named.append(post.model_copy(update={"id": name, "position": position}))
    return named
