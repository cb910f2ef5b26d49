"""
extract/factsfile: facts from anywhere, one JSON object a line.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from extract import settings
from extract.errors import InputError
from extract.factsfile import read_facts

if TYPE_CHECKING:
    from pathlib import Path

LEAST = {"post": "a", "scope": "council", "area": "Derby", "measure": "control", "value": "NOC"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "facts.jsonl"


def write(path: Path, *lines: object) -> Path:
    path.write_text("".join(json.dumps(each) + "\n" for each in lines), encoding="utf-8")
    return path


class TestWhatIsRead:
    def test_the_least_that_a_fact_needs(self, path):
        """
        A fact may lack any field but post, scope, area, measure and value.
        """
        (fact,) = read_facts(write(path, LEAST), page="live")

        assert ("line-1", "live", "now", "unchecked") == (
            fact.id,
            fact.page,
            fact.when,
            fact.status,
        )

    def test_a_missing_id_names_its_line(self, path):
        """
        A missing id becomes line-N, where blank lines count.
        """
        path.write_text(f"\n{json.dumps(LEAST)}\n\r\n{json.dumps(LEAST)}", encoding="utf-8")

        assert ["line-2", "line-4"] == [each.id for each in read_facts(path)]

    def test_its_own_page_and_id(self, path):
        """
        A fact that names its page and id keeps them; a number may serve as an id.
        """
        (fact,) = read_facts(write(path, LEAST | {"page": "north", "id": 7}), page="live")

        assert ("north", "7") == (fact.page, fact.id)

    def test_approx_is_about(self, path):
        """
        "approx": true is read as the hedge "about".
        """
        (fact,) = read_facts(write(path, LEAST | {"approx": True}))

        assert "about" == fact.hedge

    def test_line_separators_inside_a_text(self, path):
        """
        Only a line feed ends a line: U+2028 and U+0085 may stand in a quote.
        """
        fact = LEAST | {"quote": "no\u2028overall\u0085control"}
        path.write_text(json.dumps(fact, ensure_ascii=False), encoding="utf-8-sig")

        assert [fact["quote"]] == [each.quote for each in read_facts(path)]

    def test_empty_where_that_is_allowed(self, path):
        """
        Expected facts of a page that states nothing are an empty file.
        """
        path.touch()

        assert [] == read_facts(path, may_be_empty=True)


class TestWhatIsWrong:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("", "facts.jsonl: nothing in it"),
            ("{", "facts.jsonl:1: is not JSON"),
            ("[1]", "facts.jsonl:1: is no JSON object"),
            ("{}", "facts.jsonl:1: post: Field required; see the facts contract"),
            ('{"a":' * 5000, "facts.jsonl:1: is not JSON"),
            ("\x00\x01", "facts.jsonl: the file is binary"),
        ],
    )
    def test_no_fact(self, path, text, said):
        """
        What is no fact is named with its line.
        """
        path.write_text(text)
        with pytest.raises(InputError, match=said):
            read_facts(path)

    def test_too_much(self, path, monkeypatch):
        """
        A file beyond the limit of any input is refused.
        """
        monkeypatch.setattr(settings, "LARGEST_INPUT", 1_000_000)
        path.write_text(" " * 1_000_001)
        with pytest.raises(InputError, match=r"facts\.jsonl: larger than 1 MB"):
            read_facts(path)

    @pytest.mark.parametrize(
        ("more", "said"),
        [
            ({"measure": "seat"}, "measure 'seat' does not belong to scope 'council'"),
            ({"value": 31}, "value 31 is no party for 'control'"),
            ({"scope": "ward"}, "scope: Input should be"),
            ({"size": 54}, "Extra inputs are not permitted"),
            ({"id": ["a"]}, "id: Input should be a valid string"),
            ({"measure": "seats", "value": 10**400}, "is not JSON|value"),
            ({"measure": "turnout", "scope": "contest", "value": float("nan")}, "is not JSON"),
            ({"measure": "seats", "value": float("inf")}, "is not JSON"),
        ],
    )
    def test_what_the_contract_does_not_know(self, path, more, said):
        """
        The second line's fault is named with that line, whatever stands in it.
        """
        write(path, LEAST, LEAST | more)
        with pytest.raises(InputError, match=rf"facts.jsonl:2: .*({said})"):
            read_facts(path)

    def test_a_number_beyond_all_bounds(self, path):
        """
        A number too large for a floating point number is refused.
        """
        path.write_text(json.dumps(LEAST | {"measure": "seats"}).replace('"NOC"', "1e999"))
        with pytest.raises(InputError, match=r"facts.jsonl:1: "):
            read_facts(path)

    def test_a_share_beyond_all_bounds(self, path):
        """
        A percentage too large for a floating point number is refused too.
        """
        turnout = {"scope": "contest", "measure": "turnout"}
        path.write_text(json.dumps(LEAST | turnout).replace('"NOC"', "1" + "0" * 400))
        with pytest.raises(InputError, match=r"facts.jsonl:1: value: too large"):
            read_facts(path)

    def test_an_id_twice(self, path):
        """
        Two facts of one id are refused with both lines.
        """
        write(path, LEAST | {"id": "x"}, LEAST, LEAST | {"id": "x"})
        with pytest.raises(InputError, match=":3: the id 'x' stands on line 1 already"):
            read_facts(path)

    def test_no_such_file(self, path):
        """
        A file that is not there, and a folder, are named.
        """
        with pytest.raises(InputError, match=r"facts.jsonl: no such file"):
            read_facts(path)
        with pytest.raises(InputError, match="cannot be read"):
            read_facts(path.parent)
