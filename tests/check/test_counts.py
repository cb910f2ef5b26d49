"""Counts: verdicts by council, and how many facts enter an equality at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from making import contest, fact, judged, seats, whole

from schemas.finding import Ceiling

if TYPE_CHECKING:
    from schemas.fact import Fact


def councils(*facts: Fact) -> dict[str, str]:
    return {each.name: each.says for each in judged(facts).report.councils}


class TestCouncils:
    def test_each_apart(self):
        """
        One council's list comes to its size; of the other nobody knows the size.
        """
        told = councils(*whole(Con=23, Lab=20, Green=8, Ind=1), *seats(area="Amberley", Lab=3))

        assert {
            "Charnwood": "1 of 1 sum holds",
            "Amberley": "0 of 1 sum holds, 1 could not be checked",
        } == told

    def test_a_sum_that_fails(self):
        """
        A threshold that is wrong is one sum of two that fails.
        """
        told = councils(*whole(Con=30, Lab=22), fact("majority_threshold", 30))

        assert {"Charnwood": "1 of 2 sums hold, 1 fails"} == told

    def test_a_contest_counts_with_its_council(self):
        """
        The sums of a ward are sums of its council.
        """
        ward = {"contest": "ward", "authority": "Charnwood", "area": "Birstall"}
        told = councils(contest("turnout", 38, **ward), contest("electorate", 900, **ward),
                        contest("votes_cast", 342, **ward))  # fmt: skip

        assert {"Charnwood": "1 of 1 sum holds"} == told

    def test_elections_apart(self):
        """
        A council has one line for each election.
        """
        facts = [
            *seats(Con=3),
            *(each.model_copy(update={"election": "2019-05-02"}) for each in seats(Con=4)),
        ]
        found = judged(facts).report.councils

        assert ["2019-05-02", "2023-05-04"] == [each.election for each in found]


class TestTheCeiling:
    def test_what_nothing_is_equated_with(self):
        """
        Of a complete list's facts all enter an equality; the seats of an open list enter none.
        """
        closed = whole(Con=23, Lab=20, Green=8, Ind=1)
        told = judged([*closed, *seats(area="Blaby", LD=9)]).report.ceiling

        assert Ceiling(stated=6, in_equalities=5, verified=5) == told
        assert "6 facts stated; 5 enter an equality, 5 are verified" == told.says

    def test_one_that_fails_counts(self):
        """
        A list that does not come to the size enters an equality, and proves nothing.
        """
        told = judged(whole(Con=23, Lab=20, Green=7, Ind=1)).report.ceiling

        assert Ceiling(stated=5, in_equalities=5, verified=0) == told

    def test_control_alone(self):
        """
        Control is proved by the seats, which an inequality does not prove.
        """
        told = judged([*seats(Con=30), fact("control", "Con")]).report.ceiling

        assert Ceiling(stated=2, in_equalities=1, verified=1) == told

    def test_what_is_not_stated_now(self):
        """
        Rejected, past and derived facts are no part of it.
        """
        facts = [
            fact("seats", 1, "Con", status="rejected"),
            fact("seats", 2, "Lab", when="past"),
            fact("seats", 3, "Green", basis="derived"),
        ]

        assert Ceiling() == judged(facts).report.ceiling
