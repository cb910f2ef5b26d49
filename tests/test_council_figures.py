"""Figures of whole councils, in the many ways that reporters have of stating them."""

from __future__ import annotations

import pytest
from stating import a_council, figures, stated

HEAD = "Harwick: "


def read(text):
    """The figures of a post whose answer names the council and nothing else."""
    return figures(stated(HEAD + text, a_council()))


class TestMajorityThreshold:
    @pytest.mark.parametrize(
        "text",
        [
            "24 needed for a majority.",
            "a majority is 24.",
            "24 is the magic number.",
            "the winning post is 24.",
            "the number that matters is 24.",
            "24 would have been enough.",
            "you need 24 to run the place.",
            "twenty-four makes a majority here.",
            "Labour are three short of the 24 they need.",
            "nobody has reached the 24 mark.",
            "with 24 required, there is talking to do.",
            "it takes 24 to govern alone.",
            "24 seats would be a majority.",
            "the target is 24.",
            "no party is past the 24 required.",
        ],
    )
    def test_is_the_number_that_a_majority_takes(self, text):
        """
        What is needed, required or enough is the threshold.
        """
        assert ("majority_threshold", 24) in {(m, v) for _, m, v in read(text)}

    def test_that_a_party_meets_exactly_is_its_seats_too(self):
        """
        "On exactly the 24 needed" gives the party's seats and what a majority takes.
        """
        found = read("the Lib Dems finish on exactly the 24 needed.")

        assert ("Liberal Democrat", "seats", 24) in found
        assert ("Liberal Democrat", "majority_threshold", 24) in found

    @pytest.mark.parametrize(
        "text",
        [
            "Labour need 24 votes more.",
            "a majority of 24 for Labour.",
            "Labour need 24 more recounts.",
            "the number of spoilt papers was 124.",
            "the bar at the count is 24 steps away.",
        ],
    )
    def test_is_no_other_number_that_is_needed(self, text):
        """
        Votes, the size of a majority and what is not counted in seats are none.
        """
        assert "majority_threshold" not in {measure for _, measure, _ in read(text)}


class TestShortOfMajority:
    @pytest.mark.parametrize(
        "text",
        [
            "Labour are three short of a majority.",
            "Labour finish on 21, three shy of control.",
            "Labour, on 21, are three adrift.",
            "Labour are three away from an overall majority.",
            "Labour fall three seats below the line.",
            "Labour need another three for a majority.",
            "Labour need three more to take control.",
            "Labour are short by three.",
            "Labour have 21, three light of the 24 needed.",
            "Labour end three off the winning post.",
        ],
    )
    def test_is_how_many_seats_a_party_lacks(self, text):
        """
        Short, shy, adrift, light, away: what a party lacks for a majority.
        """
        assert ("Labour", "short_of_majority", 3) in read(text)

    def test_is_no_distance_in_votes(self):
        """
        A candidate who falls short of another lacks votes, and no seats.
        """
        found = read("Labour's Ann Lee was three votes short in Mill Lane.")

        assert "short_of_majority" not in {measure for _, measure, _ in found}


class TestSeatsAtStake:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("sixteen seats were up.", {("seats_up", 16)}),
            ("16 of its 48 seats were contested.", {("seats_up", 16), ("council_size", 48)}),
            ("Labour won nine of the 16 being fought.", {("seats_won", 9), ("seats_up", 16)}),
            (
                "Labour defended eight of the 16 at stake.",
                {("seats_defended", 8), ("seats_up", 16)},
            ),
            (
                "of the 16 seats up this year, ten are in.",
                {("seats_up", 16), ("seats_declared", 10)},
            ),
            ("ten of the 16 seats up for grabs have declared.", {("seats_declared", 10)}),
        ],
    )
    def test_are_those_up_this_year(self, text, expected):
        """
        Up, contested, fought, at stake: only a part of the council is voted on.
        """
        assert expected <= {(measure, value) for _, measure, value in read(text)}


