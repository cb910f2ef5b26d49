"""What is said of a majority and of control -> whether the seats bear it out (C001, C002)."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from extract.check.arithmetic import require
from extract.check.book import cue
from extract.check.claims import NO_PARTIES, Claim, Place, best, exact
from extract.check.council import Council, Size
from extract.check.intervals import total
from extract.check.listed import figures
from extract.check.rule import Constraint, Verdict, fails, holds, not_checkable, rule
from extract.check.wording import figure
from schemas.parties import NOC

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.fact import Value


@rule("C001", Council)
def threshold(council: Council) -> Iterator[Verdict]:
    """Seats needed for a majority = council size // 2 + 1."""
    for claims in by_value(council.said("majority_threshold")).values():
        yield _threshold(council, claims)


def _threshold(council: Council, claims: list[Claim]) -> Verdict:
    if any(claim.index in council.blocked for claim in claims):
        return not_checkable("the threshold is said in contradictory ways", claims)
    size = council.size(claims[0].place)
    if isinstance(size, str):
        return not_checkable(size, claims)
    involved = [*claims, *size.claims]
    stated = claims[0].hard
    if not size.seats.exact:
        return not_checkable("the council's size is not exact", involved)
    needed = int(size.seats.low) // 2 + 1
    # T = ⌊C/2⌋ + 1 says of whole numbers just that 2T − C is 1 or 2.
    arithmetic = [require([(2, claim)], low=1, high=2, less=size) for claim in claims]
    if stated.low <= needed <= stated.high:
        proves = involved if exact(involved) else ()
        return holds(involved, proves=proves, constraints=arithmetic)
    other = other_reading(council, claims, size)
    if other:
        return not_checkable(other, involved)
    return fails(
        "error",
        f"{council.name}: {figure(claims[0])} is said to be a majority, but {size.words}, "
        f"and more than half of that is {needed}.",
        involved,
        expected=str(needed),
        observed=figure(claims[0]),
        constraints=arithmetic,
    )


def other_reading(council: Council, claims: list[Claim], size: Size) -> str | None:
    """What a figure that is no threshold of the whole council may be instead."""
    place, stated = claims[0].place, int(claims[0].value)
    seats = int(size.seats.low)
    for held in figures(council, place):
        if claims[0].party not in {None, held.party}:
            continue
        if held.hard.exact and stated + int(held.value) == seats // 2 + 1:
            return "it may be how many more seats are needed"
    for up in council.usable("seats_up"):
        if stated == int(up.value) // 2 + 1:
            return "it may be of the seats that are up"
    for empty in (*council.usable("seats_vacant"), *council.usable("seats_remaining", place=place)):
        if stated == (seats - int(empty.value)) // 2 + 1:
            return "it may be of the seats that are filled"
    if stated * 2 == seats and any(claim.place.says("casting_vote") for claim in claims):
        return "a casting vote may make up for the seat that is short"
    return None


@rule("C002", Council)
def control(council: Council) -> Iterator[Verdict]:
    """A party controls a council when it holds more than half of its seats."""
    for value, claims in by_value(council.said("control")).items():
        if any(claim.index in council.blocked for claim in claims):
            yield not_checkable("control is said in contradictory ways", claims)
        elif value == NOC:
            yield _nobody(council, claims)
        elif value in NO_PARTIES:
            yield not_checkable("independents and others are no party", claims)
        else:
            yield _controls(council, str(value), claims)


def _controls(council: Council, party: str, claims: list[Claim]) -> Verdict:
    seats = council.usable("seats", party)
    for held in seats:
        if _majority(council, held):
            bears_out = _majority_unless(council, held, claims)
            return holds([*claims, held], proves=claims, constraints=bears_out)
    rival = _with_majority(council, but=party)
    ended = [held for held in seats if not council.in_count(held.place)]
    stating = {claim.place for claim in claims}
    ended.sort(key=lambda held: held.place not in stating)
    short = next((held for held in ended if _minority(council, held)), None)
    if short is None and rival is None:
        return not_checkable("the party's final seats are not known", [*claims, *seats])
    outright = [claim for claim in claims if not runs(claim)]
    if not outright:
        return not_checkable("a minority, a coalition or a mayor may run the council", claims)
    if short is None:
        return _rival_majority(council, party, outright, rival)
    return _too_few(council, party, outright, short)


