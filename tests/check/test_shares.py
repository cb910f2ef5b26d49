"""Shares of the vote and their changes (V005, V008)."""

from __future__ import annotations

import pytest
from making import contest, fact, found, outcomes, post
from polling import (
    MAYOR_2021,
    SCOTTISH_WARD,
    WARD,
    all_named,
    severities,
    shares,
    verified,
    votes,
)

KNUTTON = {"Reform UK": 41.3, "Lab": -24.6, "Con": -18.1, "Green": 1.4}


class TestWhole:
    def test_a_whole_list_makes_all_votes(self):
        """
        41.3 + 29.9 + 20.2 + 8.6 = 100: the shares are verified.
        """
        facts = [*shares(A=41.3, B=29.9, C=20.2, D=8.6), all_named()]

        assert {("vote_share", name) for name in "ABCD"} == verified(facts)

    @pytest.mark.parametrize(
        ("last", "answer"), [(8.4, []), (8.3, ["warning"]), (8.8, []), (8.9, ["error"])]
    )
    def test_rounding_allows_half_a_digit_each(self, last: float, answer: list[str]):
        """
        Four shares to one digit may miss 100 by 0.2; less is a warning, more an error.
        """
        facts = [*shares(A=41.3, B=29.9, C=20.2, D=last), all_named()]

        assert answer == severities(facts, "V005")

    def test_others_may_be_missing(self):
        """
        Shares of the first two make less than 100, never more.
        """
        assert {"holds": 1} == outcomes(shares(A=41.3, B=29.9), "V005")
        assert set() == verified(shares(A=41.3, B=29.9))
        assert ["error"] == severities(shares(A=61.3, B=49.9), "V005")

    def test_the_arithmetic_is_said(self):
        """
        A finding names the shares and what they come to.
        """
        (finding,) = found(shares(A=61.3, B=49.9), "V005")

        assert (
            "Birstall: the shares 61.3 % and 49.9 % add up to 111.2 %, more than all votes."
            == finding.message
        )

    def test_others_may_be_named_as_well(self):
        """
        12 % for "others" may hold the Greens' 8 %.
        """
        facts = [
            contest("vote_share", 52, party="Labour"),
            contest("vote_share", 36, party="Con"),
            contest("vote_share", 8, party="Green"),
            contest("vote_share", 12, party="Other"),
        ]

        assert {"not_checkable": 1} == outcomes(facts, "V005")

    def test_shares_across_a_council(self):
        """
        Shares of a whole authority are never above 100 % either.
        """
        facts = [fact("vote_share", 61.3, "Lab"), fact("vote_share", 49.9, "Con")]

        assert ["error"] == severities(facts, "V005")

    def test_two_rounds_are_not_one_whole(self):
        """
        45 % of the first round and 58 % of the second are no sum.
        """
        named = [
            *shares(MAYOR_2021 | {"round": 1}, A=45.0),
            *shares(MAYOR_2021 | {"round": 2}, B=58.0),
        ]
        unnamed = [*shares(MAYOR_2021, A=45.0), *shares(MAYOR_2021 | {"post": "p2"}, B=58.0)]

        assert {} == outcomes(named, "V005")
        assert {"not_checkable": 1} == outcomes(unnamed, "V005")

    def test_preferences_in_scotland(self):
        """
        Shares after transfers are not those of the votes.
        """
        assert {"not_checkable": 1} == outcomes(shares(SCOTTISH_WARD, A=61.3, B=49.9), "V005")

    def test_several_seats(self):
        """
        In a ward of two seats six in ten may have voted for each of both.
        """
        facts = [*shares(WARD, A=61.3, B=59.9), contest("seats_contested", 2, **WARD)]

        assert {"not_checkable": 1} == outcomes(facts, "V005")


class TestOfVotes:
    def test_a_share_is_a_part_of_all_votes(self):
        """
        1,412 of 2,200 votes are 64.2 %: the share is verified, the votes are not by so few digits.
        """
        facts = [
            *votes(A_Wood=1412, B_Field=588, C_Hill=200),
            all_named(),
            *shares(A_Wood=64.2),
        ]

        assert {("vote_share", "A Wood")} == verified(facts)

    def test_another_share_is_a_warning(self):
        """
        1,412 of 2,200 votes are not 62.4 %.
        """
        facts = [*votes(A_Wood=1412), contest("valid_votes", 2200), *shares(A_Wood=62.4)]

        (finding,) = found(facts, "V005")

        assert "warning" == finding.severity
        assert (
            "Birstall: 1,412 of 2,200 votes are 64.18 %, but the share of A Wood is given as 62.4 %."
            == finding.message
        )

    def test_all_votes_must_be_known(self):
        """
        Of two candidates out of several no share can be told.
        """
        facts = [*votes(A_Wood=1412, B_Field=588), *shares(A_Wood=62.4)]

        assert {} == outcomes(facts, "V005")

    def test_several_votes_each(self):
        """
        Where a party has two candidates, a share may be its best one's or of its ballots.
        """
        ward = [
            contest("votes", 1412, person="A Wood", party="Lab", **WARD),
            contest("votes", 1388, person="B Field", party="Lab", **WARD),
            contest("votes", 900, person="C Hill", party="Con", **WARD),
            all_named(WARD),
            *shares(WARD, A_Wood=61.1),
        ]

        assert () == found(ward, "V005")


class TestChanges:
    @staticmethod
    def changes(said: dict[str, float]) -> list:
        return [
            *[contest("vote_share", 25, party=party) for party in said],
            *[contest("vote_share_change", change, party=party) for party, change in said.items()],
            all_named(),
        ]

    def test_what_some_gain_others_lose(self):
        """
        41.3 − 24.6 − 18.1 + 1.4 = 0; so rounded a sum proves nothing.
        """
        facts = self.changes(KNUTTON)

        assert {"holds": 1} == outcomes(facts, "V008")
        assert not [each for each in verified(facts) if each[0] == "vote_share_change"]

    def test_another_sum_is_a_warning(self):
        """
        A sign lost is found.
        """
        (finding,) = found(self.changes(KNUTTON | {"Con": 18.1}), "V008")

        assert "warning" == finding.severity
        assert (
            "Birstall: the changes of all shares +41.3, +18.1, +1.4 and -24.6 add up to 36.2, not to 0."
            == finding.message
        )

    def test_rounding(self):
        """
        Four changes to one digit may come to 0.2.
        """
        assert () == found(self.changes(KNUTTON | {"Con": -17.9}), "V008")
        assert 1 == len(found(self.changes(KNUTTON | {"Con": -17.8}), "V008"))

    def test_a_new_party_without_a_change(self):
        """
        A candidate of whom no change is given is new.
        """
        facts = [
            *self.changes(KNUTTON | {"Con": 18.1}),
            contest("vote_share", 3, party="UKIP"),
        ]

        assert {"not_checkable": 1} == outcomes(facts, "V008")

    def test_a_party_that_is_gone(self):
        """
        Where a post says who did not stand this time, the changes may leave out what it had.
        """
        said = [post(1, "UKIP, who had 6% last time, did not stand.")]

        assert {"not_checkable": 1} == outcomes(
            self.changes(KNUTTON | {"Green": 7.4}), "V008", said
        )

    def test_a_part_of_the_list(self):
        """
        The changes of some parties are no sum.
        """
        facts = [
            contest("vote_share_change", change, party=party)
            for party, change in (("Lab", 5), ("Con", 4))
        ]

        assert {"not_checkable": 1} == outcomes(facts, "V008")
