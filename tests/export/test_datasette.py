"""
extract/export/datasette: the metadata knows every table and column of a run.db, and no other.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from extract.errors import InputError
from extract.export.columns import layouts
from extract.export.datasette import keep_metadata, metadata
from extract.store import Store

if TYPE_CHECKING:
    from pathlib import Path

RUN = metadata()["databases"]["run"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """
    A run with nothing in it.
    """
    Store(tmp_path, "create").close()
    return tmp_path


def test_every_column_of_the_database_is_documented(folder):
    """
    Every table and view has a title, a description, and every one of its columns a meaning.
    """
    with closing(sqlite3.connect(folder / "run.db")) as db:
        names = db.execute(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') "
            "AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        columns = {
            name: {row[1] for row in db.execute(f"PRAGMA table_info({name})")} for (name,) in names
        }

    assert columns == {name: set(each["columns"]) for name, each in RUN["tables"].items()}
    assert all(each["title"] and each["description"] for each in RUN["tables"].values())
    assert all(
        text.endswith(".") for each in RUN["tables"].values() for text in each["columns"].values()
    )


def test_a_column_means_what_it_means_in_an_export():
    """
    The facts of the database and those of an export are described in the same words.
    """
    start = next(each for each in layouts().tables["facts"].columns if each.name == "start")

    assert start.meaning == RUN["tables"]["present_facts"]["columns"]["start"]
    assert start.meaning.endswith("Unit: characters.")


def test_facets_and_order_are_of_columns():
    """
    Facets, orders and units name columns that are there.
    """
    named = [
        (name, column)
        for name, each in RUN["tables"].items()
        for column in (*each.get("facets", ()), *each.get("units", ()), each.get("sort"))
        if column is not None
    ]

    assert ("present_facts", "measure") in named
    assert [] == [
        (name, each) for name, each in named if each not in RUN["tables"][name]["columns"]
    ]


class TestKeeping:
    def test_beside_the_database(self, folder):
        """
        The metadata is written beside the database.
        """
        keep_metadata(folder)

        assert metadata() == json.loads((folder / "metadata.json").read_text(encoding="utf-8"))

    def test_what_the_user_wrote_stays(self, folder):
        """
        Metadata that is there already is left as it is.
        """
        (folder / "metadata.json").write_text('{"title": "Mine"}')
        keep_metadata(folder)

        assert '{"title": "Mine"}' == (folder / "metadata.json").read_text()

    def test_where_it_cannot_be_written(self, tmp_path):
        """
        A folder that takes nothing is named, and another run asked for.
        """
        (tmp_path / f"metadata.json.{os.getpid()}.part").mkdir()
        with pytest.raises(
            InputError, match=r"metadata.json: cannot be written .*; name another --run"
        ):
            keep_metadata(tmp_path)
