"""Tables -> Parquet files with typed columns; what they mean stands in their metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from extract.export.cells import as_text
from extract.export.columns import layouts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extract.export.cells import Table
    from extract.export.columns import Column

_TYPES = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "any": pa.string(),
    "texts": pa.list_(pa.string()),
    "lists": pa.list_(pa.list_(pa.string())),
}


def as_parquet(tables: Iterable[Table]) -> dict[str, bytes]:
    """One file a table by its name, compressed with zstd; ``any`` becomes text."""
    return {f"{each.layout.name}.parquet": _file(each) for each in tables}


def _file(table: Table) -> bytes:
    columns = table.layout.columns
    cells = list(zip(*table.rows, strict=True)) or [()] * len(columns)
    about = {
        "seatcheck_version": str(layouts().version),
        "title": table.layout.title,
        "description": table.layout.description,
    }
    schema = pa.schema([_field(each) for each in columns], metadata=about)
    arrays = [_array(each, column) for each, column in zip(columns, cells, strict=True)]
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), sink, compression="zstd")
    return bytes(sink.getvalue())


def _field(column: Column) -> pa.Field:
    said = {"title": column.title, "description": column.description, "unit": column.unit}
    about = {name: text for name, text in said.items() if text is not None}
    return pa.field(column.name, _TYPES[column.type], metadata=about)


def _array(column: Column, cells: Iterable[Any]) -> pa.Array:
    if column.type == "any":
        cells = [None if each is None else as_text(each) for each in cells]
    return pa.array(cells, type=_TYPES[column.type])
