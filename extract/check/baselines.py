"""The register's rows before a poll -> which of them what a party held before is counted from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.check.compared import OTHER
from extract.check.intervals import Interval, point
from extract.polling_days import local_years

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from extract.check.claims import Claim
    from extract.check.council import Council

# A council is elected for four years; only a nation's own table knows of longer terms.
_TERM = 4


@dataclass(frozen=True, slots=True)
class Fit:
    """A figure of what a party held before, and the years, latest first, whose row has it."""

    claim: Claim
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Baselines:
    """
    What a council's seats before are counted from, by the register.

    ``eve``: the year whose row is the eve of poll. ``fits``: every figure of what
    a party held before.
    """

    eve: int
    fits: tuple[Fit, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The years, latest first, whose row has every figure."""
        some = sorted({year for fit in self.fits for year in fit.years}, reverse=True)
        return tuple(year for year in some if all(year in fit.years for fit in self.fits))

    @property
    def mixed(self) -> bool:
        """Whether every figure is in some row, but no row has them all: two baselines."""
        return bool(self.fits) and all(fit.years for fit in self.fits) and not self.years


@dataclass(frozen=True, slots=True)
class RegisteredChange:
    """What the register has of a party before (after the polls of ``since``) and after a poll."""

    before: int
    after: int
    since: int
    year: int


@dataclass(frozen=True, slots=True)
class _Rows:
    """
    The rows, latest year first, from which a poll may be counted.

    ``polls``: the years whose polls may have been the council's last.
    """

    eve: int
    polls: frozenset[int]
    of_year: Mapping[int, Mapping[str, int]]

    def fitting(self, claim: Claim, held: Interval) -> tuple[int, ...]:
        """The years whose row has these seats of the claim's party, on the claim's baseline."""
        party, baseline = str(claim.party), claim.fact.baseline
        of_baseline = {"eve_of_poll": {self.eve}, "last_election": self.polls}
        return tuple(
            year
            for year, row in self.of_year.items()
            if (baseline is None or year in of_baseline[baseline]) and _has(row, party, held)
        )


def _has(row: Mapping[str, int], party: str, held: Interval) -> bool:
    """Whether a row has these seats of a party; ``Other`` has those of many."""
    if party in row and party != OTHER:
        return held.meets(point(row[party]))
    return held.low <= row[OTHER]


def baselines_of(council: Council) -> Baselines | None:
    """
    Which rows of the register the council's seats before fit; None where there is no row.

    A figure that says its baseline fits the rows of that alone; one of
    independents or a local party fits any row whose ``Other`` may hold it.
    """
    rows = _rows_before(council)
    if rows is None:
        return None
    before = [claim for claim in council.usable("seats_before") if claim.party]
    return Baselines(rows.eve, tuple(Fit(each, rows.fitting(each, each.hard)) for each in before))


def registered_change(council: Council, party: str) -> RegisteredChange | None:
    """
    What the register has of a national party before and after this poll.

    Before: in the row that most of what is stated of seats before and of net
    changes fits; of equals, in the latest. None where the register cannot tell.
    """
    rows = _rows_before(council)
    now = council.registered(council.year)
    if rows is None or now is None or party not in now or party == OTHER:
        return None
    hits = Counter(
        year for claim, held in _stated_before(council) for year in rows.fitting(claim, held)
    )
    since = max(rows.of_year, key=lambda year: (hits[year], year))
    return RegisteredChange(rows.of_year[since][party], now[party], since, rows.eve + 1)


def _stated_before(council: Council) -> Iterator[tuple[Claim, Interval]]:
    """What parties held before: as stated, or what they hold less their net change."""
    yield from ((claim, claim.hard) for claim in council.usable("seats_before") if claim.party)
    for change in council.usable("seats_change"):
        if change.party:
            for held in council.usable("seats", change.party, change.place):
                yield change, held.hard - change.hard


def _rows_before(council: Council) -> _Rows | None:
    """
    The rows before a council's poll; None where the register has none.

    The year before is the eve of poll. Which councils had polls in which year the
    register does not say: every poll of the nation within a term may have been the
    last, or the one before that term where there was none.
    """
    year = council.year
    if year is None or council.authority is None:
        return None
    polls = [each for each in local_years(council.authority.nation) if each < year]
    within = [each for each in polls if each >= year - _TERM] or polls[-1:]
    years = sorted({year - 1, *within}, reverse=True)
    rows = {each: row for each in years if (row := council.registered(each))}
    return _Rows(year - 1, frozenset(within), rows) if rows else None
