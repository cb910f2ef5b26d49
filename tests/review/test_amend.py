"""
extract/review/amend: words are found again wherever their sentence stands.
"""

from __future__ import annotations

import pytest
from cases import a_decision, a_post, mend, settled, subject_of, tamworth
from hypothesis import assume, given
from hypothesis import strategies as st

from extract.review.amend import _found, amend, anchor

POST = a_post()
FACT = tamworth(POST)[1]


class TestAnchors:
    @given(st.text(alphabet="ten. \n", min_size=1, max_size=60), st.data())
    def test_words_are_found_where_they_stood(self, text, data):
        """
        An anchor finds its own words in their own post, the same ones where they stand several times.
        """
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        assume(text[start:end].strip() == text[start:end])
        post = a_post(text)
        found, low, high = _found(anchor(text, start, end), FACT, [post])

        assert text[start:end] == found.content[low:high]

    def test_the_same_word_twice_in_a_sentence(self):
        """
        Of several places in a sentence the one that was meant is found.
        """
        text = "Labour took ten of ten."
        last = text.rindex("ten")
        moved = a_post(f"News.\n\n{text}")

        assert last + 7 == _found(anchor(text, last, last + 3), FACT, [moved])[1]

    def test_words_that_are_nowhere(self):
        """
        Words whose sentence is gone are not looked for in others.
        """
        with pytest.raises(LookupError):
            _found(anchor("Labour took ten.", 12, 15), FACT, [POST])


class TestOrder:
    def test_made_facts_stand_with_their_post(self):
        """
        What a reviewer made comes after the facts of its post, before those of the next.
        """
        after = a_post(name="after")
        facts = [*tamworth(POST), *tamworth(after)]
        found = settled(tamworth(POST), [POST])
        subject = subject_of(found, [POST])
        decision = a_decision(subject, "source", mend=mend(subject, 14, value=15))
        amended = amend(facts, [POST, after], [(decision, [FACT.id])])

        assert [5, 6] == [number for number, each in enumerate(amended.facts) if each.corrects] + [
            next(n for n, each in enumerate(amended.facts) if each.post == "after")
        ]
