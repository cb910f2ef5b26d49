"""The register's compositions: who held the seats of a council after each year's polls."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import schemas
from extract import areas
from extract.compositions import composition
from extract.register import register

TABLE = Path(schemas.__file__).parent / "compositions.csv"
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))


def test_charnwood_2023():
    """
    The register has 23, 20, 8 and one other for Charnwood in 2023, of 52 seats.
    """
    seats = composition("E07000130", 2023)

    assert seats is not None
    assert {"Conservative": 23, "Labour": 20, "Green": 8, "Other": 1} == {
        party: count for party, count in seats.items() if count
    }


def test_parties_have_their_canonical_names():
    """
    Nine columns: eight parties by the one party table, and all else as Other.
    """
    seats = composition("S12000036", 2022)

    assert seats is not None
    assert [
        "Conservative", "Labour", "Liberal Democrat", "Green", "UKIP", "Reform UK", "Plaid Cymru",
        "SNP", "Other",
    ] == list(seats)  # fmt: skip


@pytest.mark.parametrize(
    ("gss", "year"), [("", 2023), ("E99999999", 2023), ("E07000130", 2015), ("N09000003", 2023)]
)
def test_no_row(gss: str, year: int):
    """
    An empty code joins nothing; Northern Ireland has no row before 2026.
    """
    assert None is composition(gss, year)


def test_a_council_knows_its_own():
    """
    Somerset's row of 2021 is the county's, which the unitary of that name took over.
    """
    somerset = areas.resolve("Somerset")

    assert somerset is not None
    assert 55 == sum((somerset.composition(2021) or {}).values())
    assert 110 == sum((somerset.composition(2023) or {}).values())


def test_every_row_is_a_councils():
    """
    Every row has a code of the register, and makes the council's size of that year.
    """
    sizes = {each.gss: dict(each.sizes) for each in register()}

    assert [] == [
        (row["gss"], row["year"])
        for row in ROWS
        if sizes.get(row["gss"], {}).get(int(row["year"]))
        != sum(int(seats) for name, seats in row.items() if name not in {"gss", "year"})
    ]


def test_every_size_has_its_row():
    """
    No council is of a known size in a year without its composition.
    """
    rows = {(row["gss"], int(row["year"])) for row in ROWS}

    assert rows == {(each.gss, year) for each in register() for year, _ in each.sizes}
