"""
seatcheck decisions: decisions of real runs listed, moved between runs, and felt in every answer.
"""

from __future__ import annotations

import csv
import json
from typing import Any

import pytest
from deciding import decided
from program import Program, post, reading

from schemas.decision import Decision

DAY = "2023-05-05T12:33"


@pytest.fixture
def blaby(reader: Program) -> Program:
    """
    A run in which Blaby's 31 and 17 seats are more than the 36 that it has.
    """
    reader.write("page.jsonl", [post("Blaby", published=DAY)])
    assert reader.extract("page.jsonl").returncode == 0
    return reader


def listed(program: Program, *run: str) -> list[dict[str, Any]]:
    ended = program("decisions", "list", *run, "--json")
    assert (0, "") == (ended.returncode, ended.stderr)
    found: list[dict[str, Any]] = json.loads(ended.stdout)
    return found


class TestListing:
    def test_a_run_without_decisions(self, blaby):
        """
        Where nothing was decided it says so, and as JSON lists nothing.
        """
        assert "no decisions\n" == blaby("decisions").stdout
        assert [] == listed(blaby)

    @pytest.mark.parametrize("words", [["decisions"], ["decisions", "seatcheck-run"]])
    def test_without_a_verb(self, blaby, words):
        """
        Who decided what of which rule and council, and what became of it, with a run or without.
        """
        entry = decided(blaby.folder / "seatcheck-run", "source", value=19, why="rang them")
        told = blaby(*words)
        line = " ".join(told.stdout.split())

        assert (0, "") == (told.returncode, told.stderr)
        assert f"ann, {entry.at[:10]}" in line
        assert "S001 Blaby source is wrong (Labour seats 31: 19): rang them in effect" in line

    def test_a_folder_that_is_no_run(self, program):
        """
        A folder without a run is one clear line.
        """
        told = program("decisions", "nowhere")

        assert 2 == told.returncode
        assert "nowhere: holds no run" in told.stderr

    def test_steers_no_terminal(self, blaby):
        """
        What a reviewer wrote is shown as text alone.
        """
        decided(blaby.folder / "seatcheck-run", "dismissed", who="\x1b[31mann", why="\x1b]0;x")

        assert "\x1b" not in blaby("decisions").stdout + blaby("findings").stdout


class TestWhatADecisionChanges:
    def test_strict_counts_undecided_errors_alone(self, reader):
        """
        An error that was decided is none for --strict; one that was put off is.
        """
        twice = post("Blaby", published=DAY)
        twice["text"] += " Labour now has 33 seats."
        reader.write("page.jsonl", [twice])
        assert 1 == reader.extract("page.jsonl", "--strict").returncode
        run = reader.folder / "seatcheck-run"
        later = decided(run, "later")
        assert 1 == reader("check", "--strict").returncode
        decided(run, "source", follows=[later.id])

        assert 0 == reader("check", "--strict").returncode
        assert 0 == reader.extract("page.jsonl", "--strict").returncode

    def test_the_table_has_the_corrected_figure(self, blaby):
        """
        A corrected figure stands in the table, marked, its council's findings settled.
        """
        decided(blaby.folder / "seatcheck-run", "source", value=19)
        (row,) = json.loads(blaby("table", "--json").stdout)

        assert ({"Labour": 19, "Conservative": 17}, ["Labour"], 0) == (
            row["seats"],
            row["corrected"],
            row["findings"],
        )
        assert "Labour 19†" in blaby("table").stdout
        assert "† set right by a reviewer" in blaby("table").stdout

    def test_findings_tell_what_was_decided(self, blaby):
        """
        A finding that stands is shown with its decision, and how many are settled is said.
        """
        decided(blaby.folder / "seatcheck-run", "dismissed", why="the mayor")
        told = blaby("findings").stdout

        assert "decided: not a contradiction: the mayor (ann, " in told
        assert "1 of the findings are decided: seatcheck decisions" in told

    def test_findings_that_are_cured(self, blaby):
        """
        A finding that a correction cured is no finding any more, and counted; JSON has it.
        """
        entry = decided(blaby.folder / "seatcheck-run", "source", value=19)
        told = json.loads(blaby("findings", "--json").stdout)

        assert "1 more are cured by corrections" in blaby("findings").stdout
        assert [["S001"], ["decided"]] == [
            [each["rule"] for each in told["cured"]],
            [each["state"] for each in told["reviewed"]],
        ]
        assert [entry.id] == [each["decision"] for each in told["amended"]]

    def test_a_post_shows_a_reviewers_figure(self, blaby):
        """
        A post's facts show the disputed figure and the reviewer's, which has no words there.
        """
        decided(blaby.folder / "seatcheck-run", "source", value=19)
        told = [" ".join(line.split()) for line in blaby("show", "blaby").stdout.splitlines()]

        assert "disputed Blaby Labour seats 31 31" in told
        assert any(line.endswith("Labour seats 19 a reviewer's") for line in told)

    def test_exports_have_fact_and_decision(self, blaby):
        """
        CSV and JSONL have the corrected fact with the id of the other, and the log beside it.
        """
        entry = decided(blaby.folder / "seatcheck-run", "source", value=19, why="=1+1")
        facts = [json.loads(line) for line in blaby("export").stdout.splitlines()]
        wrong, right = (
            next(each for each in facts if each.get("value") == value) for value in (31, 19)
        )
        assert blaby("export", "--format", "csv", "-o", "out").returncode == 0
        with (blaby.folder / "out" / "decisions.csv").open(
            encoding="utf-8-sig", newline=""
        ) as file:
            (row,) = csv.DictReader(file)

        assert ("disputed", "corrected", wrong["id"]) == (
            wrong["status"],
            right["basis"],
            right["corrects"],
        )
        assert (entry.id, "ann", "in effect", "'=1+1") == (
            row["id"],
            row["who"],
            row["fate"],
            row["why"],
        )
        assert [[wrong["id"]], [right["id"]]] == [json.loads(row[n]) for n in ("facts", "made")]

    def test_the_report_says_what_was_decided(self, blaby):
        """
        The report has a cured finding with its decision, counts it as decided, and says whose the
        corrected value is.
        """
        decided(blaby.folder / "seatcheck-run", "source", value=19, why="rang them")
        assert blaby("report", "-o", "report.html").returncode == 0
        page = (blaby.folder / "report.html").read_text(encoding="utf-8")

        assert "Decided: source is wrong (Labour seats 31: 19): rang them (ann, " in page
        assert "<dt>contradictions not decided</dt><dd>0</dd>" in page
        assert "<em>a reviewer&#39;s value</em>" in page


