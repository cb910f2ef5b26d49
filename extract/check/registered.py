"""A stated council size -> whether it is the register's (X001)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from extract.check.council import Council
from extract.check.intervals import point
from extract.check.rule import Verdict, fails, holds, not_checkable, rule
from extract.check.wording import counted, figure

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    if stated.meets(point(size)):
        return holds(claims)
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
    )
