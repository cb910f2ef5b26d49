"""Shares of the vote and their changes -> whether they fit the votes and each other (V005, V008)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from extract.check.arithmetic import require
from extract.check.ballots import of_ballots
from extract.check.candidates import Candidate, doubled
from extract.check.claims import Claim, exact, one_place
from extract.check.contest import SECOND, Contest, Counting
from extract.check.council import Council, Group
from extract.check.intervals import point, total
from extract.check.limits import breach, plus
from extract.check.rule import Verdict, fails, holds, not_checkable, rule
from extract.check.wording import figure, listing, number, where

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ALL = 100


@rule("V005", Group)
def shares(group: Group) -> Iterator[Verdict]:
    """A share is one candidate's part of all votes; all shares make 100, never more."""
    if isinstance(group, Contest):
        for each in sorted({claim.fact.round or 0 for claim in group.said("vote_share")}):
            yield from _of_contest(group, group.counting(each or None, "vote_share"))
    elif isinstance(group, Council):
        for place in group.places:
            said = {claim.party: claim for claim in group.usable("vote_share", place=place)}
            if len(said) > 1:
                yield _together(group, list(said.values()), None)


def _of_contest(contest: Contest, counting: Counting) -> Iterator[Verdict]:
    if contest.undecided or counting.unclear:
        yield not_checkable(contest.undecided or counting.unclear, counting.claims)
        return
    if len(counting.votes) > 1:
        yield _all_shares(contest, counting)
    yield from _of_votes(contest, counting)


def _all_shares(contest: Contest, counting: Counting) -> Verdict:
    said = counting.claims
    several = contest.seats.number is not None and contest.seats.number > 1
    verdict = _together(contest, said, counting.complete)
    if verdict.outcome == "fails" and several:
        return not_checkable("of several seats shares may be of ballots, not of votes", said)
    if verdict.outcome == "fails" and _may_mix_rounds(contest, counting):
        return not_checkable("the shares may be of different rounds", said)
    return verdict


def _may_mix_rounds(contest: Contest, counting: Counting) -> bool:
    return contest.may_have_rounds and counting.round is None and not one_place(counting.claims)


def _together(group: Group, said: list[Claim], complete: Claim | None) -> Verdict:
    """All shares make 100 where the list is complete, and never more."""
    never_above = require(plus(said), high=_ALL)
    constraint = (
        require(plus(said), low=_ALL, high=_ALL, unless=[complete]) if complete else never_above
    )
    involved = [*said, *([complete] if complete else [])]
    if breach([constraint]) is None:
        plain = complete and all(claim.fact.hedge is None for claim in said)
        return holds(involved, proves=said if plain else (), constraints=[constraint])
    above = breach([never_above]) is not None
    others = total([claim.hard for claim in said if claim.party == "Other"])
    excess = total([claim.hard for claim in said]) - point(_ALL)
    if above and not others.below(excess):
        return not_checkable("others may lump parties that are named as well", involved)
    return fails(
        "error" if above else "warning",
        f"{group.name}: the shares {_sum(said)} %, "
        f"{'more than all votes' if above else 'though every candidate is listed'}.",
        said if above else involved,
        expected="100 %" if complete else "at most 100 %",
        observed=f"{_added(said)} %",
        constraints=[never_above if above else constraint],
    )


def _added(said: Sequence[Claim]) -> Decimal:
    return sum((Decimal(str(claim.value)) for claim in said), start=Decimal(0))


def _sum(said: Sequence[Claim]) -> str:
    return f"{listing([figure(claim) for claim in said])} add up to {number(_added(said))}"


def _of_votes(contest: Contest, counting: Counting) -> Iterator[Verdict]:
    """Each share against the votes, where all of them are known and nobody has several."""
    votes = contest.counting(counting.round)
    base = _all_votes(contest, votes)
    given = dict(votes.votes)
    pairs = [(each, share, given[each]) for each, share in counting.votes if each in given]
    if not (base and pairs) or votes.unclear:
        return
    whole = total([claim.hard for claim in base])
    wrong = [pair for pair in pairs if not pair[1].hard.percent_of(whole).meets(pair[2].hard)]
    involved = list(dict.fromkeys([*(c for pair in pairs for c in pair[1:]), *base]))
    if not wrong:
        proved = [share for _, share, _ in pairs if share.fact.hedge is None]
        sure = votes.complete is not None and exact(votes.claims)
        yield holds(involved, proves=proved if sure else ())
    elif contest.may_have_rounds and counting.round is None:
        yield not_checkable("shares and votes may be of different rounds", involved)
    else:
        yield _misfit(contest, wrong, base)


def _all_votes(contest: Contest, votes: Counting) -> list[Claim]:
    """The claims that make all votes of one counting; none where an elector may have several."""
    if contest.to_fill.number not in {1, None} or doubled(contest.candidates):
        return []
    if votes.complete:
        return votes.claims
    valid = of_ballots(contest, "valid_votes")
    known = valid and contest.to_fill.number == 1 and votes.round != SECOND
    return [valid] if valid and known else []


def _misfit(
    contest: Contest, wrong: list[tuple[Candidate, Claim, Claim]], base: list[Claim]
) -> Verdict:
    whole = _added(base)
    found = [
        f"{figure(votes)} of {number(whole)} votes are {_percent(votes, whole)}, but the share of "
        f"{each.name} is given as {figure(share)}{where(share, [votes])}"
        for each, share, votes in wrong
    ]
    return fails(
        "warning",
        f"{contest.name}: {'; '.join(found)}.",
        list(dict.fromkeys([*(claim for each in wrong for claim in each[1:]), *base])),
        expected=listing([_percent(votes, whole) for _, _, votes in wrong]),
        observed=listing([figure(share) for _, share, _ in wrong]),
    )


def _percent(votes: Claim, whole: Decimal) -> str:
    return f"{_added([votes]) * _ALL / whole:.2f} %" if whole else "no share"


@rule("V008", Contest)
def share_changes(contest: Contest) -> Iterator[Verdict]:
    """What all candidates gained and lost in shares comes to nothing."""
    for each in sorted({claim.fact.round or 0 for claim in contest.said("vote_share_change")}):
        changes = contest.counting(each or None, "vote_share_change")
        if len(changes.votes) > 1:
            yield _share_changes(contest, changes)


def _share_changes(contest: Contest, counting: Counting) -> Verdict:
    said, complete = counting.claims, counting.complete
    if complete is None or counting.unclear:
        why = counting.unclear or "the changes of other parties are not given"
        return not_checkable(why, said)
    involved = [*said, complete]
    constraints = [require(plus(said), low=0, high=0, unless=[complete])]
    if breach(constraints) is None:
        return holds(involved, constraints=constraints)
    if any(place.says("names_no_more") for place in contest.places):
        return not_checkable("a party may be new or gone", involved)
    return fails(
        "warning",
        f"{contest.name}: the changes of all shares {_sum(said)}, not to 0.",
        involved,
        expected="0",
        observed=number(_added(said)),
        constraints=constraints,
    )
