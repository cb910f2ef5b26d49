"""Sanity (R000): what cannot be counted at all."""

from __future__ import annotations

import pytest
from making import contest, fact, found, judged, outcomes


@pytest.mark.parametrize(
    "nonsense",
    [
        fact("seats", -1, "Con"),
        fact("vote_share", 103, "Con"),
        fact("vote_share", float("nan"), "Con"),
        fact("vote_share_change", -120, "Con"),
        contest("turnout", -3),
        contest("turnout", float("inf")),
        contest("votes", -5, person="A. Wood"),
    ],
)
def test_nonsense_is_an_error(nonsense):
    """
    Negative counts, shares beyond 100 and figures that are no numbers cannot be.
    """
    assert ["error"] == [finding.severity for finding in found([nonsense], "R000")]
    assert ["R000"] == [each.rule for each in judged([nonsense, *[nonsense]]).report.findings]


@pytest.mark.parametrize(
    "sense",
    [
        fact("seats", 0, "Con"),
        fact("vote_share", 100, "Con"),
        fact("vote_share_change", -12.5, "Con"),
        contest("votes", 0, person="A. Wood"),
    ],
)
def test_what_can_be_is_kept(sense):
    """
    Zero, a whole hundred and a negative change can be.
    """
    assert {"holds": 1} == outcomes([sense], "R000")


def test_a_fall_is_no_negative_count():
    """
    Charnwood's -15 is a change, which may be negative.
    """
    assert {} == outcomes([fact("seats_change", -15, "Con")], "R000")


def test_nonsense_enters_no_sum():
    """
    A negative figure is one finding, not also a sum that fails.
    """
    facts = [
        fact("seats", -3, "Con"),
        fact("seats", 55, "Lab"),
        fact("list_complete", True),
    ]

    assert {"R000"} == {finding.rule for finding in judged(facts).report.findings}


def test_votes_and_electors():
    """
    A candidate has one vote of each elector at most, however many seats the ward has.
    """
    ward = {"contest": "ward", "area": "Arboretum"}
    facts = [
        contest("electorate", 4000, **ward),
        contest("seats_contested", 3, **ward),
        contest("votes", 4100, person="A. Wood", **ward),
    ]

    assert ["error"] == [finding.severity for finding in found(facts, "R000")]


def test_a_ward_whose_seats_are_not_known():
    """
    More valid votes than electors may be a ward of several seats.
    """
    ward = {"contest": "ward", "area": "Arboretum"}
    facts = [contest("electorate", 4000, **ward), contest("valid_votes", 4100, **ward)]

    assert () == found(facts, "R000")
