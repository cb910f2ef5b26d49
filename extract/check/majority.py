"""The size of a majority, or of what is lacking, as posts give it -> what it can mean (C004)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.check.arithmetic import require
from extract.check.claims import NO_PARTIES, Claim, Place
from extract.check.council import Council, Size
from extract.check.intervals import Interval, point
from extract.check.limits import Terms, breach, plus, summed
from extract.check.listed import figures
from extract.check.passed import line, short_by_size, short_otherwise
from extract.check.position import alike, baselines, before, now, shortfalls
from extract.check.rule import Verdict, fails, holds, not_checkable, rule
from extract.check.sums import claims_of, times, written
from extract.check.wording import figure, span
from extract.words import party_mentions

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEFORE = "majority_before"


@rule("C004", Council)
def size_of_a_majority(council: Council) -> Iterator[Verdict]:
    """A majority of m is 2a − C, now or before; who is n short has n fewer than ⌊C/2⌋ + 1."""
    for measure in ("majority", _BEFORE):
        for claims in alike(council.said(measure)):
            yield _majority(council, claims)
    for claims, held in shortfalls(council):
        if held and line(council, claims[0].place) is None:
            yield _short(council, claims, held)


@dataclass(frozen=True, slots=True)
class _Held:
    """What a party has, or had, of how many seats; ``next``: the largest other that is stated."""

    terms: Terms
    size: Size
    next: Claim | None

    @property
    def seats(self) -> Interval:
        return summed(self.terms)

    @property
    def words(self) -> str:
        return written(self.terms) if len(self.terms) == 1 else f"({written(self.terms)})"

    @property
    def all(self) -> int:
        return int(self.size.seats.low)


def _majority(council: Council, claims: list[Claim]) -> Verdict:
    claim = claims[0]
    if any(each.index in council.blocked for each in claims):
        return not_checkable("the majority is said in contradictory ways", claims)
    if claim.party is None or claim.party in NO_PARTIES:
        return not_checkable("no party is named whose majority it is", claims)
    size = (council.size_before if claim.fact.measure == _BEFORE else council.size)(claim.place)
    if isinstance(size, str):
        return not_checkable(size, claims)
    if not size.seats.exact:
        return not_checkable("the council's size is not exact", [*claims, *size.claims])
    verdicts = [_reading(council, claims, held) for held in _held(council, claim, size)]
    return min(verdicts, key=_doubt) if verdicts else _without_seats(council, claims, size)


def _doubt(verdict: Verdict) -> int:
    """Figures of two baselines give two verdicts: the one that doubts least is the answer."""
    if verdict.outcome == "fails":
        return 1 if verdict.severity == "info" else 3
    return 0 if verdict.outcome == "holds" else 2


def _reading(council: Council, claims: list[Claim], held: _Held) -> Verdict:
    """The usual reading; else another that fits, which is worth knowing; else an error."""
    claim, size = claims[0], held.size
    involved = [*claims, *claims_of(held.terms), *size.claims]
    arithmetic = [
        require((*times(2, held.terms), (-1, each)), low=0, high=0, less=size) for each in claims
    ]
    if not breach(arithmetic):
        return holds(involved, constraints=arithmetic)
    when = " before" if claim.fact.measure == _BEFORE else ""
    stated = f"{council.name}: {claim.party} is given a majority of {figure(claim)}{when}"
    over_all = summed(times(2, held.terms)) - size.seats
    usual = f"twice {held.words} less {held.all} is {span(over_all)}"
    for words, number in _other_readings(council, held):
        if number.meets(claim.hard):
            return fails("info", f"{stated}: that is {words}, where {usual}.", involved)
    if held.next is None and _names_another(claims):
        return not_checkable("it may be the lead over a party without a figure", involved)
    return fails(
        "error",
        f"{stated}, but {usual}, and no other reading of {held.words} of {held.all} seats makes "
        f"{figure(claim)}.",
        involved,
        expected=span(over_all),
        observed=figure(claim),
        constraints=arithmetic,
    )


def _held(council: Council, claim: Claim, size: Size) -> Iterator[_Held]:
    """The party's seats at the time of the majority, by each baseline that they are given for."""
    party, place = claim.party, claim.place
    assert party is not None
    if claim.fact.measure != _BEFORE:
        held = now(council, party, place)
        if held:
            yield _Held(((1, held),), size, _next(council, party, held.place, "seats"))
        return
    elsewhere = council.sharpest("seats_before", place, party)
    named = baselines(council.usable("seats_before", party, place))
    for baseline in (claim.fact.baseline,) if claim.fact.baseline else named or (None,):
        terms = before(council, party, place, baseline) or (plus([elsewhere]) if elsewhere else ())
        if terms:
            there = terms[0][1].place
            yield _Held(terms, size, _next(council, party, there, "seats_before"))


