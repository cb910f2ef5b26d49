"""Facts -> the facts contract as JSONL; tables -> one JSON document. The same bytes for the same run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from extract.export.columns import layouts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extract.export.cells import Table
    from schemas.fact import Fact


def facts_jsonl(facts: Iterable[Fact]) -> str:
    """The facts contract as JSONL: every field of every fact, in the contract's order."""
    return "".join(
        json.dumps(each.model_dump(mode="json"), ensure_ascii=False) + "\n" for each in facts
    )


def as_json(tables: Iterable[Table]) -> bytes:
    """One object: the version of the tables, then each table as a list of objects."""
    named = {each.layout.name: _objects(each) for each in tables}
    document = {"version": layouts().version, **named}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _objects(table: Table) -> list[dict[str, object]]:
    names = [each.name for each in table.layout.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]
