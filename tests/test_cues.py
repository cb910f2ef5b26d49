"""Cues: what the words around a figure say that it is."""

from __future__ import annotations

import pytest
from stating import YEAR, numeral_in, stated, the

from extract.cues import baseline_of, contest_sense_of, hedge_of, is_past, sense_of
from extract.words import read_words


def hedge(text, said):
    return hedge_of(*numeral_in(text, said))


def baseline(text, said):
    return baseline_of(read_words(text), text.index(said), 2023)


def past(text, said):
    return is_past(read_words(text), text.index(said), YEAR)


def sense(text, said):
    """(measure, sign) that the words give a numeral."""
    found = sense_of(*numeral_in(text, said))
    return (found.measure, found.sign) if found else None


def measure(text, said):
    found = sense(text, said)
    return found[0] if found else None


def contest_measure(text, said):
    return contest_sense_of(*numeral_in(text, said))


class TestHedges:
    @pytest.mark.parametrize(
        ("text", "said", "expected"),
        [
            ("Labour have more than 30 seats.", "30", "over"),
            ("Over 30 seats are Labour's.", "30", "over"),
            ("They won upwards of 30.", "30", "over"),
            ("Just over 30 seats are in.", "30", "just_over"),
            ("They have slightly more than 30.", "30", "just_over"),
            ("They have fewer than 30 seats.", "30", "under"),
            ("Turnout was under 30%.", "30%", "under"),
            ("Turnout was less than 30%.", "30%", "under"),
            ("Almost 300 votes separated them.", "300", "almost"),
            ("She won by nearly 300 votes.", "300", "almost"),
            ("Turnout was just under 38%.", "38%", "almost"),
            ("They have at least 12 seats.", "12", "at_least"),
            ("No fewer than 12 seats went to them.", "12", "at_least"),
            ("They keep at most 12 seats.", "12", "at_most"),
            ("They keep no more than 12 seats.", "12", "at_most"),
            ("About 300 votes were in it.", "300", "about"),
            ("Around 12 seats changed hands.", "12", "about"),
            ("Roughly 38% turned out.", "38%", "about"),
            ("Some 4,100 papers were rejected.", "4,100", "about"),
            ("Approximately 4,100 votes were cast.", "4,100", "about"),
            ("She has 32,000 more votes.", "32,000", "rounded"),
            ("A majority of 5,000.", "5,000", "rounded"),
            ("She has more than 32,000 votes.", "32,000", "over"),
        ],
    )
    def test_soften_a_figure(self, text, said, expected):
        """
        Every hedge of the contract is read from the words right before the figure.
        """
        assert expected == hedge(text, said)

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("Labour have 30 seats.", "30"),
            ("She has 1,200 votes.", "1,200"),
            ("She has 32,100 votes.", "32,100"),
            ("More than 30 seats are Labour's and 12 are the Greens'.", "12"),
            ("The Greens have no seats.", "no"),
            ("Turnout was 30%.", "30%"),
            ("Labour are up to 12 seats, from nine.", "12"),
            ("It is all over. Labour have 12.", "12"),
        ],
    )
    def test_are_not_read_into_a_plain_figure(self, text, said):
        """
        A figure without a softening word, or with another figure's, is exact.
        """
        assert hedge(text, said) is None


class TestBaselines:
    @pytest.mark.parametrize(
        ("text", "said", "expected"),
        [
            ("Labour are up three since the last election.", "three", "last_election"),
            ("Labour are up from 12 in 2019.", "12", "last_election"),
            ("Labour had 12 four years ago.", "12", "last_election"),
            ("Labour had 12 last time.", "12", "last_election"),
            ("Labour had 12 before today.", "12", "eve_of_poll"),
            ("Going into the election, Labour had 12.", "12", "eve_of_poll"),
            ("Labour held 12 at dissolution.", "12", "eve_of_poll"),
            ("On the eve of poll they had 12.", "12", "eve_of_poll"),
            ("Labour lost 12.", "12", None),
            ("Labour lost 12. They had 20 before today.", "12", None),
        ],
    )
    def test_are_read_from_the_sentence(self, text, said, expected):
        """
        What before and change are counted from is said in the figure's own sentence, or not at all.
        """
        assert expected == baseline(text, said)