def _next(council: Council, party: str, place: Place, measure: str) -> Claim | None:
    """The largest other party of a post."""
    others = [
        claim
        for claim in figures(council, place, measure)
        if claim.party != party and claim.index not in council.blocked
    ]
    return max(others, key=lambda claim: claim.hard.low, default=None)


def _without_seats(council: Council, claims: list[Claim], size: Size) -> Verdict:
    """Whatever it means, m ≤ C."""
    involved = [*claims, *size.claims]
    room = [require([(1, each)], high=0, less=size) for each in claims]
    if not breach(room):
        return not_checkable("the party's seats are not known", involved)
    return fails(
        "error",
        f"{council.name}: {claims[0].party} is given a majority of {figure(claims[0])}, "
        f"but {size.words}.",
        involved,
        expected=f"at most {span(size.seats)}",
        observed=figure(claims[0]),
        constraints=room,
    )


def _other_readings(council: Council, held: _Held) -> Iterator[tuple[str, Interval]]:
    """What else than 2a − C a majority may be, and how many seats that is."""
    half = held.all // 2
    yield f"{held.words} - {half}, the seats over half", held.seats - point(half)
    yield f"{held.words} - {half + 1}, the seats over the line", held.seats - point(half + 1)
    if held.next:
        lead = f"{held.words} - {figure(held.next)}, the lead over {held.next.party}"
        yield lead, held.seats - held.next.hard
    if held.size.seats.below(held.seats.times(2)):
        yield f"the {held.words} seats held", held.seats
    vacant = council.sharpest("seats_vacant", held.terms[0][1].place)
    if vacant:
        filled = held.size.seats - vacant.hard
        words = f"twice {held.words} less the {span(filled)} seats that are filled"
        yield words, held.seats.times(2) - filled


def _names_another(claims: list[Claim]) -> bool:
    """Whether a sentence names a party besides the one whose majority it is."""
    return any(
        mention.party != claim.party
        for claim in claims
        for mention in party_mentions(claim.sentence())
    )


def _short(council: Council, claims: list[Claim], held: Claim) -> Verdict:
    """Where no post says how many are needed: n = ⌊C/2⌋ + 1 − a."""
    size = council.size(claims[0].place)
    involved = [*claims, held]
    if any(claim.index in council.blocked for claim in claims):
        return not_checkable("it is said in contradictory ways", involved)
    arithmetic = short_by_size(council, claims, held)
    if isinstance(size, str) or not arithmetic:
        return not_checkable(size if isinstance(size, str) else "it is not exact", involved)
    involved += size.claims
    if not breach(arithmetic):
        return holds(involved, constraints=arithmetic)
    why = short_otherwise(council, claims[0], held)
    if why:
        return not_checkable(why, involved)
    needed = int(size.seats.low) // 2 + 1
    lacking = span(point(needed) - held.hard)
    return fails(
        "error",
        f"{council.name}: {claims[0].party} is said to be {figure(claims[0])} short of a "
        f"majority with {figure(held)} seats, but {size.words}, and {needed} - {figure(held)} = "
        f"{lacking}.",
        involved,
        expected=lacking,
        observed=figure(claims[0]),
        constraints=arithmetic,
    )
