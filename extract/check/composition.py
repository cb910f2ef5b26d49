"""The seats that posts give the parties of a council -> whether they make the council (S001)."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from extract.check.arithmetic import require
from extract.check.claims import NO_PARTIES, Claim, Place, best, exact, one_place
from extract.check.council import Council, Size
from extract.check.intervals import Interval, total
from extract.check.listed import figures, has_no_total, list_of_seats, overlapping, unknowns
from extract.check.rule import Verdict, fails, holds, not_checkable, rule
from extract.check.wording import addition, counted, figure, listing, span
from schemas.parties import is_known

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("S001", Council)
def composition(council: Council) -> Iterator[Verdict]:
    """The seats that one post gives its parties, and those of all posts, against the size."""
    if has_no_total(council):
        if council.said("seats"):
            yield not_checkable("aldermen sit beside the councillors", council.said("seats"))
        return
    verdicts = [_composition(council, place) for place in council.places if figures(council, place)]
    yield from verdicts
    if not any(verdict.outcome == "fails" for verdict in verdicts):
        yield from _of_all_posts(council)


def _composition(council: Council, place: Place) -> Verdict:
    seats = figures(council, place)
    if any(claim.index in council.blocked for claim in seats):
        return not_checkable("a figure is said in contradictory ways", seats)
    size = council.size(place)
    if isinstance(size, str):
        return not_checkable(size, seats)
    complete = list_of_seats(council, place)
    if place in council.running:
        return _so_far(council, place, seats, size)
    if complete is None:
        return _no_more_than(council, seats, size)
    return _whole(council, place, complete, seats, size)


def _no_more_than(council: Council, seats: list[Claim], size: Size) -> Verdict:
    """Σa ≤ C, where a list may lack parties."""
    held = total([claim.hard for claim in seats])
    involved = [*seats, *size.claims]
    room = require([(1, claim) for claim in seats], high=0, less=size)
    if not size.seats.below(held):
        return holds(involved, constraints=[room])
    if overlapping(seats, held - size.seats):
        return not_checkable("others may lump parties that are named as well", involved)
    return fails(
        "warning",
        f"{council.name}: {addition(seats)} seats, but {size.words}.",
        involved,
        expected=f"at most {span(size.seats)}",
        observed=span(held),
        constraints=[room],
    )


def _so_far(council: Council, place: Place, seats: list[Claim], size: Size) -> Verdict:
    """Σa + remaining ≤ C, while a count is on."""
    left = best(council.usable("seats_remaining", place=place))
    if left is None:
        return _no_more_than(council, seats, size)
    held = total([claim.hard for claim in seats]) + left.hard
    involved = [*seats, left, *size.claims]
    room = require([(1, claim) for claim in (*seats, left)], high=0, less=size)
    if not size.seats.below(held):
        return holds(involved, constraints=[room])
    return fails(
        "warning",
        f"{council.name}: {addition(seats)} seats so far and {figure(left)} to come make "
        f"{span(held)}, but {size.words}.",
        involved,
        expected=f"at most {span(size.seats)}",
        observed=span(held),
        constraints=[room],
    )


def _whole(
    council: Council, place: Place, complete: Claim, seats: list[Claim], size: Size
) -> Verdict:
    """Σa + V = C, for a list that names every party."""
    here = best(council.usable("seats_vacant", place=place))
    elsewhere = None if here else best(council.usable("seats_vacant"))
    vacant = [here] if here else []
    held = total([claim.hard for claim in chain(seats, vacant)])
    involved = [*seats, *vacant, complete, *size.claims]
    nameless = unknowns(council, place)
    seated = [party for party, holds_some in nameless.items() if holds_some]
    open_list = bool(seated) or (bool(nameless) and held.below(size.seats))
    if open_list and not size.seats.below(held):
        return not_checkable(f"no figure is given for {listing(list(nameless))}", involved)
    if elsewhere and not held.meets(size.seats):
        vacant = [elsewhere]
        held, involved = held + elsewhere.hard, [*involved, elsewhere]
    parts = [(1, claim) for claim in (*seats, *vacant)]
    arithmetic = [require(parts, high=0, less=size)]
    if not nameless:
        arithmetic.append(require(parts, low=0, less=size, unless=[complete]))
    if held.meets(size.seats):
        proves = involved if exact(involved) else ()
        return holds(involved, proves=proves, constraints=arithmetic)
    excess = held - size.seats
    if overlapping(seats, excess, complete):
        return not_checkable("others may lump parties that are named as well", involved)
    if _mayor(council, place) and excess.exact and excess.low == 1:
        return not_checkable("the elected mayor may have been counted in", involved)
    if not vacant and _not_filled(council, place, held, size):
        return not_checkable("some seats may have had no poll", involved)
    vacancy = f", with {counted(int(vacant[0].value))} vacant" if vacant else ""
    return fails(
        "error",
        f"{council.name}: {addition([*seats, *vacant])}{vacancy}, but {size.words}.",
        involved,
        expected=span(size.seats),
        observed=span(held),
        constraints=arithmetic,
    )


def _mayor(council: Council, place: Place) -> bool:
    elected = any(claim.fact.contest == "mayor" for claim in council.contests)
    return elected or place.says("mayor_counted_in")


def _not_filled(council: Council, place: Place, held: Interval, size: Size) -> bool:
    """Whether the poll for some seats is put off, so that a list of all who sit falls short."""
    if not held.below(size.seats):
        return False
    up = best(council.usable("seats_up", place=place))
    return place.says("poll_put_off") or (up is not None and held == up.hard)


def _of_all_posts(council: Council) -> Iterator[Verdict]:
    """Σa ≤ C over posts: each known party's last figure; local names may stand for one party."""
    last: dict[str, Claim] = {}
    for claim in council.usable("seats"):
        if claim.party and claim.party not in NO_PARTIES and is_known(claim.party):
            last[claim.party] = claim
    seats = [last[party] for party in sorted(last)]
    if one_place(seats):
        return
    size = council.size(seats[-1].place)
    if not isinstance(size, str):
        yield _no_more_than(council, seats, size)
