"""
seatcheck extract as it is used: the program in a process of its own, a real run, a real endpoint.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from loopback import answer, empty, refused, status
from program import COUNCILS, Program, interrupt, post, reading, slow, unless, until

if TYPE_CHECKING:
    from pathlib import Path

TEA = {"id": "tea", "text": "Tea is served."}


def page(reader: Program, count: int = 3, name: str = "page.jsonl") -> Path:
    return reader.write(name, [*(post(council) for council in COUNCILS[:count]), TEA])


class TestTheSameCommandAgain:
    def test_asks_for_nothing_and_exports_the_same(self, reader):
        """
        The same command twice sends no second request, and the exports are the same bytes.
        """
        page(reader)
        first = reader.extract("page.jsonl")
        asked, exported = reader.endpoint.count, reader("export").stdout
        second = reader.extract("page.jsonl")

        assert (0, 0, 3) == (first.returncode, second.returncode, asked)
        assert (asked, exported) == (reader.endpoint.count, reader("export").stdout)
        assert (6, first.stdout) == (exported.count("\n"), second.stdout)

    def test_another_run_is_served_from_the_cache(self, reader):
        """
        Another run of the same page needs neither request nor API key, and exports the same.
        """
        page(reader)
        reader.extract("page.jsonl")
        reader.environment["OPENAI_API_KEY"] = ""
        done = reader("extract", "page.jsonl", "--run", "other", "--model", "openai/x")

        assert (0, 3) == (done.returncode, reader.endpoint.count)
        assert reader("export").stdout == reader("export", "other").stdout
        assert "0 calls asked, 3 from store, 0 tokens" in done.stderr

    def test_without_the_cache_a_run_still_knows(self, reader):
        """
        A run whose response cache is gone asks for nothing that it has read.
        """
        page(reader)
        reader.extract("page.jsonl")
        shutil.rmtree(reader.folder / "cache")
        done = reader.extract("page.jsonl")

        assert (0, 3) == (done.returncode, reader.endpoint.count)

    def test_fresh_asks_all_again(self, reader):
        """
        With --fresh every post is asked again, once.
        """
        page(reader)
        reader.extract("page.jsonl")
        done = reader.extract("page.jsonl", "--fresh")

        assert (0, 6, {"extracted": 3, "nothing here": 1}) == (
            done.returncode,
            reader.endpoint.count,
            reader.states(),
        )

    def test_failed_posts_are_kept_and_asked_again(self, reader):
        """
        A failed post is listed with its reason, exits with 3, and alone is asked again.
        """
        page(reader)
        reader.endpoint.otherwise = unless({"Derby": refused("not my business")})
        broken = reader.extract("page.jsonl", "--strict")
        states, before = reader.states(), reader.endpoint.count
        listed = reader("posts", "--state", "failed").stdout
        reader.endpoint.otherwise = reading
        mended = reader.extract("page.jsonl")

        assert (3, 0) == (broken.returncode, mended.returncode)
        assert {"extracted": 2, "failed": 1, "nothing here": 1} == states
        assert "failed: page/derby: the model refused: not my business" in broken.stderr
        assert "the model refused" in listed
        assert (before + 1, "Derby") == (
            reader.endpoint.count,
            re.search("In ([A-Z]\\w+)", reader.endpoint.received[-1].post)[1],
        )


class TestPagesThatChange:
    def test_more_pages_add_to_a_run(self, reader):
        """
        Another page's posts join the run, and none of the first page's are asked again.
        """
        page(reader, 2)
        reader.extract("page.jsonl")
        reader.write("more.jsonl", [post("Gedling")])
        done = reader.extract("more.jsonl")

        assert (0, 3, 4) == (done.returncode, reader.endpoint.count, sum(reader.states().values()))
        assert "1 pages, 1 posts read; the run seatcheck-run holds 4 posts" in done.stderr

    def test_an_edited_post_is_asked_and_its_former_text_kept(self, reader):
        """
        An edited post is asked again alone; its former text and the one taken down are kept.
        """
        reader.write("page.jsonl", [post("Derby", 17), post("Blaby"), TEA])
        reader.extract("page.jsonl")
        reader.write("page.jsonl", [post("Derby", 18), post("Blaby")])
        done = reader.extract("page.jsonl")
        shown = json.loads(reader("show", "derby", "--json").stdout)
        with closing(sqlite3.connect(reader.folder / "seatcheck-run" / "run.db")) as db:
            kept = db.execute("SELECT id, why FROM revisions ORDER BY id").fetchall()

        assert (0, 3) == (done.returncode, reader.endpoint.count)
        assert (2, [18, 17]) == (shown["revision"], [fact["value"] for fact in shown["facts"]])
        assert [("derby", "edited"), ("tea", "taken down")] == kept

    def test_another_page_of_the_same_name(self, reader):
        """
        Another file of the same name and with other posts is refused, and nothing is asked.
        """
        page(reader)
        reader.extract("page.jsonl")
        reader.write("other/page.jsonl", [post("Gedling")])
        exported = reader("export").stdout
        done = reader.extract("other/page.jsonl")

        assert (2, 3, exported) == (
            done.returncode,
            reader.endpoint.count,
            reader("export").stdout,
        )
        assert "other/page.jsonl: gives the page 'page', which this run has from" in done.stderr

    def test_another_model_keeps_the_former_reading_apart(self, reader):
        """
        Another model asks every post again; going back to the first asks for nothing.
        """
        page(reader)
        reader.extract("page.jsonl")
        url = ["--base-url", reader.endpoint.base_url]
        other = reader("extract", "page.jsonl", "--model", "openai/y", *url)
        between = reader.endpoint.count
        back = reader.extract("page.jsonl")
        with closing(sqlite3.connect(reader.folder / "seatcheck-run" / "run.db")) as db:
            kept = db.execute(
                "SELECT model, COUNT(*) FROM facts JOIN readings ON readings.id = reading "
                "GROUP BY model ORDER BY model"
            ).fetchall()

        assert (0, 0, 6, 6) == (
            other.returncode,
            back.returncode,
            between,
            reader.endpoint.count,
        )
        assert [("x", 6), ("y", 6)] == kept


class TestWhatStopsARun:
    @pytest.mark.parametrize(
        ("reply", "why"),
        [
            (status(401, message="no such key"), "no such key"),
            (status(404, message="no such model"), "no such model"),
        ],
    )
    def test_an_endpoint_that_refuses(self, reader, reply, why):
        """
        A refused key and an unknown model stop in good order: 3, and what is stored stays.
        """
        page(reader)
        reader.endpoint.otherwise = unless({"Derby": reply})
        done = reader.extract("page.jsonl")
        asked, reader.endpoint.otherwise = reader.endpoint.count, reading
        again = reader.extract("page.jsonl")

        assert (3, 2, 0, 4) == (done.returncode, asked, again.returncode, reader.endpoint.count)
        assert re.search(f"stopped: .*{why}.*; the same command again goes on", done.stderr)
        assert "4 posts: 3 pending, 1 extracted, 0 nothing here, 0 failed" in done.stderr
        assert "Traceback" not in done.stderr

    def test_an_endpoint_that_is_not_there(self, reader):
        """
        An endpoint that cannot be reached stops in good order: what is stored is read, and stays.
        """
        page(reader, 1)
        reader.extract("page.jsonl")
        exported = reader("export").stdout
        page(reader, 3, "more.jsonl")
        reader.endpoint.close()
        done = reader.extract("more.jsonl")

        assert (3, True) == (done.returncode, reader("export").stdout.startswith(exported))
        assert "stopped: the endpoint cannot be reached" in done.stderr
        assert {"pending": 3, "extracted": 2, "nothing here": 1, "failed": 0} == (
            _states(done.stderr)
        )

    def test_ctrl_c(self, reader):
        """
        Ctrl-C leaves with the summary and 3, and the same command goes on.
        """
        page(reader, 8)
        reader.endpoint.otherwise = slow
        running = reader.start("extract", "page.jsonl", *reader.model)
        until(lambda: reader.endpoint.count >= 3)
        _, told = interrupt(running)
        again = reader.extract("page.jsonl")

        assert (3, 0) == (running.returncode, again.returncode)
        assert "stopped: interrupted; the same command again goes on from here" in told
        assert 9 == sum(_states(told).values()) == sum(_states(again.stderr).values())
        assert "Traceback" not in told
        assert reader.endpoint.count <= 9

    def test_being_terminated(self, reader):
        """
        A request to terminate is treated as Ctrl-C.
        """
        page(reader, 8)
        reader.endpoint.otherwise = slow
        running = reader.start("extract", "page.jsonl", *reader.model)
        until(lambda: reader.endpoint.count >= 2)
        running.terminate()
        _, told = running.communicate(timeout=60)

        assert (3, True) == (running.returncode, "stopped: interrupted" in told)


class TestTwoAtOnce:
    def test_on_one_run(self, reader):
        """
        Two at work on one run lose nothing: every post is in one state, as after one alone.
        """
        page(reader, 6)
        reader.extract("page.jsonl", "--run", "alone")
        reader.endpoint.otherwise = slow
        reader.environment["SEATCHECK_CACHE"] = str(reader.folder / "another-cache")
        running = [reader.start("extract", "page.jsonl", *reader.model) for _ in range(2)]
        for each in running:
            each.communicate(timeout=120)

        assert [0, 0] == [each.returncode for each in running]
        assert {"extracted": 6, "nothing here": 1} == reader.states()
        assert reader("export", "alone").stdout == reader("export").stdout


class TestWhatIsSaid:
    def test_totals_reconcile(self, reader):
        """
        The summary's states add up to the posts of the run, its calls to what the endpoint saw.
        """
        page(reader, 4)
        reader.endpoint.otherwise = unless({"Derby": empty()})
        done = reader.extract("page.jsonl")
        sent = int(re.search(r"(\d+) calls asked, 0 from store", done.stderr)[1])
        tokens = re.search(r"from store, ([\d,]+) tokens", done.stderr)[1].replace(",", "")

        assert {"pending": 0, "extracted": 3, "nothing here": 1, "failed": 1} == (
            _states(done.stderr)
        )
        assert (reader.endpoint.count, reader.endpoint.count * 120) == (sent, int(tokens))

    def test_cached_tokens_are_counted(self, reader):
        """
        How much of the prompts an endpoint took from its cache stands beside the tokens.
        """
        page(reader, 2)
        reader.endpoint.otherwise = answer(prompt_tokens=1900, cached_tokens=1792)
        done = reader.extract("page.jsonl")
        asked = reader.endpoint.count

        assert f"{asked * 1920:,} tokens ({asked * 1792:,} of them cached)" in done.stderr

    def test_data_and_notes_are_kept_apart(self, reader):
        """
        The answer stands on standard output, without colour; progress and summary on the other.
        """
        page(reader, 2)
        done = reader.extract("page.jsonl")

        assert done.stdout.startswith("council")
        assert "\x1b" not in done.stdout + done.stderr
        assert "1/3 page/leicester 2 facts" in done.stderr
        assert "posts read" not in done.stdout

    def test_as_json(self, reader):
        """
        With --json all of it is one object.
        """
        page(reader, 2)
        said = json.loads(reader.extract("page.jsonl", "--json").stdout)

        assert ({"asked": 2, "from_store": 0}, 2, 1, None) == (
            said["calls"],
            len(said["table"]),
            said["posts"]["nothing here"],
            said["stopped"],
        )
        assert {"prompt": 200, "cached": 0, "completion": 40} == said["tokens"]

    def test_a_folder_with_a_broken_page(self, reader):
        """
        A broken file that a folder gave is listed and exits with 3; the rest is stored.
        """
        reader.write("pages/good.jsonl", [post("Derby")])
        (reader.folder / "pages" / "bad.jsonl").write_text('{"text": 1}')
        done = reader.extract("pages")

        assert (3, {"extracted": 1}) == (done.returncode, reader.states())
        assert "not read: pages/bad.jsonl:1: text is a number" in done.stderr

    def test_standard_input(self, reader):
        """
        A page on standard input is the page "stdin".
        """
        text = json.dumps(post("Derby"))
        done = reader("extract", "-", *reader.model, stdin=text)
        listed = json.loads(reader("posts", "--json").stdout)

        assert (0, ["stdin"]) == (done.returncode, [each["page"] for each in listed])

    def test_strict(self, reader):
        """
        With --strict an undecided error exits with 1.
        """
        twice = post("Derby") | {
            "text": "In Derby, Labour now has 31 seats. Labour now has 30 seats."
        }
        reader.write("page.jsonl", [twice])
        plain, strict = reader.extract("page.jsonl"), reader.extract("page.jsonl", "--strict")

        assert (0, 1) == (plain.returncode, strict.returncode)
        assert "error   A001" in strict.stdout

    def test_a_post_cannot_steer_the_terminal(self, reader):
        """
        Control characters of a post, an answer and a file's name reach no terminal.
        """
        evil = "In Derby\x1b]0;owned\x07, Labour now has 31 seats.\x1b[2J\u202e"
        reader.write("page.jsonl", [{"id": "a\x1b[31m", "text": evil, "author": "\x9b31m"}])
        reader.endpoint.otherwise = unless({"Labour": refused("\x1b[31mno")})
        said = [
            reader.extract("page.jsonl"),
            reader("posts"),
            reader("show", "a\x1b[31m"),
            reader("show", "b\x1b[31m"),
            reader("table", "\x1b[31m"),
            reader.extract("\x1b[31m.jsonl"),
        ]

        assert [3, 0, 0, 2, 2, 2] == [each.returncode for each in said]
        for each in said:
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", each.stdout + each.stderr)


def _states(told: str) -> dict[str, int]:
    """The states as the summary gives them."""
    line = next(line for line in told.splitlines() if " posts read; the run " in line)
    total = int(re.search(r"holds (\d+) posts", line)[1])
    found = re.findall(r"(\d+) (pending|extracted|nothing here|failed)", line)
    states = {state: int(number) for number, state in found}
    assert total == sum(states.values())
    return states