class TestCountsUnderWay:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (
                "30 of the 48 seats have been declared.",
                {("seats_declared", 30), ("council_size", 48)},
            ),
            ("of the 48 seats 30 are in.", {("seats_declared", 30), ("council_size", 48)}),
            ("all 48 seats are in.", {("seats_declared", 48), ("council_size", 48)}),
            ("Labour have 12 of the 30 declared so far.", {("seats", 12), ("seats_declared", 30)}),
            ("18 still to come.", {("seats_remaining", 18)}),
            ("18 seats have yet to declare.", {("seats_remaining", 18)}),
            ("with 18 outstanding it is anybody's.", {("seats_remaining", 18)}),
            ("Labour 12, Greens 9, 18 to call.", {("seats_remaining", 18)}),
            ("18 haven't been called.", {("seats_remaining", 18)}),
            (
                "five of the 48 seats are still to be announced.",
                {("seats_remaining", 5), ("council_size", 48)},
            ),
            ("two of the 48 seats are vacant.", {("seats_vacant", 2), ("council_size", 48)}),
            ("two places are left vacant.", {("seats_vacant", 2)}),
        ],
    )
    def test_tell_what_is_in_and_what_is_out(self, text, expected):
        """
        Declared, outstanding and vacant seats are told apart, and from the whole.
        """
        assert expected <= {(measure, value) for _, measure, value in read(text)}

    def test_of_polling_stations_and_councils_say_nothing(self):
        """
        Stations, wards and councils that are still out are no seats.
        """
        found = read("18 polling stations are still open and six councils are to come.")

        assert set() == found


class TestSize:
    @pytest.mark.parametrize(
        "text",
        [
            "Labour are left with 30 of 48.",
            "Labour win, 30 councillors out of 48.",
            "Labour have 30, in a chamber of 48.",
            "Labour 30, Greens 18. That makes 48.",
            "the full 48 are in place.",
            "Labour took it from the Conservatives, with 30 of the 48 seats.",
            "the council now has 48 seats, where there were 52.",
            "the number of councillors was cut from 52 to 48.",
        ],
    )
    def test_is_all_the_seats_of_a_council(self, text):
        """
        "30 of 48", "a chamber of 48", "that makes 48": the whole council.
        """
        assert ("council_size", 48) in {(m, v) for _, m, v in read(text)}

    @pytest.mark.parametrize(
        "text",
        [
            "the council now has 48 seats, where there were 52.",
            "it has 48 members rather than 52.",
            "the number of councillors was cut from 52 to 48.",
        ],
    )
    def test_before_new_boundaries_is_told_apart(self, text):
        """
        The size that a council had is not its size.
        """
        assert {("council_size", 48), ("council_size_before", 52)} <= {
            (m, v) for _, m, v in read(text)
        }


class TestSeats:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (
                "Labour took it from the Conservatives, with 30 of the 48 seats.",
                ("Labour", "seats", 30),
            ),
            ("Labour GAIN from Conservative - 30 of 48.", ("Labour", "seats", 30)),
            ("Labour 30, Conservatives 12, one lone Green.", ("Green", "seats", 1)),
            ("30 for Labour, seven so far for the Greens.", ("Green", "seats", 7)),
            ("Labour hold, 30 seats (-9).", ("Labour", "seats_change", -9)),
            ("Independents of various kinds make up 11.", ("Independent", "seats", 11)),
            ("Before the poll Labour had 30, the Greens 16.", ("Green", "seats_before", 16)),
            (
                "Going into this election Labour had 30, the Greens 16.",
                ("Green", "seats_before", 16),
            ),
            (
                "The Conservatives, down from 33 at the last election, are out.",
                ("Conservative", "seats_before", 33),
            ),
            ("Labour shed eight of the 36 it had.", ("Labour", "seats_change", -8)),
            ("Five Greens, where there were none.", ("Green", "seats", 5)),
        ],
    )
    def test_are_the_partys_of_whom_they_are_said(self, text, expected):
        """
        A figure goes to the party of which its sentence says it, now or before.
        """
        assert expected in read(text)

    @pytest.mark.parametrize(
        "text",
        [
            "A Labour gain from the Conservatives.",
            "a Green candidate thanked 12 Labour voters.",
            "one Labour win after another.",
        ],
    )
    def test_are_no_gains_nor_voters(self, text):
        """
        "A Labour gain" is no single seat.
        """
        assert set() == {(p, m, v) for p, m, v in read(text) if m == "seats"}


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
