"""The seats of a council -> whether they add up: composition (S001), stock and change (S002)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from extract.check.book import explain
from extract.check.claims import NO_PARTIES, Claim, Place, best, exact, one_place
from extract.check.council import Council, Size
from extract.check.intervals import ZERO, Interval, total
from extract.check.listed import figures, list_of_seats, overlapping, unknowns
from extract.check.rule import Verdict, fails, holds, not_checkable, rule
from extract.check.wording import addition, counted, figure, listing, span
from schemas.parties import is_known

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("S001", Council)
def composition(council: Council) -> Iterator[Verdict]:
    """The seats that one post gives its parties, and those of all posts, against the size."""
    if council.area.gss in explain("S001").options["no_total"]:
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
    if not size.seats.below(held):
        return holds(involved)
    if overlapping(seats, held - size.seats):
        return not_checkable("others may lump parties that are named as well", involved)
    return fails(
        "warning",
        f"{council.name}: {addition(seats)} seats, but {size.words}.",
        involved,
        expected=f"at most {span(size.seats)}",
        observed=span(held),
    )


def _so_far(council: Council, place: Place, seats: list[Claim], size: Size) -> Verdict:
    """Σa + remaining ≤ C, while a count is on."""
    left = best(council.usable("seats_remaining", place=place))
    if left is None:
        return _no_more_than(council, seats, size)
    held = total([claim.hard for claim in seats]) + left.hard
    involved = [*seats, left, *size.claims]
    if not size.seats.below(held):
        return holds(involved)
    return fails(
        "warning",
        f"{council.name}: {addition(seats)} seats so far and {figure(left)} to come make "
        f"{span(held)}, but {size.words}.",
        involved,
        expected=f"at most {span(size.seats)}",
        observed=span(held),
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
    if held.meets(size.seats):
        return holds(involved, proves=involved if exact(involved) else ())
    excess = held - size.seats
    if overlapping(seats, excess, complete):
        return not_checkable("others may lump parties that are named as well", involved)
    if _mayor(council) and excess.exact and excess.low == 1:
        return not_checkable("the elected mayor may have been counted in", involved)
    vacancy = f", with {counted(int(vacant[0].value))} vacant" if vacant else ""
    return fails(
        "error",
        f"{council.name}: {addition([*seats, *vacant])}{vacancy}, but {size.words}.",
        involved,
        expected=span(size.seats),
        observed=span(held),
    )


def _mayor(council: Council) -> bool:
    return any(claim.fact.contest == "mayor" for claim in council.contests)


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


@dataclass(frozen=True, slots=True)
class _Change:
    """What a party is said to have gained or lost in all, and the claims that say so."""

    claims: tuple[Claim, ...]
    net: Interval
    words: str

    @property
    def place(self) -> Place:
        return self.claims[0].place

    @property
    def baselines(self) -> set[str]:
        return {claim.fact.baseline for claim in self.claims if claim.fact.baseline}

    @property
    def says(self) -> tuple[object, ...]:
        return (self.net, self.words, frozenset(self.baselines))


@rule("S002", Council)
def stock_and_change(council: Council) -> Iterator[Verdict]:
    """What each party held, its change, and what it holds."""
    for party in council.parties:
        befores = council.said("seats_before", party)
        afters = [c for c in council.said("seats", party) if not council.in_count(c.place)]
        if not befores or not afters:
            continue
        for changes in (_net(council, party), _gross(council, party)):
            if changes:
                yield from _balances(council, party, befores, changes, afters)


def _net(council: Council, party: str) -> list[_Change]:
    return [
        _Change((claim,), claim.hard, _signed(claim))
        for claim in council.said("seats_change", party)
        if not council.in_count(claim.place)
    ]


def _gross(council: Council, party: str) -> list[_Change]:
    found = []
    for gained in council.said("seats_gained", party):
        lost = best(council.usable("seats_lost", party, gained.place))
        if lost and not council.in_count(gained.place):
            words = f"+ {figure(gained)} - {figure(lost)}"
            found.append(_Change((gained, lost), gained.hard - lost.hard, words))
    return found


def _signed(claim: Claim) -> str:
    words = figure(claim)
    if claim.fact.hedge:
        return f"+ ({words})"
    return f"- {words[1:]}" if words.startswith("-") else f"+ {words.removeprefix('+')}"


def _balances(
    council: Council,
    party: str,
    befores: list[Claim],
    changes: list[_Change],
    afters: list[Claim],
) -> Iterator[Verdict]:
    """One verdict for each change that is said: in its own post where that says all three."""
    sums = _Sums(
        [claim for claim in befores if claim.index not in council.blocked],
        [claim for claim in afters if claim.index not in council.blocked],
    )
    usable = [
        change
        for change in changes
        if not any(claim.index in council.blocked for claim in change.claims)
    ]
    if not (sums.befores and sums.afters and usable):
        said = [*befores, *chain.from_iterable(change.claims for change in changes), *afters]
        yield not_checkable("a figure is said in contradictory ways", said)
        return
    whole = {claim.place for claim in sums.befores} & {claim.place for claim in sums.afters}
    usable.sort(key=lambda change: change.place not in whole)
    for change in {change.says: change for change in reversed(usable)}.values():
        yield _balance(council, party, sums, change)


@dataclass(frozen=True, slots=True)
class _Sums:
    """What a party held and holds, of all posts, as far as nothing contradicts it."""

    befores: list[Claim]
    afters: list[Claim]


def _balance(council: Council, party: str, sums: _Sums, change: _Change) -> Verdict:
    now = best([claim for claim in sums.afters if claim.place is change.place] or sums.afters)
    explicit = change.baselines
    before = [c for c in sums.befores if not c.fact.baseline or explicit <= {c.fact.baseline}]
    before = [claim for claim in before if claim.place is change.place] or before
    assert now is not None
    if not before:
        return not_checkable("different baselines", [*sums.befores, *change.claims, now])
    for claim in before:
        if (claim.hard + change.net).meets(now.hard):
            involved = [claim, *change.claims, now]
            return holds(involved, proves=involved if exact(involved) else ())
    involved = [before[0], *change.claims, now]
    if _gross_for_net(council, party, before[0], change, now):
        return not_checkable("the change may be a gross figure", involved)
    result = span(before[0].hard + change.net)
    held = figure(before[0])
    return fails(
        "error" if one_place(involved) else "warning",
        f"{council.name}, {party}: {held} held before, and {held} {change.words} = {result}, "
        f"but {figure(now)} is given now.",
        involved,
        expected=result,
        observed=figure(now),
    )


def _gross_for_net(
    council: Council, party: str, before: Claim, change: _Change, now: Claim
) -> bool:
    """Whether the post's gross figures mend the sum: "up five" that are gained, "lost one"."""
    if len(change.claims) > 1:
        return False
    gained = best(council.usable("seats_gained", party, change.place))
    lost = best(council.usable("seats_lost", party, change.place))
    plus = gained.hard if gained else ZERO
    minus = lost.hard if lost else ZERO
    readings = [plus - minus] if gained and lost else []
    if change.net.low > 0 and lost:
        readings.append(change.net - minus)
    if change.net.high < 0 and gained:
        readings.append(change.net + plus)
    return any((before.hard + reading).meets(now.hard) for reading in readings)
