"""Knots: the systems that failing checks make with what holds about the same figures."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from making import POSTS, REGISTER, contest, fact, seats

from extract.check.arithmetic import require
from extract.check.claims import read_claims
from extract.check.groups import gather
from extract.check.knots import Knot, knots
from extract.check.rule import Verdict, fails, holds

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from extract.check.claims import Claim
    from schemas.fact import Fact


def tied(facts: Sequence[Fact], judge: Callable[[list[Claim]], list[Verdict]]) -> list[Knot]:
    """The knots among verdicts on facts about one council or contest."""
    claims = read_claims(facts, POSTS)
    (group,) = gather(claims, REGISTER)
    return knots(group, judge(claims))


def too_few(claims: Sequence[Claim]) -> Verdict:
    """A verdict that the first claim's figure is below 30."""
    return fails("error", "", claims, constraints=[require([(1, claims[0])], low=30)])


class TestWhatHangsTogether:
    def test_nothing_without_a_failure(self):
        """
        Where all holds there is nothing to localise.
        """
        assert [] == tied(seats(Con=20), lambda claims: [holds(claims)])

    def test_checks_that_share_a_figure(self):
        """
        A sum that holds comes along where it shares a figure with one that fails, else not.
        """

        def judge(claims: list[Claim]) -> list[Verdict]:
            con, lab, green = claims
            both = require([(1, con), (1, lab)], low=30, high=30)
            other = require([(1, green)], high=9)
            return [
                holds([con, lab], constraints=[both]),
                holds([green], constraints=[other]),
                too_few([con]),
            ]

        (knot,) = tied(seats(Con=20, Lab=10, Green=1), judge)

        assert {"Conservative", "Labour"} == {those[0].party for those in knot.claims}
        assert 2 == len(knot.system.rows)
        assert [2] == list(knot.failing)

    def test_a_size_that_the_register_has_ties_nothing(self):
        """
        Two parties' failures meet in no figure but the council's certain size.
        """

        def judge(claims: list[Claim]) -> list[Verdict]:
            con, lab, size = claims
            return [
                fails("error", "", [each], constraints=[require([(1, each), (-1, size)], low=0)])
                for each in (con, lab)
            ]

        found = tied([*seats(Con=20, Lab=10), fact("council_size", 52)], judge)

        assert [{"Conservative", None}, {"Labour", None}] == [
            {those[0].party for those in knot.claims} for knot in found
        ]

    def test_what_is_said_alike_is_one(self):
        """
        Two posts that say one thing alike are one statement with the weight of both; figures that
        are equated but differ stay two.
        """

        def judge(claims: list[Claim]) -> list[Verdict]:
            one, again, other = claims
            equal = [require([(1, one), (-1, each)], low=0, high=0) for each in (again, other)]
            return [fails("warning", "", claims, constraints=equal)]

        facts = [
            fact("seats", value, "Con", post=f"p{n}") for n, value in ((1, 20), (2, 20), (3, 21))
        ]
        (knot,) = tied(facts, judge)

        assert [6, 3] == [each.weight for each in knot.system.unknowns]
        assert [2, 1] == [len(those) for those in knot.claims]
        assert 1 == len(knot.system.rows)


class TestFields:
    def _field(self, each: Fact) -> tuple[Decimal, Decimal] | None:
        (knot,) = tied([each], lambda claims: [too_few(claims)])
        return knot.system.unknowns[0].field

    def test_seats_are_those_of_the_council(self):
        """
        Charnwood has 52 seats: from none to all of them, and as many gained or lost.
        """
        assert (0, 52) == self._field(fact("seats", 20, "Con"))
        assert (-52, 52) == self._field(fact("seats_change", -20, "Con"))

    def test_a_boundary_review_leaves_the_larger_size(self):
        """
        Amber Valley had 45 seats before it had 42: a figure may be of either time.
        """
        assert (0, 45) == self._field(fact("seats_before", 20, "Con", area="Amber Valley"))

    def test_what_is_said_is_possible_at_all(self):
        """
        More seats than there are may be nonsense, but a rule must say so, not the field.
        """
        assert (0, 60) == self._field(fact("seats", 60, "Con"))

    def test_percentages(self):
        """
        A share lies within 0 and 100, its change within 100 either way.
        """
        assert (0, 100) == self._field(contest("turnout", 20.5))
        assert (-100, 100) == self._field(contest("vote_share_change", -20.5, party="Con"))

    def test_words_have_none(self):
        """
        Who has control is no number.
        """
        (knot,) = tied(
            [fact("control", "Con"), *seats(Con=20)],
            lambda claims: [
                fails(
                    "error",
                    "",
                    claims,
                    constraints=[require([(1, claims[1])], low=30, unless=claims[:1])],
                )
            ],
        )
        fields = {
            those[0].fact.measure: each.field
            for those, each in zip(knot.claims, knot.system.unknowns, strict=True)
        }

        assert fields["control"] is None
        assert fields["seats"] is not None


class TestFailuresWithoutArithmetic:
    def test_not_all_of_it_can_be_right(self):
        """
        A failure that carries no arithmetic says that one of its claims is wrong.
        """
        (knot,) = tied(seats(Con=20, Lab=10), lambda claims: [fails("error", "", claims)])

        (row,) = knot.system.rows
        assert ((), (0, 1)) == (row.terms, row.unless)

    def test_an_open_end_is_no_figure(self):
        """
        A share "over 50" is more than 50.
        """
        over = contest("vote_share", 50, party="Con", hedge="over")

        (knot,) = tied([over], lambda claims: [fails("error", "", claims)])

        stated = knot.system.unknowns[0].stated
        assert stated
        assert Decimal(50) < stated[0] < Decimal("50.01")
