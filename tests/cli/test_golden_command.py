"""
seatcheck golden compare and record, as used: a golden folder of one's own, a real endpoint.
"""

from __future__ import annotations

import json
import re
import shutil
import signal
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from loopback import answer, empty, status
from program import COUNCILS, Program, post, reading, slow, unless, until

from extract.golden.record import record as record_answers
from extract.model.client import Client
from extract.model.connect import Endpoint
from extract.model.recordings import Recordings
from extract.model.spec import parse_spec
from extract.pages import read_pages

if TYPE_CHECKING:
    from loopback import Received, Reply

ROOT = Path(__file__).parent.parent.parent
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


def again(said: dict[str, Any]) -> Reply:
    """The true reading of such a post in other words: spaced out."""
    figures = [{"party": "Labour", "seats": 31}, {"party": "Conservatives", "seats": 17}]
    council = said["text"].split()[1].rstrip(",")
    told = {"council": council, "result": "not stated", "parties": figures}
    return answer(json.dumps({"councils": [told]}, indent=4))


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
        scores = ["5", "1", "0", "0", "0", "0.833", "0.833", "0.833"]
        assert ["all", *scores] in [each.split() for each in lines]
        assert ["post", "on", "councils", "3", *scores] in [each.split() for each in lines]
        assert "wrong value  north/blaby Blaby: Labour seats 30, found 31  '31'" in lines

    def test_errors_are_told_apart(self, golden):
        """
        With -v each error stands with both its sides, kind by kind.
        """
        golden.write("mine/expected/south.jsonl", [])
        blaby, others = expected("Blaby", 30)
        golden.write(
            "mine/expected/north.jsonl",
            [blaby, others | {"party": "Green"}, *expected("Derby"), expected("Derby", 3)[0]],
        )
        done = compare(golden, "-v", *golden.model)

        assert [
            "wrong value  north/blaby Blaby: Labour seats 30, found 31  '31'",
            "wrong owner  north/blaby Blaby: Green seats 17, found Blaby: Conservative  '17'",
            "missed       north/derby Derby: Labour seats 3",
            "invented     south/gedling Gedling: Conservative seats 17  '17'",
            "invented     south/gedling Gedling: Labour seats 31  '31'",
        ] == [line for line in done.stdout.splitlines() if "/" in line and ": " in line][-5:]

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
        assert {"post on councils": 3, "post on neither": 1} == {
            name: each["posts"] for name, each in found["kinds"].items()
        }
        assert ["wrong value"] == [each["outcome"] for each in found["errors"]]
        assert (3, 3) == (found["recordings"]["create"], len(found["changes"]))

    def test_intervals(self, golden):
        """
        Precision, recall and F1 have intervals; what varies from no post to another has none.
        """
        lines = [
            re.split("  +", each) for each in compare(golden, *golden.model).stdout.splitlines()
        ]

        assert ["precision", "0.833", "0.500 to 1.000", "5/6"] in lines
        assert ["F1", "0.833", "0.500 to 1.000", "10/12"] in lines
        assert ["verified facts that are right", "1.000", "none", "0/0"] in lines

    def test_what_it_costs(self, golden):
        """
        Tokens stand for a post at the median and in total; seconds are this machine's where all
        was asked now.
        """
        golden.endpoint.otherwise = lambda request: answer(
            json.loads(reading(request).body)["choices"][0]["message"]["content"],
            prompt_tokens=2000,
            cached_tokens=1500,
            completion_tokens=25,
        )
        done = compare(golden, *golden.model)
        lines = [re.split("  +", each) for each in done.stdout.splitlines()]

        assert ["prompt tokens", "2,000", "6,000"] in lines
        assert ["of these cached", "1,500", "4,500"] in lines
        assert ["output tokens", "25", "75"] in lines
        assert "seconds" in [each[0] for each in lines]
        assert "3 of 4 posts were asked about: the medians are theirs" in done.stdout
        assert "recorded" not in done.stdout.partition("recordings: ")[0]

    def test_seconds_of_answers_that_are_stored(self, golden):
        """
        Where answers come from the store, the seconds are said to be those of then.
        """
        golden.write("mine/expected/south.jsonl", [])
        compare(golden, "mine/pages/south.jsonl", *golden.model)
        done = compare(golden, *golden.model)

        assert "seconds, as recorded" in done.stdout
        assert (
            "1 of 3 answers were recorded or stored before: their seconds are those of the machine "
            "that asked for them\n"
        ) in done.stdout

    def test_one_page(self, golden):
        """
        A page that is named is compared alone.
        """
        found = json.loads(
            compare(golden, "mine/pages/south.jsonl", "--json", *golden.model).stdout
        )

        assert (1, 1.0) == (found["posts"], found["total"]["f1"])


