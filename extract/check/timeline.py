"""The seats of a count as it goes on -> whether any fall (T001)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from extract.check.arithmetic import require
from extract.check.claims import Claim, Place, best
from extract.check.corrected import since_correction
from extract.check.council import Council, Size
from extract.check.rule import Verdict, fails, holds, not_checkable, rule
from extract.check.wording import figure, post

if TYPE_CHECKING:
    from collections.abc import Iterator

_SO_FAR = ("seats", "seats_won")


@rule("T001", Council)
def running_count(council: Council) -> Iterator[Verdict]:
    """Seats so far never fall from one post of a page to the next, nor exceed the council."""
    for measure in _SO_FAR:
        for party in council.parties:
            claims = council.usable(measure, party)
            yield from _beyond(council, [c for c in claims if c.place in council.running])
            yield from _course(council, since_correction(claims, "recount"))


def _beyond(council: Council, claims: list[Claim]) -> Iterator[Verdict]:
    """A party's seats so far against all the seats there are."""
    for claim in claims:
        size = council.size(claim.place)
        if isinstance(size, Size) and size.seats.below(claim.hard):
            yield fails(
                "error",
                f"{council.name}: {claim.party} is given {figure(claim)} seats so far, "
                f"but {size.words}.",
                [claim, *size.claims],
                expected=f"at most {int(size.seats.high)}",
                observed=figure(claim),
                constraints=[require([(1, claim)], high=0, less=size)],
            )


def _course(council: Council, claims: list[Claim]) -> Iterator[Verdict]:
    """Each post with the next one of its page that gives the party's seats."""
    pages: dict[str, dict[Place, list[Claim]]] = {}
    for claim in claims:
        pages.setdefault(claim.place.page, {}).setdefault(claim.place, []).append(claim)
    for places in pages.values():
        said = [claim for claim in map(best, places.values()) if claim]
        for earlier, later in pairwise(said):
            if _of_one_count(council, earlier.place, later.place):
                yield _step(council, earlier, later)


def _of_one_count(council: Council, earlier: Place, later: Place) -> bool:
    """A running figure and what comes after it; of two that are over, others judge (A001, T002)."""
    return earlier in council.running or (earlier in council.final and later in council.running)


def _step(council: Council, earlier: Claim, later: Claim) -> Verdict:
    if not earlier.place.before(later.place):
        return not_checkable("the order of the posts is not known", [earlier, later])
    never_less = [require([(1, later), (-1, earlier)], low=0)]
    if not later.hard.below(earlier.hard):
        return holds([earlier, later], constraints=never_less)
    return fails(
        "warning",
        f"{council.name}: {earlier.party} falls from {figure(earlier)} seats so far "
        f"({post(earlier.place)}) to {figure(later)} ({post(later.place)}).",
        [earlier, later],
        expected=f"at least {figure(earlier)}",
        observed=figure(later),
        constraints=never_less,
    )
