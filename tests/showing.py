"""Short ways to make posts, and facts that stand in their words, for the tests of what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extract.check import check
from extract.check.claims import read_claims
from extract.store import StoredPost
from schemas.fact import Fact
from schemas.post import Post

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.check import Checked
    from extract.check.claims import Claim
    from extract.store import State


def a_post(text: str, name: str = "p1", **more: Any) -> Post:
    """A post of the page "live"."""
    return Post.model_validate({"id": name, "page": "live", "text": text} | more)


def said(post: Post, words: str | None, measure: str, value: Any, **more: Any) -> Fact:
    """A fact about Tamworth that these words of a post state; ``words`` None: none does."""
    start = post.content.index(words) if words else None
    end = start + len(words) if start is not None and words else None
    known = {
        "id": f"{post.id}-{measure}-{more.get('party', '')}-{value}",
        "page": post.page,
        "post": post.id,
        "scope": "council",
        "area": "Tamworth",
        "area_id": "E07000199",
        "election": "2023-05-04",
        "measure": measure,
        "value": value,
        "quote": words,
        "start": start,
        "end": end,
    }
    return Fact.model_validate(known | more)


def claims_of(facts: Sequence[Fact], posts: Sequence[Post]) -> dict[str, Claim]:
    """The facts as the rules see them, by id."""
    return {each.id: each for each in read_claims(facts, posts)}


def stored(post: Post, state: State = "extracted", reason: str | None = None) -> StoredPost:
    """A post as a run holds it."""
    return StoredPost(post, 1, state, reason, None)


TEXT = (
    "The Conservatives have lost Tamworth. Of 30 seats they now have 14, down from 19, "
    "Labour 10 and independents five."
)
POST = a_post(TEXT, published="2023-05-05T04:12", url="https://example.org/live#p1")


def tamworth(**more: Any) -> list[Fact]:
    """The facts of that post, in which a seat is missing; ``more`` is said of each."""
    return [
        said(POST, "lost", "change", "loss", party="Conservative", **more),
        said(POST, "30", "council_size", 30, **more),
        said(POST, "14", "seats", 14, party="Conservative", **more),
        said(POST, "19", "seats_before", 19, party="Conservative", **more),
        said(POST, "10", "seats", 10, party="Labour", **more),
        said(POST, "five", "seats", 5, party="Independent", **more),
        said(
            POST, "14, down from 19, Labour 10 and independents five", "list_complete", True, **more
        ),
    ]


def checked(facts: Sequence[Fact] | None = None, posts: Sequence[Post] = (POST,)) -> Checked:
    """What all rules say of some facts, of Tamworth's where none are given."""
    return check(tamworth() if facts is None else facts, posts)
