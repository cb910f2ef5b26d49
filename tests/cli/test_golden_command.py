"""
seatcheck golden compare and record, as used: a golden folder of one's own, a real endpoint.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from loopback import empty, status
from program import Program, post, reading, unless

from extract.golden import record as record_answers
from extract.model.client import Client
from extract.model.connect import Endpoint
from extract.model.recordings import Recordings
from extract.model.spec import parse_spec
from extract.pages import read_pages

if TYPE_CHECKING:
    from pathlib import Path

TEA = {"id": "tea", "text": "Tea is served."}


def expected(council: str, labour: int = 31) -> list[dict[str, Any]]:
    return [
        {"post": council.lower(), "scope": "council", "area": council, "measure": "seats"}
        | {"party": party, "value": value}
        for party, value in (("Labour", labour), ("Conservative", 17))
    ]


@pytest.fixture
def golden(reader: Program) -> Program:
    """
    A golden folder "mine" with two pages, one fact of which the model will miss.
    """
    reader.write("mine/pages/north.jsonl", [post("Derby"), post("Blaby"), TEA])
    reader.write("mine/pages/south.jsonl", [post("Gedling")])
    reader.write("mine/expected/north.jsonl", [*expected("Derby"), *expected("Blaby", 30)])
    reader.write("mine/expected/south.jsonl", expected("Gedling"))
    return reader


def compare(program: Program, *more: object) -> Any:
    return program("golden", "compare", *more, "--dir", "mine")


def record(program: Program, *pages: object) -> Any:
    return program("golden", "record", *pages, "--dir", "mine", *program.model)


def recordings(program: Program) -> list[Path]:
    return sorted((program.folder / "mine" / "recordings").rglob("*.json"))


class TestCompare:
    def test_a_model_that_is_asked(self, golden):
        """
        Any model can be compared; the scores stand on standard output, by measure.
        """
        done = compare(golden, "-v", *golden.model)
        lines = done.stdout.splitlines()

        assert (0, 3) == (done.returncode, golden.endpoint.count)
        assert ["all", "5", "1", "1", "0.833", "0.833", "0.833"] in [each.split() for each in lines]
        assert "missed   north/blaby Blaby: Labour seats 30" in lines
        assert "invented north/blaby Blaby: Labour seats 31  '31'" in lines

    def test_a_floor(self, golden):
        """
        Below its floor a comparison exits with 1, at or above it with 0.
        """
        compare(golden, *golden.model)
        codes = [
            compare(golden, *golden.model, "--min-f1", floor).returncode for floor in ("0.9", "0.8")
        ]

        assert ([1, 0], 3) == (codes, golden.endpoint.count)

    def test_failed_posts(self, golden):
        """
        A post without an answer is listed, and exits with 3, below the floor too.
        """
        golden.endpoint.otherwise = unless({"Derby": empty()})
        done = compare(golden, *golden.model, "--min-f1", "0.9")

        assert 3 == done.returncode
        assert "failed: north/derby: the model answered with nothing" in done.stdout

    def test_a_dead_endpoint(self, golden):
        """
        An endpoint that refuses ends a comparison with one line and 3.
        """
        golden.endpoint.otherwise = lambda _: status(401, message="no such key")
        done = compare(golden, *golden.model)

        assert (3, "") == (done.returncode, done.stdout)
        assert done.stderr.startswith("seatcheck: the endpoint refuses")

    def test_as_json(self, golden):
        """
        With --json the comparison is one object.
        """
        found = json.loads(compare(golden, "--json", *golden.model).stdout)

        assert (4, 0.8333, [1, 1]) == (found["posts"], found["total"]["f1"], found["empty_posts"])

    def test_one_page(self, golden):
        """
        A page that is named is compared alone.
        """
        found = json.loads(
            compare(golden, "mine/pages/south.jsonl", "--json", *golden.model).stdout
        )

        assert (1, 1.0) == (found["posts"], found["total"]["f1"])


class TestRecord:
    def test_only_what_changed_is_asked(self, golden):
        """
        Recorded again, only a changed post is asked; its file alone changes, stale ones go.
        """
        first = record(golden)
        before = {path: path.read_bytes() for path in recordings(golden)}
        golden.environment["SEATCHECK_CACHE"] = str(golden.folder / "another-cache")
        golden.write("mine/pages/north.jsonl", [post("Derby", 18), post("Blaby")])
        (golden.folder / "mine" / "pages" / "south.jsonl").unlink()
        again = record(golden)
        after = {path: path.read_bytes() for path in recordings(golden)}

        assert (0, 0, 4) == (first.returncode, again.returncode, golden.endpoint.count)
        assert "3 recordings written, 0 stale ones removed" in first.stderr
        assert "1 recordings written, 1 stale ones removed" in again.stderr
        assert ["derby"] == [p.name.split(".")[0] for p in after if after[p] != before[p]]
        assert ["gedling"] == [p.name.split(".")[0] for p in before if p not in after]

    def test_a_page_that_is_named_prunes_no_other(self, golden):
        """
        Recording one page leaves the recordings of the others.
        """
        record(golden)
        (golden.folder / "mine" / "pages" / "south.jsonl").unlink()
        record(golden, "mine/pages/north.jsonl")

        assert 3 == len(recordings(golden))

    def test_nothing_changed(self, golden):
        """
        Recorded again without a change, nothing is asked or written.
        """
        record(golden)
        again = record(golden)

        assert (0, 3) == (again.returncode, golden.endpoint.count)
        assert "0 recordings written, 0 stale ones removed" in again.stderr

    def test_what_failed_is_asked_again(self, golden):
        """
        A post that the endpoint did not answer exits with 3 and is recorded the next time.
        """
        golden.endpoint.otherwise = unless({"Derby": status(400, message="too long")})
        broken = record(golden)
        golden.endpoint.otherwise = reading
        mended = record(golden)

        assert (3, 0, 4) == (broken.returncode, mended.returncode, golden.endpoint.count)
        assert "failed: north/derby: " in broken.stderr
        assert "1 recordings written" in mended.stderr


@pytest.fixture
def replayed(golden: Program) -> Program:
    """
    The golden folder with recordings that bear the embedded model's name, as ``recorded`` replays.
    """
    spec = parse_spec("recorded")
    posts = read_pages([golden.folder / "mine" / "pages"]).posts
    sender = Endpoint(golden.endpoint.base_url, "test-key", 60)
    with Client(lambda: sender) as client:
        record_answers(posts, spec, client, Recordings(golden.folder / "mine" / "recordings"))
    return golden


class TestReplay:
    def test_nothing_is_asked(self, replayed):
        """
        Without a model named, recorded answers are replayed: the same scores, no request.
        """
        before = replayed.endpoint.count
        done = compare(replayed)
        asked = compare(replayed, *replayed.model)

        assert (0, before + 3, asked.stdout) == (
            done.returncode,
            replayed.endpoint.count,
            done.stdout,
        )

    def test_a_changed_post_is_drift(self, replayed):
        """
        A post that changed since it was recorded is drift: 1, with the part that changed.
        """
        replayed.write("mine/pages/north.jsonl", [post("Derby", 18), post("Blaby"), TEA])
        done = compare(replayed)
        drift = [line for line in done.stdout.splitlines() if line.startswith("drift: ")]

        assert (1, 1) == (done.returncode, len(drift))
        assert re.match(
            r"drift: north/derby \(councils\): changed since it was recorded: .*\bpost$", drift[0]
        )

    def test_a_new_post_is_drift(self, replayed):
        """
        A post without a recording is drift, and as JSON too.
        """
        replayed.write("mine/pages/south.jsonl", [post("Gedling"), post("Ashfield")])
        done = compare(replayed, "--json")

        assert 1 == done.returncode
        assert ["south/ashfield (councils): nothing is recorded for this post"] == (
            json.loads(done.stdout)["drift"]
        )

    def test_changed_instructions_are_drift(self, replayed):
        """
        Where the instructions were others when an answer was recorded, they are named.
        """
        for path in recordings(replayed):
            written = json.loads(path.read_text())
            for each in written["exchanges"]:
                each["key"] = "another"
            written["parts"]["instructions"] = "another"
            path.write_text(json.dumps(written))
        done = compare(replayed)

        assert (1, 3) == (done.returncode, done.stdout.count("was recorded: instructions"))

    def test_a_recorded_failure(self, replayed):
        """
        An answer that was recorded as a failure fails when it is replayed: 3.
        """
        (derby,) = [path for path in recordings(replayed) if path.name.startswith("derby")]
        written = json.loads(derby.read_text())
        written["exchanges"][0]["response"]["choices"][0]["finish_reason"] = "length"
        derby.write_text(json.dumps(written))
        done = compare(replayed)

        assert 3 == done.returncode
        assert "failed: north/derby: the answer was cut off at the token limit" in done.stdout