class TestAgainst:
    @pytest.fixture
    def before(self, golden) -> Program:
        """
        The comparison of a model that reads nothing of three councils, as "before.json".
        """
        golden.endpoint.otherwise = answer('{"councils": []}')
        said = compare(golden, "--json", *golden.model).stdout
        (golden.folder / "before.json").write_text(said, encoding="utf-8")
        golden.endpoint.otherwise = reading
        return golden

    def test_another_way_of_asking(self, before):
        """
        Against another comparison there are differences with intervals, and the p of an exact test.
        """
        done = compare(before, "--fresh", *before.model, "--against", "before.json")
        lines = [re.split("  +", each) for each in done.stdout.splitlines()]

        assert 0 == done.returncode
        assert ["F1", "0.833", "0.000", "+0.833", "+0.500 to +1.000"] in lines
        assert (
            "against before.json: 3 posts better, 0 worse, 1 the same; "
            "p of the difference in F1: 0.25 (exact paired permutation test)\n"
        ) in done.stdout

    def test_as_json(self, before):
        """
        With --json it is one object more.
        """
        done = compare(before, "--fresh", "--json", *before.model, "--against", "before.json")
        found = json.loads(done.stdout)["against"]

        assert (3, 0, 1, 0.25) == tuple(found[name] for name in ("better", "worse", "same", "p"))
        assert 0.8333 == found["differences"]["f1"]["difference"]

    def test_of_other_posts(self, before):
        """
        A comparison of other posts is refused before anything is asked.
        """
        asked = before.endpoint.count
        before.write("mine/pages/south.jsonl", [post("Gedling"), post("Ashfield")])
        done = compare(before, "--fresh", *before.model, "--against", "before.json")

        assert (2, "", asked) == (done.returncode, done.stdout, before.endpoint.count)
        assert "seatcheck: before.json: lacks south/ashfield, which is compared here; " in (
            done.stderr
        )


