"""
extract/export: CSV, Parquet and JSON read back are the tables that were written, whatever they say.
"""

from __future__ import annotations

import csv
import io
import json
import math
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.export.as_csv import as_csv
from extract.export.as_json import as_json
from extract.export.as_parquet import as_parquet
from extract.export.cells import Table, a_table, as_text
from extract.export.columns import layouts

if TYPE_CHECKING:
    from extract.export.columns import Type

FORMULAS = ["=1+1", "+44", "-15", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "'", "''-1", "'=1"]
ANY = st.characters(exclude_categories=())  # halves of surrogate pairs and control characters too
TEXT = st.one_of(
    st.text(ANY), st.sampled_from(FORMULAS), st.sampled_from(["\ud83d", 'a\0"b,c\r\n'])
)
NUMBER = st.floats(allow_nan=False, allow_infinity=False)
CELLS: dict[Type, st.SearchStrategy[Any]] = {
    "text": TEXT,
    "integer": st.integers(),
    "number": NUMBER,
    "boolean": st.booleans(),
    "any": st.one_of(TEXT, st.integers(), NUMBER, st.booleans()),
    "texts": st.lists(st.none() | TEXT, max_size=3),
    "lists": st.lists(st.lists(TEXT, max_size=2), max_size=2),
}


@st.composite
def any_tables(draw: st.DrawFn) -> list[Table]:
    """Two tables of the export, with up to three rows of anything."""
    found = []
    for name in draw(st.lists(st.sampled_from(list(layouts().tables)), unique=True, max_size=2)):
        columns = layouts().tables[name].columns
        row = st.fixed_dictionaries({each.name: st.none() | CELLS[each.type] for each in columns})
        found.append(a_table(name, draw(st.lists(row, max_size=3))))
    return found


def told_apart(cell: Any) -> Any:
    """A cell that equals its like alone: true is not 1, and -0.0 is not 0.0."""
    if isinstance(cell, tuple | list):
        return [told_apart(each) for each in cell]
    sign = math.copysign(1, cell) if isinstance(cell, float) else 0
    return (isinstance(cell, bool), sign, cell)


def from_sheet(text: str, kind: Type) -> Any:
    """A cell of a CSV, as the note in the datapackage says that it is read."""
    unmarked = text.removeprefix("'")
    match kind:
        case _ if not text:
            return None
        case "integer":
            return int(text)
        case "number":
            return float(text)
        case "boolean":
            return {"true": True, "false": False}[text]
        case "texts" | "lists":
            return json.loads(text)
    return unmarked


class TestRoundTrips:
    @given(any_tables())
    def test_csv(self, tables):
        """
        What the csv module reads back, less the marks, is what the tables hold.
        """
        files = as_csv(tables)
        for table in tables:
            columns = table.layout.columns
            text = files[f"{table.layout.name}.csv"].decode("utf-8-sig")
            header, *lines = csv.reader(io.StringIO(text, newline=""))
            read = [
                [from_sheet(cell, each.type) for cell, each in zip(line, columns, strict=True)]
                for line in lines
            ]
            held = [
                [
                    as_text(cell) or None if each.type == "any" else cell
                    for cell, each in zip(row, columns, strict=True)
                ]
                for row in table.rows
            ]

            assert [each.name for each in columns] == header
            assert told_apart(held) == told_apart(read)

    @given(any_tables())
    def test_parquet(self, tables):
        """
        What pyarrow reads back is what the tables hold, with mixed values as text.
        """
        files = as_parquet(tables)
        for table in tables:
            columns = table.layout.columns
            read = pq.read_table(pa.BufferReader(files[f"{table.layout.name}.parquet"]))
            held = [
                [
                    as_text(cell) if each.type == "any" and cell is not None else cell
                    for cell, each in zip(row, columns, strict=True)
                ]
                for row in table.rows
            ]

            assert told_apart(held) == told_apart([list(row.values()) for row in read.to_pylist()])

    @given(any_tables())
    def test_json(self, tables):
        """
        What json reads back is what the tables hold, to the type.
        """
        document = json.loads(as_json(tables))
        for table in tables:
            read = [list(row.values()) for row in document[table.layout.name]]

            assert told_apart(table.rows) == told_apart(read)

    @given(any_tables())
    def test_the_same_bytes(self, tables):
        """
        The same tables give the same bytes.
        """
        for write in (as_csv, as_parquet, as_json):
            assert write(tables) == write(tables)


