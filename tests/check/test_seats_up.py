"""Seats up (S004): the seats won where part of a council is up."""

from __future__ import annotations

import pytest
from making import contest, fact, found, judged, outcomes, post, statuses, whole


def _won(place: str = "p1", **parties: int):
    return [fact("seats_won", won, party, post=place) for party, won in parties.items()]


UP = fact("seats_up", 10)


class TestSeatsWon:
    def test_tamworth_2023_makes_ten(self):
        """
        Ten seats were up; seven, two and one are won, which verifies the four figures.
        """
        checked = judged([UP, *_won(Lab=7, Con=2, Ind=1)])

        assert ["verified"] * 4 == statuses(checked)

    def test_more_than_were_up(self):
        """
        Eleven seats won of ten are an error.
        """
        (finding,) = found([UP, *_won(Lab=7, Con=2, Ind=2)], "S004")

        assert "error" == finding.severity
        assert "Charnwood: 7 + 2 + 2 = 11 seats won, but 10 seats were up." == finding.message
        assert ("at most 10", "11") == (finding.expected, finding.observed)

    def test_fewer_than_were_up_in_a_whole_list(self):
        """
        Every party that holds a seat is listed with what it won: nine are one too few.
        """
        held = whole(Con=23, Lab=20, Green=9)

        (finding,) = found([UP, *held, *_won(Lab=6, Con=2, Green=1)], "S004")

        assert ("10", "9") == (finding.expected, finding.observed)

    def test_fewer_in_a_list_that_may_lack_a_party(self):
        """
        Nine of ten are no contradiction where a party that holds seats has no figure, nor where
        nothing says that all are listed.
        """
        held = whole(Con=23, Lab=20, Green=9)

        assert () == found([UP, *held, *_won(Lab=7, Con=2)], "S004")
        assert () == found([UP, *_won(Lab=7, Con=2)], "S004")

    def test_milton_keynes_2024_so_far(self):
        """
        Seven, four and one won so far and seven to come are the 19 that were up.
        """
        facts = [
            fact("seats_up", 19),
            fact("seats_remaining", 7),
            fact("seats_declared", 12),
            *_won(Lab=7, LD=4, Con=1),
        ]

        assert {"verified"} == set(statuses(judged([*facts[:2], *facts[3:]])))
        (finding,) = found([*facts, fact("seats_won", 1, "Green")], "S004")
        assert "7 + 4 + 1 + 1 + 7 = 20 seats won and to come, but 19 seats were up" in (
            finding.message
        )

    def test_more_than_are_declared(self):
        """
        Thirteen seats won of twelve that are declared so far.
        """
        facts = [fact("seats_up", 19), fact("seats_declared", 12), *_won(Lab=8, LD=4, Con=1)]

        (finding,) = found(facts, "S004")

        assert "8 + 4 + 1 = 13 seats won, but 12 seats are declared" in finding.message

    def test_without_the_seats_up_it_is_a_warning(self):
        """
        More seats won than the council has are too many, whatever was up.
        """
        assert ["warning"] == [f.severity for f in found(_won(Lab=40, Con=20), "S004")]
        assert {"holds": 1} == outcomes(_won(Lab=20, Con=5), "S004")

    def test_more_seats_up_than_there_are(self):
        """
        53 seats cannot be up in a council of 52.
        """
        (finding,) = found([fact("seats_up", 53)], "S004")

        assert "error" == finding.severity
        assert "53 seats are said to be up, but the register has 52 seats (2023)" in (
            finding.message
        )

    @pytest.mark.parametrize("known", ["words", "contest"])
    def test_a_by_election_held_with_the_poll(self, known: str):
        """
        Eleven seats are won where ten were up and a by-election was held on the same day.
        """
        facts = [UP, *_won(Lab=7, Con=2, Ind=2)]
        posts = [post(1, "There was a by-election in Birstall, too." if known == "words" else "")]
        if known == "contest":
            facts.append(contest("elected", True, party="Lab", authority="Charnwood"))

        assert {"holds": 1, "not_checkable": 1} == outcomes(facts, "S004", posts)

    def test_a_countermanded_poll(self):
        """
        Nine won and one vacant of ten that were up.
        """
        facts = [UP, *whole(Con=23, Lab=20, Green=8), *_won(Lab=6, Con=2, Green=1)]

        assert () == found([*facts, fact("seats_vacant", 1)], "S004")

    def test_others_that_are_named_as_well(self):
        """
        "Others one", who is the independent that is named as well.
        """
        assert () == found([UP, *_won(Lab=7, Con=2, Ind=1, Other=1)], "S004")

    def test_hedged_figures(self):
        """
        "About seven" and three may be ten, and verify nothing; "over seven" and three are eleven.
        """
        about = [UP, fact("seats_won", 7, "Lab", hedge="about"), *_won(Con=3)]
        over = [UP, fact("seats_won", 7, "Lab", hedge="over"), *_won(Con=3)]

        assert ["unchecked"] * 3 == statuses(judged(about))
        assert ["error"] == [finding.severity for finding in found(over, "S004")]

    def test_contradictory_figures_enter_no_sum(self):
        """
        Seven and eight won by one party in one post are one contradiction.
        """
        facts = [UP, *_won(Lab=7, Con=3), *_won(Lab=8)]

        assert ["A001"] == [finding.rule for finding in judged(facts).report.findings]


