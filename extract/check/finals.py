"""The final results that posts give of one council -> whether they are one (T002)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain, combinations
from typing import TYPE_CHECKING

from extract.check.book import cue
from extract.check.claims import Claim, Place, best, exact
from extract.check.compared import Composition, Pair, compare
from extract.check.corrected import since_correction
from extract.check.council import Council
from extract.check.intervals import total
from extract.check.listed import list_of_seats, unknowns
from extract.check.rule import Constraint, Verdict, fails, holds, not_checkable, rule
from extract.check.wording import listing, post, span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NOUGHT = Decimal(0)


@dataclass(frozen=True, slots=True)
class Final:
    """
    One post's final result: each party's figure, and the claim that the list is whole.

    A party of which the post says two figures, one that cannot be, or one that was
    corrected since, has none here.
    """

    place: Place
    seats: dict[str, Claim]
    complete: Claim | None
    composition: Composition

    @property
    def says(self) -> tuple[object, ...]:
        """Equal for posts that say the same."""
        figures = frozenset((party, claim.hard) for party, claim in self.seats.items())
        return figures, self.composition.whole, self.composition.unknown


def finals(council: Council) -> list[Final]:
    """The final results of a council, oldest post first, but for those that one corrects since."""
    standing = {
        claim.index
        for party in council.parties
        for claim in since_correction(council.said("seats", party))
    }
    over = [place for place in council.places if place in council.final]
    found = [final for place in over if (final := _final(council, place, standing))]
    correcting = [final.place for final in found if final.place.says("correction")]
    if not correcting:
        return found
    last = correcting[-1]
    return [final for final in found if final.place is last or last.before(final.place)]


def _final(council: Council, place: Place, standing: set[int]) -> Final | None:
    said: dict[str, list[Claim]] = defaultdict(list)
    for claim in council.said("seats", place=place):
        if claim.party:
            said[claim.party].append(claim)
    seats = {
        party: sharpest
        for party, claims in said.items()
        if all(each.index in standing and each.hard.meets(claims[0].hard) for each in claims)
        and (sharpest := best(claims))
        and sharpest.hard.low >= 0
    }
    complete = list_of_seats(council, place)
    stated = any(each.value == "final" for each in council.said("count_status", place=place))
    if not seats or not (complete or stated) or _as_it_begins(seats):
        return None
    unknown = frozenset({*unknowns(council, place), *said} - seats.keys())
    figures = {party: claim.hard for party, claim in seats.items()}
    return Final(place, seats, complete, Composition(figures, complete is not None, unknown))


def _as_it_begins(seats: dict[str, Claim]) -> bool:
    """Whether every figure's words tell how the council stands as the count begins."""
    return all(cue("position").search(claim.sentence()) for claim in seats.values())


@dataclass(slots=True)
class _Compared:
    """What all pairs of final results come to; ``apart``: party -> figure -> posts."""

    same: list[Claim] = field(default_factory=list)
    wrong: list[Claim] = field(default_factory=list)
    constraints: list[Constraint] = field(default_factory=list)
    apart: dict[str, dict[str, list[Place]]] = field(default_factory=dict)

    def enter(self, ones: Sequence[Final], others: Sequence[Final], pair: Pair) -> None:
        """Of two kinds of final results, parties that hold the same seats by both, or do not."""
        left = [[each.seats[party] for party in pair.left] for each in ones]
        right = [[each.seats[party] for party in pair.right] for each in others]
        terms = (*((1, claim) for claim in left[0]), *((-1, claim) for claim in right[0]))
        lists = [] if pair.left == pair.right else [ones[0].complete, others[0].complete]
        whole = tuple(claim for claim in lists if claim)
        self.constraints.append(Constraint(terms, _NOUGHT, _NOUGHT, whole))
        figures = list(chain.from_iterable((*left, *right)))
        if pair.agree:
            self.same += figures
            return
        self.wrong += [*figures, *whole]
        names = dict.fromkeys((*pair.left, *pair.right))
        said = self.apart.setdefault(listing(list(names)), {})
        for final, claims in zip((*ones, *others), (*left, *right), strict=True):
            seats = span(total([claim.hard for claim in claims]))
            said.setdefault(seats, []).append(final.place)


@rule("T002", Council)
def one_final(council: Council) -> Iterator[Verdict]:
    """All final results of a council, against each other."""
    alike: dict[object, list[Final]] = defaultdict(list)
    for final in finals(council):
        alike[final.says].append(final)
    compared = _Compared()
    for first, *others in alike.values():
        for other in others:
            for party in first.seats:
                compared.enter([first], [other], Pair((party,), (party,), agree=True))
    for ones, others in combinations(alike.values(), 2):
        for pair in compare(ones[0].composition, others[0].composition):
            compared.enter(ones, others, pair)
    if compared.wrong:
        yield _contradiction(council, compared)
    elif compared.same:
        proven = compared.same if exact(compared.same) else []
        yield holds(compared.same, proves=proven, constraints=compared.constraints)
    elif len(alike) > 1:
        claims = [claim for (one, *_) in alike.values() for claim in one.seats.values()]
        yield not_checkable("the final results have no party in common", claims)


def _contradiction(council: Council, compared: _Compared) -> Verdict:
    said = {
        party: listing(
            [
                f"{number} ({', '.join(map(post, dict.fromkeys(at)))})"
                for number, at in values.items()
            ]
        )
        for party, values in compared.apart.items()
    }
    return fails(
        "error",
        f"{council.name}: final results differ: "
        f"{'; '.join(f'{party} {values}' for party, values in said.items())}.",
        compared.wrong,
        expected="one final result",
        observed="; ".join(said.values()),
        constraints=compared.constraints,
    )