class TestSpreadsheets:
    @given(TEXT)
    def test_no_text_is_a_formula(self, text):
        """
        No text of a sheet begins with what a spreadsheet takes for a formula.
        """
        sheet = as_csv([a_table("findings", [dict.fromkeys(names("findings")) | {"id": text}])])
        _, (first, *_) = csv.reader(
            io.StringIO(sheet["findings.csv"].decode("utf-8-sig"), newline="")
        )

        assert not first.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))

    @pytest.mark.parametrize(("value", "cell"), [(-15, "-15"), ("-15", "'-15"), (True, "true")])
    def test_numbers_are_never_changed(self, value, cell):
        """
        A loss of 15 is a number; a text that looks like it is marked.
        """
        row = dict.fromkeys(names("facts")) | {"value": value}
        sheet = as_csv([a_table("facts", [row])])["facts.csv"].decode("utf-8-sig")

        assert [cell] == [line["value"] for line in csv.DictReader(io.StringIO(sheet, newline=""))]

    def test_lines_end_as_rfc_4180_has_it(self):
        """
        The sheet begins with a byte order mark and its lines end in CR LF.
        """
        sheet = as_csv([a_table("findings", [])])["findings.csv"]

        assert b"\xef\xbb\xbf" + ",".join(names("findings")).encode() + b"\r\n" == sheet


class TestDatapackage:
    def test_describes_every_column(self):
        """
        Each sheet is a resource; its schema has every column with type, title, meaning and unit.
        """
        tables = [a_table(name, []) for name in layouts().tables]
        package = json.loads(as_csv(tables)["datapackage.json"])
        described = {each["path"]: each["schema"]["fields"] for each in package["resources"]}
        units = {each["name"]: each.get("unit") for each in described["party_rows.csv"]}

        assert {f"{each.layout.name}.csv": names(each.layout.name) for each in tables} == {
            path: [each["name"] for each in found] for path, found in described.items()
        }
        assert ("seats", "percent", None) == (units["seats"], units["vote_share"], units["party"])
        assert str(layouts().version) == package["version"]
        assert "apostrophe" in package["description"]
        kinds = {each["type"] for found in described.values() for each in found}
        assert {"string", "integer", "number", "boolean", "any", "array"} == kinds


class TestParquet:
    def test_says_its_version_and_what_it_means(self):
        """
        The file's metadata has version, title and description, a column's its meaning and unit.
        """
        files = as_parquet([a_table("party_rows", [])])
        schema = pq.read_schema(pa.BufferReader(files["party_rows.parquet"]))

        assert str(layouts().version).encode() == schema.metadata[b"seatcheck_version"]
        assert b"Parties by council" == schema.metadata[b"title"]
        assert (b"seats", True) == (
            schema.field("seats").metadata[b"unit"],
            schema.field("seats").metadata[b"description"].startswith(b"Held now"),
        )

    def test_columns_are_typed(self):
        """
        Figures are 64-bit numbers, flags booleans, lists lists, and empty tables are typed too.
        """
        tables = [a_table(name, []) for name in ("candidates", "findings", "facts")]
        schemas = [pq.read_schema(pa.BufferReader(each)) for each in as_parquet(tables).values()]
        candidates, findings, facts = schemas

        assert [pa.int64(), pa.float64(), pa.bool_()] == [
            candidates.field(name).type for name in ("votes", "vote_share", "elected")
        ]
        assert pa.list_(pa.string()) == findings.field("posts").type
        assert pa.list_(pa.list_(pa.string())) == findings.field("explanations").type
        assert [pa.string(), pa.float64()] == [
            facts.field(name).type for name in ("value", "value_number")
        ]


def names(table: str) -> list[str]:
    return [each.name for each in layouts().tables[table].columns]
