"""
seatcheck cache: the responses of real runs counted, cleared, written to a file and read from one.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from program import post

if TYPE_CHECKING:
    from program import Program


@pytest.fixture
def filled(reader: Program) -> Program:
    """
    A program that has asked for the four answers of two posts.
    """
    reader.write("page.jsonl", [post("Derby"), post("Blaby")])
    assert reader.extract("page.jsonl").returncode == 0
    return reader


def info(program: Program) -> dict[str, Any]:
    ended = program("cache", "info", "--json")
    assert (0, "") == (ended.returncode, ended.stderr)
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


def asked(program: Program) -> int:
    """How many questions a run of the page into a new folder sends."""
    assert program.endpoint is not None
    before = program.endpoint.count
    assert program.extract("page.jsonl", "--run", f"run-{before}").returncode == 0
    return program.endpoint.count - before


class TestInfo:
    def test_counts(self, filled):
        """
        It says where the responses lie, how many of which model, how much room, and since when.
        """
        found = info(filled)
        told = filled("cache").stdout

        assert filled.endpoint.count == found["responses"] == sum(found["models"].values()) > 0
        assert str(filled.folder / "cache" / "responses") == found["folder"]
        assert found["bytes"] == sum(
            each.stat().st_size for each in (filled.folder / "cache" / "responses").iterdir()
        )
        assert found["oldest"] <= found["newest"]
        assert all(f" {name} " in f" {told} ".replace("\n", " ") for name in found["models"])
        assert f"{found['folder']}: {found['responses']} responses" in told

    def test_of_nothing(self, program):
        """
        Where no response was ever stored there is none, and looking makes no folder.
        """
        found = info(program)
        told = program("cache", "info")

        assert (0, 0, {}, None) == tuple(
            found[name] for name in ("responses", "bytes", "models", "oldest")
        )
        assert (0, f"{found['folder']}: 0 responses, 0 bytes\n") == (told.returncode, told.stdout)
        assert ("", 0) == (program("cache", "export").stdout, program("cache", "export").returncode)
        assert not (program.folder / "cache").exists()


class TestClear:
    def test_with_yes(self, filled):
        """
        Everything is forgotten, and what was asked is asked again.
        """
        stored = info(filled)["responses"]
        cleared = filled("cache", "clear", "--yes")

        assert (0, f"{stored} responses forgotten\n") == (cleared.returncode, cleared.stdout)
        assert 0 == info(filled)["responses"]
        assert stored == asked(filled)

    @pytest.mark.parametrize(
        ("typed", "code", "said", "kept"),
        [
            ("y\n", 0, "responses forgotten", False),
            ("n\n", 0, "nothing is forgotten", True),
            ("\x04", 130, "stopped", True),
        ],
    )
    def test_asks_first_on_a_terminal(self, filled, typed, code, said, kept):
        """
        On a terminal it asks; only a yes forgets anything.
        """
        stored = info(filled)["responses"]
        ended, shown = filled.on_a_terminal("cache", "clear", typed=typed)

        assert (code, True, True) == (ended, f"Forget {stored} responses" in shown, said in shown)
        assert (stored if kept else 0) == info(filled)["responses"]

    def test_nothing(self, program):
        """
        Where nothing is stored nothing is forgotten, and no folder is made.
        """
        assert "0 responses forgotten\n" == program("cache", "clear", "--yes").stdout
        assert not (program.folder / "cache").exists()


class TestToAnotherMachine:
    def test_nothing_is_asked_again(self, filled):
        """
        What one cache exports and another imports is not asked for again.
        """
        assert 0 == filled("cache", "export", "-o", "responses.jsonl").returncode
        stored = info(filled)["responses"]
        filled.environment["SEATCHECK_CACHE"] = str(filled.folder / "another")
        added = filled("cache", "import", "responses.jsonl")
        again = filled("cache", "import", "responses.jsonl")

        assert f"{stored} responses added, 0 there already, 0 kept" in added.stdout
        assert f"0 responses added, {stored} there already, 0 kept" in again.stdout
        assert 0 == asked(filled)
        assert (filled.folder / "responses.jsonl").read_text() == filled("cache", "export").stdout

    def test_no_key_and_no_host(self, filled):
        """
        One line a response, by key; neither the API key nor the endpoint is in it.
        """
        exported = filled("cache", "export").stdout
        keys = [json.loads(line)["key"] for line in exported.splitlines()]

        assert sorted(keys) == keys
        assert info(filled)["responses"] == len(keys)
        assert "test-key" not in exported
        assert "127.0.0.1" not in exported

    def test_another_response_under_a_known_key(self, filled):
        """
        It is listed, and what is stored stays.
        """
        exported = filled("cache", "export").stdout
        first, *others = map(json.loads, exported.splitlines())
        first["response"]["choices"][0]["message"]["content"] = "{}"
        lines = [json.dumps(each) + "\n" for each in (first, *others)]
        (filled.folder / "theirs.jsonl").write_text("".join(lines))
        ended = filled("cache", "import", "theirs.jsonl")

        assert (0, f"kept as it was: {first['key']}\n") == (ended.returncode, ended.stderr)
        assert f"0 responses added, {len(others)} there already, 1 kept" in ended.stdout
        assert exported == filled("cache", "export").stdout

    def test_a_wrong_line_imports_nothing(self, filled):
        """
        One wrong line, and even those before it are not stored.
        """
        lines = filled("cache", "export").stdout.splitlines(keepends=True)
        (filled.folder / "cut.jsonl").write_text(lines[0] + lines[1][:40])
        filled("cache", "clear", "--yes")
        ended = filled("cache", "import", "cut.jsonl")

        assert (2, "") == (ended.returncode, ended.stdout)
        assert ended.stderr.startswith("seatcheck: cut.jsonl:2: is not JSON (")
        assert 0 == info(filled)["responses"]


@pytest.mark.parametrize("verb", [["info"], ["export"], ["clear", "--yes"]])
def test_a_cache_that_is_none(program, verb):
    """
    A folder of responses that is no cache is one clear line.
    """
    (program.folder / "cache").mkdir()
    (program.folder / "cache" / "responses").write_bytes(b"no folder")
    ended = program("cache", *verb)

    assert (2, "") == (ended.returncode, ended.stdout)
    assert "the response cache cannot be used" in ended.stderr
    assert 1 == ended.stderr.count("\n")
