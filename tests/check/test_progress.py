"""Progress (S005): seats declared and seats to come."""

from __future__ import annotations

import pytest
from making import fact, found, judged, outcomes, post, statuses


def _progress(declared: int, left: int, **more):
    return [fact("seats_declared", declared, **more), fact("seats_remaining", left, **more)]


def test_stoke_2023_so_far():
    """
    20 of 44 declared and 24 to come: the sum holds, and verifies nothing.
    """
    facts = [fact("council_size", 44), *_progress(20, 24)]

    assert {"holds": 1} == outcomes(facts, "S005")
    assert {"unchecked"} == set(statuses(judged(facts, select=["S005"])))


def test_seats_that_do_not_make_the_council():
    """
    20 declared and 34 to come are two more than Charnwood has.
    """
    (finding,) = found(_progress(20, 34), "S005")

    assert "warning" == finding.severity
    assert (
        "Charnwood: 20 seats declared and 34 to come make 54, but the register has 52 seats (2023)."
        == finding.message
    )
    assert ("52", "54") == (finding.expected, finding.observed)


def test_one_figure_is_no_more_than_all():
    """
    53 seats to come are more than there are; 50 may be.
    """
    assert {"holds": 1} == outcomes([fact("seats_remaining", 50)], "S005")
    (finding,) = found([fact("seats_remaining", 53)], "S005")
    assert "53 to come, but the register has 52 seats (2023)" in finding.message


@pytest.mark.parametrize(("declared", "left"), [(12, 7), (12, 40)])
def test_the_seats_up_or_all_seats(declared: int, left: int):
    """
    Where 19 of 52 are up, what is declared and to come makes either.
    """
    facts = [fact("seats_up", 19, post="p2"), *_progress(declared, left)]

    assert {"holds": 1} == outcomes(facts, "S005")


def test_neither_the_seats_up_nor_all():
    """
    Twelve and eight make neither 19 nor 52.
    """
    facts = [fact("seats_up", 19, post="p2"), *_progress(12, 8)]

    assert "but 19 seats were up" in found(facts, "S005")[0].message


@pytest.mark.parametrize("words", ["20 wards are declared", "20 divisions are in"])
def test_wards_are_not_seats(words: str):
    """
    Wards of several seats that are declared are fewer than their seats.
    """
    told = {"quote": "20", "start": 0, "end": 2}
    facts = [fact("seats_declared", 20, **told), fact("seats_remaining", 14)]

    assert {"not_checkable": 1} == outcomes(facts, "S005", [post(1, f"{words}, 14 to come.")])
    assert {"fails": 1} == outcomes(facts, "S005", [post(1, "20 seats are in. The wards went on.")])


def test_a_vacant_seat_is_neither():
    """
    A seat whose poll is countermanded is not declared, and not to come.
    """
    facts = [*_progress(20, 31), fact("seats_vacant", 1)]

    assert {"holds": 1} == outcomes(facts, "S005")


def test_hedged_progress():
    """
    "About 20" declared may be 18; "over 20" is not.
    """
    about, over = (fact("seats_declared", 20, hedge=hedge) for hedge in ("about", "over"))
    left = fact("seats_remaining", 34)

    assert {"holds": 1} == outcomes([about, left], "S005")
    assert {"fails": 1} == outcomes([over, left], "S005")


def test_posts_do_not_meet():
    """
    What was to come in one post is declared in the next.
    """
    facts = [fact("seats_remaining", 9), fact("seats_declared", 52, post="p2")]

    assert {"holds": 2} == outcomes(facts, "S005")


def test_a_council_that_nobody_knows():
    """
    Nothing is known that they should make.
    """
    assert {"not_checkable": 1} == outcomes(_progress(20, 34, area="Amberley"), "S005")


def test_all_of_the_seats_up_are_declared():
    """
    19 of 19 seats up declared is no running count, though the council has 52: its sums are final.
    """
    facts = [
        fact("seats_up", 19),
        fact("seats_declared", 19),
        fact("seats_before", 20, "Lab"),
        fact("seats_change", 2, "Lab"),
        fact("seats", 22, "Lab"),
    ]

    assert {"holds": 1} == outcomes(facts, "S002")
