"""Votes, valid, rejected and cast ballots -> whether they add up (V003)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.check.arithmetic import require
from extract.check.claims import Claim, best, exact
from extract.check.contest import SECOND, Contest, Counting, Seats
from extract.check.intervals import total
from extract.check.limits import Terms, breach, plus
from extract.check.rule import Constraint, Verdict, fails, holds, not_checkable, rule
from extract.check.sums import times
from extract.check.wording import addition, figure, span, where

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class _Ballots:
    """What a contest's posts say of its ballots, those of a second round left out."""

    valid: Claim | None
    rejected: Claim | None
    cast: Claim | None


def of_ballots(contest: Contest, measure: str) -> Claim | None:
    """A contest's ballots by one measure; those of a second round are not those of the first."""
    return best([claim for claim in contest.usable(measure) if claim.fact.round != SECOND])


@rule("V003", Contest)
def ballots(contest: Contest) -> Iterator[Verdict]:
    """The votes of all candidates are the valid ones; with the rejected they are those cast."""
    valid = of_ballots(contest, "valid_votes")
    rejected = of_ballots(contest, "rejected_ballots")
    cast = of_ballots(contest, "votes_cast")
    if valid and rejected and cast:
        yield _papers(contest, valid, rejected, cast)
    if (valid or cast) and contest.first.votes:
        yield _votes(contest, contest.first, _Ballots(valid, rejected, cast))


def _papers(contest: Contest, valid: Claim, rejected: Claim, cast: Claim) -> Verdict:
    """Valid and rejected ballots are those cast."""
    involved = [valid, rejected, cast]
    constraints = [require(plus([valid, rejected]) + plus([cast], -1), low=0, high=0)]
    severity = breach(constraints)
    if severity is None:
        proved = involved if exact(involved) else ()
        return holds(involved, proves=proved, constraints=constraints)
    if contest.to_fill.number != 1:
        return not_checkable("of several seats valid votes may be votes, not ballots", involved)
    return fails(
        severity,
        f"{contest.name}: {figure(valid)} valid and {figure(rejected)} rejected ballots make "
        f"{span(valid.hard + rejected.hard)}, but {figure(cast)} are said to be cast"
        f"{where(cast, involved)}.",
        involved,
        expected=figure(cast),
        observed=span(valid.hard + rejected.hard),
        constraints=constraints,
    )


def _votes(contest: Contest, counting: Counting, said: _Ballots) -> Verdict:
    """The votes against the ballots: as many, or up to so many times as there are seats."""
    papers, words, valid = _counted(said)
    votes, seats = counting.claims, contest.to_fill
    complete = counting.complete if valid else None
    involved = [*votes, *(claim for _, claim in papers)]
    if contest.undecided or counting.unclear:
        return not_checkable(contest.undecided or counting.unclear, involved)
    constraints = _arithmetic(votes, papers, complete, seats)
    severity = breach(constraints)
    as_many = breach([require(plus(votes) + times(-1, papers), low=0, high=0)]) is None
    if severity is None and seats.number is None and not (complete and as_many):
        return not_checkable("the ward's seats are not known", involved)
    if severity is None:
        proves = complete and as_many and seats.number in {1, None} and exact(involved)
        return holds(involved, proves=involved if proves else (), constraints=constraints)
    if contest.may_have_rounds and counting.round is None:
        return not_checkable("they may be votes of a second round", involved)
    several = seats.number if seats.number and seats.number > 1 else None
    return fails(
        severity if counting.complete else "warning",
        f"{contest.name}: {addition(votes)} votes, but {words}{where(papers[0][1], votes)}"
        f"{f', and nobody has more than {several} votes' if several else ''}.",
        [*involved, *constraints[-1].unless],
        observed=span(total([claim.hard for claim in votes])),
        constraints=constraints,
    )


def _counted(said: _Ballots) -> tuple[Terms, str, bool]:
    """The ballots that votes stand on, in words too, and whether each of them has a vote."""
    if said.valid:
        return plus([said.valid]), f"{figure(said.valid)} are said to be valid", True
    assert said.cast
    if said.rejected:
        valid = span(said.cast.hard - said.rejected.hard)
        words = f"{figure(said.cast)} cast − {figure(said.rejected)} rejected = {valid}"
        return plus([said.cast]) + plus([said.rejected], -1), words, True
    return plus([said.cast]), f"{figure(said.cast)} ballots are said to be cast", False


def _arithmetic(
    votes: list[Claim], papers: Terms, complete: Claim | None, seats: Seats
) -> list[Constraint]:
    """As many votes as ballots at least, where all are given; and up to one for each seat."""
    more = plus(votes) + times(-1, papers)
    if complete and seats.number == 1:
        return [require(more, low=0, high=0, unless=(complete, *seats.claims))]
    found = [require(more, low=0, unless=(complete,))] if complete else []
    if seats.number:
        most = plus(votes) + times(-seats.number, papers)
        found.append(require(most, high=0, unless=seats.claims))
    return found