class TestChanges:
    def test_of_a_model_that_is_asked(self, golden):
        """
        Another answer than the one recorded is a fix where facts change, an update where none do;
        -v lists the facts; nothing is written.
        """
        record(golden)
        before = {path: path.read_bytes() for path in recordings(golden)}
        golden.endpoint.otherwise = unless(
            {"Derby": answer('{"councils": []}'), "Blaby": again(post("Blaby"))}
        )
        done = compare(golden, "--fresh", "-v", *golden.model)
        short = compare(golden, *golden.model)

        assert [
            "fix     north/derby (councils)",
            "        - Derby: Labour seats 31  '31'",
            "        - Derby: Conservative seats 17  '17'",
            "update  north/blaby (councils)",
            "recordings: 1 fix, 1 update, 1 unchanged",
        ] == done.stdout.splitlines()[-5:]
        assert [
            "fix     north/derby (councils)",
            "        facts: 2 gone, 0 new",
            "recordings: 1 fix, 1 update, 1 unchanged",
        ] == short.stdout.splitlines()[-3:]
        assert before == {path: path.read_bytes() for path in recordings(golden)}

    def test_of_a_recording_that_no_schema_takes(self, golden):
        """
        A former answer that the schema takes no more is a fix, and said to be unreadable.
        """
        record(golden)
        (derby,) = [path for path in recordings(golden) if path.name.startswith("derby")]
        derby.write_text(derby.read_text().replace('\\"council\\"', '\\"town\\"'))
        shutil.rmtree(golden.folder / "cache")
        done = compare(golden, "--fresh", "-v", *golden.model)

        assert "        the former answer could not be read any more: " in done.stdout
        assert "        + Derby: Labour seats 31  '31'\n" in done.stdout
        assert done.stdout.endswith("recordings: 1 fix, 2 unchanged\n")


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
        assert "recordings: 3 create\n" == first.stdout
        assert "recordings: 1 trim, 1 update, 1 unchanged\n" == again.stdout
        assert ["derby"] == [p.name.split(".")[0] for p in after if after[p] != before[p]]
        assert ["gedling"] == [p.name.split(".")[0] for p in before if p not in after]

    def test_a_fix_is_listed(self, golden):
        """
        Recording says which facts change: those of the former answer, read in today's post, go.
        """
        record(golden)
        golden.write("mine/pages/south.jsonl", [post("Gedling", 18)])
        golden.endpoint.otherwise = answer('{"councils": []}')
        before, done = compare(golden, *golden.model), record(golden, "-v")

        assert [
            "fix     south/gedling (councils): post",
            "        - Gedling: Labour seats 18  '18'",
            "        - Gedling: Conservative seats 17  '17'",
            "recordings: 1 fix, 2 unchanged",
        ] == done.stdout.splitlines()
        assert "fix     south/gedling (councils): post" in before.stdout.splitlines()

    def test_expected_facts_are_not_touched(self, golden):
        """
        Only recordings are written: pages and expected facts stay as they are.
        """
        before = golden.files()
        record(golden)
        record_again = record(golden)

        assert "recordings: 3 unchanged\n" == record_again.stdout
        assert {"recordings"} == {
            path.split("/")[1] for path in golden.files() - before if "/" in path
        }

    def test_a_page_that_is_named_prunes_no_other(self, golden):
        """
        Recording one page leaves the recordings of the others.
        """
        record(golden)
        (golden.folder / "mine" / "pages" / "south.jsonl").unlink()
        record(golden, "mine/pages/north.jsonl")

        assert 3 == len(recordings(golden))

    def test_a_page_that_is_renamed(self, golden):
        """
        Under another name a page has its recordings anew, without a question, and the old ones go.
        """
        record(golden)
        pages = golden.folder / "mine" / "pages"
        (pages / "south.jsonl").rename(pages / "west.jsonl")
        golden.environment["SEATCHECK_CACHE"] = str(golden.folder / "another-cache")
        done = record(golden)

        assert (3, "recordings: 1 create, 1 trim, 2 unchanged\n") == (
            golden.endpoint.count,
            done.stdout,
        )
        assert ["north", "north", "west"] == [path.parent.name for path in recordings(golden)]

    def test_posts_that_state_nothing_any_more(self, golden):
        """
        Where no post is asked any more, the recordings go all the same.
        """
        record(golden)
        golden.write("mine/pages/north.jsonl", [TEA])
        (golden.folder / "mine" / "pages" / "south.jsonl").unlink()

        assert ("recordings: 3 trim\n", []) == (record(golden).stdout, recordings(golden))

    def test_nothing_changed(self, golden):
        """
        Recorded again without a change, nothing is asked or written.
        """
        record(golden)
        again = record(golden)

        assert (0, 3) == (again.returncode, golden.endpoint.count)
        assert ("recordings: 3 unchanged\n", "") == (again.stdout, again.stderr)

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
        assert "recordings: 1 create, 2 unchanged\n" == mended.stdout

    def test_a_post_half_answered_keeps_its_recordings(self, golden):
        """
        A post whose second question finds no answer is recorded whole the next time, so that what
        becomes of its facts is told; what was answered is not asked again.
        """
        both = post("Derby", 18)
        both["text"] += " In the Mill Lane ward Ann Person had 412 votes."
        record(golden)
        golden.write("mine/pages/north.jsonl", [both, post("Blaby"), TEA])
        (derby,) = [path for path in recordings(golden) if path.name.startswith("derby")]
        before = derby.read_bytes()
        refuse = status(400, message="too long")
        golden.endpoint.otherwise = lambda request: (
            refuse
            if "contests" in json.dumps(request.body["response_format"])
            else reading(request)
        )
        broken, kept = record(golden), derby.read_bytes()
        golden.endpoint.otherwise = reading
        asked = golden.endpoint.count
        mended = record(golden)

        assert (3, before, "recordings: 2 unchanged\n") == (broken.returncode, kept, broken.stdout)
        assert asked + 1 == golden.endpoint.count
        assert mended.stdout.endswith("recordings: 1 create, 1 update, 2 unchanged\n")

    @pytest.mark.parametrize(("aim", "cache"), [(1, "cache"), (6, "another-cache")])
    def test_goes_on_after_a_kill(self, reader, aim, cache):
        """
        Killed in the middle, a record asks for nothing again that it has recorded, with the
        responses stored besides or without; it ends as one that nobody disturbed.
        """
        reader.write("mine/pages/night.jsonl", [post(council) for council in COUNCILS])
        reader.write("mine/expected/night.jsonl", [])
        reader.endpoint.otherwise = slow
        running = reader.start("golden", "record", "--dir", "mine", *reader.model)
        until(lambda: reader.endpoint.count > aim)
        running.kill()
        running.communicate(timeout=60)
        survived = {path: path.read_bytes() for path in recordings(reader)}
        reader.endpoint.otherwise = reading
        reader.environment["SEATCHECK_CACHE"] = str(reader.folder / cache)
        ended = record(reader)
        asked = Counter(json.dumps(each.body, sort_keys=True) for each in reader.endpoint.received)
        after = {path: path.read_bytes() for path in recordings(reader)}

        assert (-signal.SIGKILL, 0) == (running.returncode, ended.returncode)
        assert aim <= len(survived) < len(COUNCILS) == len(after) == len(asked)
        assert asked.total() <= len(COUNCILS) + 1
        assert survived.items() <= after.items()
        assert f"{len(COUNCILS) - len(survived)} create" in ended.stdout


