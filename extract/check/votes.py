"""The votes of a contest -> whether the winner has most, and by how many (V001, V002)."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise, product
from typing import TYPE_CHECKING

from extract.check.arithmetic import require
from extract.check.book import cue
from extract.check.candidates import Candidate
from extract.check.claims import Claim, exact
from extract.check.contest import SECOND, Contest, Counting, elected
from extract.check.limits import breach
from extract.check.rule import Constraint, Verdict, fails, holds, not_checkable, rule
from extract.check.wording import figure, span, where

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.finding import Severity

Vote = tuple[Candidate, Claim]


@rule("V001", Contest)
def winner(contest: Contest) -> Iterator[Verdict]:
    """Who is elected has at least as many votes as anybody who is not."""
    if contest.winners and contest.final.votes:
        yield _winner(contest, contest.final)


def _winner(contest: Contest, counting: Counting) -> Verdict:
    said = [claim for each in contest.winners for claim in elected(each)]
    why = contest.undecided or counting.unclear
    if any(claim.index in contest.blocked for claim in said):
        why = "who is elected is said in contradictory ways"
    if why:
        return not_checkable(why, [*said, *counting.claims])
    winners = set(contest.winners)
    won = [vote for vote in counting.votes if vote[0] in winners]
    lost, severity = _losers(contest, counting)
    if not (won and lost):
        return not_checkable("the votes of the winner or of the others are not given", said)
    least, fewest = min(won, key=lambda vote: vote[1].hard.high)
    most, beaten = max(lost, key=lambda vote: vote[1].hard.low)
    relied = [*elected(least), *elected(most, value=False)]
    involved = [*relied, fewest, beaten, *contest.seats.claims]
    if fewest.hard.below(beaten.hard):
        if contest.may_have_rounds and counting.round != SECOND:
            return not_checkable("they may be first preferences", involved)
        return fails(
            severity,
            f"{contest.name}: {least.name} is said to be elected with {figure(fewest)} votes"
            f"{where(fewest, [beaten])}, but {most.name} has {figure(beaten)}"
            f"{where(beaten, [fewest])}.",
            involved,
            expected=most.name,
            observed=least.name,
            constraints=_order(contest, won, lost),
        )
    if fewest.hard.exact and fewest.hard == beaten.hard:
        if _by_lot(contest):
            return holds(involved)
        return not_checkable("a tie is decided by lot", involved)
    if not all(other.hard.below(fewest.hard) for _, other in lost):
        return not_checkable("rounded figures do not tell who has more", involved)
    decided = not contest.may_have_rounds or counting.round == SECOND
    proved = [*said, *(claim for each, _ in lost for claim in elected(each, value=False))]
    return holds(
        [*involved, *proved],
        proves=proved if decided else (),
        constraints=_order(contest, won, lost) if decided else (),
    )


def _losers(contest: Contest, counting: Counting) -> tuple[list[Vote], Severity]:
    """
    Those who are not elected, most votes first, and how severe it is if one has more than a winner.

    They are all the others where the seats are filled, else those said to be beaten.
    Where nobody knows whether a ward has one seat, the others of a single winner may
    be elected too.
    """
    winners = set(contest.winners)
    others = [vote for vote in counting.votes if vote[0] not in winners and not vote[0].lumped]
    if contest.seats.number == len(winners):
        return others, "error"
    beaten = [vote for vote in others if elected(vote[0], value=False)]
    if beaten or contest.seats.number is not None or len(winners) > 1:
        return beaten, "error"
    return others, "warning"


def _order(contest: Contest, won: list[Vote], lost: list[Vote]) -> list[Constraint]:
    """The last winner has as many votes as each of the others, each winner as the first of them."""
    pairs = [(won[-1], other) for other in lost] + [(each, lost[0]) for each in won[:-1]]
    return [
        require(
            ((1, more), (-1, fewer)),
            low=0,
            unless=[*elected(one), *elected(other, value=False), *contest.seats.claims],
        )
        for (one, more), (other, fewer) in pairs
    ]


def _by_lot(contest: Contest) -> bool:
    """Whether a tie is said: a majority of none, or words for drawing lots."""
    if any(claim.hard.exact and not claim.hard.high for claim in contest.usable("majority")):
        return True
    return any(place.says("lots") for place in contest.places)


@rule("V002", Contest)
def majority(contest: Contest) -> Iterator[Verdict]:
    """The winner's lead is what the first has more than the second."""
    said: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in contest.said("majority"):
        said[claim.value, claim.fact.hedge, claim.fact.round].append(claim)
    for claims in said.values():
        yield _majority(contest, claims)


