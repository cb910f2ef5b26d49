"""The largest party (C007)."""

from __future__ import annotations

from making import fact, found, judged, outcomes, seats, statuses, whole


def _largest(party: str, where: str = "p1"):
    return fact("largest_party", party, post=where)


def test_derbyshire_dales_2023():
    """
    Derbyshire Dales 2023: twelve is more than 11, 6, 4 and 1; nothing is verified.
    """
    facts = [*whole(LD=12, Con=11, Lab=6, Green=4, Ind=1), _largest("LD")]

    assert {"holds": 1} == outcomes(facts, "C007")
    assert {"unchecked"} == set(statuses(judged(facts, select=["C007"])))


def test_another_party_has_more():
    """
    Labour with 20 is not the largest party beside 23.
    """
    (finding,) = found([*seats(Con=23, Lab=20, Green=8), _largest("Lab")], "C007")

    assert "warning" == finding.severity
    assert (
        "Charnwood: Labour is said to be the largest party with 20 seats, but Conservative has 23."
        == finding.message
    )
    assert ("Conservative", "Labour") == (finding.expected, finding.observed)


def test_a_tie():
    """
    Two parties of 20 are both the largest.
    """
    facts = [*seats(Con=20, Lab=20), _largest("Lab"), _largest("Con", "p2")]

    assert () == found(facts, "C007")


def test_a_running_count():
    """
    The largest party so far is borne out by the figures so far, never disproved.
    """
    running = [*seats(Con=23, Lab=20), fact("count_status", "partial")]

    assert {"holds": 1} == outcomes([*running, _largest("Con")], "C007")
    assert {"not_checkable": 1} == outcomes([*running, _largest("Lab")], "C007")


def test_derbyshire_2021_before_the_end():
    """
    Derbyshire 2021: the largest party in a post of a running count without figures.
    """
    facts = [_largest("Con"), fact("count_status", "partial"), *seats("p2", Lab=30)]

    assert {"not_checkable": 1} == outcomes(facts, "C007")


def test_seats_of_an_earlier_post():
    """
    A summary that names the largest party is held against the result; a look ahead is not.
    """
    result = whole("p2", Con=23, Lab=20, Green=8, Ind=1)

    assert {"fails": 1} == outcomes([*result, _largest("Lab", "p3")], "C007")
    assert {"not_checkable": 1} == outcomes([*result, _largest("Lab", "p1")], "C007")


def test_independents_are_no_party():
    """
    20 independents are no party that is larger than 17.
    """
    assert {"holds": 1} == outcomes([*seats(Ind=20, Con=17, Other=18), _largest("Con")], "C007")


def test_a_party_without_a_figure():
    """
    The largest party may be one whose seats are not given.
    """
    assert {"not_checkable": 1} == outcomes([*seats(Con=15), _largest("Lab")], "C007")


def test_seats_won_by_thirds_are_not_seats():
    """
    Who won most of the seats that were up need not be the largest.
    """
    facts = [
        fact("seats_won", 9, "Con"),
        fact("seats_won", 3, "Lab"),
        *seats(Con=15, Lab=27),
        _largest("Lab"),
    ]

    assert {"holds": 1} == outcomes(facts, "C007")


def test_hedged_seats():
    """
    "About 20" may be more than 21; "fewer than 20" is not.
    """
    about, under = (fact("seats", 20, "Lab", hedge=hedge) for hedge in ("about", "under"))

    assert {"holds": 1} == outcomes([about, *seats(Con=21), _largest("Lab")], "C007")
    assert {"fails": 1} == outcomes([under, *seats(Con=21), _largest("Lab")], "C007")


def test_contradictory_statements_enter_nothing():
    """
    Two largest parties in one post are one contradiction.
    """
    facts = [*seats(Con=23, Lab=20), _largest("Lab"), _largest("Con")]

    assert ["A001"] == [finding.rule for finding in judged(facts).report.findings]
