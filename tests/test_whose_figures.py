"""Whose a council's figures are, and figures that are stated without a numeral."""

from __future__ import annotations

import pytest
from stating import a_council, figures, stated


def read(text):
    """The figures of a post whose answer names the council and nothing else."""
    return figures(stated("Harwick: " + text, a_council()))


class TestWordsForFigures:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Labour 26, Conservatives 12, plus a Green.", ("Green", "seats", 1)),
            ("Labour 26, Conservatives 12 and a Green member.", ("Green", "seats", 1)),
            ("Labour have 26 and there is a lone Green.", ("Green", "seats", 1)),
            (
                "Labour have 26, and there are a couple of independents.",
                ("Independent", "seats", 2),
            ),
            ("Reform 26, Conservatives 12, and nothing for Labour.", ("Labour", "seats", 0)),
            ("Reform 26, Conservatives 12. Labour drew a blank.", ("Labour", "seats", 0)),
            ("UKIP, which had six, has been wiped out.", ("UKIP", "seats", 0)),
            ("the Greens, who had two, have nobody at all.", ("Green", "seats", 0)),
            ("there was not a single Labour councillor left.", ("Labour", "seats", 0)),
            ("the Greens win their first seats on the council.", ("Green", "seats_before", 0)),
            ("Reform come from nowhere to 11.", ("Reform UK", "seats_before", 0)),
            ("UKIP have lost both of their seats.", ("UKIP", "seats_change", -2)),
            ("that brought Labour its fifteenth councillor.", ("Labour", "seats", 15)),
            ("Labour are unchanged on 14.", ("Labour", "seats_change", 0)),
        ],
    )
    def test_state_none_one_two_and_a_rank(self, text, expected):
        """
        "Nobody", "a Green", "both", "its fifteenth" state figures without a numeral.
        """
        assert expected in read(text)

    @pytest.mark.parametrize(
        "text",
        [
            "Labour won 26 seats, and a Green came second in Mill Lane.",
            "Labour were wiped out in the north of the town.",
            "there is nothing for Labour to celebrate.",
            "Labour held a seat.",
        ],
    )
    def test_are_none_where_nothing_is_counted(self, text):
        """
        A candidate, a part of the town, a feeling are no seats.
        """
        assert set() == {(p, m, v) for p, m, v in read(text) if m == "seats" and v in (0, 1)}


class TestSharedFigures:
    @pytest.mark.parametrize(
        "text",
        [
            "the Conservatives and Labour have 20 each.",
            "Conservatives and Labour 20 apiece.",
            "the Conservatives and Labour are tied on 20.",
            "it finished 20 apiece between the Conservatives and Labour.",
            "the Conservatives have 20, the same as Labour.",
            "the Conservatives have 20, and so do Labour.",
            "the Conservatives finish level with Labour on 20.",
        ],
    )
    def test_are_every_ones_that_shares_them(self, text):
        """
        "Each", "apiece", "tied on", "the same as": one figure of two parties.
        """
        assert {("Conservative", "seats", 20), ("Labour", "seats", 20)} <= read(text)

    @pytest.mark.parametrize(
        "text",
        [
            "the Conservatives have beaten Labour by 26 seats to 14.",
            "the Conservatives lead Labour by 26 seats to 14.",
            "the Conservatives have taken it from Labour, by 26 seats to 14.",
            "the Conservatives now outnumber Labour by 26 seats to 14.",
            "the Conservatives have 26 seats to Labour's 14.",
        ],
    )
    def test_are_told_from_a_score(self, text):
        """
        "By 26 seats to 14" gives each of two parties its own.
        """
        assert {("Conservative", "seats", 26), ("Labour", "seats", 14)} <= read(text)


