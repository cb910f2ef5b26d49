"""``schemas/compositions.csv`` -> who held the seats of a council after each year's polls."""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

import schemas
from schemas.parties import canonical

Rows = dict[str, dict[int, tuple[int, ...]]]


@cache
def _table() -> tuple[tuple[str, ...], Rows]:
    """The parties of the columns, and their seats by code and year: thousands of rows, read once."""
    path = Path(schemas.__file__).parent / "compositions.csv"
    rows: Rows = defaultdict(dict)
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        parties = tuple(map(canonical, next(lines)[2:]))
        for gss, year, *seats in lines:
            rows[gss][int(year)] = tuple(map(int, seats))
    return parties, dict(rows)


def composition(gss: str, year: int) -> dict[str, int] | None:
    """
    Party -> seats after a year's polls, with zeros; None where the register has no row.

    The national parties that have a column, and ``Other`` for all else:
    independents, local parties, smaller ones.
    """
    parties, rows = _table()
    seats = rows.get(gss, {}).get(year)
    return dict(zip(parties, seats, strict=True)) if seats else None
