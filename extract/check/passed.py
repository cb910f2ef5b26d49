"""What posts say of the line to a majority -> who is past it, and who how far short (C006)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.check.arithmetic import require
from extract.check.claims import Claim, Place, exact
from extract.check.control import other_reading
from extract.check.council import Council, Size
from extract.check.intervals import point
from extract.check.limits import breach, summed
from extract.check.position import alike, shortfalls
from extract.check.rule import Constraint, Verdict, fails, holds, not_checkable, rule
from extract.check.sums import equation
from extract.check.wording import figure, span

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("C006", Council)
def passed_the_line(council: Council) -> Iterator[Verdict]:
    """Who passed the threshold has as many seats; who is short of it has so many fewer."""
    for claims in alike([c for c in council.said("majority_threshold") if c.party]):
        if any(claim.index in council.blocked for claim in claims):
            yield not_checkable("the threshold is said in contradictory ways", claims)
        else:
            yield _passed(council, claims)
    for claims, held in shortfalls(council):
        if held is None or any(claim.index in council.blocked for claim in claims):
            yield not_checkable("the party's seats at that time are not known", claims)
        else:
            yield _short(council, claims, held)


def _passed(council: Council, claims: list[Claim]) -> Verdict:
    """2T − C is 1 or 2, and a ≥ T: in that post or later, if only in a running count."""
    claim = claims[0]
    size = council.size(claim.place)
    if isinstance(size, Size) and size.seats.exact:
        passes = [require([(2, each)], low=1, high=2, less=size) for each in claims]
        if breach(passes):
            why = other_reading(council, claims, size)
            return not_checkable(why, claims) if why else _no_line(council, claim, size, passes)
    if council.usable("short_of_majority", claim.party, claim.place):
        return not_checkable("the party is said to be short of it", claims)
    seats = council.usable("seats", claim.party)
    since = [c for c in seats if c.place is claim.place or claim.place.before(c.place)]
    held = next((c for c in since if not c.hard.below(claim.hard)), None)
    short = next((c for c in since if not council.in_count(c.place)), None)
    known = held or short
    if known is None:
        return not_checkable("the party's seats since then are not known", [*claims, *since])
    arithmetic = [require([(1, known), (-1, each)], low=0) for each in claims]
    if held:
        return holds([*claims, held], constraints=arithmetic)
    return fails(
        "error",
        f"{council.name}: {claim.party} is said to have passed the {figure(claim)} needed, but "
        f"{figure(known)} seats are given.",
        [*claims, known],
        expected=f"at least {figure(claim)}",
        observed=figure(known),
        constraints=arithmetic,
    )


def _no_line(council: Council, claim: Claim, size: Size, passes: list[Constraint]) -> Verdict:
    twice = 2 * int(claim.value)
    return fails(
        "error",
        f"{council.name}: {claim.party} is said to have passed {figure(claim)}, the line in a "
        f"council of {twice - 2} or {twice - 1} seats, but {size.words}.",
        [claim, *size.claims],
        expected=str(int(size.seats.low) // 2 + 1),
        observed=figure(claim),
        constraints=passes,
    )


def _short(council: Council, claims: list[Claim], held: Claim) -> Verdict:
    """Seats and n make T; a council's size without T can prove that, and C004 disprove it."""
    claim = claims[0]
    needed = line(council, claim.place)
    if needed is None:
        by_size = short_by_size(council, claims, held)
        if by_size and not breach(by_size):
            proves = [*claims, held]
            return holds(proves, proves=proves if exact(proves) else (), constraints=by_size)
        return not_checkable("the seats needed are not stated", [*claims, held])
    terms = ((1, held), (1, claim))
    arithmetic = [require([(1, held), (1, c), (-1, needed)], low=0, high=0) for c in claims]
    involved = [*claims, held, needed]
    if not breach(arithmetic):
        return holds(involved, proves=involved if exact(involved) else (), constraints=arithmetic)
    why = short_otherwise(council, claim, held)
    if why:
        return not_checkable(why, involved)
    return fails(
        "error",
        f"{council.name}: {claim.party} has {figure(held)} seats and is said to be "
        f"{figure(claim)} short of a majority, and {equation(terms)}, but {figure(needed)} are "
        "said to be needed.",
        involved,
        expected=figure(needed),
        observed=span(summed(terms)),
        constraints=arithmetic,
    )


def line(council: Council, place: Place) -> Claim | None:
    """The threshold that posts state, unless it is a figure of something else."""
    stated = council.sharpest("majority_threshold", place)
    size = council.size(place)
    if stated and isinstance(size, Size) and size.seats.exact:
        fits = not breach([require([(2, stated)], low=1, high=2, less=size)])
        return stated if fits or not other_reading(council, [stated], size) else None
    return stated


def short_by_size(council: Council, claims: list[Claim], held: Claim) -> list[Constraint]:
    """Seats and n make ⌊C/2⌋ + 1: of whole numbers that says that 2(a + n) − C is 1 or 2."""
    size = council.size(claims[0].place)
    if isinstance(size, str) or not size.seats.exact:
        return []
    return [require([(2, held), (2, claim)], low=1, high=2, less=size) for claim in claims]


def short_otherwise(council: Council, claim: Claim, held: Claim) -> str | None:
    """What else a party may be short of, by so many seats, than of more than half of them all."""
    place, reached = claim.place, held.hard + claim.hard
    if place not in council.final and council.usable("seats_up", place=place):
        return "it may be how many of the seats that are up are needed"
    size = council.size(place)
    if isinstance(size, str):
        return None
    vacant = council.sharpest("seats_vacant", place)
    if vacant:
        filled = int((size.seats - vacant.hard).low)
        if reached.meets(point(filled // 2 + 1)):
            return "it may be of the seats that are filled"
    if reached.times(2).meets(size.seats) and place.says("casting_vote"):
        return "a casting vote may make up for the seat that is short"
    return None
