"""Seats declared and seats to come, as a post gives them -> whether they make them all (S005)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.check.arithmetic import require
from extract.check.book import cue
from extract.check.claims import Claim, Place, best
from extract.check.council import Council, Size
from extract.check.limits import breach, plus, summed
from extract.check.rule import Verdict, fails, holds, not_checkable, rule
from extract.check.wording import figure, span

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOLD = {"seats_declared": "seats declared", "seats_remaining": "to come"}


@rule("S005", Council)
def progress(council: Council) -> Iterator[Verdict]:
    """Seats declared and seats to come, against the seats of the council or those that are up."""
    for place in council.places:
        declared = best(council.usable("seats_declared", place=place))
        left = best(council.usable("seats_remaining", place=place))
        if declared or left:
            yield _progress(council, place, declared, left)


def _progress(
    council: Council, place: Place, declared: Claim | None, left: Claim | None
) -> Verdict:
    said = [claim for claim in (declared, left) if claim]
    known = (council.seats_up(place), council.size(place))
    sizes = [size for size in known if isinstance(size, Size)]
    if not sizes:
        return not_checkable("neither the seats that are up nor the council's size is known", said)
    vacant = council.sharpest("seats_vacant", place)
    least = 0 if len(said) > 1 else None
    for parts in (said, [*said, vacant]) if vacant else (said,):
        for size in sizes:
            arithmetic = [require(plus(parts), low=least, high=0, less=size)]
            if not breach(arithmetic):
                return holds([*parts, *size.claims], constraints=arithmetic)
    involved = [*said, *sizes[0].claims]
    if any(cue("wards").search(claim.sentence()) for claim in said):
        return not_checkable("the figures may be of wards, not of seats", involved)
    terms = plus(said)
    told = [f"{figure(claim)} {_TOLD[claim.fact.measure]}" for claim in said]
    return fails(
        "warning",
        f"{council.name}: {' and '.join(told)}{f' make {span(summed(terms))}' if len(said) > 1 else ''}, "
        f"but {sizes[0].words}.",
        involved,
        expected=span(sizes[0].seats) if least == 0 else f"at most {span(sizes[0].seats)}",
        observed=span(summed(terms)),
        constraints=[require(terms, low=least, high=0, less=sizes[0])],
    )
