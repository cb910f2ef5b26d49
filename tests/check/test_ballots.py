"""Votes, valid, rejected and cast ballots (V003)."""

from __future__ import annotations

import pytest
from making import contest, found, outcomes
from polling import (
    MAYOR_2021,
    SCOTTISH_WARD,
    WARD,
    all_named,
    elected,
    severities,
    verified,
    votes,
)

WHOLE = [*votes(A_Wood=1412, B_Field=588, C_Hill=200), all_named()]
PAPERS = [
    contest("valid_votes", 2200),
    contest("rejected_ballots", 11),
    contest("votes_cast", 2211),
]


class TestPapers:
    def test_valid_and_rejected_ballots_are_those_cast(self):
        """
        2,200 + 11 = 2,211: all three are verified.
        """
        assert {
            ("valid_votes", None),
            ("rejected_ballots", None),
            ("votes_cast", None),
        } == verified(PAPERS)

    def test_others_are_an_error(self):
        """
        Two digits swapped in the ballots cast.
        """
        (finding,) = found([*PAPERS[:2], contest("votes_cast", 2121)], "V003")

        assert "error" == finding.severity
        assert (
            "Birstall: 2,200 valid and 11 rejected ballots make 2,211, but 2,121 are said to be cast."
            == finding.message
        )

    def test_about_so_many_is_no_error(self):
        """
        "About 2,200 ballots were cast" of 2,211.
        """
        facts = [*PAPERS[:2], contest("votes_cast", 2200, hedge="about")]

        assert {"holds": 1} == outcomes(facts, "V003")
        assert set() == verified(facts)

    def test_of_several_seats_valid_votes_may_be_votes(self):
        """
        In a ward of three seats 2,200 ballots may have 5,100 valid votes.
        """
        facts = [
            contest("seats_contested", 3, **WARD),
            contest("valid_votes", 5100, **WARD),
            contest("rejected_ballots", 11, **WARD),
            contest("votes_cast", 2211, **WARD),
        ]

        assert () == found(facts, "V003")

    def test_papers_rejected_in_the_second_round(self):
        """
        What is rejected in a second round is valid in the first.
        """
        facts = [
            contest("valid_votes", 2200, **MAYOR_2021),
            contest("rejected_ballots", 300, round=2, **MAYOR_2021),
            contest("votes_cast", 2211, **MAYOR_2021),
        ]

        assert {} == outcomes(facts, "V003")


class TestOneSeat:
    def test_a_whole_list_makes_the_valid_votes(self):
        """
        1,412 + 588 + 200 = 2,200: the votes are verified.
        """
        assert {
            ("votes", "A Wood"),
            ("votes", "B Field"),
            ("votes", "C Hill"),
            ("valid_votes", None),
        } == verified([*WHOLE, PAPERS[0]])

    def test_a_whole_list_and_the_rejected_make_those_cast(self):
        """
        1,412 + 588 + 200 = 2,211 − 11.
        """
        facts = [*WHOLE, *PAPERS[1:]]

        assert {"holds": 1} == outcomes(facts, "V003")
        assert ("votes_cast", None) in verified(facts)

    @pytest.mark.parametrize("valid", [2220, 2020])
    def test_another_sum_is_an_error(self, valid: int):
        """
        A whole list has neither more nor fewer votes than are valid.
        """
        (finding,) = found([*WHOLE, contest("valid_votes", valid)], "V003")

        assert "error" == finding.severity
        assert (
            f"Birstall: 1,412 + 588 + 200 = 2,200 votes, but {valid:,} are said to be valid."
            == finding.message
        )

    def test_the_ballots_alone_are_no_sum(self):
        """
        Without the rejected ones, 2,211 ballots for 2,200 votes prove nothing; 2,100 are too few.
        """
        assert {"holds": 1} == outcomes([*WHOLE, PAPERS[2]], "V003")
        assert set() == verified([*WHOLE, PAPERS[2]])
        assert ["error"] == severities([*WHOLE, contest("votes_cast", 2100)], "V003")

    def test_candidates_who_are_left_out(self):
        """
        Two of three candidates have fewer votes than are valid; more is a warning.
        """
        two = votes(A_Wood=1412, B_Field=588)

        assert {"holds": 1} == outcomes([*two, PAPERS[0]], "V003")
        assert ["warning"] == severities([*two, contest("valid_votes", 1900)], "V003")

    def test_a_candidate_without_votes_makes_no_whole_list(self):
        """
        A list of all candidates is no sum where one has no figure.
        """
        facts = [*WHOLE, elected("D Lake"), contest("valid_votes", 2300)]

        assert {"holds": 1} == outcomes(facts, "V003")

    def test_a_party_in_the_words_of_the_list_makes_no_whole_list(self):
        """
        "A Wood 1,412, B Field 588, with the Greens third": the Greens' votes are not given.
        """
        said = "Labour's A Wood 1,412, Tory B Field 588, with the Greens third"
        facts = [
            contest("votes", 1412, person="A Wood", party="Labour"),
            contest("votes", 588, person="B Field", party="Con"),
            all_named(quote=said),
            contest("valid_votes", 2200),
        ]

        assert {"holds": 1} == outcomes(facts, "V003")


class TestSeveralSeats:
    def test_each_elector_has_a_vote_for_each_seat(self):
        """
        2,000 ballots for two seats have 2,000 to 4,000 votes.
        """
        two = contest("seats_contested", 2, **WARD)
        valid = contest("valid_votes", 2000, **WARD)

        for count, answer in ((700, ["error"]), (1400, []), (2100, ["error"])):
            ward = [*votes(WARD, A=count, B=count), all_named(WARD), two, valid]
            assert answer == severities(ward, "V003")

    def test_a_ward_of_unknown_seats(self):
        """
        More votes than ballots may be of several seats; fewer cannot be, and as many are verified.
        """
        ward = [*votes(WARD, A_Wood=1412, B_Field=588), all_named(WARD)]

        more, fewer, equal = (
            [*ward, contest("valid_votes", valid, **WARD)] for valid in (1500, 2200, 2000)
        )

        assert {"not_checkable": 1} == outcomes(more, "V003")
        assert ["error"] == severities(fewer, "V003")
        assert ("valid_votes", None) in verified(equal)


class TestPreferences:
    def test_first_preferences_in_scotland(self):
        """
        What a Scottish ward's posts give may be votes after transfers.
        """
        ward = [
            *votes(SCOTTISH_WARD, A_Wood=1412, B_Field=588),
            all_named(SCOTTISH_WARD),
            contest("valid_votes", 1500, **SCOTTISH_WARD),
        ]

        assert {"not_checkable": 1} == outcomes(ward, "V003")

    def test_a_second_round_has_fewer_votes(self):
        """
        Who gave no second preference is not counted in the second round.
        """
        valid = contest("valid_votes", 2200, **MAYOR_2021)
        final = votes(MAYOR_2021 | {"round": 2}, A_Wood=1000, B_Field=1100)
        unknown = votes(MAYOR_2021, A_Wood=1000, B_Field=1100)
        first = votes(MAYOR_2021 | {"round": 1}, A_Wood=1000, B_Field=1100)

        assert {} == outcomes([*final, valid], "V003")
        assert {"not_checkable": 1} == outcomes([*unknown, all_named(MAYOR_2021), valid], "V003")
        assert ["error"] == severities([*first, all_named(MAYOR_2021, round=1), valid], "V003")
