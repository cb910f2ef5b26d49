"""The running count (T001): seats so far never fall."""

from __future__ import annotations

from making import fact, found, judged, outcomes, post, seats


def _partial(number: int, area: str = "Nottingham"):
    return fact("count_status", "partial", area=area, post=f"p{number}")


def test_nottingham_2023_rises():
    """
    Nottingham 2023: 36 seats so far, 51 in the end.
    """
    facts = [
        *seats("p1", "Nottingham", Lab=36),
        _partial(1),
        *seats("p2", "Nottingham", Lab=51),
    ]

    assert {"holds": 1} == outcomes(facts, "T001")
    assert "unchecked" == judged(facts).facts[0].status


def test_a_fall_is_a_warning():
    """
    36 seats so far cannot be 31 in the end.
    """
    facts = [
        *seats("p1", "Nottingham", Lab=36),
        _partial(1),
        *seats("p2", "Nottingham", Lab=31),
    ]

    (finding,) = found(facts, "T001")

    assert "warning" == finding.severity
    assert (
        "Nottingham: Labour falls from 36 seats so far (at 12:01) to 31 (at 12:02)."
        == finding.message
    )
    assert ["T001"] == [each.rule for each in judged(facts).report.findings]


def test_more_so_far_than_there_are_is_an_error():
    """
    56 seats so far are more than Nottingham has.
    """
    facts = [*seats("p1", "Nottingham", Lab=56), _partial(1)]

    assert ["error"] == [finding.severity for finding in found(facts, "T001")]


def test_the_order_is_that_of_positions():
    """
    On a page that prints the newest first, position says which post is older.
    """
    facts = [*seats("p2", "Nottingham", Lab=51), *seats("p1", "Nottingham", Lab=36), _partial(1)]

    assert {"holds": 1} == outcomes(facts, "T001")


def test_without_posts_there_is_no_order():
    """
    Facts from anywhere without their posts cannot be put in order.
    """
    facts = [*seats("p2", "Nottingham", Lab=31), *seats("p1", "Nottingham", Lab=36), _partial(1)]

    assert () == found(facts, "T001", ())


def test_the_position_before_the_count():
    """
    "Had 43" and "20 so far" are two measures.
    """
    facts = [
        fact("seats_before", 43, "Lab", area="Nottingham"),
        *seats("p2", "Nottingham", Lab=20),
        _partial(2),
    ]

    assert () == judged(facts).report.findings


def test_seats_won_are_not_seats_held():
    """
    27 held of 39 by thirds, then nine won: no fall.
    """
    facts = [
        *seats("p1", "Derby", Con=27),
        _partial(1, "Derby"),
        fact("seats_won", 9, "Con", area="Derby", post="p2"),
    ]

    assert () == found(facts, "T001")


def test_a_recount_said_as_such():
    """
    A recount may take a seat back.
    """
    facts = [*seats("p1", Lab=21), _partial(1, "Charnwood"), *seats("p2", Lab=20)]
    posts = [post(1), post(2, "After a recount in Birstall, Labour have 20 seats.")]

    assert () == found(facts, "T001", posts)


def test_a_figure_that_is_not_said_to_be_running_is_no_start():
    """
    A post before the count that gives the seats of today is no figure of the count.
    """
    facts = [
        *seats("p1", "Nottingham", Lab=50),
        *seats("p2", "Nottingham", Lab=20),
        _partial(2),
    ]

    assert () == judged(facts).report.findings
