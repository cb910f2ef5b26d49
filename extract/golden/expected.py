"""A golden folder's expected facts -> the facts expected of some posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.errors import InputError
from extract.factsfile import read_facts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from schemas.fact import Fact
    from schemas.post import Post


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
