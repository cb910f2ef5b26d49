"""Passed the line (C006): who is past a threshold, and who how far short of it."""

from __future__ import annotations

import pytest
from making import fact, found, judged, outcomes, post, seats, statuses


def _line(needed: int, party: str | None = None, **more):
    return fact("majority_threshold", needed, party, **more)


def _short(by: int, **more):
    return fact("short_of_majority", by, "Lab", **more)


class TestPassed:
    def test_mansfield_2023_in_a_running_count(self):
        """
        Mansfield 2023: "taking them over the 19 required", with 20 and nine to come.
        """
        where = {"area": "Mansfield"}
        facts = [
            _line(19, "Lab", **where),
            *seats(area="Mansfield", Lab=20),
            fact("seats_remaining", 9, **where),
        ]

        assert {"holds": 1} == outcomes(facts, "C006")
        assert "unchecked" == judged(facts).facts[1].status

    def test_exactly_the_line(self):
        """
        "27, exactly what a majority takes" is past the line.
        """
        assert {"holds": 1} == outcomes([_line(27, "Lab"), *seats(Lab=27)], "C006")

    def test_fewer_seats_than_the_line(self):
        """
        Who has 26 in the end has not passed 27.
        """
        (finding,) = found([_line(27, "Lab"), *seats(Lab=26)], "C006")

        assert "error" == finding.severity
        assert (
            "Charnwood: Labour is said to have passed the 27 needed, but 26 seats are given."
            == finding.message
        )
        assert ("at least 27", "26") == (finding.expected, finding.observed)

    def test_seats_of_a_later_post(self):
        """
        What is given after the line is passed is at least the line; what is given before is not.
        """
        assert {"fails": 1} == outcomes([_line(27, "Lab"), *seats("p2", Lab=26)], "C006")
        assert () == found([*seats("p1", Lab=26), _line(27, "Lab", post="p2")], "C006")

    def test_a_running_count_never_shows_that_it_is_not_passed(self):
        """
        25 so far, where the post says that the line is passed: it lags behind.
        """
        facts = [_line(27, "Lab"), *seats(Lab=25), fact("count_status", "partial")]

        assert {"not_checkable": 1} == outcomes(facts, "C006")

    def test_a_line_of_another_size(self):
        """
        Stoke-on-Trent 2023: passing 22 is a majority of 42 or 43 seats, not of 44.
        """
        facts = [fact("council_size", 44), _line(22, "Lab"), *seats(Lab=29)]

        (finding,) = found(facts, "C006")

        assert (
            "Charnwood: Labour is said to have passed 22, the line in a council of 42 or 43 seats, "
            "but the council has 44 seats." == finding.message
        )
        assert ("23", "22") == (finding.expected, finding.observed)

    def test_a_line_that_nobody_is_said_to_have_passed(self):
        """
        "27 are needed" says nothing of who has them.
        """
        assert {} == outcomes([_line(27), *seats(Lab=26)], "C006")

    @pytest.mark.parametrize(
        "more",
        [fact("seats_up", 17), fact("seats_vacant", 36), *seats(Lab=18)],
        ids=["of the seats up", "of the seats filled", "how many more"],
    )
    def test_a_figure_of_something_else(self, more):
        """
        Nine is most of 17 seats up, or of 16 that are filled, or what 18 lack to 27.
        """
        assert {"not_checkable": 1} == outcomes([_line(9, "Lab"), more], "C006")

    def test_a_line_that_the_party_is_short_of(self):
        """
        "Labour have 25 and needed 27, two short" says the line with a party that is not past it.
        """
        facts = [_line(27, "Lab"), *seats(Lab=25), _short(2)]

        assert {"holds": 1, "not_checkable": 1} == outcomes(facts, "C006")

    def test_contradictory_lines_enter_nothing(self):
        """
        27 and 28 needed in one post are one contradiction.
        """
        facts = [_line(27, "Lab"), _line(28, "Lab"), *seats(Lab=26)]

        assert {"not_checkable": 2} == outcomes(facts, "C006")


