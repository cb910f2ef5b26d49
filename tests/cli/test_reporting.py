"""
seatcheck report: a run as one page of HTML.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from program import Program, post
from selectolax.lexbor import LexborHTMLParser

from extract import settings

if TYPE_CHECKING:
    pass

REAL = Path(__file__).parents[3] / "shared" / "pages"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    A folder with a run of the golden pages, replayed.
    """
    program = Program(tmp_path_factory.mktemp("template"))
    pages = sorted((settings.GOLDEN / "pages").iterdir())
    assert program("extract", *pages, "--model", "recorded").returncode == 0
    return program.folder


@pytest.fixture
def run(program: Program, template: Path) -> Program:
    """
    A program with a run of its own like the template.
    """
    shutil.copytree(template, program.folder, dirs_exist_ok=True)
    return program


def report(program: Program) -> LexborHTMLParser:
    """The report that the program writes, with nothing to say about it."""
    ended = program("report", "-o", "report.html")
    assert (0, "", "") == (ended.returncode, ended.stdout, ended.stderr)
    return LexborHTMLParser((program.folder / "report.html").read_bytes())


class TestGolden:
    def test_every_council_has_its_row(self, run):
        """
        The councils of the table stand in the report, each with its seats.
        """
        rows = json.loads(run("table", "--json").stdout)
        tree = report(run)
        shown = [each.text() for each in tree.css(".council > h3")]
        drawn = {
            (each.css_first("h3").text(), each.css_first("svg.chamber").attributes["aria-label"])
            for each in tree.css(".council")
            if each.css_first("svg.chamber")
        }

        assert [] == [each["council"] for each in rows if each["council"] not in shown]
        assert ("Warwick", _in_words(rows, "Warwick")) in drawn
        assert sum(bool(each["seats"]) for each in rows) == len(drawn)

    def test_every_fact_counts(self, run):
        """
        The report's counts by status are those of the run's facts, rejected ones too.
        """
        facts = [json.loads(line) for line in run("export").stdout.splitlines()]
        legend = [int(each.text()) for each in report(run).css(".legend b")]
        statuses = ("verified", "unchecked", "disputed", "rejected")

        assert [sum(each["status"] == name for each in facts) for name in statuses] == legend

    def test_every_stated_fact_has_a_row_and_words(self, run):
        """
        Each fact that stands is in a table beside its words; each figure's link has its target.
        """
        facts = [json.loads(line) for line in run("export").stdout.splitlines()]
        tree = report(run)
        targets = {(each.attributes["href"] or "")[1:] for each in tree.css(".facts .number a")}
        ids = {each.attributes["id"] for each in tree.css("[id]")}
        stated = {f"fact-{each['id']}" for each in facts if each["status"] != "rejected"}

        assert stated <= targets <= ids

    def test_every_finding_is_there(self, run):
        """
        Each finding stands once, with its message.
        """
        findings = json.loads(run("findings", "--json").stdout)["findings"]
        tree = report(run)

        assert len(findings) == len(tree.css(".finding"))
        for each in findings:
            (told,) = tree.css(f"#finding-{each['id']}")
            assert each["message"] in told.text()

    def test_same_bytes(self, run):
        """
        The same run gives the same file, which replaces the former one; nothing else is written.
        """
        before = run.files()
        report(run)
        first = (run.folder / "report.html").read_bytes()
        report(run)

        assert first == (run.folder / "report.html").read_bytes()
        assert {*before, "report.html"} == run.files()


def _in_words(rows: list[dict[str, object]], council: str) -> str:
    (row,) = [each for each in rows if each["council"] == council]
    seats, size = row["seats"], row["size"]
    assert isinstance(seats, dict)
    assert isinstance(size, int)
    told = [f"{party} {count}" for party, count in sorted(seats.items(), key=_by_size) if count]
    return f"{size} seats: {', '.join(told)}; {size // 2 + 1} for a majority"


def _by_size(seats: tuple[str, int]) -> tuple[int, str]:
    return -seats[1], seats[0]


class TestFailed:
    def test_posts_that_failed(self, reader):
        """
        A post that failed is in the report with its reason; the command says so, and is done.
        """
        page = reader.write("page.jsonl", [post("Derby"), post("Blaby")])
        reader.extract(page)
        lost = reader.write("lost.jsonl", [post("Gedling")])
        reader("extract", lost, "--model", "recorded")
        ended = reader("report", "-o", "report.html")
        tree = LexborHTMLParser((reader.folder / "report.html").read_bytes())

        assert (0, "") == (ended.returncode, ended.stdout)
        assert "1 failed posts" in ended.stderr
        assert ["In Gedling, Labour now has 31 seats. The Conservatives now have 17 seats."] == [
            each.text() for each in tree.css("#unread .post-text")
        ]
        assert "nothing is recorded for this post" in tree.css_first("#unread .post").text()

    @pytest.mark.skipif(
        not REAL.is_dir(), reason="the real pages are not published; they lie in ../shared/pages"
    )
    def test_the_real_pages_unread(self, program):
        """
        Both real pages, of which no answer is recorded: every post is there, and no page is needed more.
        """
        program("extract", *sorted(REAL.glob("0*.txt")), "--model", "recorded")
        assert 0 == program("report", "-o", "report.html").returncode
        tree = LexborHTMLParser((program.folder / "report.html").read_bytes())

        assert program.states()["failed"] == len(tree.css("#unread .post")) > 0
