"""Any bytes or words -> what pages, numerals, spans and facts of them break of what they promise."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from hostile import hostile_answer

from extract.asserted import asserted
from extract.errors import InputError
from extract.numerals import numerals
from extract.pages import read_page
from extract.prompting import parts
from extract.reading import facts_of_post
from extract.seen import UNREAD, as_seen
from schemas.post import Post


def of_page(data: bytes) -> Iterator[str]:
    """What is wrong where a page is neither read, each post once, nor refused with an ``InputError``."""
    try:
        posts = read_page("page", data)
    except InputError:
        return
    names = [(each.page, each.id) for each in posts]
    if not posts:
        yield "a page of no posts"
    if len(names) != len(set(names)):
        yield f"an id twice: {names}"


def of_words(text: str) -> Iterator[str]:
    """What is wrong where numerals do not stand where they say, or what is seen is not the text's own."""
    found = numerals(text)
    for each in found:
        if each.text != text[each.start : each.end]:
            yield f"{each} is not {text[each.start : each.end]!r}"
    for one, two in itertools.pairwise(found):
        if one.end > two.start:
            yield f"{one} overlaps {two}"
    for left in (as_seen(text), asserted(text)):
        if len(left.text) != len(left.at):
            yield f"{left} has characters without a place"
        for one, at in zip(left.text, left.at, strict=False):
            if one not in (UNREAD, text[at]):
                yield f"{one!r} of {left} is {text[at]!r} at {at}"


def of_facts(text: str) -> Iterator[str]:
    """What is wrong where a fact that stands does not quote the post at its offsets."""
    post = Post(id="a", page="fuzz", published="2023-05-05T12:00", text=text or "-")
    answers = [(part, hostile_answer(post, part)) for part in parts(post)]
    for fact in facts_of_post(post, answers):
        if fact.status == "rejected":
            continue
        if fact.start is None or fact.quote != post.content[fact.start : fact.end]:
            yield f"{fact} quotes what is not there"


def one(data: bytes) -> None:
    """All of it, for one input of a fuzzer. Raises ``AssertionError`` with what is wrong."""
    text = data.decode("utf-8", "replace")
    wrong = [*of_page(data), *of_words(text), *of_facts(text)]
    if wrong:
        raise AssertionError("; ".join(wrong))