RUSHMOOR = {
    "seats_before": 23,
    "seats_defended": 11,
    "seats_won": 3,
    "seats": 15,
}


def _rushmoor(**changed: int):
    return [fact(measure, value, "Con") for measure, value in (RUSHMOOR | changed).items()]


class TestSeatsHeld:
    def test_rushmoor_2024(self):
        """
        Of 23 seats eleven were up, three are won: 15 are held, which verifies the four.
        """
        assert ["verified"] * 4 == statuses(judged(_rushmoor()))

    def test_rushmoor_with_one_figure_wrong(self):
        """
        16 held are one more than that.
        """
        (finding,) = found(_rushmoor(seats=16), "S004")

        assert "error" == finding.severity
        assert (
            "Charnwood, Conservative: of 23 seats 11 were up and 3 are won, and 23 - 11 + 3 = 15, "
            "but 16 is given now." == finding.message
        )

    def test_across_posts_it_is_a_warning_where_no_seats_up_are_stated(self):
        """
        The seats before in another post, and nothing of how many were up.
        """
        before, *rest = _rushmoor(seats=16)

        found_there = found([before.model_copy(update={"post": "p2"}), *rest], "S004")

        assert ["warning"] == [finding.severity for finding in found_there]

    def test_seats_before_of_the_last_election(self):
        """
        By-elections and defections lie between the last election and this poll.
        """
        before, *rest = _rushmoor(seats=16)
        last = before.model_copy(update={"baseline": "last_election"})

        assert () == found([last, *rest], "S004")

    def test_a_by_election_held_with_the_poll(self):
        """
        A seat more than was up may be won.
        """
        words = "The Conservatives also won the by-election."

        assert () == found(_rushmoor(seats=16), "S004", [post(1, words)])

    def test_wigan_2024(self):
        """
        64 of 75 held with 23 won of 25 up: 41 were not up, of 50.
        """
        facts = [fact("council_size", 75), fact("seats_up", 25)]
        labour = [*_won(Lab=23), fact("seats", 64, "Lab")]

        assert () == found([*facts, *labour], "S004")
        (finding,) = found([*facts, *_won(Lab=5), fact("seats", 64, "Lab")], "S004")
        assert "64 seats in all with 5 won leave 59 that were not up" in finding.message
        assert "the council has 75 seats and 25 were up, so that 50 were not" in finding.message

    def test_more_won_than_held(self):
        """
        Who won 23 holds 23 at least.
        """
        (finding,) = found([*_won(Lab=23), fact("seats", 22, "Lab")], "S004")

        assert "warning" == finding.severity
        assert "23 seats are won, but 22 are given in all" in finding.message

    def test_seats_so_far_say_nothing_of_what_is_held(self):
        """
        Nine won so far beside 27 held as the count goes on.
        """
        facts = [*_won(Con=30), fact("seats", 27, "Con"), fact("count_status", "partial")]

        assert () == found(facts, "S004")
