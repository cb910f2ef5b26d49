"""The first and second round of a contest -> whether one follows from the other (V006)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.check.arithmetic import require
from extract.check.ballots import of_ballots
from extract.check.candidates import Candidate
from extract.check.claims import Claim
from extract.check.contest import SECOND, Contest, Counting, elected
from extract.check.intervals import total
from extract.check.limits import breach, plus
from extract.check.rule import Constraint, Verdict, fails, holds, not_checkable, rule
from extract.check.wording import addition, figure, listing, span, where

if TYPE_CHECKING:
    from collections.abc import Iterator

Vote = tuple[Candidate, Claim]
_FINALISTS = 2


@rule("V006", Contest)
def two_rounds(contest: Contest) -> Iterator[Verdict]:
    """Two go on, the first two; they keep their votes; the winner is one of them."""
    final = contest.counting(SECOND)
    if not final.votes:
        return
    first = contest.counting(1)
    why = first.unclear or final.unclear
    if not contest.may_have_rounds and contest.system:
        why = f"there is no second round under {contest.system.name}"
    elif not contest.may_have_rounds:
        why = contest.undecided
    if why or len(final.votes) > _FINALISTS:
        yield not_checkable(
            why or "more than two are given votes of the second round", final.claims
        )
        return
    yield from _kept(contest, first, final)
    if len(final.votes) == _FINALISTS:
        yield from _went_on(contest, first, final)
        yield from _valid(contest, first, final)
        yield from _elected(contest, final)


def _kept(contest: Contest, first: Counting, final: Counting) -> Iterator[Verdict]:
    """Nobody who goes on has fewer votes in the second round than in the first."""
    before = dict(first.votes)
    pairs = [(each, before[each], after) for each, after in final.votes if each in before]
    fewer = [pair for pair in pairs if breach([_keeps(*pair[1:])])]
    if fewer and _second_preferences(fewer, pairs):
        claims = [claim for pair in pairs for claim in pair[1:]]
        yield not_checkable("they may be the second preferences alone", claims)
        return
    for each, earlier, after in pairs:
        severity = breach([_keeps(earlier, after)])
        if severity is None:
            yield holds([earlier, after], constraints=[_keeps(earlier, after)])
            continue
        yield fails(
            severity,
            f"{contest.name}: {each.name} has {figure(earlier)} votes in the first round"
            f"{where(earlier, [after])}, but only {figure(after)} in the second"
            f"{where(after, [earlier])}.",
            [earlier, after],
            expected=f"at least {figure(earlier)}",
            observed=figure(after),
            constraints=[_keeps(earlier, after)],
        )


def _keeps(earlier: Claim, after: Claim) -> Constraint:
    return require(((1, after), (-1, earlier)), low=0)


def _second_preferences(
    fewer: list[tuple[Candidate, Claim, Claim]], pairs: list[tuple[Candidate, Claim, Claim]]
) -> bool:
    """Whether the second round's figures may leave out the votes of the first."""
    if len(fewer) == len(pairs) == _FINALISTS:
        return True
    return all(after.place.says("second_preferences") for _, _, after in fewer)


def _went_on(contest: Contest, first: Counting, final: Counting) -> Iterator[Verdict]:
    """Those who go on had more votes in the first round than any other."""
    finalists = {each for each, _ in final.votes}
    through = [vote for vote in first.votes if vote[0] in finalists]
    others = [vote for vote in first.votes if vote[0] not in finalists and not vote[0].lumped]
    if len(through) < _FINALISTS or not others:
        return
    (last, fewest), (best, most) = through[-1], others[0]
    constraints = [require(((1, fewest), (-1, claim)), low=0) for _, claim in others]
    constraints += [require(((1, claim), (-1, most)), low=0) for _, claim in through[:-1]]
    involved = [fewest, most, *final.claims]
    severity = breach(constraints)
    if severity is None:
        yield holds(involved, constraints=constraints)
        return
    yield fails(
        severity,
        f"{contest.name}: {last.name} goes on to the second round with {figure(fewest)} votes of "
        f"the first{where(fewest, [most])}, but {best.name} has {figure(most)}"
        f"{where(most, [fewest])}.",
        involved,
        expected=best.name,
        observed=last.name,
        constraints=constraints,
    )


def _valid(contest: Contest, first: Counting, final: Counting) -> Iterator[Verdict]:
    """No more votes in the second round than there are valid ballots."""
    valid = of_ballots(contest, "valid_votes")
    base = [valid] if valid else first.claims if first.complete else []
    if not base:
        return
    constraints = [require(plus(final.claims) + plus(base, -1), high=0)]
    involved = [*final.claims, *base]
    severity = breach(constraints)
    if severity is None:
        yield holds(involved, constraints=constraints)
        return
    whole = span(total([claim.hard for claim in base]))
    yield fails(
        severity,
        f"{contest.name}: {addition(final.claims)} votes in the second round, but there are only "
        f"{whole} valid ones.",
        involved,
        expected=f"at most {whole}",
        constraints=constraints,
    )


def _elected(contest: Contest, final: Counting) -> Iterator[Verdict]:
    """The winner is one of the two, and the first of them."""
    (top, most), (_, fewest) = final.votes
    parties = {each.party for each, _ in final.votes}
    for winner in contest.winners:
        said = elected(winner)
        if any(claim.index in contest.blocked for claim in said):
            yield not_checkable("who is elected is said in contradictory ways", said)
        elif winner is top and fewest.hard.below(most.hard):
            yield holds([*said, *final.claims], proves=said)
        elif winner.party and not parties & {None, winner.party}:
            names = listing([each.name for each, _ in final.votes])
            yield fails(
                "error",
                f"{contest.name}: {winner.name} is said to be elected, but the second round was "
                f"between {names}.",
                [*said, *final.claims],
                expected=top.name,
                observed=winner.name,
            )
