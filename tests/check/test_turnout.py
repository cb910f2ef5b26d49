"""Turnout, ballots and the electorate (V004)."""

from __future__ import annotations

import pytest
from making import contest, found, judged, outcomes
from polling import MAYOR_2023, WARD, all_named, severities, verified, votes


def electors(number: int, **more) -> list:
    return [contest("electorate", number, **more)]


def test_ballots_of_electors():
    """
    3,204 of 9,412 electors are 34.04 %: a turnout of 34 holds, and is not verified by rounding.
    """
    facts = [*electors(9412), contest("votes_cast", 3204), contest("turnout", 34)]

    assert {"holds": 1} == outcomes(facts, "V004")
    assert set() == verified(facts)


def test_another_turnout_is_a_warning():
    """
    The turnout is wrong by more than the digits given can hide.
    """
    facts = [*electors(9412), contest("votes_cast", 3204), contest("turnout", 34.4)]

    (finding,) = found(facts, "V004")

    assert "warning" == finding.severity
    assert (
        "Birstall: 3,204 of 9,412 electors are 34.04 %, but turnout is given as 34.4 %."
        == finding.message
    )


@pytest.mark.parametrize("stated", [34.04, 34.0, 33.92])
def test_valid_votes_alone_are_another_reading(stated: float):
    """
    Some count the valid ballots alone: 3,193 of 9,412 are 33.92 %.
    """
    facts = [
        *electors(9412),
        contest("votes_cast", 3204),
        contest("valid_votes", 3193),
        contest("turnout", stated, quote=f"{stated}%"),
    ]

    assert {"holds": 1} == outcomes(facts, "V004")


def test_rejected_ballots_that_are_not_given():
    """
    With 3,193 valid votes the turnout may be a little higher than they are, not a quarter, nor lower.
    """
    known = [*electors(9412), contest("valid_votes", 3193)]

    assert {"not_checkable": 1} == outcomes([*known, contest("turnout", 34.4)], "V004")
    assert ["warning"] == severities([*known, contest("turnout", 43.9)], "V004")
    assert ["warning"] == severities([*known, contest("turnout", 32.1)], "V004")


def test_all_votes_of_one_seat_are_ballots():
    """
    A whole list of the votes for one seat, with the rejected, makes the ballots.
    """
    facts = [
        *votes(A_Wood=2000, B_Field=1193),
        all_named(),
        contest("rejected_ballots", 11),
        *electors(9412),
    ]

    assert {"holds": 1} == outcomes([*facts, contest("turnout", 34.04)], "V004")
    assert ["warning"] == severities([*facts, contest("turnout", 36)], "V004")


def test_several_seats_give_several_votes():
    """
    In a ward of three seats, and where nobody knows, votes do not tell the turnout.
    """
    known = [*electors(6000, **WARD), contest("valid_votes", 3600, **WARD)]
    turnout = contest("turnout", 24, **WARD)

    assert {"not_checkable": 1} == outcomes([*known, turnout], "V004")
    assert {"not_checkable": 1} == outcomes(
        [*known, turnout, contest("seats_contested", 3, **WARD)], "V004"
    )


def test_too_few_ballots_whatever_the_seats():
    """
    1,000 ballots or valid votes of 6,000 electors are no turnout of 24 %, even in a ward of three.
    """
    three = contest("seats_contested", 3, **WARD)
    known = [*electors(6000, **WARD), contest("turnout", 24, **WARD)]

    for measure in ("votes_cast", "valid_votes"):
        ballots = contest(measure, 1000, **WARD)

        assert ["warning"] == severities([*known, ballots], "V004")
        assert ["warning"] == severities([*known, ballots, three], "V004")


def test_no_bound_that_the_figure_keeps_already():
    """
    3,142 votes cast are no turnout of 28.4 %: "at most 9,012 for 3,142" would mend nothing.
    """
    facts = [*electors(9012), contest("votes_cast", 3142), contest("turnout", 28.4)]

    (finding,) = found(facts, "V004")

    assert finding.mend
    assert "another figure than 3,142 votes cast" in finding.mend
    assert "at most" not in finding.mend


def test_too_many_votes_cast():
    """
    3,600 "votes cast" may be votes where a ward is known to have three seats, else they are ballots.
    """
    facts = [*electors(6000, **WARD), contest("turnout", 24, **WARD)]
    facts.append(contest("votes_cast", 3600, **WARD))

    assert ["warning"] == severities(facts, "V004")
    assert () == found([*facts, contest("seats_contested", 3, **WARD)], "V004")


def test_leicester_without_its_electorate():
    """
    Leicester's 37.71 % of 2023 cannot be checked against votes alone.
    """
    count = votes(MAYOR_2023, A=35002, B=26422, C=9674, D=7966, E=7808, F=2173)
    facts = [*count, all_named(MAYOR_2023), contest("turnout", 37.71, **MAYOR_2023)]

    assert {"not_checkable": 1} == outcomes(facts, "V004")


def test_words_that_soften_a_turnout():
    """
    "Almost 58 %" of a turnout of 57.4 holds, "over 58 %" does not.
    """
    known = [*electors(10000), contest("votes_cast", 5740)]

    assert {"holds": 1} == outcomes([*known, contest("turnout", 58, hedge="almost")], "V004")
    assert ["warning"] == severities([*known, contest("turnout", 58, hedge="over")], "V004")


def test_more_than_every_elector_is_an_error():
    """
    Neither a turnout of over 100 % nor more ballots than electors can be.
    """
    summed = [*electors(3000), contest("valid_votes", 2995), contest("rejected_ballots", 11)]

    assert ["error"] == severities([contest("turnout", 100, hedge="over")], "V004")
    assert ["V004"] == [each.rule for each in judged([contest("turnout", 139)]).report.findings]
    assert ["error"] == severities(summed, "V004")