class TestPast:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("In 2017 they had 30 seats.", "30"),
            ("Back in 2015 Labour won 20 seats.", "20"),
            ("At the last election the Greens had 3.", "3"),
            ("In 2017, when the boundaries were the same, they fell 3 short.", "3"),
            ("Labour had a majority of 22 in 2013.", "22"),
            ("Labour have 30. Last time they won 24.", "24"),
        ],
    )
    def test_is_about_an_earlier_election(self, text, said):
        """
        A clause that says when, and means an earlier poll, is past.
        """
        assert past(text, said)

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("Labour have 20 seats, up from 12 in 2019.", "20"),
            ("Labour have gained 5 since 2019.", "5"),
            ("The Greens have 3 seats for the first time since 1998.", "3"),
            ("Labour have 20, the most since 2011.", "20"),
            ("Labour won 20 seats in 2023.", "20"),
            ("In May 2023 Labour won 20.", "20"),
            ("Labour have 20 seats. In 2017 they had 30.", "20"),
            ("Labour have 20 seats.", "20"),
        ],
    )
    def test_is_not_what_now_is_compared_with(self, text, said):
        """
        A year that something is compared with, and this year, make nothing past.
        """
        assert not past(text, said)

    @pytest.mark.parametrize(
        "text",
        [
            "Labour have 20 seats in Harwick, up from 12 in 2019.",
            "Labour have 20 seats in Harwick; they had 12 before today.",
            "Labour have 20 seats in Harwick (from 12 at the last election).",
        ],
    )
    def test_is_not_a_position_before(self, text):
        """
        A figure of before is this post's statement, hence now, though a model calls it past.
        """
        answer = {
            "council": "Harwick",
            "result": "not stated",
            "when": "past",
            "parties": [{"party": "Labour", "seats_before": 12}],
        }

        assert "now" == the(stated(text, answer), "seats_before").when


class TestSenses:
    @pytest.mark.parametrize(
        ("text", "said", "expected"),
        [
            ("They passed the 33 needed.", "33", "majority_threshold"),
            ("Labour have gone past the 33 required for a majority.", "33", "majority_threshold"),
            ("The magic number is 33.", "33", "majority_threshold"),
            (
                "A party needs 33 seats to take the council, so 33 it is.",
                "33",
                "majority_threshold",
            ),
            ("They are 5 short of a majority.", "5", "short_of_majority"),
            ("Labour are five shy of a majority.", "five", "short_of_majority"),
            ("Labour are two seats short of control.", "two", "short_of_majority"),
            ("Labour need another four for a majority.", "four", "short_of_majority"),
            ("They have a majority of eleven.", "eleven", "majority"),
            ("It is a 12-seat majority.", "12", "majority"),
            ("Their majority is cut to 3.", "3", "majority"),
            ("Their majority is cut from 9 to 3.", "9", "majority_before"),
            ("The previous majority was 9.", "9", "majority_before"),
            ("There are just nine results left.", "nine", "seats_remaining"),
            ("We have 12 seats still to come.", "12", "seats_remaining"),
            ("With 12 seats to declare, it is close.", "12", "seats_remaining"),
            ("It has 20 of the 48 seats on the council.", "48", "council_size"),
            ("It is a 48-seat council.", "48", "council_size"),
            ("The 48-member authority is split.", "48", "council_size"),
            ("Labour are down from 24.", "24", "seats_before"),
            ("They previously had 24.", "24", "seats_before"),
            ("They had 24 before today.", "24", "seats_before"),
            ("There were 16 seats up for election.", "16", "seats_up"),
            ("They won 9 of the 16 up for grabs.", "16", "seats_up"),
        ],
    )
    def test_are_read_from_the_nearest_words(self, text, said, expected):
        """
        The words around a figure say that it is a threshold, a gap, a majority, a size, a position.
        """
        assert expected == measure(text, said)

    def test_tell_declared_seats_from_seats_of_a_party(self):
        """
        "30 of the 45 seats declared" is a progress of the count and no party's seats.
        """
        assert measure("With 30 of the 45 seats declared it is close.", "30") in (
            None,
            "seats_declared",
        )

    @pytest.mark.parametrize(
        ("text", "said", "sign"),
        [
            ("Labour lost seven seats.", "seven", -1),
            ("Labour have 23 (-15).", "-15", -1),
            ("Labour have 23 (+8).", "+8", 1),
            ("Labour are up 4.", "4", 1),
            ("Labour are up by 4.", "4", 1),
            ("Labour are down 4.", "4", -1),
            ("Labour gained 4.", "4", 1),
            ("Labour picked up another 4 seats.", "4", 1),
            ("Labour made a net gain of 4.", "4", 1),
            ("Labour have 4 fewer seats.", "4", -1),
            ("Labour have 4 more seats than before.", "4", 1),
            ("Labour shed 4.", "4", -1),
            ("It is a loss of 4 for Labour.", "4", -1),
            ("Labour suffered 4 losses.", "4", -1),
        ],
    )
    def test_give_a_change_its_sign(self, text, said, sign):
        """
        Gains and losses in words and signs are changes, with their sign.
        """
        assert ("seats_change", sign) == sense(text, said)

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("Labour have 12 seats.", "12"),
            ("Labour are now up to 12 seats.", "12"),
            ("Labour are down to 12 seats.", "12"),
            ("LAB 12", "12"),
            ("Labour finish on 12.", "12"),
        ],
    )
    def test_leave_plain_seats_alone(self, text, said):
        """
        Seats that a party has now are no change, no size and no threshold.
        """
        assert measure(text, said) in (None, "seats")


