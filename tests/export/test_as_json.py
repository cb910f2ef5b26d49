"""
extract/export/as_json: the facts contract as JSONL, and all tables as one document.
"""

from __future__ import annotations

import json

from extract.export.as_json import as_json, facts_jsonl
from extract.export.cells import a_table
from extract.export.columns import layouts
from extract.factsfile import read_facts
from schemas.fact import Fact

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


class TestDocument:
    def test_says_its_version_and_every_table(self):
        """
        One object: the version, then each table as a list of objects by column.
        """
        table = a_table("findings", [])
        document = json.loads(as_json([table]))

        assert {"version": layouts().version, "findings": []} == document

    def test_values_keep_their_types(self):
        """
        Flags, numbers, words and lists are JSON's own; what is missing is null.
        """
        names = [each.name for each in layouts().tables["findings"].columns]
        row = dict.fromkeys(names) | {"posts": ["p1"], "gss": [None], "explanations": [["a"], []]}
        document = json.loads(as_json([a_table("findings", [row])]))

        assert [row] == document["findings"]