class TestGoingOn:
    @pytest.mark.parametrize(
        "text",
        [
            "Labour had 33 seats before yesterday and now have 21.",
            "Labour need 25 for a majority and have 21.",
            "Labour are four short of a majority, on 21.",
            "Labour miss out on control, winding up with 21.",
            "Labour have lost 12 seats and are down to 21.",
            "Labour captured it from the Conservatives, reaching 21.",
            "Labour were ousted by the voters, who leave them on 21.",
            "Labour hold it, by a whisker. 21 seats.",
        ],
    )
    def test_is_of_the_party_that_the_sentence_is_about(self, text):
        """
        A figure after "and now have", "on", "winding up with" is the subject's.
        """
        assert ("Labour", "seats", 21) in read(text)

    def test_is_of_the_speakers_party_where_we_are_quoted(self):
        """
        "We" in a quotation is the party whose leader speaks.
        """
        found = read(
            '"We came in with nine seats and we still have seven," said Labour leader Ann Lee.'
        )

        assert {("Labour", "seats_before", 9), ("Labour", "seats", 7)} <= found


class TestMajority:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Labour's majority has shrunk to five.", {("Labour", "majority", 5)}),
            ("Labour have a majority of five over all others.", {("Labour", "majority", 5)}),
            ("Labour take control with a five-seat majority.", {("Labour", "majority", 5)}),
            (
                "Labour's majority is cut from 18 to five.",
                {("Labour", "majority_before", 18), ("Labour", "majority", 5)},
            ),
            ("Labour previously held a majority of 18.", {("Labour", "majority_before", 18)}),
        ],
    )
    def test_is_the_partys_whose_it_is_called(self, text, expected):
        """
        Whose majority it is stands before it, whoever is named behind.
        """
        assert expected <= read(text)


class TestSeatsWon:
    @pytest.mark.parametrize(
        "text",
        [
            "of the 16 seats contested, Labour took ten, with the Conservatives on six.",
            "16 seats were up. Labour ten, Conservatives six.",
            "of the 16 seats up this year Labour won ten and the Conservatives six.",
        ],
    )
    def test_are_those_of_the_seats_that_were_up(self, text):
        """
        What the sentence counts of the seats up, or what adds up to them, was won and not held.
        """
        found = read(text)

        assert {("Labour", "seats_won", 10), ("Conservative", "seats_won", 6)} <= found
        assert "seats" not in {measure for _, measure, _ in found}

    def test_are_seats_where_all_were_up(self):
        """
        Where the whole council was up, what a party won it has.
        """
        found = read("all 48 seats were up. Labour won 30 of them, the Conservatives 18.")

        assert {("Labour", "seats", 30), ("Conservative", "seats", 18)} <= found

    def test_are_told_from_those_defended(self):
        """
        "Were defending eight and kept six of them" states both.
        """
        found = read("Labour were defending eight of the 16 seats up and kept six of them.")

        assert {("Labour", "seats_defended", 8), ("Labour", "seats_won", 6)} <= found


class TestNoFigures:
    @pytest.mark.parametrize(
        "text",
        [
            "Labour could finish on 24, one short.",
            "if Labour lose four they will be down to 20.",
            "losing ten councillors would be a good night, say Labour.",
            "all five of the main parties are standing, Labour first.",
            "two Labour councillors lost their seats.",
            "Labour lost four seats to Reform and two to the Greens.",
        ],
    )
    def test_are_read_from_hopes_and_losers(self, text):
        """
        What may happen, parties counted, people who lost are no party's seats.
        """
        assert "seats" not in {measure for _, measure, _ in read(text)}


class TestWhichCouncil:
    def test_is_the_bullets_own(self):
        """
        A figure never crosses from one bulleted line to another.
        """
        text = "A tour.\n• Wigan: Labour hold, on 60.\n• The Bolton result: Labour 26, Conservatives 17."
        found = stated(text, a_council("Wigan"))

        assert {("Wigan", 60), ("Bolton", 26), ("Bolton", 17)} == {
            (each.area, each.value) for each in found if each.measure == "seats"
        }

    def test_is_the_one_that_a_figure_is_said_to_be_in(self):
        """
        "60 seats in Wigan, 31 in Bolton" gives each its own.
        """
        text = "Labour have 60 seats in Wigan, 31 in Bolton and 29 in Bury."
        found = stated(text, *(a_council(each) for each in ("Wigan", "Bolton", "Bury")))

        assert {("Wigan", 60), ("Bolton", 31), ("Bury", 29)} == {
            (each.area, each.value) for each in found if each.measure == "seats"
        }
