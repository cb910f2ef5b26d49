"""
extract/export/tables.toml: every column of every table is documented, and none is missing.
"""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from extract.export.columns import layouts
from extract.export.contests import CANDIDATE_MEASURES, CONTEST_MEASURES
from extract.export.councils import PARTY_MEASURES
from extract.export.tables import tables
from extract.table import Row
from schemas.fact import CONTEST_MEASURES as OF_A_CONTEST
from schemas.fact import COUNCIL_MEASURES, Fact
from schemas.finding import Finding, Report

TABLES = layouts().tables
COLUMNS = [(table.name, column) for table in TABLES.values() for column in table.columns]
NUMBERS = {"count", "signed", "percent", "points"}


def names(table: str) -> list[str]:
    return [each.name for each in TABLES[table].columns]


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_every_column_is_documented(table, column):
    """
    A column has a snake_case name, a title, and a sentence that says what it means.
    """
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", column.name), table
    assert column.title[0].isupper()
    assert re.fullmatch(r"\S.{5,}\.", column.description)


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_every_figure_has_a_unit(table, column):
    """
    A column of figures says what they count; a round is an ordinal, a mixed value names its own.
    """
    figures = column.type in {"integer", "number"}
    own = column.name in {"round", "value_number"}

    assert (figures and not own) == (column.unit is not None), table
    assert column.meaning.endswith(f"Unit: {column.unit}." if column.unit else column.description)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_made(table):
    """
    An empty run has every table, each with its layout; no name stands twice in one.
    """
    made = {each.layout.name: each for each in tables([], [], Report())}

    assert (TABLES[table], ()) == (made[table].layout, made[table].rows)
    assert len(set(names(table))) == len(names(table))


class TestNothingIsLeftOut:
    def test_of_a_fact(self):
        """
        facts has the contract's columns exactly and in its order, then three of its own.
        """
        own = ["value_number", "published", "url"]

        assert [*Fact.model_fields, *own] == names("facts")

    def test_of_a_councils_row(self):
        """
        councils has all that the answer's row says; party_rows names the post of every figure.
        """
        said = {each.name for each in fields(Row)}

        assert said - {"sources", "derived", "corrected"} | {"url"} == set(names("councils"))

    def test_of_a_finding(self):
        """
        findings has every field of a finding, the codes of its areas, and its state.
        """
        assert {*Finding.model_fields, "gss", "state"} == set(names("findings"))

    def test_of_a_partys_figures(self):
        """
        Every figure that a party owns in a council is a column of party_rows.
        """
        owned = {
            name
            for name, each in COUNCIL_MEASURES.items()
            if each.owner == "party" and each.form in NUMBERS
        }

        assert owned == set(PARTY_MEASURES)
        assert owned <= set(names("party_rows"))

    def test_of_a_contest(self):
        """
        Every measure of a contest is a column of contests, or of candidates.
        """
        assert set(OF_A_CONTEST) == {*CONTEST_MEASURES, *CANDIDATE_MEASURES}
        assert set(CONTEST_MEASURES) <= set(names("contests"))
        assert set(CANDIDATE_MEASURES) <= set(names("candidates"))
