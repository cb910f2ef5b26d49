"""
seatcheck export: a run as the facts contract, as JSON, as CSV and as Parquet.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from deciding import decided
from program import Program

from extract import settings
from extract.export.columns import layouts

NAMES = list(layouts().tables)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    A folder with a run of the golden pages, replayed, and a decision.
    """
    program = Program(tmp_path_factory.mktemp("template"))
    pages = [
        settings.GOLDEN / "pages" / name for name in ("midlands-2023.txt", "mixed-counts.jsonl")
    ]
    assert program("extract", *pages, "--model", "recorded").returncode == 0
    decided(program.folder / "seatcheck-run", "later")
    return program.folder


@pytest.fixture(scope="module")
def results(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    A folder with the run in every form.
    """
    folder = tmp_path_factory.mktemp("results")
    for form in ("json", "csv", "parquet"):
        done(Program(template), "export", "--format", form, "-o", str(folder))
    return folder


@pytest.fixture(scope="module")
def document(results: Path) -> Any:
    """
    The run as one JSON document.
    """
    return json.loads((results / "seatcheck.json").read_text(encoding="utf-8"))


@pytest.fixture
def run(program: Program, template: Path) -> Program:
    """
    A program with a run of its own like the template.
    """
    shutil.copytree(template, program.folder, dirs_exist_ok=True)
    return program


def done(program: Program, *command: str) -> str:
    """What a command prints, which has nothing to say on standard error."""
    ended = program(*command)
    assert (0, "") == (ended.returncode, ended.stderr)
    return ended.stdout


def sheet(folder: Path, table: str) -> list[dict[str, str]]:
    text = (folder / f"{table}.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def contents(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


class TestWhere:
    @pytest.mark.parametrize(
        ("form", "name"), [("facts", "facts.jsonl"), ("json", "seatcheck.json")]
    )
    def test_one_file_may_go_into_a_folder(self, run, form, name):
        """
        A folder that is there, and a path that ends as a folder's, get a file of the usual name.
        """
        (run.folder / "there").mkdir()
        printed = done(run, "export", "--format", form)
        for folder in ("there", "new/deep/"):
            assert not done(run, "export", "--format", form, "-o", folder)

        assert [{name: printed.encode()}] * 2 == [
            contents(run.folder / folder) for folder in ("there", "new/deep")
        ]

    @pytest.mark.parametrize("form", ["csv", "parquet"])
    def test_a_folder_of_files(self, run, form):
        """
        The folder is made, other files in it stay, and the same run gives the same bytes.
        """
        done(run, "export", "--format", form, "-o", "results")
        (run.folder / "results" / "notes.txt").write_bytes(b"mine")
        first = contents(run.folder / "results")
        done(run, "export", "--format", form, "-o", "results")
        extra = {"notes.txt"} | ({"datapackage.json"} if form == "csv" else set())

        assert {*(f"{name}.{form}" for name in NAMES), *extra} == set(first)
        assert first == contents(run.folder / "results")


class TestTables:
    def test_are_the_same_in_every_form(self, results, document):
        """
        JSON and Parquet hold the same cells, CSV as many rows; the facts' mixed values are text.
        """
        assert ["version", *NAMES] == list(document)
        for name in NAMES:
            rows = pq.read_table(results / f"{name}.parquet").to_pylist()
            kept = {"value"} if name == "facts" else set()

            assert len(rows) == len(sheet(results, name)) == len(document[name]) > 0
            assert [
                {key: cell for key, cell in row.items() if key not in kept} for row in rows
            ] == [
                {key: cell for key, cell in row.items() if key not in kept}
                for row in document[name]
            ]

    def test_say_what_the_answer_says(self, template, document):
        """
        The councils are those of the table, in its order; their stated seats add up in the parties'
        rows.
        """
        answer = json.loads(done(Program(template), "table", "--json"))
        seats: dict[tuple[str, str], dict[str, int]] = {}
        for row in document["party_rows"]:
            if row["seats"] is not None:
                seats.setdefault((row["election"], row["council"]), {})[row["party"]] = row["seats"]

        assert [(row["election"], row["council"], row["control"]) for row in answer] == [
            (row["election"], row["council"], row["control"]) for row in document["councils"]
        ]
        assert seats == {
            (row["election"], row["council"]): stated
            for row in answer
            if (stated := {p: n for p, n in row["seats"].items() if p not in row["derived"]})
        }

    def test_every_quote_stands_in_its_post(self, document):
        """
        Where a row gives words, they stand at its offsets in the post that it names.
        """
        posts = {(each["page"], each["id"]): each for each in document["posts"]}
        found = 0
        for row in (*document["party_rows"], *document["candidates"], *document["facts"]):
            if row["quote"] is None:
                continue
            post = posts[row["page"], row["post"]]
            content = f"{post['title']}\n\n{post['text']}" if post["title"] else post["text"]
            found += 1

            assert row["quote"] == content[row["start"] : row["end"]]
        assert found > len(document["facts"]) // 2

    def test_facts_are_the_contract(self, template, document):
        """
        The table of facts is the contract's facts in their order, with three columns more.
        """
        lines = done(Program(template), "export").splitlines()
        more = ("value_number", "published", "url")

        assert [json.loads(line) for line in lines] == [
            {name: cell for name, cell in row.items() if name not in more}
            for row in document["facts"]
        ]

    def test_in_duckdb(self, results):
        """
        DuckDB reads CSV and Parquet alike: the names of columns, figures as figures, and sums.
        """
        sums = "SELECT sum(seats), avg(seats_change), count(*) FROM '{}/party_rows.{}'"
        told = [duckdb.sql(sums.format(results, form)).fetchall() for form in ("csv", "parquet")]
        columns = duckdb.sql(f"DESCRIBE SELECT * FROM '{results}/councils.csv'").fetchall()
        version = duckdb.sql(
            f"SELECT value FROM parquet_kv_metadata('{results}/facts.parquet') "
            "WHERE key = 'seatcheck_version'"
        ).fetchall()

        assert told[0] == told[1]
        assert told[0][0][0] > 0
        assert [each.name for each in layouts().tables["councils"].columns] == [
            each[0] for each in columns
        ]
        assert [(str(layouts().version).encode(),)] == version


def test_posts_that_are_pending_are_told(program):
    """
    A run that is not finished is exported as far as it has come, and says so.
    """
    program.environment["OPENAI_API_KEY"] = ""
    program.write("page.jsonl", [{"id": "a", "text": "Labour have 31 seats in Derby."}])
    assert program("extract", "page.jsonl", "--model", "recorded").returncode == 3
    ended = program("export", "--format", "csv", "-o", "results")
    (row,) = sheet(program.folder / "results", "posts")

    assert (0, "failed") == (ended.returncode, row["state"])
    assert "nothing is recorded for this post" in row["reason"]
    assert "seatcheck-run: 1 failed posts" in ended.stderr