class TestContestSenses:
    @pytest.mark.parametrize(
        ("text", "said", "expected"),
        [
            ("Turnout was 38%.", "38%", "turnout"),
            ("The turnout there was a poor 24.1%.", "24.1%", "turnout"),
            ("It was a 31% turnout.", "31%", "turnout"),
            ("18 papers were rejected.", "18", "rejected_ballots"),
            ("There were 18 spoilt ballots.", "18", "rejected_ballots"),
            ("She won with a majority of 311.", "311", "majority"),
            ("She won by 311 votes.", "311", "majority"),
            ("She was 311 votes ahead.", "311", "majority"),
            ("Her majority is cut from 900.", "900", "majority_before"),
            ("The electorate is 7,204.", "7,204", "electorate"),
            ("2,310 votes were cast.", "2,310", "votes_cast"),
            ("There were 2,292 valid votes.", "2,292", "valid_votes"),
            ("She got 1,204 votes.", "1,204", None),
            ("She took 38% of the vote.", "38%", None),
        ],
    )
    def test_are_read_from_the_nearest_words(self, text, said, expected):
        """
        Turnout, papers, electorate and leads say what they are; a candidate's votes do not.
        """
        assert expected == contest_measure(text, said)

    @pytest.mark.parametrize(
        ("text", "said", "expected"),
        [
            ("41.8% turned out.", "41.8%", "turnout"),
            ("There are 4,871 people on the roll, of whom 52.3% voted.", "52.3%", "turnout"),
            ("Only 27% of those who could vote did.", "27%", "turnout"),
            ("There are 4,871 people on the roll.", "4,871", "electorate"),
            ("The electorate in this ward is 6,990.", "6,990", "electorate"),
            ("A total of 6,598 voted.", "6,598", "votes_cast"),
            ("Eleven papers were thrown out.", "Eleven", "rejected_ballots"),
            ("There were 25,190 papers put aside as spoilt.", "25,190", "rejected_ballots"),
            ("52 of those papers were spoiled.", "52", "rejected_ballots"),
            ("19 papers could not be counted.", "19", "rejected_ballots"),
            ("Majority 4,914.", "4,914", "majority"),
            ("That is a cushion of 865 votes.", "865", "majority"),
            ("She is the councillor, with 24 votes to spare.", "24", "majority"),
            ("Bo Ray keeps the post, 107,646 clear.", "107,646", "majority"),
            ("Bo Ray won by 1,001.", "1,001", "majority"),
            ("The majority was cut from 4,210 to 912.", "912", "majority"),
            ("Labour overturned a majority of 1,420.", "1,420", "majority_before"),
            ("Elmdon was Labour's by 411 votes in 2021.", "411", "majority_before"),
            ("Elmdon, one to elect", "one", "seats_contested"),
            ("Elmdon elects two county councillors.", "two", "seats_contested"),
            ("Elmdon (4 seats; quota 1,129)", "4", "seats_contested"),
        ],
    )
    def test_are_of_a_contest_in_many_words(self, text, said, expected):
        """
        Reporters' ways to tell turnout, papers, electorate, leads and seats of a ward.
        """
        assert expected == contest_measure(text, said)

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("The Tories are down by 4.", "4"),
            ("Labour took it by 31 seats to 24.", "31"),
            ("By 5 the hall was empty.", "5"),
            ("The Greens fell by 12 and were out.", "12"),
            ("There are 40 counters.", "40"),
        ],
    )
    def test_are_none_of_other_figures(self, text, said):
        """
        A change of seats, a score in seats and the time of day are no lead in votes.
        """
        assert contest_measure(text, said) is None