def _majority(contest: Contest, claims: list[Claim]) -> Verdict:
    counting = contest.first if claims[0].fact.round == 1 else contest.final
    votes = [claim for each, claim in counting.votes if not each.lumped]
    why = contest.undecided or counting.unclear
    if any(claim.index in contest.blocked for claim in claims):
        why = "the majority is said in contradictory ways"
    given = {each for each, _ in counting.votes}
    if not why and (len(votes) < 2 or not given.issuperset(contest.winners)):  # noqa: PLR2004 - two
        why = "the votes of the first two are not given"
    if why:
        return not_checkable(why, claims)
    readings = _readings(contest, counting, votes)
    fitting = {each: breach(_leads(each, claims)) for each in readings}
    for votes_between, severity in fitting.items():
        if severity is None:
            sums = [*votes_between, *claims]
            proved = sums if exact(sums) and votes_between == readings[0] else ()
            return holds(sums, proves=proved, constraints=_leads(votes_between, claims))
    rounded = next((each for each in readings if fitting[each] == "warning"), None)
    if rounded:
        return _fails(contest, rounded, claims, "warning")
    other = _other_reading(contest, counting, readings[0], claims[0])
    if other:
        return not_checkable(other, [*readings[0], *claims])
    return _fails(
        contest, readings[0], claims, _severity(contest, counting, readings[0], claims[0])
    )


def _severity(
    contest: Contest, counting: Counting, first_two: tuple[Claim, Claim], stated: Claim
) -> Severity:
    """An error where one seat was to fill, in one round, and the runner-up's votes are given."""
    if contest.to_fill.number != 1 or (contest.may_have_rounds and counting.round is None):
        return "warning"
    upper, lower = first_two
    less = not counting.complete and stated.hard.below(upper.hard - lower.hard)
    told = not lower.place.content or lower.place.says("runner_up")
    return "warning" if less and not told else "error"


def _readings(
    contest: Contest, counting: Counting, votes: list[Claim]
) -> list[tuple[Claim, Claim]]:
    """
    Whose votes a majority may lie between, the likeliest first.

    One seat: the first two. Several: the last elected and the first not elected,
    or what a writer may make of it; of a ward whose seats are not known, any of these.
    """
    seats = contest.to_fill.number
    first_two = (votes[0], votes[1])
    if seats == 1:
        return [first_two]
    if seats is None or not counting.complete or seats >= len(votes):
        return [first_two, *pairwise(votes[1:]), *product(votes[:1], votes[2:])]
    last, runner_up = votes[seats - 1], votes[seats]
    return [(last, runner_up), first_two, *((each, runner_up) for each in votes[: seats - 1])]


def _other_reading(
    contest: Contest, counting: Counting, first_two: tuple[Claim, Claim], stated: Claim
) -> str | None:
    """What a majority that is no difference of these votes may be instead."""
    lead = first_two[0].hard - first_two[1].hard
    if contest.may_have_rounds and counting.round != SECOND:
        named = contest.rounds != {None}
        if named or any(place.says("rounds") for place in contest.places):
            return "the majority may be of another round than the votes"
    seats = contest.to_fill.number
    if seats is not None and seats > 1 and not counting.complete:
        return "in a ward of several seats the first who is not elected may be left out"
    if lead.high <= 1 and stated.hard.high <= 1 and _by_lot(contest):
        return "a tie is decided by lot"
    left_out = not counting.complete and stated.hard.below(lead)
    if left_out and cue("not_runner_up").search(first_two[1].sentence()):
        return "the runner-up may be left out"
    return None


def _fails(
    contest: Contest, votes: tuple[Claim, Claim], claims: list[Claim], severity: Severity
) -> Verdict:
    upper, lower = votes
    lead = span(upper.hard - lower.hard)
    return fails(
        severity,
        f"{contest.name}: {figure(upper)} − {figure(lower)} = {lead}, but the majority is "
        f"given as {figure(claims[0])}{where(claims[0], votes)}.",
        [upper, lower, *claims],
        expected=lead,
        observed=figure(claims[0]),
        constraints=_leads(votes, claims),
    )


def _leads(votes: tuple[Claim, Claim], claims: list[Claim]) -> list[Constraint]:
    upper, lower = votes
    return [require(((1, upper), (-1, lower), (-1, claim)), low=0, high=0) for claim in claims]
