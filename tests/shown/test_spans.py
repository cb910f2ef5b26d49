"""
extract/shown/spans: a post in pieces, and the words around a figure.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from showing import a_post, said

from extract.shown.spans import excerpt, is_marked, segments
from schemas.fact import Fact

TEXT = "Labour now has 31 of 54 seats."
POST = a_post(TEXT)


def spanned(start: int | None, end: int | None, **more: object) -> Fact:
    known = {"id": f"{start}-{end}-{more}", "page": "live", "post": "p1", "scope": "council"}
    seats = {"area": "Derby", "party": "Labour", "measure": "seats", "value": 31}
    return Fact.model_validate(known | seats | {"start": start, "end": end} | more)


@st.composite
def marked_texts(draw):
    """A text of any characters, and facts with spans of value and owner, some out of it."""
    text = draw(st.text(max_size=60))
    offset = st.none() | st.integers(-2, len(text) + 2)
    facts = [
        spanned(draw(offset), draw(offset), owner_start=draw(offset), owner_end=draw(offset))
        for _ in range(draw(st.integers(0, 6)))
    ]
    return text, facts


class TestSegments:
    @given(marked_texts())
    def test_joined_are_the_content(self, drawn):
        """
        However marks hold or overlap one another, no character is lost, doubled or moved.
        """
        content, facts = drawn
        pieces = segments(content, facts)

        assert content == "".join(each.text for each in pieces)
        assert [each.start for each in pieces] == [
            sum(len(before.text) for before in pieces[:number]) for number in range(len(pieces))
        ]

    @given(marked_texts())
    def test_the_pieces_of_a_mark_are_its_words(self, drawn):
        """
        The pieces that carry a mark, joined, are its span of the content, and it begins once.
        """
        content, facts = drawn
        pieces = segments(content, facts)
        marks = {mark for each in pieces for mark in each.marks}
        for mark in marks:
            own = "".join(each.text for each in pieces if mark in each.marks)
            begun = sum(mark in each.begins for each in pieces)

            assert (content[mark.start : mark.end], 1) == (own, begun)

    @given(marked_texts())
    def test_every_span_in_the_content_is_marked(self, drawn):
        """
        A fact whose span is in the content is stated by some piece, and no other one is.
        """
        content, facts = drawn
        stated = {fact.id for each in segments(content, facts) for fact in each.states}

        assert {each.id for each in facts if is_marked(each, content)} == stated

    def test_marks_in_marks(self):
        """
        A figure within the words of a list is a piece of its own that states both.
        """
        whole = said(POST, "31 of 54 seats", "list_complete", True)
        inner = said(POST, "54", "council_size", 54)
        pieces = segments(TEXT, [whole, inner])

        assert [
            ("Labour now has ", 0),
            ("31 of ", 1),
            ("54", 2),
            (" seats", 1),
            (".", 0),
        ] == [(each.text, len(each.states)) for each in pieces]

    def test_an_owner_states_nothing(self):
        """
        The words that name whose figure it is are marked, and have no status.
        """
        fact = said(POST, "31", "seats", 31, party="Labour", owner_start=0, owner_end=6)
        first, *_ = segments(TEXT, [fact])

        assert ("Labour", None, ("owner",)) == (
            first.text,
            first.status,
            tuple(each.role for each in first.marks),
        )

    @pytest.mark.parametrize(
        ("statuses", "shown"),
        [
            (["verified", "disputed", "unchecked"], "disputed"),
            (["rejected", "verified"], "verified"),
            (["verified", "unchecked"], "unchecked"),
        ],
    )
    def test_status(self, statuses, shown):
        """
        Of several facts in the same words that status is shown which most wants a look.
        """
        facts = [said(POST, "31", "seats", 31, party="Labour", status=each) for each in statuses]

        assert [shown] == [each.status for each in segments(TEXT, facts) if each.marks]


class TestExcerpt:
    def test_stays_on_its_line(self):
        """
        The words around a figure end with its line.
        """
        post = a_post("Before.\nLabour has 31 seats.\nAfter.")
        words = excerpt(post.content, said(post, "31", "seats", 31, party="Labour"))

        assert words is not None
        assert ("Labour has ", "31", " seats.") == (words.before, words.quote, words.after)

    def test_of_a_long_line(self):
        """
        A long line is cut between words, and says so.
        """
        post = a_post(f"{'many words ' * 30}31{' more words' * 30}")
        words = excerpt(post.content, said(post, "31", "seats", 31, party="Labour"))

        assert words is not None
        assert words.before.startswith(("…many", "…words"))
        assert words.after.endswith(("more…", "words…"))
        assert len(words.before) + len(words.after) < 190

    @given(marked_texts())
    def test_holds_the_very_words(self, drawn):
        """
        An excerpt stands in the content as it is, and there is one for every span in it.
        """
        content, facts = drawn
        for fact in facts:
            words = excerpt(content, fact)

            assert is_marked(fact, content) == (words is not None)
            if words is not None:
                around = words.before.removeprefix("…") + words.quote + words.after
                assert around.removesuffix("…") in content or around in content

    def test_none_without_words(self):
        """
        A fact that has no span has no excerpt.
        """
        assert excerpt(TEXT, said(POST, None, "seats", 31, party="Labour")) is None
