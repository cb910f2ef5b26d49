"""Tables -> CSV files for spreadsheets, and the datapackage that says what their columns mean."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from extract.export.cells import as_text
from extract.export.columns import layouts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extract.export.cells import Table
    from extract.export.columns import Column, Layout

# What a spreadsheet takes for a formula where a cell begins with it, full-width forms too; the mark
# itself is marked, so that it can be taken away again.
_MARK = "'"
_MARKED = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20", _MARK)
_NOTE = (
    "UTF-8 with a byte order mark, so that spreadsheets read it right; lines end in CR LF. A missing "
    "cell is empty. A list is JSON. A text that a spreadsheet could take for a formula (it begins "
    "with = + - @, their full-width forms, a tab or a line end) has an apostrophe in front; so has "
    "one that begins with an apostrophe. To have the very text, take one apostrophe from the front "
    "of each text that begins with one. Numbers are never changed."
)
_TYPES = {"text": "string", "texts": "array", "lists": "array"}  # the others are Frictionless' own


def as_csv(tables: Iterable[Table]) -> dict[str, bytes]:
    """One file a table by its name, and ``datapackage.json`` (Frictionless) beside them."""
    tables = list(tables)
    files = {f"{each.layout.name}.csv": _file(each) for each in tables}
    package = json.dumps(_datapackage(each.layout for each in tables), ensure_ascii=False, indent=1)
    return {**files, "datapackage.json": (package + "\n").encode()}


def _file(table: Table) -> bytes:
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow([each.name for each in table.layout.columns])
    writer.writerows([_harmless(each) for each in row] for row in table.rows)
    return sheet.getvalue().encode("utf-8-sig")


def _harmless(cell: Any) -> str:
    """A cell that no spreadsheet runs as a formula."""
    marked = isinstance(cell, str) and cell.startswith(_MARKED)
    return f"{_MARK}{cell}" if marked else as_text(cell)


def _datapackage(tables: Iterable[Layout]) -> dict[str, Any]:
    """The package as the Frictionless Tabular Data Package describes one."""
    return {
        "profile": "tabular-data-package",
        "name": "seatcheck-export",
        "version": str(layouts().version),
        "title": "What seatcheck read from live blogs of election counts",
        "description": _NOTE,
        "resources": [_resource(each) for each in tables],
    }


def _resource(table: Layout) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": table.title,
        "description": table.description,
        "encoding": "utf-8",
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "doubleQuote": True,
            "header": True,
        },
        "schema": {"fields": [_field(each) for each in table.columns], "missingValues": [""]},
    }


def _field(column: Column) -> dict[str, str]:
    said = {
        "name": column.name,
        "type": _TYPES.get(column.type, column.type),
        "title": column.title,
        "description": column.description,
    }
    return said | ({"unit": column.unit} if column.unit else {})
