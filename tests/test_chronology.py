"""Chronology: the posts of several pages in the order in which they were written."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from extract.chronology import ranks
from schemas.post import Post

if TYPE_CHECKING:
    import random


def post(name: str, position: int, time: str | None = None, page: str = "live", **more) -> Post:
    published = f"2023-05-05T{time}" if time else None
    return Post(id=name, page=page, position=position, published=published, text="", **more)


def in_order(*posts: Post) -> list[str]:
    found = ranks(posts)
    return [name for _, name in sorted(found, key=found.__getitem__)]


def test_by_position_within_a_page():
    """
    Position says which post is older, whatever the file's order and the times say.
    """
    assert ["a", "b", "c"] == in_order(post("c", 2, "12:00"), post("a", 0, "13:00"), post("b", 1))


def test_by_time_between_pages():
    """
    Two pages of one night are merged by the times of their posts.
    """
    posts = [
        post("b", 1, "14:00", "north"),
        post("a", 0, "12:00", "north"),
        post("d", 1, "15:00", "east"),
        post("c", 0, "13:00", "east"),
    ]

    assert ["a", "c", "b", "d"] == in_order(*posts)


def test_without_times_by_the_pages_time():
    """
    Posts of dumps stand together, by the time that each page bears.
    """
    posts = [
        post("b", 0, page="a late page", page_published="2023-05-05T22:00"),
        post("a", 0, page="the early page", page_published="2023-05-05T12:00"),
    ]

    assert ["a", "b"] == in_order(*posts)


def test_a_post_without_time_stands_by_the_one_before():
    """
    The one before it on its page tells when.
    """
    posts = [
        post("a", 0, "12:00", "north"),
        post("b", 1, None, "north"),
        post("c", 0, "13:00", "east"),
    ]

    assert ["a", "b", "c"] == in_order(*posts)


TIMES = st.none() | st.integers(0, 59).map(lambda minute: f"12:{minute:02}")


@given(
    st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), TIMES), max_size=12),
    st.randoms(use_true_random=False),
)
def test_the_order_given_says_nothing(drawn: list, shuffler: random.Random):
    """
    Posts in any order have the same ranks, and no page is turned about.
    """
    posts = [post(f"p{n}", n, time, page) for n, (page, time) in enumerate(drawn)]
    shuffled = list(posts)
    shuffler.shuffle(shuffled)
    found = ranks(posts)

    assert found == ranks(shuffled)
    assert set(range(len(posts))) == set(found.values())
    for page in "abc":
        own = [found[page, each.id] for each in posts if each.page == page]
        assert all(earlier < later for earlier, later in pairwise(own))
