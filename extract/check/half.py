"""A party that has exactly half of the seats -> whether control is said to be nobody's (C003)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.check.arithmetic import require
from extract.check.claims import NO_PARTIES, Claim
from extract.check.control import by_value, runs
from extract.check.council import Council, Size
from extract.check.rule import Verdict, fails, holds, not_checkable, rule
from extract.check.wording import figure, span
from schemas.parties import NOC

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("C003", Council)
def exactly_half(council: Council) -> Iterator[Verdict]:
    """A party with exactly half of the seats is one short of control, and so is any other."""
    for party in council.parties:
        held = next((c for c in council.usable("seats", party) if _is_half(council, c)), None)
        if held and party not in NO_PARTIES:
            for control, claims in by_value(council.usable("control")).items():
                yield _of_half(council, held, str(control), claims)


def _is_half(council: Council, held: Claim) -> bool:
    size = council.size(held.place)
    return (
        isinstance(size, Size)
        and size.seats.exact
        and held.hard.times(2) == size.seats
        and not council.in_count(held.place)
    )


def _of_half(council: Council, held: Claim, control: str, claims: list[Claim]) -> Verdict:
    size = council.size(held.place)
    assert isinstance(size, Size)
    if control == NOC:
        room = [require([(2, held)], high=0, less=size, unless=[claim]) for claim in claims]
        return holds([*claims, held, *size.claims], constraints=room)
    if control in NO_PARTIES:
        return not_checkable("independents and others are no party", [*claims, held])
    if council.usable("seats_vacant"):
        return not_checkable("half of all may be most of the seats that are filled", claims)
    outright = [claim for claim in claims if not runs(claim)]
    half = f"exactly half of the seats, {figure(held)} of {span(size.seats)}"
    if control == held.party and not outright:
        return fails(
            "info",
            f"{council.name}: {control} runs the council with {half}: one short of a majority, "
            "which a casting vote can make up.",
            [*claims, held, *size.claims],
        )
    if not outright:
        return not_checkable("a minority, a coalition or a mayor may run the council", claims)
    own = control == held.party
    who = f"with {half}: one short of a majority" if own else f"but {held.party} has {half}"
    return fails(
        "error",
        f"{council.name}: {control} is said to control the council{'' if own else ','} {who}.",
        [*outright, held, *size.claims],
        expected="no overall control",
        observed=control,
        constraints=[
            require([(2, held)], less=size, unless=[claim], **({"low": 1} if own else {"high": -1}))
            for claim in outright
        ],
    )
