"""The changes that a post gives all parties -> whether they make the council's own (S003)."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from extract.check.arithmetic import require
from extract.check.claims import Claim, Place, exact
from extract.check.council import Council, Size
from extract.check.intervals import Interval
from extract.check.limits import Terms, breach, plus, summed
from extract.check.listed import covering, figures, list_of
from extract.check.position import baselines, change, of_all
from extract.check.rule import Constraint, Verdict, fails, holds, not_checkable, rule
from extract.check.sums import claims_of, equation
from extract.check.wording import counted, number, span

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("S003", Council)
def net_change(council: Council) -> Iterator[Verdict]:
    """What all parties gained and lost, against what the council itself grew or shrank by."""
    for place in council.places:
        stated = figures(council, place, "seats_change")
        if any(claim.index in council.blocked for claim in stated):
            yield not_checkable("a figure is said in contradictory ways", stated)
        elif stated:
            changes = of_all(council, place, partial(change, council, place=place))
            itself = list_of(council, place, "seats_change")
            complete = itself or covering(council, place, changes.keys())
            if complete:
                terms = tuple(chain.from_iterable(changes.values()))
                yield _net_change(council, place, terms, complete)


def _net_change(council: Council, place: Place, terms: Terms, complete: Claim) -> Verdict:
    changes = claims_of(terms)
    involved = [*changes, complete]
    if council.in_count(place):
        return not_checkable("the count is still on", involved)
    if len(baselines(changes)) > 1:
        return not_checkable("the changes are counted from different baselines", involved)
    after, former = council.size(place), council.size_before(place)
    if isinstance(after, str):
        return not_checkable(after, involved)
    if isinstance(former, str):
        return not_checkable(former, involved)
    involved += [*former.claims, *after.claims]
    arithmetic = [_comes_to(terms, former, after, complete)]
    if not breach(arithmetic):
        proves = [*changes, *former.claims, *after.claims]
        return holds(involved, proves=proves if exact(proves) else (), constraints=arithmetic)
    why = _other_reading(council, place, terms, former, after)
    if why:
        return not_checkable(why, involved)
    unchanged = [claim.place for claim in (*former.claims, *after.claims)] == [place, place]
    return fails(
        "error" if unchanged else "warning",
        f"{council.name}: {equation(terms)}, but {_sizes(former, after)}"
        f"{_unlisted(terms, former, after)}.",
        involved,
        expected=span(after.seats - former.seats),
        observed=span(summed(terms)),
        constraints=arithmetic,
    )


def _comes_to(terms: Terms, former: Size, after: Size, complete: Claim) -> Constraint:
    """Σd + C before − C now = 0."""
    known = 0 if former.claims else -int(former.seats.low)
    return require(
        (*terms, *plus(former.claims)), low=known, high=known, less=after, unless=[complete]
    )


def _other_reading(
    council: Council, place: Place, terms: Terms, former: Size, after: Size
) -> str | None:
    """Why changes that do not make the council's own may still be right."""
    if not former.seats.meets(after.seats) or place.says("boundaries"):
        return "the boundaries are new, and changes may be counted from what they would have given"
    excess = summed(terms) - (after.seats - former.seats)
    vacant = council.sharpest("seats_vacant", place)
    if vacant and excess.meets(Interval(-vacant.hard.high, vacant.hard.high)):
        return "a seat is vacant, or was before"
    if any(claim.party == "Other" and claim.hard.meets(excess) for claim in claims_of(terms)):
        return "others may lump parties that are named as well"
    if any(
        council.usable(gross, claim.party, place)
        for gross in ("seats_gained", "seats_lost")
        for claim in claims_of(terms)
        if claim.fact.measure == "seats_change"
    ):
        return "a change may be a gross figure"
    return None


def _sizes(former: Size, after: Size) -> str:
    had = f"the council had {counted(int(former.seats.low))} before"
    has = f"has {number(int(after.seats.low))} now"
    if former.year and after.year:
        return f"{had} and {has} (register, {former.year} and {after.year})"
    return f"{had}{_source(former)} and {has}{_source(after)}"


def _source(size: Size) -> str:
    return f" (register, {size.year})" if size.year else ""


def _unlisted(terms: Terms, former: Size, after: Size) -> str:
    """Who has lost every seat need not stand in a list of who has seats."""
    excess = summed(terms) - (after.seats - former.seats)
    lost = f", unless parties that are not listed lost {span(excess)}"
    return lost if excess.low > 0 else ""
