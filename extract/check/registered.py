"""What posts say of a council -> whether the register bears it out (X001, X002, X003)."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from extract.check.arithmetic import require
from extract.check.baselines import Baselines, baselines_of
from extract.check.compared import Composition, Pair, compare
from extract.check.council import Council, Size
from extract.check.finals import Final, finals
from extract.check.intervals import point
from extract.check.rule import Constraint, Verdict, fails, holds, not_checkable, rule
from extract.check.wording import counted, figure, listing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from extract.check.claims import Claim


@rule("X001", Council)
def register_size(council: Council) -> Iterator[Verdict]:
    """The size that posts state, against the register's row of that year."""
    said: dict[tuple[object, object, int | None], list[Claim]] = defaultdict(list)
    for claim in council.said("council_size"):
        said[claim.value, claim.fact.hedge, claim.year].append(claim)
    for claims in said.values():
        yield _register_size(council, claims)


def _register_size(council: Council, claims: list[Claim]) -> Verdict:
    stated, year = claims[0].hard, claims[0].year
    size = council.registered_size(claims[0])
    if council.authority is None or year is None or size is None:
        return not_checkable("the register has no size for this name and year", claims)
    arithmetic = [require([(1, claim)], low=size, high=size) for claim in claims]
    if stated.meets(point(size)):
        return holds(claims, constraints=arithmetic)
    before = council.authority.size(year - 1)
    if before is not None and stated.meets(point(before)):
        return not_checkable(f"a boundary review: {before} seats before, {size} since", claims)
    return fails(
        "warning",
        f"{council.name}: {counted(int(claims[0].value))} are stated"
        f"{f' ({figure(claims[0])})' if claims[0].fact.hedge else ''}, "
        f"but the register has {size} ({year}).",
        claims,
        expected=str(size),
        observed=figure(claims[0]),
        constraints=arithmetic,
    )


@rule("X002", Council)
def register_composition(council: Council) -> Iterator[Verdict]:
    """The final results that posts give, against the register's row of that year."""
    alike: dict[object, list[Final]] = defaultdict(list)
    for final in finals(council):
        alike[final.says].append(final)
    for same in alike.values():
        yield _register_composition(council, same)


def _register_composition(council: Council, same: list[Final]) -> Verdict:
    first = same[0]
    claims = [claim for final in same for claim in final.seats.values()]
    row = council.registered(council.year)
    if row is None:
        return not_checkable("the register has no row for this name and year", claims)
    size = council.size(first.place)
    if isinstance(size, Size) and not size.seats.meets(point(sum(row.values()))):
        return not_checkable("the register's row is of a council of another size", claims)
    registered = Composition({party: point(seats) for party, seats in row.items()}, whole=True)
    pairs = list(compare(first.composition, registered))
    if not pairs:
        return not_checkable("the register does not tell these parties apart", claims)
    wrong = [pair for pair in pairs if not pair.agree]
    if not wrong:
        fixed = [_fixed(final, pair, row) for final in same for pair in pairs if pair.left]
        return holds(claims, constraints=fixed)
    stated = listing([f"{party} {figure(claim)}" for party, claim in first.seats.items()])
    known = sorted(((seats, party) for party, seats in row.items() if seats), reverse=True)
    has = listing([f"{party} {seats}" for seats, party in known])
    return fails(
        "info",
        f"{council.name}: the final result is given as {stated}; the register has {has} "
        f"({council.year}).",
        [claim for final in same for pair in wrong for claim in _concerned(final, pair)],
        expected=has,
        observed=stated,
    )


def _concerned(final: Final, pair: Pair) -> list[Claim]:
    """The figures of a pair, and the list that is said to lack no party where one is lacking."""
    return [*(final.seats[party] for party in pair.left), *_list(final, pair)]


def _list(final: Final, pair: Pair) -> list[Claim]:
    return [final.complete] if final.complete and pair.left != pair.right else []


def _fixed(final: Final, pair: Pair, row: Mapping[str, int]) -> Constraint:
    """Σ of the post = Σ of the register."""
    terms = tuple((1, final.seats[party]) for party in pair.left)
    seats = Decimal(sum(row[party] for party in pair.right))
    return Constraint(terms, seats, seats, tuple(_list(final, pair)))


@rule("X003", Council)
def register_before(council: Council) -> Iterator[Verdict]:
    """The seats that parties held before, against the register's rows before the poll."""
    baselines = baselines_of(council)
    if not council.said("seats_before"):
        return
    if baselines is None or not baselines.fits:
        yield not_checkable(
            "the register has no row to count from, or figures are said in contradictory ways",
            council.said("seats_before"),
        )
        return
    claims = [fit.claim for fit in baselines.fits]
    if baselines.years:
        yield holds(claims)
    elif baselines.mixed:
        yield _mixed(council, baselines)
    else:
        yield not_checkable("a figure is in no row: by-elections or defections since", claims)


def _mixed(council: Council, baselines: Baselines) -> Verdict:
    some = {year for fit in baselines.fits for year in fit.years}
    telling = [fit for fit in baselines.fits if some.difference(fit.years)]
    said = [f"{fit.claim.party} {figure(fit.claim)} is of {_years(fit.years)}" for fit in telling]
    said = list(dict.fromkeys(said))
    return fails(
        "info",
        f"{council.name}: two baselines are mixed in the seats before, for no one row of the "
        f"register has them all: {listing(said)} (the eve of poll is {baselines.eve}).",
        [fit.claim for fit in telling],
        expected="one baseline",
        observed=listing(said),
    )


def _years(years: Sequence[int]) -> str:
    """Years, latest first, as a phrase: "2017 to 2019"."""
    if len(years) > 1 and years[0] - years[-1] == len(years) - 1:
        return f"{years[-1]} to {years[0]}"
    return listing([str(year) for year in reversed(years)])
