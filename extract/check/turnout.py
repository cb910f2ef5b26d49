"""Turnout, ballots and the electorate -> whether they fit (V004)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from extract.check.arithmetic import require
from extract.check.ballots import of_ballots
from extract.check.book import explain
from extract.check.claims import Claim
from extract.check.contest import Contest
from extract.check.intervals import Interval, point, total
from extract.check.limits import breach, plus
from extract.check.rule import Verdict, fails, holds, not_checkable, rule
from extract.check.wording import addition, figure, where

if TYPE_CHECKING:
    from collections.abc import Iterator

_ALL = point(100)


@dataclass(frozen=True, slots=True)
class _Ballots:
    """
    What a turnout may be counted from, as a sum of claims.

    ``papers``: all ballot papers; else the valid ones alone, or the votes.
    """

    claims: tuple[Claim, ...]
    papers: bool

    @property
    def size(self) -> Interval:
        return total([claim.hard for claim in self.claims])


@rule("V004", Contest)
def turnout(contest: Contest) -> Iterator[Verdict]:
    """Turnout is the ballots cast as a share of the electorate, or the valid ones alone."""
    electorate = of_ballots(contest, "electorate")
    readings = _readings(contest)
    if electorate:
        yield from _too_many(contest, electorate, readings)
    said: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in contest.usable("turnout"):
        said[claim.hard.low, claim.hard.high, claim.fact.hedge].append(claim)
    for claims in said.values():
        yield _turnout(contest, claims, electorate, readings)


def _readings(contest: Contest) -> list[_Ballots]:
    """What the turnout may be counted from: papers first, then what is valid."""
    valid = of_ballots(contest, "valid_votes")
    rejected = of_ballots(contest, "rejected_ballots")
    cast = of_ballots(contest, "votes_cast")
    found = [_Ballots((cast,), papers=True)] if cast else []
    bases: list[tuple[Claim, ...]] = [(valid,)] if valid else []
    counting = contest.first
    alone = contest.to_fill.number == 1 and not (contest.may_have_rounds and not counting.round)
    if counting.complete and alone and not (contest.undecided or counting.unclear):
        bases.append(tuple(counting.claims))
    found += [_Ballots((*base, rejected), papers=True) for base in bases if rejected]
    return found + [_Ballots(base, papers=False) for base in bases]


def _too_many(contest: Contest, electorate: Claim, readings: list[_Ballots]) -> Iterator[Verdict]:
    """More ballots in a sum than there are electors; single figures are judged as such (R000)."""
    for ballots in readings:
        constraint = require(plus(ballots.claims) + plus([electorate], -1), high=0)
        several = len(ballots.claims) > 1 and contest.to_fill.number == 1
        if several and breach([constraint]) == "error":
            yield fails(
                "error",
                f"{contest.name}: {addition(ballots.claims)} ballots, but there are only "
                f"{figure(electorate)} electors.",
                [*ballots.claims, electorate],
                expected=f"at most {figure(electorate)}",
                constraints=[constraint],
            )
            return


def _turnout(
    contest: Contest, claims: list[Claim], electorate: Claim | None, readings: list[_Ballots]
) -> Verdict:
    stated = claims[0].hard
    if _ALL.below(stated):
        return fails(
            "error",
            f"{contest.name}: a turnout of {figure(claims[0])} cannot be.",
            claims,
            expected="at most 100 %",
            observed=figure(claims[0]),
        )
    if electorate is None or not electorate.value:
        return not_checkable("the electorate is not given", claims)
    if not readings:
        return not_checkable("no ballots are given", [*claims, electorate])
    expected = stated.percent_of(electorate.hard)
    for ballots in readings:
        if ballots.size.meets(expected):
            return holds([*claims, electorate, *ballots.claims])
    ballots = readings[0]
    involved = [*claims, electorate, *ballots.claims]
    if _may_be_votes(contest, ballots, expected):
        return not_checkable("of several seats the ballots do not follow from votes", involved)
    if not ballots.papers and _with_rejected(ballots.size).meets(expected):
        return not_checkable("the rejected ballots are not given", involved)
    return _misfit(contest, claims, electorate, ballots)


def _may_be_votes(contest: Contest, ballots: _Ballots, expected: Interval) -> bool:
    """
    Whether an elector may have had several votes: then only too few ballots are telling.

    What is called cast is ballots, unless the ward is known to have several seats.
    """
    seats = contest.to_fill.number
    cast = all(claim.fact.measure == "votes_cast" for claim in ballots.claims)
    if seats == 1 or (seats is None and cast):
        return False
    return not ballots.size.below(expected)


def _with_rejected(valid: Interval) -> Interval:
    """The ballots that may have been cast, where so many are valid."""
    most = 100 - Decimal(explain("V004").options["rejected_at_most"])
    return Interval(valid.low, valid.high * 100 / most)


def _misfit(contest: Contest, claims: list[Claim], electorate: Claim, ballots: _Ballots) -> Verdict:
    share = sum(Decimal(str(claim.value)) for claim in ballots.claims) * 100
    share /= Decimal(str(electorate.value))
    involved = [*claims, electorate, *ballots.claims]
    return fails(
        "warning",
        f"{contest.name}: {addition(ballots.claims)} of {figure(electorate)} electors are "
        f"{share:.2f} %, but turnout is given as {figure(claims[0])}{where(claims[0], involved)}.",
        involved,
        expected=f"{share:.2f} %",
        observed=figure(claims[0]),
    )
