"""``datasette.toml`` and the tables' columns -> the metadata with which Datasette opens a run.db."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

from extract.export.columns import layouts
from extract.export.files import write_whole

FILE = "metadata.json"
_DATABASE = "run"


def keep_metadata(folder: Path) -> None:
    """
    Write the metadata beside a run's database, unless the user has some there.

    Raises ``InputError`` where it cannot be written.
    """
    if not (folder / FILE).exists():
        text = json.dumps(metadata(), ensure_ascii=False, indent=1)
        write_whole(folder / FILE, f"{text}\n".encode(), mend="name another --run")


def metadata() -> dict[str, Any]:
    """Titles, meanings of the columns, units, facets and saved queries, as Datasette takes them."""
    said = tomllib.loads(Path(__file__).with_name("datasette.toml").read_text(encoding="utf-8"))
    tables = {name: _table(each) for name, each in said["tables"].items()}
    queries = {name: each | {"sql": each["sql"].strip()} for name, each in said["queries"].items()}
    return {
        "title": said["title"],
        "description": said["description"],
        "databases": {_DATABASE: {"tables": tables, "queries": queries}},
    }


def _table(said: dict[str, Any]) -> dict[str, Any]:
    """One table: where it is ``like`` one of the export, its columns mean the same."""
    like = layouts().tables.get(said.get("like", ""))
    columns = {
        each.name: each.meaning
        for each in (like.columns if like else ())
        if each.name not in said.get("without", ())
    }
    shared = {"title": like.title, "description": like.description} if like else {}
    own = {name: each for name, each in said.items() if name not in ("like", "without")}
    return shared | own | {"columns": columns | said.get("columns", {})}
