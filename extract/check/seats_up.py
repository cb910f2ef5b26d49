"""The seats won where part of a council is up -> whether they fit what was up and is held (S004)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.check.arithmetic import require
from extract.check.claims import Claim, Place, best, exact, one_place
from extract.check.control import by_value
from extract.check.council import Council, Size
from extract.check.limits import breach, plus, summed
from extract.check.listed import covering, figures, list_of, overlapping
from extract.check.position import alike, now
from extract.check.rule import Verdict, fails, holds, not_checkable, rule
from extract.check.sums import claims_of, equation
from extract.check.wording import counted, figure, span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.check.intervals import Interval

_BY_ELECTION = "a by-election held with the poll may be counted in"


@rule("S004", Council)
def seats_up(council: Council) -> Iterator[Verdict]:
    """Seats won and to come make the seats up; a party holds those that were not up and those."""
    for claims in by_value(council.usable("seats_up")).values():
        yield _of_the_council(council, claims)
    for place in council.places:
        won = figures(council, place, "seats_won")
        if any(claim.index in council.blocked for claim in won):
            yield not_checkable("a figure is said in contradictory ways", won)
        elif won:
            yield _won(council, place, won)
    for party in council.parties:
        settled = [c for c in council.usable("seats_won", party) if not council.in_count(c.place)]
        for claims in alike(settled):
            yield from _held(council, party, claims[0])


def _of_the_council(council: Council, claims: list[Claim]) -> Verdict:
    """U ≤ C."""
    size = council.size(claims[0].place)
    if isinstance(size, str):
        return not_checkable(size, claims)
    involved = [*claims, *size.claims]
    arithmetic = [require([(1, claim)], high=0, less=size) for claim in claims]
    if not breach(arithmetic):
        return holds(involved, constraints=arithmetic)
    return fails(
        "error",
        f"{council.name}: {counted(int(claims[0].value))} are said to be up, but {size.words}.",
        involved,
        expected=f"at most {span(size.seats)}",
        observed=figure(claims[0]),
        constraints=arithmetic,
    )


def _won(council: Council, place: Place, won: list[Claim]) -> Verdict:
    """Σw + P = U: no more than that, and no fewer where every party is listed."""
    left = best(council.usable("seats_remaining", place=place))
    up = _seats_up(council, place, left)
    every = up or council.size(place)
    if isinstance(every, str):
        return not_checkable(every, won)
    terms = plus([*won, left] if left else won)
    complete = _complete(council, place, won) if up else None
    involved = [*claims_of(terms), *([complete] if complete else ()), *every.claims]
    makes_it = require(terms, low=0, high=0, less=every, unless=[complete] if complete else ())
    arithmetic = [makes_it if complete else require(terms, high=0, less=every)]
    if not breach(arithmetic):
        proven = up and exact(involved) and not breach([makes_it])
        return holds(involved, proves=involved if proven else (), constraints=arithmetic)
    why = _other_reading(council, place, won, summed(terms) - every.seats)
    if why:
        return not_checkable(why, involved)
    return fails(
        "error" if council.sharpest("seats_up", place) else "warning",
        f"{council.name}: {equation(terms)} seats won{' and to come' if left else ''}, "
        f"but {every.words}.",
        involved,
        expected=span(every.seats) if complete else f"at most {span(every.seats)}",
        observed=span(summed(terms)),
        constraints=arithmetic,
    )


def _seats_up(council: Council, place: Place, left: Claim | None) -> Size | None:
    """What the seats won and to come make: all that were up, or those declared so far."""
    declared = best(council.usable("seats_declared", place=place))
    if declared and left is None and council.in_count(place):
        return Size(declared.hard, (declared,), f"{counted(int(declared.value))} are declared")
    return council.seats_up(place)


def _complete(council: Council, place: Place, won: list[Claim]) -> Claim | None:
    """The claim that every party that won a seat is given: who holds none has won none."""
    if council.in_count(place):
        return None
    without = [claim for claim in figures(council, place) if claim.hard.high == 0]
    parties = {claim.party for claim in (*won, *without)}
    return list_of(council, place, "seats_won") or covering(council, place, parties)


def _other_reading(
    council: Council, place: Place, won: list[Claim], excess: Interval
) -> str | None:
    """Why seats won that are not those that were up may still be right."""
    if _by_election(council, place):
        return _BY_ELECTION
    vacant = council.sharpest("seats_vacant", place)
    if vacant and (-excess).meets(vacant.hard):
        return "a seat that was up is vacant"
    if overlapping(won, excess):
        return "others may lump parties that are named as well"
    return None


def _by_election(council: Council, place: Place) -> bool:
    contests = council.contests_at.get(place, ())
    return place.says("by_election") or any(c.fact.contest == "by-election" for c in contests)


def _held(council: Council, party: str, won: Claim) -> Iterator[Verdict]:
    """What a party holds is b − defended + w, else w and at most the C − U that were not up."""
    held = now(council, party, won.place)
    former = council.sharpest("seats_before", won.place, party)
    defended = council.sharpest("seats_defended", won.place, party)
    if held and former and defended:
        yield _balance(council, held, former, defended, won)
    elif held:
        yield _not_up(council, held, won)


def _balance(council: Council, held: Claim, former: Claim, defended: Claim, won: Claim) -> Verdict:
    terms = ((1, former), (-1, defended), (1, won))
    involved = [former, defended, won, held]
    arithmetic = [require((*terms, (-1, held)), low=0, high=0)]
    if not breach(arithmetic):
        proves = involved if exact(involved) else ()
        return holds(involved, proves=proves, constraints=arithmetic)
    if _by_election(council, won.place):
        return not_checkable(_BY_ELECTION, involved)
    if former.fact.baseline == "last_election":
        return not_checkable("the seats before are those of the last election", involved)
    stated_up = council.sharpest("seats_up", won.place)
    return fails(
        "error" if stated_up or one_place(involved) else "warning",
        f"{council.name}, {won.party}: of {figure(former)} seats {figure(defended)} were up and "
        f"{figure(won)} are won, and {equation(terms)}, but {figure(held)} is given now.",
        involved,
        expected=span(summed(terms)),
        observed=figure(held),
        constraints=arithmetic,
    )


def _not_up(council: Council, held: Claim, won: Claim) -> Verdict:
    terms = ((1, held), (-1, won))
    arithmetic = [require(terms, low=0)]
    involved = [held, won]
    up, size = council.sharpest("seats_up", won.place), council.size(won.place)
    if up and isinstance(size, Size):
        arithmetic.append(require((*terms, (1, up)), high=0, less=size))
        involved += [up, *size.claims]
    if not breach(arithmetic):
        return holds(involved, constraints=arithmetic)
    if _by_election(council, won.place):
        return not_checkable(_BY_ELECTION, involved)
    return fails(
        "error" if up else "warning",
        f"{council.name}, {won.party}: {_too_much(held, won, up, size)}.",
        involved,
        constraints=arithmetic,
    )


def _too_much(held: Claim, won: Claim, up: Claim | None, size: Size | str) -> str:
    if held.hard.below(won.hard) or up is None or isinstance(size, str):
        return f"{figure(won)} seats are won, but {figure(held)} are given in all"
    not_up = span(size.seats - up.hard)
    return (
        f"{figure(held)} seats in all with {figure(won)} won leave {span(held.hard - won.hard)} "
        f"that were not up, but {size.words} and {figure(up)} were up, so that {not_up} were not"
    )
