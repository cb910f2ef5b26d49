"""Values of the run -> the cells of a table: each of its column's type, or None."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extract.export.columns import layouts
from extract.store.rows import storable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from extract.export.columns import Layout, Type

_WIDEST = 2**63


@dataclass(frozen=True, slots=True)
class Table:
    """A table of an export: each row has one cell for each column of the layout."""

    layout: Layout
    rows: tuple[tuple[Any, ...], ...]


def a_table(name: str, rows: Iterable[Mapping[str, Any]]) -> Table:
    """
    The table of this name, from rows that hold each of its columns.

    An empty text is a missing one. Half of a surrogate pair becomes "?". A whole
    number beyond 64 bits is missing from columns of integers; the facts' ``value``
    keeps it.
    """
    layout = layouts().tables[name]
    columns = [(each.name, each.type) for each in layout.columns]
    return Table(
        layout, tuple(tuple(_cell(row[name], kind) for name, kind in columns) for row in rows)
    )


def as_text(cell: Any) -> str:
    """A cell as text: true and false, a number in digits, a list as JSON, nothing where it is None."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case float():
            return repr(cell).removesuffix(".0")
        case tuple():
            return json.dumps(cell, ensure_ascii=False)
    return str(cell)


def _cell(value: Any, kind: Type) -> Any:
    match kind:
        case _ if value is None:
            return None
        case "integer":
            return int(value) if -_WIDEST <= value < _WIDEST else None
        case "number":
            return float(value)
        case "boolean":
            return bool(value)
        case "any" if not isinstance(value, str):
            return value
        case "texts":
            return tuple(_cell(each, "text") for each in value)
        case "lists":
            return tuple(_cell(each, "texts") for each in value)
    return storable(value) or None
