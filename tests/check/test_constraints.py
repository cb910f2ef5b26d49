"""The arithmetic that verdicts carry says the same as the verdicts themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st
from making import REGISTER, fact
from test_any_facts import POSTS, any_fact

from extract.check import check, engine
from extract.check.arithmetic import require
from extract.check.claims import read_claims
from extract.check.council import Size
from extract.check.intervals import point
from extract.check.localise import localise

if TYPE_CHECKING:
    from decimal import Decimal

    from extract.check.rule import Constraint
    from schemas.fact import Fact


def _possible(constraint: Constraint, *, soft: bool) -> bool:
    """Whether the figures that are said can meet it, each within its interval."""
    if constraint.equates and constraint.equates[0].bounds is None:
        return constraint.equates[0].value == constraint.equates[1].value
    low = high = 0 * constraint.low if constraint.low.is_finite() else 0 * point(0).low
    for factor, claim in constraint.terms:
        assert claim.bounds
        held = claim.bounds.soft if soft else claim.bounds.hard
        ends: list[Decimal] = sorted((factor * held.low, factor * held.high))
        low, high = low + ends[0], high + ends[1]
    return low <= constraint.high and high >= constraint.low


@settings(max_examples=300)
@given(st.lists(any_fact(), max_size=25))
def test_what_holds_is_possible_and_what_fails_is_not(facts: list[Fact]):
    """
    Of a verdict that holds every constraint can be met by the figures as they are said; of one
    that fails at least one cannot, where it carries any.
    """
    with mock.patch.object(engine, "localise", side_effect=localise) as asked:
        check(facts, POSTS, register=REGISTER)

    for _, verdicts in [call.args for call in asked.call_args_list]:
        for verdict in verdicts:
            possible = [_possible(each, soft=False) for each in verdict.constraints]
            if verdict.outcome == "holds":
                assert all(possible)
            elif verdict.outcome == "fails" and possible and all(possible):
                assert not all(_possible(each, soft=True) for each in verdict.constraints)


class TestRequire:
    def test_a_size_of_the_register_goes_into_the_bounds(self):
        """
        2T − C is 1 or 2: of a council of 52, 2T is 53 or 54.
        """
        (threshold,) = read_claims([fact("majority_threshold", 27)], ())
        size = Size(point(52), (), "the register has 52 seats (2023)")

        constraint = require([(2, threshold)], low=1, high=2, less=size)

        assert (((2, threshold),), 53, 54) == (constraint.terms, constraint.low, constraint.high)

    def test_a_size_that_a_post_states_is_a_term(self):
        """
        What is stated may be wrong.
        """
        threshold, stated = read_claims(
            [fact("majority_threshold", 27), fact("council_size", 52)], ()
        )
        size = Size(point(52), (stated,), "the council has 52 seats")

        constraint = require([(2, threshold)], low=1, less=size)

        assert ((2, threshold), (-1, stated)) == constraint.terms
        assert (1, True) == (constraint.low, constraint.high.is_infinite())
