"""The register's rows -> counts: who holds a council after a poll, and who held it before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from extract.polling_days import local_years, polling_days
from extract.register import Authority, register

# The register's seats of the City of London count its aldermen; a list of councillors does not make them.
_CITY = "E09000001"

Seats = dict[str, int]
"""Party -> seats; what the register has as other is told as independents."""


@dataclass(frozen=True)
class Count:
    """One council's count of one year; without a row of the year before that adds up, no before."""

    council: Authority
    year: int
    day: str
    size: int
    seats: Seats
    size_before: int | None = None
    before: Seats | None = None

    @property
    def parties(self) -> list[str]:
        """The parties that hold or held a seat, the largest first."""
        held = self.seats | (self.before or {})
        named = [party for party in held if self.seats.get(party) or (self.before or {}).get(party)]
        return sorted(named, key=lambda party: -self.seats.get(party, 0))

    @property
    def reviewed(self) -> bool:
        """Whether the council has another size than the year before."""
        return self.size_before != self.size


def control(seats: Seats, size: int) -> str | None:
    """The party with more than half, else NOC; None where independents have it, who are none."""
    ruling = next((party for party, held in seats.items() if 2 * held > size), "NOC")
    return None if ruling == "Independent" else ruling


def counts() -> list[Count]:
    """Every row of a year with polls whose seats are the council's size, by code and year."""
    councils = [each for each in register() if each.gss != _CITY]
    found = (_count(each, year) for each in councils for year in local_years(each.nation))
    return [count for count in found if count]


def _count(council: Authority, year: int) -> Count | None:
    seats, size = _row(council, year), council.size(year)
    if seats is None or size is None:
        return None
    before = _row(council, year - 1)
    size_before = council.size(year - 1) if before else None
    return Count(council, year, _day(council.nation, year), size, seats, size_before, before)


def _row(council: Authority, year: int) -> Seats | None:
    row, size = council.composition(year), council.size(year)
    if row is None or sum(row.values()) != size:
        return None
    return {"Independent" if party == "Other" else party: held for party, held in row.items()}


@cache
def _day(nation: str, year: int) -> str:
    of_year = (
        day
        for day, polls in polling_days().items()
        if day.year == year and nation in polls.get("local", ())
    )
    return min(of_year, default=date(year, 5, 1)).isoformat()