def _too_few(council: Council, party: str, claims: list[Claim], held: Claim) -> Verdict:
    size = council.size(held.place)
    assert isinstance(size, Size)
    vacant = best(council.usable("seats_vacant"))
    involved = [*claims, held, *size.claims]
    filled = size.seats - vacant.hard if vacant else size.seats
    of_those_filled = filled.below(held.hard.times(2))
    if vacant and of_those_filled:
        involved.append(vacant)
    return fails(
        "warning" if of_those_filled else "error",
        f"{council.name}: {party} is said to control the council with {figure(held)} seats, but "
        f"{size.words}, and a majority is {int(size.seats.low) // 2 + 1}"
        f"{f' ({figure(vacant)} vacant)' if vacant and of_those_filled else ''}.",
        involved,
        expected=f"at least {int(size.seats.low) // 2 + 1}",
        observed=figure(held),
        constraints=_majority_unless(council, held, claims),
    )


def _majority_unless(council: Council, held: Claim, claims: list[Claim]) -> list[Constraint]:
    """2a ≥ C + 1, as long as what is said of control is right."""
    size = council.size(held.place)
    assert isinstance(size, Size)
    return [require([(2, held)], low=1, less=size, unless=[claim]) for claim in claims]


def _no_majority_unless(council: Council, held: Claim, claims: list[Claim]) -> list[Constraint]:
    """2a ≤ C, as long as what is said of control is right."""
    size = council.size(held.place)
    assert isinstance(size, Size)
    return [require([(2, held)], high=0, less=size, unless=[claim]) for claim in claims]


def _rival_majority(
    council: Council, party: str, claims: list[Claim], rival: Claim | None
) -> Verdict:
    assert rival is not None
    size = council.size(rival.place)
    assert isinstance(size, Size)
    who = "no party" if party == NOC else party
    return fails(
        "error",
        f"{council.name}: {who} is said to control the council, but {rival.party} has "
        f"{figure(rival)} seats and {size.words}: that is a majority.",
        [*claims, rival, *size.claims],
        expected=rival.party,
        observed="no overall control" if party == NOC else party,
        constraints=_no_majority_unless(council, rival, claims),
    )


def _nobody(council: Council, claims: list[Claim]) -> Verdict:
    rival = _with_majority(council)
    if rival:
        return _rival_majority(council, NOC, claims, rival)
    for place in council.places:
        if not council.in_count(place):
            proof = _no_majority(council, place)
            if proof:
                held = [claim for claim in proof if claim.party and claim.party not in NO_PARTIES]
                bears_out = [_no_majority_unless(council, each, claims) for each in held]
                return holds([*claims, *proof], proves=claims, constraints=list(chain(*bears_out)))
    return not_checkable("a party without a figure may have the majority", claims)


def _no_majority(council: Council, place: Place) -> list[Claim]:
    """The seats of one post where neither a party that it names nor the rest is a majority."""
    seats = figures(council, place)
    size = council.size(place) if seats else ""
    if isinstance(size, str) or any(claim.index in council.blocked for claim in seats):
        return []
    rest = size.seats - total([claim.hard for claim in seats])
    parties = [claim.hard for claim in seats if claim.party not in NO_PARTIES - {"Other"}]
    if all(held.times(2).at_most(size.seats) for held in (*parties, rest)):
        return [*seats, *size.claims]
    return []


def _with_majority(council: Council, but: str | None = None) -> Claim | None:
    for party in council.parties:
        if party not in NO_PARTIES and party != but:
            for held in council.usable("seats", party):
                if _majority(council, held):
                    return held
    return None


def _majority(council: Council, held: Claim) -> bool:
    size = council.size(held.place)
    return not isinstance(size, str) and size.seats.below(held.hard.times(2))


def _minority(council: Council, held: Claim) -> bool:
    size = council.size(held.place)
    return not isinstance(size, str) and held.hard.times(2).at_most(size.seats)


def runs(claim: Claim) -> bool:
    """
    Whether the words speak of running a council, not of having won it.

    Without a quote or an offset, any words of the post may be meant.
    """
    if not claim.fact.quote and claim.fact.start is None:
        return claim.place.says("minority")
    if cue("runs").search(claim.fact.quote or ""):
        return True
    return cue("minority").search(claim.sentence()) is not None


def by_value(claims: list[Claim]) -> dict[Value, list[Claim]]:
    """Claims of one measure by what they say, in the order of the posts."""
    found: dict[Value, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.value].append(claim)
    return dict(found)
