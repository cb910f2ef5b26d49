"""``schemas/councils.csv`` -> the register: every authority with its names, codes and sizes."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import schemas
from extract.area_names import plain_name, words
from extract.compositions import composition

_YEARS = tuple(str(year) for year in range(2016, 2027))


@dataclass(frozen=True, slots=True, eq=False)
class Authority:
    """
    One council of the register.

    ``type`` is mySociety's code (CTY county, NMD district, UA unitary, MD
    metropolitan, LBO London borough, SCO, WPA, NID, CC City of London). ``names``
    are all the names it is known by, the plain one first. ``until``: the last year
    in which an abolished council could hold polls. ``county``: a district's county.
    """

    gss: str
    name: str
    official_name: str
    type: str
    nation: str
    region: str
    names: tuple[str, ...]
    county: str | None = None
    until: int | None = None
    former_gss: tuple[str, ...] = ()
    sizes: tuple[tuple[int, int], ...] = field(default=(), repr=False)

    def had_polls(self, year: int | None) -> bool:
        """Whether it could still hold polls in a year; always where either year is unknown."""
        return year is None or self.until is None or year <= self.until

    def size(self, year: int) -> int | None:
        """Seats on the council after that year's elections; None where the register has none."""
        return dict(self.sizes).get(year)

    def composition(self, year: int) -> dict[str, int] | None:
        """Party -> seats after that year's elections, what has no column of its own as ``Other``."""
        return composition(self.gss, year)


@cache
def register() -> tuple[Authority, ...]:
    """Every authority of ``schemas/councils.csv``, by code; a row without a code never joins."""
    path = Path(schemas.__file__).parent / "councils.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_authority(row) for row in csv.DictReader(file) if row["gss"].strip())


def _authority(row: dict[str, str]) -> Authority:
    called: list[str] = words()["also_called"].get(row["gss"], [])
    names = [row["name"], row["official_name"], *row["names"].split("|"), *called]
    return Authority(
        gss=row["gss"],
        name=row["name"],
        official_name=row["official_name"],
        type=row["type"],
        nation=row["nation"],
        region=row["region"],
        names=tuple(dict.fromkeys(name for name in names if name)),
        county=row["county"] or None,
        until=int(row["until"]) if row["until"] else None,
        former_gss=tuple(filter(None, row["former_gss"].split("|"))),
        sizes=tuple((int(year), int(row[year])) for year in _YEARS if row[year]),
    )


@cache
def by_plain_name() -> dict[str, tuple[Authority, ...]]:
    """Plain names, and names with the words for their type, -> the authorities so called."""
    found: dict[str, dict[str, Authority]] = defaultdict(dict)
    for authority in register():
        for name in authority.names:
            parts = plain_name(name)
            found[parts.whole][authority.gss] = authority
            if authority.gss not in words()["never_plain"]:
                found[parts.plain][authority.gss] = authority
    return {name: tuple(those.values()) for name, those in found.items()}


@cache
def _by_gss() -> dict[str, Authority]:
    former = {gss: each for each in register() for gss in each.former_gss}
    return former | {each.gss: each for each in register()}


def by_gss(gss: str) -> Authority | None:
    """The authority with this code, or with it as a former code; an empty code is nobody's."""
    return _by_gss().get(gss)