class TestPlan:
    def test_says_what_would_be_done(self, golden):
        """
        The plan names each request to create, to ask again (with what changed) and to trim.
        """
        record(golden)
        golden.write("mine/pages/north.jsonl", [post("Derby", 18), post("Ashfield"), TEA])
        before = golden.files()
        done = record(golden, "--plan")

        assert (0, 3, before) == (done.returncode, golden.endpoint.count, golden.files())
        assert [
            "again   north/derby (councils): post",
            "create  north/ashfield (councils)",
            "trim    north/blaby (councils)",
            "recordings: 1 create, 1 again, 1 trim, 1 unchanged",
        ] == done.stdout.splitlines()

    def test_needs_no_model(self, golden):
        """
        A plan opens no cache and needs neither a key nor an endpoint.
        """
        golden.environment["OPENAI_API_KEY"] = ""
        done = golden("golden", "record", "--plan", "--dir", "mine", "--model", "openai/x")

        assert (0, "", False) == (done.returncode, done.stderr, (golden.folder / "cache").exists())
        assert done.stdout.endswith("recordings: 3 create\n")


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


def looked_at(request: Received) -> Reply:
    """The answers of a model that reads such posts, and at a second look takes the first figure."""
    if "Question: " in request.post:
        return answer(json.dumps({"figure": "31"}))
    return reading(request)


