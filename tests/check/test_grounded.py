"""Grounded (G001): the words that a fact points to state its value."""

from __future__ import annotations

import pytest
from making import contest, fact, judged, outcomes, post, statuses

TEXT = "Conservatives: 23 (-15). They lost seven in Loughborough, and turnout was 37.71%."
POSTS = [post(1, TEXT)]


def _at(words: str, measure: str, value, party: str | None = "Con", **more):
    start = TEXT.index(words)
    return fact(measure, value, party, quote=words, start=start, end=start + len(words), **more)


@pytest.mark.parametrize(
    ("words", "measure", "value"),
    [
        ("23", "seats", 23),
        ("(-15)", "seats_change", -15),
        ("-15", "seats_change", -15),
        ("lost seven", "seats_change", -7),
        ("23 (-15)", "seats", 23),
    ],
)
def test_figures_that_stand_there(words: str, measure: str, value: int):
    """
    A figure, a signed figure and a figure in words are read from their spans.
    """
    facts = [_at(words, measure, value)]

    assert {"holds": 1} == outcomes(facts, "G001", POSTS)
    assert ["unchecked"] == statuses(judged(facts, POSTS))


@pytest.mark.parametrize(
    ("words", "measure", "value"),
    [
        ("23", "seats", 32),
        ("(-15)", "seats_change", 15),
        ("They", "seats", 23),
        ("lost seven", "seats_change", -17),
    ],
)
def test_figures_that_do_not_are_rejected(words: str, measure: str, value: int):
    """
    Swapped digits, the wrong sign and words without a figure make the fact rejected.
    """
    facts = [_at(words, measure, value)]

    checked = judged(facts, POSTS)

    assert ["G001"] == [finding.rule for finding in checked.report.findings]
    assert ["rejected"] == statuses(checked)


SAID = "Labour are up two on 2019, the Greens lost two more, and the Lib Dems changed two."


@pytest.mark.parametrize(
    ("words", "value", "outcome"),
    [
        ("up two", 2, "holds"),
        ("up two", -2, "fails"),
        ("lost two", -2, "holds"),
        ("lost two", 2, "fails"),
        ("lost two more", -2, "holds"),
        ("changed two", -2, "holds"),
        ("two", -2, "holds"),
    ],
)
def test_a_sign_in_words(words: str, value: int, outcome: str):
    """
    Words that tell of a rise or a fall give the sign; what tells of both or neither leaves it open.
    """
    start = SAID.index(words)
    change = fact("seats_change", value, "Lab", quote=words, start=start, end=start + len(words))

    assert {outcome: 1} == outcomes([change], "G001", [post(1, SAID)])


def test_a_percentage():
    """
    37.71 % is read with its decimals.
    """
    start = TEXT.index("37.71%")
    span = {"quote": "37.71%", "start": start, "end": start + 6}

    assert {"holds": 1} == outcomes([contest("turnout", 37.71, **span)], "G001", POSTS)
    assert {"fails": 1} == outcomes([contest("turnout", 37.17, **span)], "G001", POSTS)


def test_a_quote_that_stands_elsewhere():
    """
    Words that are not where the fact says they are ground nothing.
    """
    facts = [fact("control", "Con", quote="Conservatives", start=1, end=14)]

    assert ["rejected"] == statuses(judged(facts, POSTS))


def test_offsets_outside_the_post():
    """
    Offsets beyond the end, or before the start, ground nothing.
    """
    beyond = fact("seats", 23, "Con", quote="23", start=900, end=902)
    before = fact("seats", 23, "Con", start=-3, end=-1)

    assert ["rejected", "rejected"] == statuses(judged([beyond, before], POSTS))


def test_facts_from_outside_without_start():
    """
    A fact that gives no offsets is not checkable, and never rejected.
    """
    facts = [fact("seats", 99, "UKIP", quote="23")]

    assert {"not_checkable": 1} == outcomes(facts, "G001", POSTS)
    assert {"not_checkable": 1} == outcomes([_at("23", "seats", 23)], "G001", ())


def test_derived_facts_have_no_words():
    """
    What the checker computed stands in no post.
    """
    assert {} == outcomes([fact("seats", 1, "Green", basis="derived")], "G001", POSTS)


def test_a_zero_that_words_imply():
    """
    "Their first seats" states that there were none before.
    """
    words = "These are the party's first seats."
    facts = [fact("seats_before", 0, "Green", quote="first seats", start=22, end=33)]

    checked = judged(facts, [post(1, words)], select=["G001"])

    assert "rejected" != checked.facts[0].status


def test_the_title_counts():
    """
    Offsets count in the title, two line breaks and the text.
    """
    posts = [post(1, "They have 23.", title="Charnwood: 23")]
    facts = [
        fact("seats", 23, "Con", quote="23", start=11, end=13),
        fact("seats", 23, "Con", quote="23", start=25, end=27),
    ]

    assert {"holds": 2} == outcomes(facts, "G001", posts)


def test_an_ungrounded_fact_enters_no_rule():
    """
    A figure that the post does not have contradicts nothing.
    """
    facts = [_at("23", "seats", 32), fact("seats", 23, "Con", post="p2")]

    checked = judged(facts, [*POSTS, post(2)])

    assert ["G001"] == [finding.rule for finding in checked.report.findings]


def test_ignored_it_rejects_nothing():
    """
    Where the rule is ignored its facts are taken as they are.
    """
    checked = judged([_at("23", "seats", 32)], POSTS, ignore=["G"])

    assert ["unchecked"] == statuses(checked)