class TestMoving:
    def test_to_another_run(self, blaby):
        """
        Decisions exported from one run are in effect in another that read the same page elsewhere.
        """
        decided(blaby.folder / "seatcheck-run", "source", value=19)
        assert blaby("decisions", "export", "-o", "d.jsonl").returncode == 0
        blaby.write("sub/again.jsonl", [post("Derby"), post("Blaby", published=DAY) | {"id": "x"}])
        assert blaby.extract("sub/again.jsonl", "--run", "other").returncode == 0
        told = blaby("decisions", "import", "d.jsonl", "--run", "other")

        assert (
            "1 decisions added, 0 there already; of the file's 1: 1 in effect, 0 in conflict, "
            "0 reopened, 0 about nothing in this run\n"
        ) == told.stdout
        assert "in effect" == listed(blaby, "other")[0]["fate"]
        assert "Labour 19†" in blaby("table", "other").stdout

    def test_twice(self, blaby):
        """
        The same file again adds nothing.
        """
        decided(blaby.folder / "seatcheck-run", "later")
        blaby("decisions", "export", "-o", "d.jsonl")

        assert (
            "0 decisions added, 1 there already" in blaby("decisions", "import", "d.jsonl").stdout
        )
        assert 1 == len(listed(blaby))

    def test_a_colleague_who_decided_otherwise(self, blaby):
        """
        What contradicts a decision of the run is named with both sides, and neither is in effect.
        """
        run = blaby.folder / "seatcheck-run"
        assert blaby.extract("page.jsonl", "--run", "bobs").returncode == 0
        decided(run, "source", value=19)
        decided(blaby.folder / "bobs", "dismissed", "bob", why="no idea")
        blaby("decisions", "export", "bobs", "-o", "d.jsonl")
        told = blaby("decisions", "import", "d.jsonl")

        assert "conflict: S001 Blaby: source is wrong (Labour seats 31: 19) (ann" in told.stderr
        assert "conflict: S001 Blaby: not a contradiction: no idea (bob" in told.stderr
        assert {"conflict"} == {each["fate"] for each in listed(blaby)}
        assert "reviewers contradict each other" in blaby("findings").stdout

    def test_what_another_page_is_about(self, blaby):
        """
        Decisions about nothing in the run are kept, and counted as such.
        """
        decided(blaby.folder / "seatcheck-run", "later")
        blaby("decisions", "export", "-o", "d.jsonl")
        blaby.write("derby.jsonl", [post("Derby")])
        assert blaby.extract("derby.jsonl", "--run", "derby").returncode == 0

        assert "1 about nothing" in blaby("decisions", "import", "d.jsonl", "--run", "derby").stdout
        assert "not in this run" == listed(blaby, "derby")[0]["fate"]

    def test_a_damaged_file(self, blaby):
        """
        A line that is no decision ends the import with its number, and nothing is entered.
        """
        decided(blaby.folder / "seatcheck-run", "later")
        whole = blaby("decisions", "export").stdout
        assert blaby.extract("page.jsonl", "--run", "other").returncode == 0
        (blaby.folder / "d.jsonl").write_text(whole + whole.replace("ann", "bob"))
        told = blaby("decisions", "import", "d.jsonl", "--run", "other")

        assert (2, "") == (told.returncode, told.stdout)
        assert told.stderr.startswith("seatcheck: d.jsonl:2: is no decision (its id is not")
        assert [] == listed(blaby, "other")

    def test_the_exported_log_is_whole(self, blaby):
        """
        Every line of an export is a decision with the id of its content.
        """
        entry = decided(blaby.folder / "seatcheck-run", "later")

        assert entry == Decision.model_validate_json(blaby("decisions", "export").stdout)


class TestARunRepeated:
    def test_reopened_by_another_figure(self, blaby):
        """
        A page whose figure changed reopens the finding, and the list says how it changed.
        """
        decided(blaby.folder / "seatcheck-run", "source", value=19)
        blaby.write("page.jsonl", [post("Blaby", labour=32, published=DAY)])
        assert blaby.extract("page.jsonl").returncode == 0
        told = " ".join(blaby("decisions").stdout.split())

        assert "reopened" == listed(blaby)[0]["fate"]
        assert "Labour seats 31 is now 32" in told
        assert "reopened; decided before" in blaby("findings").stdout

    def test_asked_again(self, blaby):
        """
        Reading everything afresh keeps what was decided.
        """
        decided(blaby.folder / "seatcheck-run", "source", value=19)
        assert blaby.endpoint.otherwise is reading
        assert blaby.extract("page.jsonl", "--fresh").returncode == 0

        assert "Labour 19†" in blaby("table").stdout
