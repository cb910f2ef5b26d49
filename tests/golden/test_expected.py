"""
extract/golden/expected: the facts expected of a page, and mistakes in them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from expecting import POST, TEA, seats

from extract.errors import InputError
from extract.golden.expected import expected_facts

if TYPE_CHECKING:
    from pathlib import Path


class TestExpectedFacts:
    def _write(self, folder: Path, *facts: dict[str, Any]) -> Path:
        lines = "".join(json.dumps(each) + "\n" for each in facts)
        (folder / "live.jsonl").write_text(lines, encoding="utf-8")
        return folder

    def test_of_a_page(self, tmp_path):
        """
        The facts of a page lie in the file of its name, and need not name the page.
        """
        fact = seats().model_dump(exclude_defaults=True, exclude={"page"})
        (found,) = expected_facts(self._write(tmp_path, fact), [POST, TEA])

        assert ("live", "a") == (found.page, found.post)

    def test_of_a_page_that_states_nothing(self, tmp_path):
        """
        An empty file expects nothing.
        """
        assert [] == expected_facts(self._write(tmp_path), [TEA])

    def test_of_a_page_without_a_file(self, tmp_path):
        """
        A page without expected facts cannot be compared: all would seem invented.
        """
        with pytest.raises(InputError, match="no expected facts for the page 'live'"):
            expected_facts(tmp_path, [TEA])

    def test_of_a_post_that_is_not_there(self, tmp_path):
        """
        A fact of a post that the page has not, as after a change of the page, is an error.
        """
        folder = self._write(tmp_path, seats().model_dump())
        with pytest.raises(InputError, match="expects a fact of live/a, which is not among"):
            expected_facts(folder, [TEA])
