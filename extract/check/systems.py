"""A contest's kind, its nation and the polling day -> the voting system that decided it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extract.check.claims import Claim

Decides = Literal["votes", "rounds", "preferences"]

_NATIONS = {"E": "England", "W": "Wales", "S": "Scotland", "N": "Northern Ireland"}
# Mayors and commissioners: wherever they are elected, by one system.
_ALIKE = frozenset({"mayor", "pcc"})
_PRESUMED = "England"


@dataclass(frozen=True, slots=True)
class System:
    """A voting system by its name, and what decides under it."""

    name: str
    decides: Decides


@cache
def _table() -> dict[str, Any]:
    path = Path(__file__).parent / "rules" / "systems.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=1024)
def system(contest: str, nation: str, day: date | None) -> System | None:
    """The system of a contest of this kind; None where no row of the table tells it."""
    rows = [r for r in _table()["row"] if r["contest"] == contest and nation in r["nations"]]
    if day is not None:
        rows = [r for r in rows if r.get("from", day) <= day <= r.get("to", day)][:1]
    names = {row["system"] for row in rows}
    if len(names) != 1:
        return None
    (name,) = names
    return System(name, _table()["decides"][name])


def nation(contest: str, gss: str | None, claims: Iterable[Claim]) -> str | None:
    """
    The nation of a contest: by the code of its authority, else by what is said of it.

    Parties that stand in one nation only tell it. Without any, the contest is
    taken for one of England, unless its posts speak of preferences: then None.
    """
    if contest in _ALIKE:
        return _PRESUMED
    if gss:
        return _NATIONS.get(gss[0])
    ranked = False
    for claim in claims:
        known = _table()["nations"].get(claim.party)
        if known:
            return str(known)
        ranked = ranked or claim.place.says("preferences")
    return None if ranked else _PRESUMED


def polling_day(claim: Claim) -> date | None:
    """The day of the election where it is known, else that of the post: results come after it."""
    for text in (claim.fact.election, claim.place.published):
        try:
            return date.fromisoformat((text or "")[:10])
        except ValueError:
            continue
    return None