class TestShort:
    def test_leicestershire_2025(self):
        """
        25 seats, three short of the 28 needed, which verifies the three.
        """
        where = {"area": "Leicestershire"}
        facts = [
            fact("seats", 25, "Reform UK", **where),
            fact("short_of_majority", 3, "Reform UK", **where),
            _line(28, **where),
        ]

        assert ["verified"] * 3 == statuses(judged(facts, select=["C006"]))

    def test_by_the_councils_size(self):
        """
        25 of 52 and two short: the size proves both; what it disproves is C004's.
        """
        assert ["verified"] * 2 == statuses(judged([*seats(Lab=25), _short(2)]))
        assert {"not_checkable": 1} == outcomes([*seats(Lab=25), _short(3)], "C006")

    def test_too_many_short(self):
        """
        25 and three make 28, where 27 are needed.
        """
        (finding,) = found([*seats(Lab=25), _short(3), _line(27)], "C006")

        assert "error" == finding.severity
        assert (
            "Charnwood: Labour has 25 seats and is said to be 3 short of a majority, and "
            "25 + 3 = 28, but 27 are said to be needed." == finding.message
        )

    def test_stoke_2023_in_a_running_count(self):
        """
        15 so far and "another eight" are 23, whatever comes later.
        """
        facts = [
            fact("council_size", 44),
            *seats(Lab=15),
            _short(8),
            fact("count_status", "partial"),
            _line(23, "Lab", post="p2"),
            *seats("p2", Lab=29),
        ]

        assert {"holds": 2} == outcomes(facts, "C006")

    def test_seats_of_another_time(self):
        """
        How far short a party was before its last seats came in says nothing of the end.
        """
        facts = [_short(8), *seats("p2", Lab=29), _line(27)]

        assert () == found(facts, "C006")

    def test_of_a_final_count_in_another_post(self):
        """
        A post that says the count is over means the final seats, wherever they stand.
        """
        facts = [*seats("p1", Lab=25), _short(3, post="p2"), _line(27)]
        final = fact("count_status", "final", post="p2")

        assert {"fails": 1} == outcomes([*facts, final], "C006")

    def test_of_the_seats_up(self):
        """
        "Needs nine of the 17 up", with 25 held of which eight are up.
        """
        facts = [*seats(Lab=25), _short(9), fact("seats_up", 17), _line(27)]

        assert {"not_checkable": 1} == outcomes(facts, "C006")

    def test_of_the_seats_that_are_filled(self):
        """
        25 of 52 with two vacant is one short of most of the 50 that are filled.
        """
        facts = [*seats(Lab=25), _short(1), fact("seats_vacant", 2), _line(27)]

        assert {"not_checkable": 1} == outcomes(facts, "C006")

    def test_a_casting_vote(self):
        """
        One short of half is enough with the chair's casting vote, where the post speaks of it.
        """
        facts = [*seats(Lab=25), _short(1), _line(27)]
        words = "With 25 Labour are one short, as the chair has the casting vote."

        assert {"not_checkable": 1} == outcomes(facts, "C006", [post(1, words)])
        assert {"fails": 1} == outcomes(facts, "C006", [post(1, "Labour are one short.")])

    def test_hedged_figures(self):
        """
        "About 25" and three may be 27, and verify nothing.
        """
        facts = [fact("seats", 25, "Lab", hedge="about"), _short(3), _line(27)]

        assert {"holds": 1} == outcomes(facts, "C006")
        assert "verified" not in statuses(judged(facts, select=["C006"]))

    def test_said_over_again(self):
        """
        The same figures in three posts are one verdict.
        """
        facts = [
            each for where in ("p1", "p2", "p3")
            for each in (*seats(where, Lab=25), _short(2, post=where))
        ]  # fmt: skip

        assert {"holds": 1} == outcomes([*facts, _line(27)], "C006")

    def test_nottinghamshire_2021_the_past_enters_nothing(self):
        """
        "In 2017 they fell three short" says nothing of the 36 of now.
        """
        facts = [
            fact("seats", 36, "Con", area="Nottinghamshire"),
            fact("short_of_majority", 3, "Con", area="Nottinghamshire", when="past"),
            _line(34, "Con", area="Nottinghamshire"),
        ]

        assert {"holds": 1} == outcomes(facts, "C006")
