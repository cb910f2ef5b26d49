"""
Every mistake of a user is one line that says what to mend, exit code 2, and nothing written.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from loopback import Endpoint
from program import Program, jsonl, post, reading

from extract.store.database import SCHEMA_VERSION

if TYPE_CHECKING:
    from pathlib import Path

DERBY = post("Derby")
LOCAL = ["--model", "recorded"]

# What is written beforehand, the command, and what the one line must say.
MISTAKES: dict[str, tuple[dict[str, bytes], list[str], str]] = {
    "no pages": ({}, ["extract"], "Missing argument 'PAGES...'"),
    "no such page": ({}, ["extract", "no.txt"], "no.txt: no such file or folder; check the path"),
    "a glob without a match": ({}, ["extract", "*.txt"], "*.txt: no file matches"),
    "an empty page": ({"a.txt": b""}, ["extract", "a.txt", *LOCAL], "a.txt: nothing in it"),
    "a binary page": ({"a.txt": b"\x7fELF\0"}, ["extract", "a.txt", *LOCAL], "a.txt: the file is"),
    "a PDF": ({"a.txt": b"%PDF-1.7"}, ["extract", "a.txt", *LOCAL], "a.txt: a PDF, not text; save"),
    "a page that was cut short": (
        {"a.txt": b"Two \xe2\x80"},
        ["extract", "a.txt", *LOCAL],
        "a.txt:1: the text ends in the middle of a character; the file was cut short",
    ),
    "JSON of another shape": (
        {"a.json": b'{"posts":\n []}\n'},
        ["extract", "a.json", *LOCAL],
        "a.json: one JSON object over several lines, not JSONL; write one post a line",
    ),
    "an unknown format of pages": (
        {"a.txt": b"One."},
        ["extract", "a.txt", *LOCAL, "--format", "xls"],
        "unknown format 'xls'; pages are read as ",
    ),
    "a format that does not fit": (
        {"a.txt": b"One."},
        ["extract", "a.txt", *LOCAL, "--format", "numbered"],
        "a.txt: no headline of a numbered dump in it; it wants lines like",
    ),
    "a format of goldens that is none": (
        {},
        ["golden", "compare", "--format", "xls"],
        "unknown format 'xls'; pages are read as ",
    ),
    "a format without posts": (
        {"f.jsonl": b"{}"},
        ["check", "--facts", "f.jsonl", "--format", "dump"],
        "--format goes with --posts",
    ),
    "a broken line": (
        {"a.jsonl": jsonl([DERBY]).encode() + b"{\n"},
        ["extract", "a.jsonl", *LOCAL],
        "a.jsonl:2: not JSON",
    ),
    "HTML without posts": (
        {"a.html": b"<!doctype html><h1>A story</h1><p>Labour won.</p>"},
        ["extract", "a.html", *LOCAL],
        "a.html: holds no live-blog posts; save the live page itself",
    ),
    "HTML that breaks off": (
        {"a.html": b"<!doctype html>\n<article id=a><p>Labour wo"},
        ["extract", "a.html", *LOCAL],
        "a.html:2: the page breaks off within <article>; save",
    ),
    "a feed that breaks off": (
        {"a.xml": b"<rss version='2.0'><channel>\n<item><title>Labour"},
        ["extract", "a.xml", *LOCAL],
        "a.xml:2: not well-formed XML (no element found); it breaks off",
    ),
    "a feed without entries": (
        {"a.xml": b"<rss version='2.0'><channel><title>A</title></channel></rss>"},
        ["extract", "a.xml", *LOCAL],
        "a.xml: a feed without entries",
    ),
    "two live blogs of one name": (
        {
            f"{name}/a.html": (
                f'<link rel="canonical" href="https://x.example/live/{name}"><div class="live-blog-post">'
                "<h2>Labour hold</h2></div>"
            ).encode()
            for name in "bc"
        },
        ["extract", "b/a.html", "c/a.html", *LOCAL],
        "c/a.html: gives the page 'a', as b/a.html does",
    ),
    "a line without text": (
        {"a.jsonl": b'{"id": "a"}\n'},
        ["extract", "a.jsonl", *LOCAL],
        "a.jsonl:1: the post has no text",
    ),
    "an id twice": (
        {"a.jsonl": jsonl([DERBY, DERBY]).encode()},
        ["extract", "a.jsonl", *LOCAL],
        "a.jsonl:2: the page 'a' has id 'derby' on line 1 already",
    ),
    "two files of one page": (
        {"a.jsonl": jsonl([DERBY]).encode(), "b/a.jsonl": jsonl([DERBY]).encode()},
        ["extract", "a.jsonl", "b/a.jsonl", *LOCAL],
        "b/a.jsonl: gives the page 'a', as a.jsonl does",
    ),
    "nothing readable in a folder": (
        {"b/a.jsonl": b"{"},
        ["extract", "b", *LOCAL],
        "b: nothing in it could be read",
    ),
    "an unknown model": (
        {"a.jsonl": jsonl([DERBY]).encode()},
        ["extract", "a.jsonl", "--model", "gpt"],
        "unknown model 'gpt': known are local",
    ),
    "an unknown provider": (
        {"a.jsonl": jsonl([DERBY]).encode()},
        ["extract", "a.jsonl", "--model", "nobody/gpt"],
        "unknown model 'nobody/gpt'",
    ),
    "a model file that is none": (
        {"a.jsonl": jsonl([DERBY]).encode()},
        ["extract", "a.jsonl", "--model", "local:a.jsonl"],
        "a.jsonl is not a GGUF file",
    ),
    "no API key": (
        {"a.jsonl": jsonl([DERBY]).encode()},
        ["extract", "a.jsonl", "--model", "groq/llama"],
        "its API key is missing; set GROQ_API_KEY",
    ),
    "an address that is none": (
        {"a.jsonl": jsonl([DERBY]).encode()},
        ["extract", "a.jsonl", "--model", "openai/x", "--base-url", "localhost:80"],
        "'localhost:80' is no address like http://",
    ),
    "recorded and fresh": (
        {"a.jsonl": jsonl([DERBY]).encode()},
        ["extract", "a.jsonl", *LOCAL, "--fresh"],
        "drop --fresh",
    ),
    "a run that is a file": (
        {"a.jsonl": jsonl([DERBY]).encode()},
        ["extract", "a.jsonl", *LOCAL, "--run", "a.jsonl"],
        "a.jsonl: is no folder",
    ),
    "a run that is no database": (
        {"a.jsonl": jsonl([DERBY]).encode(), "friday/run.db": b"not a database " * 99},
        ["extract", "a.jsonl", *LOCAL, "--run", "friday"],
        "friday: its run.db cannot be used (file is not a database)",
    ),
    "an unknown option": ({}, ["table", "--colour"], "No such option"),
    "an unknown command": ({}, ["tabel"], "No such command 'tabel'"),
    "no run": ({}, ["table"], "extract PAGES --run seatcheck-run"),
    "no run to check": ({}, ["check", "friday"], "friday: holds no run"),
    "no run to export": ({}, ["export", "friday"], "friday: holds no run"),
    "no run to show from": ({}, ["show", "a", "--run", "friday"], "friday: holds no run"),
    "an unknown state": ({}, ["posts", "--state", "lost"], "'lost' is not one of 'pending'"),
    "an unknown format": ({}, ["export", "--format", "xls"], "'xls' is not"),
    "a folder of files without a folder": (
        {},
        ["export", "--format", "csv"],
        "csv is a folder of files: name it with -o DIR",
    ),
    "no run to export as Parquet": (
        {},
        ["export", "friday", "--format", "parquet", "-o", "results"],
        "friday: holds no run",
    ),
    "no run to report": ({}, ["report", "friday", "-o", "friday.html"], "friday: holds no run"),
    "a report without a file": ({}, ["report"], "Missing option '-o' / '--output'"),
    "clearing with nobody to ask": ({}, ["cache", "clear"], "add --yes"),
    "responses that are not there": (
        {},
        ["cache", "import", "r.jsonl"],
        "r.jsonl: cannot be read (No such file or directory); write it with: seatcheck cache export",
    ),
    "responses of nothing": (
        {"r.jsonl": b"\n"},
        ["cache", "import", "r.jsonl"],
        "r.jsonl: holds no responses",
    ),
    "responses that are none": (
        {"r.jsonl": b"\x89PNG\r\n\0\xff\n"},
        ["cache", "import", "r.jsonl"],
        "r.jsonl:1: is not JSON",
    ),
    "posts for responses": (
        {"r.jsonl": jsonl([DERBY]).encode()},
        ["cache", "import", "r.jsonl"],
        "r.jsonl:1: is no stored response (key: Field required)",
    ),
    "an unknown verb": ({}, ["cache", "empty"], "No such command 'empty'"),
    "an unknown rule": ({}, ["rules", "Z999"], "no rule is called 'Z999'; the rules are"),
    "an unknown selection": (
        {"f.jsonl": b"{}"},
        ["check", "--facts", "f.jsonl", "--select", "S,Z9"],
        "no rule is called 'Z9'",
    ),
    "a configuration with an unknown rule": (
        {"f.jsonl": b"{}", "pyproject.toml": b'[tool.seatcheck]\nselect = ["S", "Z9"]\n'},
        ["check", "--facts", "f.jsonl"],
        "pyproject.toml: no rule is called 'Z9'; the rules are S001",
    ),
    "a configuration with an unknown setting": (
        {"a.jsonl": jsonl([DERBY]).encode(), "seatcheck.toml": b'selected = ["S"]\n'},
        ["extract", "a.jsonl", *LOCAL],
        "seatcheck.toml: no setting is called 'selected'; the settings are select, ignore",
    ),
    "a configuration of another shape": (
        {"f.jsonl": b"{}", "seatcheck.toml": b'ignore = "X"\n'},
        ["check", "--facts", "f.jsonl"],
        'seatcheck.toml: ignore is no list of codes; write ignore = ["S", "C001"]',
    ),
    "a configuration that is no TOML": (
        {"f.jsonl": b"{}", "seatcheck.toml": b'select = ["S"]\nignore = X\n'},
        ["check", "--facts", "f.jsonl"],
        "seatcheck.toml:2: no TOML (Invalid value",
    ),
    "a run and facts": (
        {"f.jsonl": b"{}"},
        ["check", "friday", "--facts", "f.jsonl"],
        "either a RUN or --posts and --facts",
    ),
    "posts without facts": ({}, ["check", "--posts", "p.jsonl"], "--posts goes with --facts"),
    "facts that are not there": ({}, ["check", "--facts", "f.jsonl"], "f.jsonl: no such file"),
    "a broken fact": (
        {"f.jsonl": b'{"post": "a"}'},
        ["check", "--facts", "f.jsonl"],
        "f.jsonl:1: scope: Field required",
    ),
    "an unknown measure": (
        {
            "f.jsonl": b'{"post": "a", "scope": "council", "area": "Derby", "measure": "seatz", "value": 3}'
        },
        ["check", "--facts", "f.jsonl"],
        "f.jsonl:1: measure 'seatz' does not belong to scope 'council'",
    ),
    "recording what is recorded": ({}, ["golden", "record", *LOCAL], "cannot be recorded"),
    "no golden pages": (
        {},
        ["golden", "compare", "--dir", "mine"],
        "mine/pages: no such file or folder",
    ),
    "nothing expected of a page": (
        {"a.jsonl": jsonl([DERBY]).encode()},
        ["golden", "compare", "a.jsonl", "--dir", "mine"],
        "mine/expected/a.jsonl: no expected facts for the page 'a'",
    ),
    "a floor that is none": ({}, ["golden", "compare", "--min-f1", "55"], "55"),
    "a comparison that is not there": (
        {"r/pages/a.jsonl": jsonl([DERBY]).encode(), "r/expected/a.jsonl": b""},
        ["golden", "compare", "--dir", "r", "--against", "before.json"],
        "before.json: cannot be read (No such file or directory); name the --json output of",
    ),
    "a comparison that is none": (
        {"r/pages/a.jsonl": jsonl([DERBY]).encode(), "r/expected/a.jsonl": b"", "f.json": b"{}"},
        ["golden", "compare", "--dir", "r", "--against", "f.json"],
        "f.json: is no comparison: by_post: Field required; name the --json output of",
    ),
    "a recording that is none": (
        {"r/recordings/m/p/a.json": b"{", "r/pages/a.jsonl": jsonl([DERBY]).encode()}
        | {"r/expected/a.jsonl": b""},
        ["golden", "compare", "--dir", "r"],
        "a.json: is not a recording",
    ),
    "a port that is none": ({}, ["model", "serve", "--port", "99999"], "99999"),
    "a model that is none": ({}, ["model", "serve", "--file", "no.gguf"], "no.gguf"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_one_line(program: Program, name):
    """
    A mistake ends with 2 and one line on standard error; nothing is printed or written.
    """
    files, command, said = MISTAKES[name]
    for path, data in files.items():
        (program.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (program.folder / path).write_bytes(data)
    before = program.files()
    done = program(*command)
    lines = done.stderr.splitlines()

    assert (2, "", before) == (done.returncode, done.stdout, program.files()), done.stderr
    assert lines[-1].startswith("seatcheck: ")
    assert said in lines[-1]
    assert all(line.startswith("not read: ") for line in lines[:-1])


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    A folder with a run of two pages, on each of which there is a post "derby".
    """
    folder = tmp_path_factory.mktemp("template")
    with Endpoint(otherwise=reading) as endpoint:
        program = Program(folder, endpoint)
        program.write("page.jsonl", [DERBY, post("Blaby")])
        program.write("north.jsonl", [DERBY])
        assert program.extract("page.jsonl", "north.jsonl").returncode == 0
    return folder


