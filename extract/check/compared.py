"""Two compositions of one council -> where they can be compared, and whether they agree there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from extract.check.claims import NO_PARTIES
from extract.check.intervals import ZERO, total
from schemas.parties import is_known

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from extract.check.intervals import Interval

OTHER = "Other"


@dataclass(frozen=True, slots=True)
class Composition:
    """
    Who holds which seats, as a post or the register says.

    ``whole``: every party with seats is in it. ``unknown``: parties that are
    named without a figure.
    """

    seats: Mapping[str, Interval]
    whole: bool
    unknown: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pair:
    """Parties of the one composition that hold what those of the other hold; ``agree`` or not."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    agree: bool


def compare(left: Composition, right: Composition) -> Iterator[Pair]:
    """
    National parties one by one; independents, local parties and others in all.

    A party that one names and the other, though whole, does not, holds no seat
    there; where either lumps others together, it may be one of them. Only whole
    compositions are compared in what is lumped: one may tell independents from a
    local party where the other does not.
    """
    whole = left.whole and right.whole
    unknown = left.unknown | right.unknown
    lumped = OTHER in left.seats or OTHER in right.seats
    both = [party for party in left.seats if party in right.seats and party != OTHER]
    single = [party for party in both if national(party) or not whole]
    for party in single:
        yield Pair((party,), (party,), left.seats[party].meets(right.seats[party]))
    mine = _alone(left, right)
    theirs = _alone(right, left)
    if not lumped:
        yield from (Pair((party,), (), left.seats[party].meets(ZERO)) for party in mine)
        yield from (Pair((), (party,), right.seats[party].meets(ZERO)) for party in theirs)
        mine, theirs = [], []
    named = {party for party in unknown if national(party)} & {*left.seats, *right.seats}
    if whole and unknown <= named:
        mine += [party for party in left.seats if not national(party)]
        theirs += [party for party in right.seats if not national(party)]
        if mine or theirs:
            yield Pair(tuple(mine), tuple(theirs), _sum(left, mine).meets(_sum(right, theirs)))


def _alone(one: Composition, other: Composition) -> list[str]:
    """National parties that one composition gives seats and the other, which is whole, does not."""
    return [
        party
        for party in one.seats
        if other.whole
        and national(party)
        and party not in other.seats
        and party not in other.unknown
    ]


@lru_cache(maxsize=4096)
def national(party: str) -> bool:
    """Whether a party is one that everybody tells from others: no independents, no local party."""
    return is_known(party) and party not in NO_PARTIES


def _sum(composition: Composition, parties: list[str]) -> Interval:
    return total([composition.seats[party] for party in parties])
