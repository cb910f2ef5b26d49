"""
extract/review/effects: which decisions of a log are in effect, and where reviewers contradict each other.
"""

from __future__ import annotations

import pytest
from cases import a_decision, mend
from hypothesis import given
from hypothesis import strategies as st

from extract.review.effects import effects
from schemas.decision import Statement, Subject

SEATS = Statement(scope="council", measure="seats", party="Labour", value=10, sentence="ten")
SUBJECT = Subject(rule="S001", authority="E07000199", name="Tamworth", statements=(SEATS,))
KEY = SUBJECT.key


def after(*former, kind="source", who="ann", **more):
    return a_decision(SUBJECT, kind, who, follows=[each.id for each in former], **more)


def in_effect(*log):
    found = effects(log)[KEY]
    return [each.id for each in found.decisions], found.conflict


class TestOneReviewer:
    def test_the_last_word_counts(self):
        """
        A decision that follows another takes its place.
        """
        first = after()
        second = after(first, kind="dismissed")

        assert ([second.id], False) == in_effect(first, second)

    def test_an_undo_brings_back_what_was_before(self):
        """
        What is undone gives way to the decision before it, and a second undo to nothing.
        """
        later = after(kind="later")
        wrong = after(later)
        once = after(wrong, kind="undo")
        twice = after(once, kind="undo")

        assert ([later.id], False) == in_effect(later, wrong, once)
        assert ([], False) == in_effect(later, wrong, once, twice)

    def test_a_decision_after_an_undo(self):
        """
        After an undo one can decide anew.
        """
        first = after()
        undone = after(first, kind="undo")
        again = after(undone, kind="dismissed")

        assert ([again.id], False) == in_effect(first, undone, again)


class TestTwoReviewers:
    def test_who_agree(self):
        """
        Two who decide alike, whatever reasons they give, do not contradict each other.
        """
        ann = after(why="the mayor")
        bob = after(who="bob", why="not the mayor")

        assert not in_effect(ann, bob)[1]

    def test_who_disagree(self):
        """
        Two decisions made apart contradict each other, and nothing is in effect.
        """
        ann, bob = after(), after(kind="dismissed", who="bob")

        assert ([ann.id, bob.id], True) == in_effect(ann, bob)
        assert effects([ann, bob])[KEY].decision is None

    def test_other_values_disagree(self):
        """
        Two who would set the same fact right by other values contradict each other.
        """
        ann = after(mend=mend(SUBJECT, 10, value=11))
        bob = after(who="bob", mend=mend(SUBJECT, 10, value=12))

        assert in_effect(ann, bob)[1]

    def test_a_decision_about_both_ends_it(self):
        """
        Whoever decides knowing both ends the contradiction; an undo of that brings it back.
        """
        ann, bob = after(), after(kind="dismissed", who="bob")
        end = after(ann, bob)
        undone = after(end, kind="undo")

        assert ([end.id], False) == in_effect(ann, bob, end)
        assert ([ann.id, bob.id], True) == in_effect(ann, bob, end, undone)

    def test_to_put_it_off_contradicts_nothing(self):
        """
        Where one puts off what another decides, the decision stands.
        """
        ann, bob = after(kind="later"), after(who="bob")

        assert ([bob.id], False) == in_effect(ann, bob)

    @given(st.permutations(range(5)))
    def test_the_order_of_the_log_does_not_matter(self, order):
        """
        However the entries of two reviewers came together, the same is in effect.
        """
        ann, bob = after(), after(kind="dismissed", who="bob")
        both = after(ann, bob, kind="later")
        entries = [ann, bob, both, after(both, kind="undo"), after(bob, kind="undo", who="bob")]

        assert in_effect(*entries) == in_effect(*(entries[each] for each in order))

    def test_an_entry_whose_forerunner_is_missing(self):
        """
        A part of a log counts as it is, though what an entry follows is not in it.
        """
        first = after()
        second = after(first, kind="dismissed")

        assert ([second.id], False) == in_effect(second)


class TestAnEntry:
    @pytest.mark.parametrize(
        "parts",
        [
            {"kind": "misread"},
            {"kind": "dismissed", "why": "  "},
            {"kind": "source", "standing": True},
            {"kind": "undo"},
            {"kind": "later", "mend": mend(SUBJECT, 10)},
            {"kind": "source", "mend": mend(SUBJECT, 10, party="Green")},
            {"kind": "source", "mend": mend(SUBJECT, 10, value=-3.5)},
            {"kind": "misread", "mend": mend(SUBJECT, 10, value=11)},
            {"who": ""},
        ],
    )
    def test_parts_that_do_not_go_together(self, parts):
        """
        What makes no sense as a decision is none: nothing mended, no reason, a value without words.
        """
        with pytest.raises(ValueError, match="validation error"):
            a_decision(SUBJECT, **({"kind": "source"} | parts))

    def test_a_fact_that_was_not_judged(self):
        """
        Only what the finding is about can be set right.
        """
        other = Subject(rule="S001", authority="E07000199", name="Tamworth")
        with pytest.raises(ValueError, match="none of those judged"):
            a_decision(other, "source", mend=mend(SUBJECT, 10, value=11))

    def test_its_id_is_that_of_its_content(self):
        """
        An entry whose content was changed is refused.
        """
        told = after().model_dump(mode="json")
        with pytest.raises(ValueError, match="not that of its content"):
            type(after()).model_validate(told | {"who": "bob"})
