"""
extract/export: the facts contract as JSONL, and files that are whole.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from extract.errors import InputError
from extract.export import facts_jsonl, write_whole
from extract.factsfile import read_facts
from schemas.fact import Fact

if TYPE_CHECKING:
    from pathlib import Path

FACTS = [
    Fact(
        id="a",
        page="live",
        post="p1",
        scope="council",
        area="Derby’s",
        measure="seats",
        value=18,
        party="Labour",
        quote="18\nseats\u2028",
        start=0,
        end=9,
    ),
    Fact(
        id="b",
        page="live",
        post="p1",
        scope="contest",
        contest="ward",
        area="Birstall",
        measure="turnout",
        value=31.5,
    ),
    Fact(
        id="c", page="live", post="p2", scope="council", area="Derby", measure="list_complete",
        value=True,
    ),
]  # fmt: skip


class TestFacts:
    def test_one_object_a_line_in_the_contracts_order(self):
        """
        Every fact is one line with every field of the contract, in its order.
        """
        lines = facts_jsonl(FACTS).split("\n")

        assert [list(Fact.model_fields)] * 3 + [""] == [
            list(json.loads(line)) if line else line for line in lines
        ]

    def test_read_again(self, tmp_path):
        """
        What is exported can be read again, to the letter.
        """
        (tmp_path / "facts.jsonl").write_text(facts_jsonl(FACTS), encoding="utf-8")

        assert FACTS == read_facts(tmp_path / "facts.jsonl")

    def test_none(self):
        """
        No facts are no bytes.
        """
        assert not facts_jsonl([])


class TestWriting:
    def test_a_new_file(self, tmp_path):
        """
        A file is written, and nothing beside it.
        """
        write_whole(tmp_path / "out", b"facts")

        assert {"out": b"facts"} == {p.name: p.read_bytes() for p in tmp_path.iterdir()}

    @pytest.mark.parametrize("name", ["missing/out", ".", "file/out"])
    def test_where_nothing_can_be_written(self, tmp_path: Path, name):
        """
        A folder that is not there, a folder itself, and a file taken for a folder are named.
        """
        (tmp_path / "file").write_bytes(b"old")
        with pytest.raises(InputError, match=r"cannot be written .*; name another --output"):
            write_whole(tmp_path / name, b"facts")

        assert {"file": b"old"} == {p.name: p.read_bytes() for p in tmp_path.iterdir()}

    def test_a_disk_that_is_full(self, tmp_path, monkeypatch):
        """
        Where the disk takes no more, the former file stays and no part of the new one is left.
        """
        (tmp_path / "out").write_bytes(b"old")
        write = type(tmp_path).write_bytes

        def full(path: Path, data: bytes) -> int:
            write(path, data[:2])
            raise OSError(28, os.strerror(28))

        monkeypatch.setattr(type(tmp_path), "write_bytes", full)
        with pytest.raises(InputError, match="No space left"):
            write_whole(tmp_path / "out", b"facts")

        assert {"out": b"old"} == {p.name: p.read_bytes() for p in tmp_path.iterdir()}

    def test_a_device(self):
        """
        A device is written to as it is, not replaced.
        """
        from pathlib import Path

        write_whole(Path(os.devnull), b"facts")

        assert not Path(os.devnull).is_file()