@pytest.fixture
def run(reader: Program, template: Path) -> Program:
    """
    A program with a run of its own like the template.
    """
    shutil.copytree(template, reader.folder, dirs_exist_ok=True)
    return reader


class TestOnARun:
    @pytest.mark.parametrize(
        ("command", "said"),
        [
            (["show", "gedling"], "seatcheck-run: has no post gedling; list them with"),
            (["show", "derby"], "has several posts derby; name one of page/derby, north/derby"),
            (["export", "-o", "no/where.jsonl"], "no/where.jsonl: cannot be written (No such"),
            (["report", "-o", "no/where.html"], "no/where.html: cannot be written (No such"),
            (["report", "-o", "seatcheck-run"], "seatcheck-run: cannot be written (Is a directory"),
            (["export", "-o", "page.jsonl/"], "page.jsonl: is no folder; name another --output"),
            (
                ["export", "--format", "csv", "-o", "page.jsonl"],
                "page.jsonl: is no folder; name another --output",
            ),
            (
                ["export", "--format", "parquet", "-o", "page.jsonl/results"],
                "page.jsonl/results: cannot be written (Not a directory)",
            ),
        ],
    )
    def test_a_mistake(self, run, command, said):
        """
        A post that is not there, or there twice, and a file that cannot be written.
        """
        before = run.files()
        done = run(*command)

        assert (2, "", before) == (done.returncode, done.stdout, run.files())
        assert said in done.stderr
        assert 1 == done.stderr.count("\n")

    def test_another_version(self, run):
        """
        A run of another version is refused by every command that reads or adds to it.
        """
        with closing(sqlite3.connect(run.folder / "seatcheck-run" / "run.db")) as db, db:
            db.execute("UPDATE meta SET value = '9' WHERE key = 'version'")
        commands: list[list[Any]] = [["table"], ["check"], ["extract", "page.jsonl", *run.model]]
        for command in commands:
            done = run(*command)

            assert 2 == done.returncode
            assert (
                f"is a run of version 9, this program reads {SCHEMA_VERSION}; name a new --run"
                in done.stderr
            )

    def test_reading_makes_no_file(self, run):
        """
        No command that only reads leaves anything behind.
        """
        before = run.files()
        for command in ("table", "findings", "posts", "export", "export --format json"):
            assert run(*command.split()).returncode == 0
        assert run("check", "--select", "S").returncode == 0

        assert before == run.files()


