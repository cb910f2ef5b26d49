"""
extract/review/forms: what a reviewer sends becomes a decision, or says what is wrong with it.
"""

from __future__ import annotations

import pytest
from cases import TAMWORTH, a_post, said, settled, tamworth

from extract.review.forms import FormError, entry_of, value_of
from extract.review.view import view_of
from extract.store import StoredPost

POST = a_post(f"{TAMWORTH} Turnout was 31.5%. Jo Ward stood. It lost 3.")
ELSEWHERE = a_post("Greens 12.", name="other", page="another")
FACTS = tamworth(POST)
CHECKED = settled(FACTS, [POST, ELSEWHERE])
VIEW = view_of(
    [StoredPost(each, 1, "extracted", None, None) for each in (POST, ELSEWHERE)],
    CHECKED.facts,
    CHECKED.report,
    [],
)
ITEM = VIEW.items[0]
CON, LAB = FACTS[1].id, FACTS[2].id


def at(words, post=0):
    content = (POST, ELSEWHERE)[post].content
    start = content.index(words)
    return f"{post}:{start}:{start + len(words)}"


def sent(**form):
    return entry_of(form, ITEM, VIEW, [POST, ELSEWHERE], "ann")


class TestDecisions:
    def test_a_wrong_source(self):
        """
        A source is wrong, with its fact and the right value or without either.
        """
        bare = sent(kind="source")
        whole = sent(kind="source", fact=CON, value="15", why=" rang them ")

        assert bare.mend is None
        assert (14, 15, "rang them", "ann") == (
            whole.mend.fact.value,
            whole.mend.value,
            whole.why,
            whole.who,
        )

    def test_follows_what_the_reviewer_saw(self):
        """
        A decision follows the last ones about its finding that stood on the page.
        """
        former = sent(kind="later")
        form = {"kind": "undo", "heads": former.id}

        assert (former.id,) == entry_of(form, ITEM, VIEW.knowing([former]), [POST], "ann").follows

    def test_a_misreading_by_its_words(self):
        """
        A figure and a party that are pointed at are read from their words.
        """
        mend = sent(kind="misread", fact=LAB, words=at("five"), party=at("Greens")).mend

        assert (5, "five", "Green", "Greens", False) == (
            mend.value,
            mend.words.text,
            mend.party,
            mend.owner.text,
            mend.ungrounded,
        )

    def test_the_party_in_control(self):
        """
        Of control the party that is pointed at is the value, and its words are the value's.
        """
        post = a_post("Labour control Tamworth, not the Conservatives.", name="control")
        facts = [
            said(post, "control", "Conservative", "Conservatives"),
            said(post, "control", "Labour", "Labour"),
        ]
        checked = settled(facts, [post], select=["A001", "T003"])
        stored = [StoredPost(post, 1, "extracted", None, None)]
        view = view_of(stored, checked.facts, checked.report, [])
        form = {"kind": "misread", "fact": facts[0].id, "party": "0:0:6"}
        mend = entry_of(form, view.items[0], view, [post], "ann").mend

        assert ("Labour", "Labour", None) == (mend.value, mend.words.text, mend.party)

    def test_a_person_and_a_place_as_the_post_has_them(self):
        """
        A name is taken in the post's own letters, whatever case it was typed in.
        """
        mend = sent(kind="misread", fact=LAB, person="jo ward", area="TAMWORTH borough").mend

        assert ("Jo Ward", "Tamworth Borough", "Jo Ward") == (
            mend.person,
            mend.area,
            mend.owner.text,
        )

    def test_a_value_that_is_said_to_stand_nowhere(self):
        """
        A typed value counts where the reviewer says that the post has no words for it.
        """
        mend = sent(kind="misread", fact=LAB, value="11", ungrounded="on").mend

        assert (11, True, None) == (mend.value, mend.ungrounded, mend.words)

    def test_nothing_of_the_kind(self):
        """
        A misreading of which nothing is right only dismisses the fact.
        """
        assert not sent(kind="misread", fact=LAB, nothing="on").mend.restates

    def test_a_standing_exception(self):
        """
        No contradiction: with a reason, once or from now on.
        """
        once = sent(kind="dismissed", why="the mayor")
        always = sent(kind="dismissed", why="the mayor", standing="on")

        assert (False, True) == (once.standing, always.standing)


