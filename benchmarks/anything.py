"""Any bytes or words -> pages, numerals, spans and facts, which must hold what they promise."""

from __future__ import annotations

import itertools
from contextlib import suppress

from hostile import hostile_answer

from extract.asserted import asserted
from extract.errors import InputError
from extract.numerals import numerals
from extract.pages import read_page
from extract.prompting import parts
from extract.reading import facts_of_post
from extract.seen import UNREAD, as_seen
from schemas.post import Post


def page(data: bytes) -> None:
    """A page is read, each post once, or refused with an ``InputError``."""
    with suppress(InputError):
        posts = read_page("page", data)
        names = [(each.page, each.id) for each in posts]
        assert posts
        assert len(names) == len(set(names))


def words(text: str) -> None:
    """Numerals stand where they say, and what is seen and asserted is the text's own."""
    found = numerals(text)
    assert [each.text for each in found] == [text[each.start : each.end] for each in found]
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    for left in (as_seen(text), asserted(text)):
        assert len(left.text) == len(left.at)
        assert all(one in (UNREAD, text[at]) for one, at in zip(left.text, left.at, strict=True))


def facts(text: str) -> None:
    """Every fact that stands quotes the post at its offsets."""
    post = Post(id="a", page="fuzz", published="2023-05-05T12:00", text=text or "-")
    answers = [(part, hostile_answer(post, part)) for part in parts(post)]
    for fact in facts_of_post(post, answers):
        if fact.status != "rejected":
            assert fact.start is not None
            assert fact.quote == post.content[fact.start : fact.end]


def one(data: bytes) -> None:
    """All of it, for one input of a fuzzer."""
    page(data)
    text = data.decode("utf-8", "replace")
    words(text)
    facts(text)
