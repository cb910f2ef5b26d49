"""Figures -> whether they can be counts and shares at all (R000)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.check.arithmetic import require
from extract.check.claims import Claim, best
from extract.check.contest import Contest
from extract.check.council import Group
from extract.check.rule import Verdict, fails, holds, not_checkable, rule
from extract.check.wording import figure, number
from schemas.fact import MEASURES

if TYPE_CHECKING:
    from collections.abc import Iterator

_HUNDRED = 100
_RANGES: dict[str, tuple[int, int | None]] = {
    "count": (0, None),
    "percent": (0, _HUNDRED),
    "points": (-_HUNDRED, _HUNDRED),
}
_OF_BALLOTS = frozenset({"votes_cast", "rejected_ballots"})


@rule("R000", Group)
def sanity(group: Group) -> Iterator[Verdict]:
    """Counts are not negative, shares lie in [0, 100], nobody has more votes than electors."""
    for claim in group.claims:
        form = MEASURES[claim.fact.scope][claim.fact.measure].form
        if form in _RANGES and not _for_turnout(claim):
            yield _in_range(group, claim, *_RANGES[form])
    if isinstance(group, Contest):
        yield from _electors(group)


def _for_turnout(claim: Claim) -> bool:
    """Whether it is a turnout of more than all electors: another rule's finding (V004)."""
    return (
        claim.fact.measure == "turnout" and claim.bounds is not None and claim.hard.low > _HUNDRED
    )


def _in_range(group: Group, claim: Claim, low: int, high: int | None) -> Verdict:
    value = claim.value
    assert not isinstance(value, str)
    if value >= low and (high is None or value <= high):
        return holds([claim])
    allowed = f"{low} to {high}" if high is not None else f"at least {low}"
    return fails(
        "error",
        f"{group.name}: {claim.fact.measure.replace('_', ' ')} of {figure(claim)} cannot be; "
        f"it is {allowed}.",
        [claim],
        expected=allowed,
        observed=figure(claim),
    )


def _electors(contest: Contest) -> Iterator[Verdict]:
    """Votes against the electorate: once for a person, for each seat for a party or in all."""
    electorate = best(contest.said("electorate"))
    if electorate is None:
        return
    seats = best(contest.said("seats_contested"))
    for measure in ("votes", "valid_votes", *sorted(_OF_BALLOTS)):
        for claim in contest.said(measure):
            if claim.fact.person or measure in _OF_BALLOTS or contest.kind not in {None, "ward"}:
                yield _no_more_than(contest, claim, electorate)
            elif seats is None or seats.hard.high.is_infinite():
                yield not_checkable("the ward's seats are not known", [claim, electorate])
            else:
                yield _no_more_than(contest, claim, electorate, seats)


def _no_more_than(
    contest: Contest, claim: Claim, electorate: Claim, seats: Claim | None = None
) -> Verdict:
    allowed = int(seats.hard.high) if seats else 1
    limit = electorate.hard.times(allowed)
    involved = [claim, electorate, *([seats] if seats else [])]
    unless = [seats] if seats else []
    arithmetic = [require([(1, claim), (-allowed, electorate)], high=0, unless=unless)]
    if not limit.below(claim.hard):
        return holds(involved, constraints=arithmetic)
    times = f" and {allowed} votes each" if allowed > 1 else ""
    return fails(
        "error",
        f"{contest.name}: {claim.fact.measure.replace('_', ' ')} of {figure(claim)}, but there are "
        f"only {figure(electorate)} electors{times}.",
        involved,
        expected=f"at most {number(limit.high)}",
        observed=figure(claim),
        constraints=arithmetic,
    )