class TestSecondLook:
    @pytest.fixture
    def twice(self, reader: Program) -> Program:
        """
        A golden folder with one post that is read to say two figures of one party.
        """
        text = "In Derby, Labour now has 31 seats. Labour now has 30 seats."
        reader.write("mine/pages/north.jsonl", [post("Derby") | {"text": text}])
        reader.write("mine/expected/north.jsonl", expected("Derby")[:1])
        reader.endpoint.otherwise = looked_at
        return reader

    def test_gain_and_harm_are_told(self, twice):
        """
        What is scored is what stands after the look; who was at fault, and what came of it, is told.
        """
        once = json.loads(compare(twice, *twice.model, "--json").stdout)
        said = json.loads(compare(twice, *twice.model, "--second-look", "--json").stdout)
        told = compare(twice, *twice.model, "--second-look", "-v").stdout

        assert (2, 1) == (once["total"]["found"], said["total"]["found"])
        assert {
            "asked": 2, "source": 1, "changed": 1, "mended": 1, "harmed": 0, "unanswered": 0,
        } == said["second_look"]  # fmt: skip
        assert "second_look" not in once
        assert re.search(r"reader +north/derby Derby: Labour seats 30, answered 31", told)

    def test_recorded_looks_replay(self, twice):
        """
        What record keeps of second looks is not asked again, and gives the same comparison.
        """
        done = twice("golden", "record", "--second-look", "--dir", "mine", *twice.model)
        first = compare(twice, *twice.model, "--second-look", "--json").stdout
        asked = twice.endpoint.count
        shutil.rmtree(twice.folder / "cache")
        again = compare(twice, *twice.model, "--second-look", "--json").stdout
        kept = list((twice.folder / "mine" / "second-looks").rglob("*.second-look.json"))

        assert (0, asked, first) == (done.returncode, twice.endpoint.count, again)
        assert 1 == len(kept)


class TestReplay:
    def test_nothing_is_asked(self, replayed):
        """
        Without a model named, recorded answers are replayed: the same scores, no request.
        """
        before = replayed.endpoint.count
        done = compare(replayed)
        asked = compare(replayed, *replayed.model)

        assert (0, before + 3) == (done.returncode, replayed.endpoint.count)
        scores, costs = done.stdout.split("\ncost")
        assert asked.stdout.split("\ncost")[0] == scores
        assert "3 of 3 answers were recorded or stored before: their seconds are" in costs
        assert costs.endswith("\nrecordings: 3 unchanged\n")

    def test_of_a_hosted_model(self, golden):
        """
        What was recorded of a model is not asked again, and needs no key.
        """
        record(golden)
        golden.environment |= {"SEATCHECK_CACHE": "another-cache", "OPENAI_API_KEY": ""}
        done = compare(golden, "--model", "openai/x")

        assert (0, 3) == (done.returncode, golden.endpoint.count)
        assert done.stdout.endswith("recordings: 3 unchanged\n")

    def test_a_stale_recording_is_named(self, replayed):
        """
        A recording that no request needs is listed, and is no drift.
        """
        replayed.write("mine/pages/north.jsonl", [post("Derby"), TEA])
        replayed.write("mine/expected/north.jsonl", expected("Derby"))
        done = compare(replayed, "-v")

        assert (0, ["trim    north/blaby (councils)", "recordings: 1 trim, 2 unchanged"]) == (
            done.returncode,
            done.stdout.splitlines()[-2:],
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


class TestOnesOwn:
    @pytest.fixture
    def section(self) -> str:
        """
        What the README says of goldens of one's own.
        """
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        return readme.partition("### Your own goldens\n")[2].partition("\n## ")[0]

    def test_as_the_readme_tells(self, reader, section):
        """
        The README's recipe runs as it stands, from pages and expected facts to scores.
        """
        texts = re.findall(r"```json\n(.*?)```", section, re.DOTALL)
        names = re.findall(r"`(mine/\w+/\w+\.jsonl)`", section)
        for name, text in zip(names, texts, strict=True):
            (reader.folder / name).parent.mkdir(parents=True)
            (reader.folder / name).write_text(text, encoding="utf-8")
        reader.environment["OPENAI_BASE_URL"] = reader.endpoint.base_url
        commands = re.findall(r"^seatcheck (.+)$", section, re.MULTILINE)
        done = [reader(*command.split()) for command in commands]

        assert ["golden record", "golden compare"] == [" ".join(c.split()[:2]) for c in commands]
        assert ([0, 0], 1) == ([each.returncode for each in done], reader.endpoint.count)
        assert ["all", "2", "2", "0", "0", "0", "0", "1.000", "1.000", "1.000"] in [
            line.split() for line in done[1].stdout.splitlines()
        ]