@pytest.mark.parametrize(
    ("form", "problem"),
    [
        ({}, "no such decision"),
        ({"kind": "nonsense"}, "no such decision"),
        ({"kind": "dismissed", "why": " "}, "Say why"),
        ({"kind": "misread"}, "Say which figure"),
        ({"kind": "misread", "fact": "none"}, "none of this run"),
        ({"kind": "misread", "fact": LAB}, "Say what is right"),
        ({"kind": "misread", "fact": LAB, "value": "11"}, "say so, or point at it"),
        ({"kind": "misread", "fact": LAB, "words": "0:9999:10002"}, "in no post"),
        ({"kind": "misread", "fact": LAB, "words": "7:0:3"}, "in no post"),
        ({"kind": "misread", "fact": LAB, "words": "-1:0:3"}, "in no post"),
        ({"kind": "misread", "fact": LAB, "words": "x"}, "in no post"),
        ({"kind": "misread", "fact": LAB, "party": "0:8:9"}, "in no post"),
        ({"kind": "misread", "fact": LAB, "words": at("12", 1)}, "another page"),
        ({"kind": "misread", "fact": LAB, "words": at("That leaves")}, "is not one figure"),
        ({"kind": "misread", "fact": LAB, "words": at("31.5%")}, "no whole number"),
        ({"kind": "misread", "fact": LAB, "person": "Al Nobody"}, "does not stand in the post"),
        ({"kind": "source", "fact": CON, "value": "a few"}, "is not one figure"),
        ({"kind": "source", "fact": CON, "value": "15 or 16"}, "is not one figure"),
        ({"kind": "source", "fact": CON, "value": "fourteen"}, "is what the source says"),
        ({"kind": "source", "fact": CON, "value": "-15"}, "less than none"),
        ({"kind": "undo"}, "no decision"),
        ({"kind": "undo", "heads": "0123456789abcdef"}, "another state of this finding"),
        ({"kind": "later", "heads": "x y"}, "another state of this finding"),
        ({"kind": "source", "why": "x" * 4001}, "no decision"),
    ],
)
def test_what_is_no_decision(form, problem):
    """
    Whatever a form lacks or has wrong is told in words.
    """
    with pytest.raises(FormError, match=problem):
        sent(**form)


class TestValues:
    @pytest.mark.parametrize(
        ("measure", "value", "typed", "expected"),
        [
            ("seats", 1, "1,015", 1015),
            ("seats", 1, "fifteen", 15),
            ("seats_change", 1, "-3", -3),
            ("vote_share", 1.0, "31.5", 31.5),
            ("control", "Labour", "the Tories", "Conservative"),
            ("control", "Labour", "no overall control", "NOC"),
            ("change", "gain", "hold", "hold"),
            ("list_complete", True, "false", False),
        ],
    )
    def test_typed(self, measure, value, typed, expected):
        """
        A typed value is read as its measure's: figures by the numeral parser, parties by their table.
        """
        fact = said(POST, measure, value, "30 seats", "Labour")

        assert expected == value_of(fact, typed)

    def test_a_change_keeps_its_sign(self):
        """
        A figure without a sign that states a loss stays a loss.
        """
        lost = said(POST, "seats_change", -7, "3", "Labour")

        assert -3 == value_of(lost, "3", read=True)

    @pytest.mark.parametrize(
        ("measure", "value", "typed"), [("change", "gain", "win"), ("list_complete", True, "maybe")]
    )
    def test_a_word_that_is_none(self, measure, value, typed):
        """
        A word or a flag is one of those that the measure has.
        """
        with pytest.raises(FormError, match="is none of"):
            value_of(said(POST, measure, value, "30 seats", "Labour"), typed)
