"""
extract/review/judged: what a finding judges is the same wherever its sentences stand.
"""

from __future__ import annotations

import pytest
from cases import TAMWORTH, a_post, settled, subject_of, tamworth
from hypothesis import given
from hypothesis import strategies as st

from extract.review.judged import plain, sentence

FEWER = a_post(TAMWORTH.replace("14", "13"))
THIS = a_post(TAMWORTH.replace("That leaves", "This leaves"))
EARLIER = a_post(published="2021-05-07T12:33")


def key_of(post):
    return subject_of(settled(tamworth(post), [post]), [post]).key


class TestTheKey:
    @pytest.mark.parametrize(
        "post",
        [
            a_post(name="other-id"),
            a_post(page="saved-later"),
            a_post(title="Tamworth falls"),
            a_post(f"Good morning. {TAMWORTH} More soon."),
            a_post(TAMWORTH.replace(". ", ".\n\n").replace("with 14", "with\u00a014")),
            a_post(published="2023-05-06T01:00"),
        ],
    )
    def test_is_the_same_wherever_the_sentences_stand(self, post):
        """
        Neither post, page, headline, offsets, spaces nor the hour are part of it.
        """
        assert key_of(a_post()) == key_of(post)

    @pytest.mark.parametrize(
        ("post", "facts"),
        [
            (a_post(), tamworth(a_post(), lab=12)),
            (FEWER, tamworth(FEWER, con=(13, "13 councillors"))),
            (THIS, tamworth(THIS)),
            (EARLIER, tamworth(EARLIER)),
        ],
    )
    def test_is_another_where_the_matter_is(self, post, facts):
        """
        A value, a sentence and an election are.
        """
        assert key_of(a_post()) != subject_of(settled(facts, [post]), [post]).key

    def test_a_council_under_another_of_its_names(self):
        """
        The authority is known by its code, whatever a post calls it.
        """
        post = a_post()
        renamed = [each.model_copy(update={"area": "Tamworth"}) for each in tamworth(post)]

        assert key_of(post) == subject_of(settled(renamed, [post]), [post]).key


class TestWords:
    def test_are_compared_plainly(self):
        """
        Case, spaces, quotes, dashes and invisible signs do not tell two sentences apart.
        """
        assert "it's -15" == plain("\u200fIt\u2019s\u00a0\n \u221215")

    @given(st.text(alphabet="ab1 .\n\u202e", max_size=60), st.data())
    def test_a_sentence_holds_its_span(self, content, data):
        """
        The sentence of any span of a text holds the span.
        """
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, len(content)))
        low, high = sentence(content, start, end)

        assert low <= start <= end <= high
