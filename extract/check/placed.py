"""The names under which posts speak of councils -> whether each means one authority (G002)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from extract.check.book import explain
from extract.check.council import Group
from extract.check.rule import Verdict, fails, holds, not_checkable, rule
from extract.check.wording import listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.placing import Placed


@rule("G002", Group)
def one_area(group: Group) -> Iterator[Verdict]:
    """Each name of a council is that of one authority of the register."""
    for name, placed in group.called:
        claims = [c for c in group.claims if name in (c.fact.authority, c.fact.area)]
        if placed.authority is not None:
            yield holds(claims)
        elif _no_council().search(name):
            yield not_checkable("it is the name of another body than a council", claims)
        else:
            yield fails(
                "warning",
                _message(name, placed),
                claims,
                expected="one council",
                observed=listing([each.official_name for each in placed.may_be]) or "none",
                blames=False,
            )


@cache
def _no_council() -> re.Pattern[str]:
    return re.compile("|".join(explain("G002").options["no_council"]), re.IGNORECASE)


def _message(name: str, placed: Placed) -> str:
    if placed.ended is not None:
        ended = placed.ended
        return f"{name}: {ended.official_name} held its last polls in {ended.until} or before."
    names = [each.official_name for each in placed.may_be]
    if not names:
        return f"{name}: the register has no council of this name."
    if len(names) == 1:
        return f"{name}: this may be {names[0]}, but nothing else on the page says so."
    several = f"{', '.join(names[:-1])} or {names[-1]}"
    return f"{name}: this may be {several}, and nothing else on the page tells which."
