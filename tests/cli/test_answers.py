"""
seatcheck table, findings, posts, show, export, check, rules: on a run, on facts from anywhere.
"""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from loopback import Endpoint
from program import Program, jsonl, post, reading

from extract.cli.common import one_line, plain
from schemas.fact import Fact
from schemas.finding import Report

if TYPE_CHECKING:
    from pathlib import Path

TWICE = {"id": "twice", "text": "In Derby, Labour now has 31 seats. Labour now has 30 seats."}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    A folder with a run in which Derby has two values, Leicester one, and a cup of tea none.
    """
    folder = tmp_path_factory.mktemp("template")
    untold = {"id": "tea", "text": "Tea is served.", "author": "A. Writer"}
    timed = [
        each | {"published": f"2023-05-05T12:0{n}"}
        for n, each in enumerate((TWICE, post("Leicester"), untold))
    ]
    with Endpoint(otherwise=reading) as endpoint:
        program = Program(folder, endpoint)
        program.write("page.jsonl", timed)
        assert program.extract("page.jsonl").returncode == 0
    return folder


@pytest.fixture
def run(reader: Program, template: Path) -> Program:
    """
    A program with a run of its own like the template.
    """
    shutil.copytree(template, reader.folder, dirs_exist_ok=True)
    return reader


def said(done: Any) -> Any:
    assert (0, "") == (done.returncode, done.stderr)
    return json.loads(done.stdout)


class TestJson:
    def test_of_every_command_on_a_run(self, run):
        """
        Table, findings, check, posts and show print JSON, and nothing on standard error.
        """
        table = said(run("table", "--json"))
        posts = said(run("posts", "--json"))
        shown = said(run("show", "twice", "--json"))
        found = said(run("findings", "--json"))

        assert [("Derby", 1), ("Leicester", 0)] == [(r["council"], r["findings"]) for r in table]
        assert ["extracted", "extracted", "nothing here"] == [each["state"] for each in posts]
        assert [("seats", 31), ("seats", 30)] == [
            (f["measure"], f["value"]) for f in shown["facts"]
        ]
        assert [
            "version", "findings", "verdicts", "councils", "derived", "ceiling", "cured", "reviewed",
            "amended",
        ] == list(found)  # fmt: skip
        assert found == said(run("check", "--json"))
        assert Report.model_validate(found).findings[0].rule == "A001"

    def test_of_the_rules(self, program):
        """
        The book of rules as JSON, and one rule of it.
        """
        book = said(program("rules", "--json"))
        one = said(program("rules", "c001", "--json"))

        assert ("C001", True) == (one["code"], one in book)

    def test_of_the_models(self, program):
        """
        The models as JSON: the embedded one and where it is, and the providers.
        """
        models = said(program("model", "list", "--json"))

        assert (None, True) == (models["embedded"]["path"], "openai" in models["providers"])
        assert models == said(program("model", "list", "--json"))


class TestExport:
    def test_to_a_file_as_to_the_terminal(self, run):
        """
        A file gets the same bytes as standard output: the facts contract, one object a line.
        """
        printed = run("export")
        done = run("export", "--format", "facts", "-o", "facts.jsonl")
        facts = [Fact.model_validate_json(line) for line in printed.stdout.splitlines()]

        assert (0, "", printed.stdout) == (
            done.returncode,
            done.stdout,
            (run.folder / "facts.jsonl").read_text(encoding="utf-8"),
        )
        assert ["disputed", "disputed"] == [each.status for each in facts[:2]]

    def test_what_is_exported_can_be_checked(self, run):
        """
        Posts and exported facts give the findings of the run, with no run, and so no decisions, at hand.
        """
        run("export", "-o", "facts.jsonl")
        files = ["--posts", "page.jsonl", "--facts", "facts.jsonl"]
        found = said(run("check", *files, "--json"))

        assert [] == found["reviewed"]
        assert said(run("findings", "--json")) | {"reviewed": []} == found


class TestFindings:
    def test_what_would_mend_it_and_when_it_was_said(self, run):
        """
        Below the arithmetic stand the figures with which it would hold, and the post with its time.
        """
        told = run("findings").stdout.splitlines()

        assert [
            "error   A001  Derby, Labour, seats: one post says both 31 and 30.",
            (
                "It would hold with Labour 30 for 31 (one digit away) or with Labour 31 for 30 "
                "(one digit away)."
            ),
            "post twice (5 May 12:00)",
        ] == [line.strip() for line in told[:3]]
        assert told == run("check").stdout.splitlines()[: len(told)]

    def test_explanations_name_facts(self, run):
        """
        As JSON a finding lists all sets of the fewest facts that must be wrong, by their ids.
        """
        facts = said(run("show", "twice", "--json"))["facts"]
        (finding,) = said(run("findings", "--json"))["findings"]

        assert sorted([each["id"]] for each in facts) == finding["explanations"]


# In Derbyshire in 2021 the Greens had no seat before, and how many they have now nobody says.
UNTOLD = [
    {"measure": "council_size", "value": 64},
    *(
        {"measure": "seats", "party": p, "value": n}
        for p, n in (("Con", 45), ("Lab", 14), ("LD", 4))
    ),
    {"measure": "list_complete", "value": True},
    {"measure": "seats_before", "party": "Green", "value": 0},
]


class TestDerived:
    @pytest.fixture
    def files(self, program: Program) -> list[str]:
        facts = [{"post": "a", "scope": "council", "area": "Derbyshire"} | each for each in UNTOLD]
        (program.folder / "f.jsonl").write_text(jsonl(facts), encoding="utf-8")
        return ["check", "--facts", "f.jsonl"]

    def test_with_its_proof(self, program, files):
        """
        What no post states stands below the findings, with its sum and its rule, then the ceiling.
        """
        told = program(*files).stdout.splitlines()

        assert "derived S001  Derbyshire, Green, seats 1: 64 - 45 - 14 - 4 = 1." in told
        assert "6 facts stated; 0 enter an equality, 0 are verified" == told[-1]

    def test_as_json(self, program, files):
        """
        As JSON it has all columns of the facts contract, the proof, and the facts under it.
        """
        (green,) = [
            each
            for each in said(program(*files, "--json"))["derived"]
            if each["fact"]["party"] == "Green"
        ]

        assert "derived" == Fact.model_validate(green["fact"]).basis
        assert ("S001", "64 - 45 - 14 - 4 = 1") == (green["rule"], green["proof"])
        assert ["line-2", "line-3", "line-4", "line-5", "line-1"] == green["sources"]

    def test_how_many_sums_of_each_council_hold(self, program, files):
        """
        A table tells each council's sums apart.
        """
        told = program(*files, "--councils").stdout

        assert re.search(r"\nDerbyshire +0 of 2 sums hold, 2 could not be checked\n", told)

    def test_of_a_post(self, run):
        """
        A post is shown with what is derived for it: from its own seats and the register's size.
        """
        shown = run("show", "leicester").stdout

        assert "derived C004  Leicester, Labour, majority 8: 2 × 31 - 54 = 8, where the" in shown
        assert ["C001", "C004"] == [
            each["rule"] for each in said(run("show", "leicester", "--json"))["derived"]
        ]


class TestSelection:
    """Rules that are set in a configuration file."""

    @pytest.fixture
    def derby(self, run: Program) -> Program:
        """The run, in a folder whose project ignores the one rule that finds something in it."""
        text = '[tool.seatcheck]\nignore = ["A"]\n'
        (run.folder / "pyproject.toml").write_text(text, encoding="utf-8")
        return run

    def test_honoured_by_what_checks(self, derby):
        """
        Findings, check and table answer by the rules that are set now.
        """
        for command in ("findings", "check", "findings"):
            found = said(derby(command, "--json"))

            assert ([], False) == (found["findings"], "A001" in found["verdicts"])
        assert [0, 0] == [each["findings"] for each in said(derby("table", "--json"))]

    def test_honoured_by_extract(self, derby):
        """
        A page that is read is judged by the rules that are set.
        """
        derby.write("more.jsonl", [TWICE | {"published": "2023-05-05T12:00"}])
        done = derby.extract("more.jsonl", "--json", "--run", "friday")

        assert [] == json.loads(done.stdout)["findings"]

    def test_the_command_line_goes_before(self, derby):
        """
        --select stands for all that the file says, --ignore for what it ignores.
        """
        assert {"A001"} == said(derby("check", "--select", "A", "--json"))["verdicts"].keys()
        assert "A001" in said(derby("check", "--ignore", "S", "--json"))["verdicts"]


class TestCheck:
    def _facts(self, program: Program, *facts: dict[str, Any]) -> Path:
        known = {"post": "a", "scope": "council", "area": "Derby", "measure": "seats"}
        return program.write("facts.jsonl", [known | {"party": "Labour"} | each for each in facts])

    def test_strict(self, run):
        """
        With --strict an undecided error exits with 1.
        """
        assert [0, 1, 0] == [
            run("check").returncode,
            run("check", "--strict").returncode,
            run("check", "--strict", "--ignore", "A").returncode,
        ]

    def test_a_selection_is_not_stored(self, run):
        """
        A check of some rules alone leaves the run's findings as they are.
        """
        before = run("findings").stdout
        chosen = said(run("check", "--select", "C,S001", "--ignore", "C002", "--json"))

        assert ({"S001"}, before) == (
            {code for code in chosen["verdicts"] if not code.startswith("C")},
            run("findings").stdout,
        )
        assert "C002" not in chosen["verdicts"]

    def test_facts_alone(self, program):
        """
        Facts from anywhere need no posts and no page.
        """
        self._facts(program, {"value": 31}, {"value": 30})
        found = said(program("check", "--facts", "facts.jsonl", "--json"))

        assert [["line-1", "line-2"]] == [each["facts"] for each in found["findings"]]

    @pytest.mark.parametrize(("day", "rules"), [("2023-05-06", ["A001"]), ("2021-05-07", [])])
    def test_facts_have_their_posts_election(self, program, day, rules):
        """
        Facts that name no election meet across pages where their posts' dates are of one count.
        """
        dates = {"north": "2023-05-05", "east": day}
        program.write(
            "posts.jsonl",
            [
                {"id": page, "page": page, "text": "Labour have it.", "published": f"{date}T12:00"}
                for page, date in dates.items()
            ],
        )
        self._facts(program, *({"value": 30 + n, "post": page} for n, page in enumerate(dates)))
        files = ["--posts", "posts.jsonl", "--facts", "facts.jsonl"]
        found = said(program("check", *files, "--json"))

        assert rules == [each["rule"] for each in found["findings"]]

    def test_facts_of_posts_that_are_not_there(self, program):
        """
        Facts that name no post of the posts given are counted, on standard error.
        """
        self._facts(program, {"value": 31}, {"value": 31, "post": "b"})
        program.write("posts.jsonl", [{"id": "a", "text": "Labour have 31."}])
        done = program("check", "--posts", "posts.jsonl", "--facts", "facts.jsonl")

        assert (0, "1 of 2 facts name a post that is not among the posts\n") == (
            done.returncode,
            done.stderr,
        )


class TestForThePerson:
    @pytest.mark.parametrize("columns", [80, 100, 120])
    def test_the_table_fits(self, run, columns):
        """
        The table fits its terminal with no word broken; a column without a word is left out.
        """
        run.environment["COLUMNS"] = str(columns)
        lines = run("table").stdout.splitlines()
        words = " ".join(" ".join(lines).split())

        assert max(map(len, lines)) <= columns
        for word in ("council", "seats", "as of", "open", "Leicester", "disputed", "Conservative"):
            assert word in words
        assert "control" not in words

    def test_a_table_on_a_terminal(self, run):
        """
        On a terminal the headers stand out.
        """
        code, shown = run.on_a_terminal("table", columns=90)

        assert (0, True) == (code, "\x1b[1m" in shown)

    def test_a_progress_bar_on_a_terminal(self, run):
        """
        On a terminal a bar shows posts, calls, tokens and findings, and goes; the answer stays.
        """
        run.write("more.jsonl", [TWICE, post("Blaby")])
        run.write("north.jsonl", [post("Gedling")])
        command = ["extract", "more.jsonl", "north.jsonl", "--run", "other", *run.model]
        code, shown = run.on_a_terminal(*command, columns=120)
        text = re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", shown)

        assert 0 == code
        assert re.search(r"[1-3]/3 posts · [12] calls asked, \d from store, \d+ tokens", text)
        assert "1 findings" in text
        assert "Gedling" in text

    def test_show(self, run):
        """
        A post is shown with its place, state, time, author, words and facts.
        """
        shown, tea = run("show", "page/twice").stdout, run("show", "tea").stdout

        assert shown.startswith("page/twice  post  extracted\n2023-05-05T12:00\n")
        assert TWICE["text"] in shown
        assert re.search(r"disputed +Derby +Labour +seats +31 +31", shown)
        assert "nothing here\n2023-05-05T12:02  A. Writer\n" in tea
        assert tea.endswith("no facts\n")

    def test_rules(self, program):
        """
        A rule is explained with its formula, its letters and examples, whatever the case of its code.
        """
        told = program("rules", "s001").stdout

        assert "  C  seats on the whole council\n" in told

        assert told.startswith("S001  ")
        assert all(word in told for word in ("Fails:", "Silent:", "Source:"))

    @pytest.mark.parametrize("noun", ["model", "golden", "cache"])
    def test_nouns_have_a_default_verb(self, program, noun):
        """
        A noun alone does its usual verb.
        """
        verb = {"model": "list", "golden": "compare", "cache": "info"}[noun]
        alone, spoken = program(noun), program(noun, verb)

        assert (spoken.returncode, spoken.stdout) == (alone.returncode, alone.stdout)


class TestPlain:
    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("Labour’s 31 – “a gain”", "Labour’s 31 – “a gain”"),
            ("a\u00a0b\u2009c", "a b c"),
            ("\x1b[2J", "�[2J"),
            ("\x9b31m\u202e\u200b\ufeff", "�31m���"),
            ("a\r\nb\tc", "a�\nb\tc"),
            ("half \ud83d", "half �"),
            ("\u2028", "�"),
        ],
    )
    def test_nothing_steers_the_terminal(self, text, shown):
        """
        What is printable stays, spaces become plain, and everything else is shown as a mark.
        """
        assert shown == plain(text)

    def test_on_one_line(self):
        """
        Line ends of every kind become spaces.
        """
        assert "a b c d" == one_line("a\nb\r\nc\u2028d")


def test_pages_beside_each_other(reader):
    """
    Where a run has several pages, the table names them.
    """
    (reader.folder / "both.jsonl").write_text(
        jsonl([post("Derby", page="north"), post("Derby", 18, page="south")])
    )
    reader.extract("both.jsonl")
    lines = reader("table").stdout.splitlines()

    assert [["page", "council"], ["north", "Derby"], ["south", "Derby"]] == [
        line.split()[:2] for line in (lines[0], *lines[2:4])
    ]
