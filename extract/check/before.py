"""The seats that a post says parties held before -> whether they make the council then (S006)."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from extract.check.arithmetic import require
from extract.check.claims import Claim, Place, exact
from extract.check.council import Council, Size
from extract.check.limits import Terms, breach, plus, summed
from extract.check.listed import covering, figures, list_of, overlapping
from extract.check.position import baselines, before, of_all
from extract.check.rule import Verdict, fails, holds, not_checkable, rule
from extract.check.sums import claims_of, equation
from extract.check.wording import span

if TYPE_CHECKING:
    from collections.abc import Iterator

_COUNTED = frozenset({"seats_before", "seats_change", "seats_gained", "seats_lost"})
_NOTIONAL = "the boundaries are new, and the seats before may be what they would have given"
_LUMPED = "others may lump parties that are named as well"


@rule("S006", Council)
def position_before(council: Council) -> Iterator[Verdict]:
    """The seats that one post says parties held before, against the council's size then."""
    for place in council.places:
        stated = figures(council, place, "seats_before")
        if any(claim.index in council.blocked for claim in stated):
            yield not_checkable("a figure is said in contradictory ways", stated)
        elif stated:
            size = council.size_before(place)
            if isinstance(size, str):
                yield not_checkable(size, stated)
            else:
                yield from _position_before(council, place, stated, size)


def _position_before(
    council: Council, place: Place, stated: list[Claim], size: Size
) -> Iterator[Verdict]:
    """Each baseline's list must fit; of those that share figures without one, only one need."""
    itself = list_of(council, place, "seats_before")
    apart: list[Verdict] = []
    shared: list[Verdict] = []
    for baseline in baselines(council.usable("seats_before", place=place)) or (None,):
        read = partial(before, council, place=place, baseline=baseline)
        parties = of_all(council, place, read)
        named = {claim.party for claim in stated} <= parties.keys()
        complete = itself if itself and named else covering(council, place, parties.keys())
        terms = tuple(chain.from_iterable(parties.values()))
        if complete:
            verdict = _whole(council, place, terms, complete, size)
            (apart if _one_baseline(claims_of(terms)) else shared).append(verdict)
    yield from apart
    if shared and not apart:
        yield next((verdict for verdict in shared if verdict.outcome == "holds"), shared[0])
    if not apart and not shared:
        yield _no_more_than(council, stated, size)


def _whole(council: Council, place: Place, terms: Terms, complete: Claim, size: Size) -> Verdict:
    """Σb + V = C before."""
    vacant = council.sharpest("seats_vacant", place)
    arithmetic = [require(terms, low=0, high=0, less=size, unless=[complete])]
    if vacant and breach(arithmetic):
        filled = [require((*terms, (1, vacant)), low=0, high=0, less=size, unless=[complete])]
        if not breach(filled):
            arithmetic, terms = filled, (*terms, (1, vacant))
    involved = [*claims_of(terms), complete, *size.claims]
    if not breach(arithmetic):
        proves = [*claims_of(terms), *size.claims]
        return holds(involved, proves=proves if exact(proves) else (), constraints=arithmetic)
    excess = summed(terms) - size.seats
    after = council.size(place)
    if isinstance(after, Size) and summed(terms).meets(after.seats):
        return not_checkable(_NOTIONAL, involved)
    if overlapping(figures(council, place, "seats_before"), excess):
        return not_checkable(_LUMPED, involved)
    # Who has lost every seat need not stand in a list of who has seats now.
    sure = excess.low > 0 or complete is list_of(council, place, "seats_before")
    one_baseline = _one_baseline(claims_of(terms))
    return fails(
        "error" if sure and one_baseline else "warning",
        f"{council.name}: {equation(terms)} seats before, but {size.words}"
        f"{'' if one_baseline else ', unless the figures are counted from two baselines'}.",
        involved,
        expected=span(size.seats),
        observed=span(summed(terms)),
        constraints=arithmetic,
    )


def _one_baseline(claims: list[Claim]) -> bool:
    """Whether every figure says what it is counted from, and all the same."""
    counted = [claim for claim in claims if claim.fact.measure in _COUNTED]
    return {claim.fact.baseline for claim in counted} in ({"last_election"}, {"eve_of_poll"})


def _no_more_than(council: Council, stated: list[Claim], size: Size) -> Verdict:
    """Σb ≤ C before, where a list may lack parties."""
    terms = plus(stated)
    involved = [*stated, *size.claims]
    arithmetic = [require(terms, high=0, less=size)]
    if not breach(arithmetic):
        return holds(involved, constraints=arithmetic)
    if overlapping(stated, summed(terms) - size.seats):
        return not_checkable(_LUMPED, involved)
    return fails(
        "warning",
        f"{council.name}: {equation(terms)} seats before, but {size.words}.",
        involved,
        expected=f"at most {span(size.seats)}",
        observed=span(summed(terms)),
        constraints=arithmetic,
    )
