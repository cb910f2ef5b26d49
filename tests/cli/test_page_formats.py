"""
--format: the content of a page decides how it is read, unless the user says so.
"""

from __future__ import annotations

import json

import pytest

from extract.cli.common import format_option
from extract.pages.formats import FORMATS
from extract.pages.ids import content_id

PAGE = "Overpublished at 15:42 British Summer Time 6 May 2022\nRosa Whitlock\nBBC News\nTea is served.\n"


def kinds(program, *run):
    return [each["kind"] for each in json.loads(program("posts", *run, "--json").stdout)]


class TestExtract:
    def test_the_content_decides(self, program):
        """
        A headline with a time and no number is the title of a flattened page.
        """
        (program.folder / "page.txt").write_text(PAGE)
        done = program("extract", "page.txt", "--model", "recorded")

        assert (0, ["post", "head"]) == (done.returncode, kinds(program))

    def test_a_format_goes_before(self, program):
        """
        The same page as a numbered dump has one post, from a file or from standard input.
        """
        (program.folder / "page.txt").write_text(PAGE)
        options = ["--format", "numbered", "--model", "recorded"]
        named = program("extract", "page.txt", *options)
        piped = program("extract", "-", *options, "--run", "piped", stdin=PAGE)

        assert [0, 0] == [named.returncode, piped.returncode], named.stderr + piped.stderr
        assert ["post"] == kinds(program) == kinds(program, "piped")

    def test_a_found_file_that_does_not_fit_is_listed(self, program):
        """
        Of a folder, the files that are not of the format are listed, and the rest is stored.
        """
        (program.folder / "in").mkdir()
        (program.folder / "in" / "a.txt").write_text(PAGE)
        (program.folder / "in" / "b.txt").write_text("Tea is served.\n")
        done = program("extract", "in", "--format", "numbered", "--model", "recorded")

        assert (3, ["post"]) == (done.returncode, kinds(program))
        assert "not read: in/b.txt: no headline of a numbered dump in it" in done.stderr


class TestGolden:
    @pytest.fixture
    def mine(self, program):
        """
        A folder of goldens with one page that is numbered only to those who know.
        """
        for folder in ("pages", "expected"):
            (program.folder / "mine" / folder).mkdir(parents=True)
        (program.folder / "mine" / "pages" / "page.txt").write_text(PAGE)
        (program.folder / "mine" / "expected" / "page.jsonl").touch()
        return program

    @pytest.mark.parametrize(("options", "posts"), [([], 2), (["--format", "numbered"], 1)])
    def test_compare(self, mine, options, posts):
        """
        golden compare reads its pages in the format that is named.
        """
        done = mine("golden", "compare", "--dir", "mine", *options, "--json")

        assert (0, posts) == (done.returncode, json.loads(done.stdout)["posts"])

    def test_record(self, mine):
        """
        golden record refuses a page that is not of the format, before anything is asked.
        """
        record = ["golden", "record", "--dir", "mine", "--model", "openai/x", "--format"]

        assert [0, 2] == [mine(*record, form).returncode for form in ("numbered", "jsonl")]


class TestCheck:
    @pytest.mark.parametrize(
        ("options", "strangers"),
        [([], 1), (["--format", "dump"], 1), (["--format", "numbered"], 0)],
    )
    def test_the_posts_are_read_in_the_format(self, program, options, strangers):
        """
        check --posts reads a page in the format that is named: a fact finds its post, or does not.
        """
        post = content_id("Over\n\nTea is served.")
        fact = {"post": post, "scope": "council", "area": "Derby", "measure": "council_size"}
        (program.folder / "page.txt").write_text(PAGE)
        (program.folder / "facts.jsonl").write_text(json.dumps(fact | {"value": 51}))
        done = program("check", "--posts", "page.txt", "--facts", "facts.jsonl", *options)

        assert (0, strangers) == (done.returncode, done.stderr.count("1 of 1 facts name a post"))


class TestHelp:
    def test_every_format_is_named(self):
        """
        The help of --format names the formats that there are.
        """
        option = format_option(lambda: None).__click_params__[0]

        assert [] == [each.name for each in FORMATS if each.name not in option.help]
