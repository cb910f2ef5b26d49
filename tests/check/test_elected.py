"""The elected against the seats, and the holders before (V007, V009)."""

from __future__ import annotations

import pytest
from making import contest, found, outcomes, post
from polling import MAYOR_2023, WARD, elected, severities

TWO = contest("seats_contested", 2, **WARD)


def won(number: int, party: str, **more) -> list:
    return [contest("seats_won", number, party=party, **(WARD | more))]


class TestPlaces:
    def test_as_many_as_there_are_seats(self):
        """
        Two are elected to two seats.
        """
        assert {"holds": 1} == outcomes([TWO, elected("A", WARD), elected("B", WARD)], "V007")

    def test_more_are_an_error(self):
        """
        Three cannot be elected to two seats.
        """
        (finding,) = found([TWO, *[elected(name, WARD) for name in ("A", "B", "C")]], "V007")

        assert "error" == finding.severity
        assert (
            "Birstall: 3 are said to be elected (A, B and C), but there are 2 seats to fill."
            == finding.message
        )

    def test_the_seats_of_parties(self):
        """
        Two for Labour and one for the Greens are too many for two seats.
        """
        assert {"holds": 1} == outcomes([TWO, *won(2, "Lab")], "V007")
        assert ["error"] == severities([TWO, *won(2, "Lab"), *won(1, "Green")], "V007")

    def test_persons_are_among_their_party(self):
        """
        One of the two Labour councillors is named, with her party or without.
        """
        for party in ("Labour", None):
            facts = [TWO, *won(2, "Lab"), elected("A. Wood", WARD, party=party)]

            assert {"holds": 1} == outcomes(facts, "V007")

    def test_one_person_by_several_names(self):
        """
        "Cllr Ann Wood" and "Ann Wood", re-elected, are one.
        """
        facts = [TWO, *[elected(name, WARD) for name in ("Cllr Ann Wood", "Ann Wood", "B Field")]]

        assert {"holds": 1} == outcomes(facts, "V007")

    @pytest.mark.parametrize("where", [MAYOR_2023, {}, {"contest": "constituency"}])
    def test_one_seat_by_the_kind_of_contest(self, where: dict):
        """
        There is one mayor, one member of a constituency, and one seat in a by-election.
        """
        both = [elected("Ann Wood", where, party="Lab"), elected("Bob Field", where, party="Con")]

        assert ["error"] == severities(both, "V007")

    def test_a_by_election_for_two_vacancies(self):
        """
        Posts say so, or one party has two candidates.
        """
        two = [elected("Ann Wood"), elected("Bob Field")]
        said = [post(1, "Both seats in Birstall were up.")]

        assert () == found(two, "V007", said)
        assert () == found(
            [elected("Ann Wood", party="Lab"), elected("Bob Field", party="Lab")], "V007"
        )

    def test_a_ward_of_unknown_seats(self):
        """
        Nobody knows how many a ward elects where no post says so.
        """
        assert {} == outcomes([elected(name, WARD) for name in "ABC"], "V007")


class TestHoldOrGain:
    @staticmethod
    def said(change: str, winner: str | None, before: str, where: dict | None = None) -> list:
        where = where or {}
        return [
            contest("change", change, party=winner, **where),
            contest("party_before", before, **where),
        ]

    def test_a_gain_is_from_another_party(self):
        """
        Labour gain from the Conservatives, and hold what was Labour's.
        """
        assert {"holds": 1} == outcomes(self.said("gain", "Lab", "Tories"), "V009")
        assert {"holds": 1} == outcomes(self.said("hold", "Lab", "Labour"), "V009")

    def test_a_hold_of_another_partys_seat_is_an_error(self):
        """
        The Conservatives cannot hold what Labour had.
        """
        (finding,) = found(self.said("hold", "Con", "Lab"), "V009")

        assert "error" == finding.severity
        assert (
            "Birstall: Conservative is said to hold the seat, but Labour had it before."
            == finding.message
        )

    def test_a_gain_of_ones_own_seat_is_an_error(self):
        """
        Labour cannot gain what it had.
        """
        (finding,) = found(self.said("gain", "Lab", "Lab"), "V009")

        assert (
            "Birstall: Labour is said to gain the seat, but to have held it before."
            == finding.message
        )

    def test_the_winners_party(self):
        """
        Where the change names no party, it is the winner's.
        """
        facts = [*self.said("hold", None, "Lab"), elected("A. Wood", party="Con")]

        assert ["error"] == severities(facts, "V009")
        assert {"not_checkable": 1} == outcomes(self.said("hold", None, "Lab"), "V009")

    def test_a_holder_who_changed_party(self):
        """
        The councillor had defected and holds the seat for the new party.
        """
        said = [post(1, "Cllr Wood, who defected from Labour, holds Birstall for the Greens.")]

        assert {"not_checkable": 1} == outcomes(self.said("hold", "Green", "Lab"), "V009", said)

    def test_two_baselines(self):
        """
        Labour's at the last election, the Greens' on the eve of poll.
        """
        facts = [
            contest("change", "hold", party="Green", baseline="eve_of_poll"),
            contest("party_before", "Lab", baseline="last_election"),
        ]

        assert {"not_checkable": 1} == outcomes(facts, "V009")

    def test_several_seats(self):
        """
        In a ward of two seats one may be held and one gained.
        """
        facts = [*self.said("hold", "Lab", "Con", WARD), TWO]

        assert {"not_checkable": 1} == outcomes(facts, "V009")

    @pytest.mark.parametrize(
        ("change", "winner", "before"),
        [
            ("gain", "Independent", "Independent"),
            ("hold", "Independent", "Ashfield Independents"),
            ("hold", "Heanor Residents", "Residents Association"),
        ],
    )
    def test_independents_and_local_names(self, change: str, winner: str, before: str):
        """
        One independent may follow another, and writers give local parties several names.
        """
        assert {"not_checkable": 1} == outcomes(self.said(change, winner, before), "V009")

    def test_an_independent_is_not_labour(self):
        """
        An independent cannot hold what Labour had.
        """
        assert ["error"] == severities(self.said("hold", "Independent", "Lab"), "V009")