class TestAKeyThatIsMissing:
    def test_nothing_is_written(self, program):
        """
        Without its API key a hosted model is refused before any run is made.
        """
        program.write("page.jsonl", [DERBY])
        program.environment["OPENAI_API_KEY"] = ""
        done = program("extract", "page.jsonl", "--model", "openai/gpt-5-mini")

        assert (2, {"page.jsonl"}) == (done.returncode, program.files())
        assert "set OPENAI_API_KEY" in done.stderr


class TestAnOutputThatCannotTakeIt:
    def test_an_ascii_terminal(self, run):
        """
        A terminal that knows ASCII alone gets question marks, not a traceback; JSON stays UTF-8.
        """
        run.environment["PYTHONIOENCODING"] = "ascii"
        table, listed = run("table"), run("posts", "--json")

        assert [0, 0] == [table.returncode, listed.returncode]
        assert "derby" in [each["id"] for each in json.loads(listed.stdout)]

    @pytest.mark.parametrize(
        "command",
        [
            "table",
            "findings --json",
            "export",
            "export --format json",
            "posts",
            "rules",
            "--help",
            "show blaby",
        ],
    )
    def test_a_reader_that_has_gone_away(self, run, command):
        """
        A pipe that its reader has closed is no error.
        """
        read, write = os.pipe()
        os.close(read)
        try:
            done = run.onto(write, *command.split())
        finally:
            os.close(write)

        assert (0, "") == (done.returncode, done.stderr)

    def test_a_reader_that_leaves_a_run(self, run):
        """
        A run whose output nobody reads any more is stored all the same.
        """
        run.write("more.jsonl", [post("Gedling")])
        read, write = os.pipe()
        os.close(read)
        try:
            done = run.onto(write, "extract", "more.jsonl", *run.model)
        finally:
            os.close(write)

        assert (0, {"extracted": 4}) == (done.returncode, run.states())
