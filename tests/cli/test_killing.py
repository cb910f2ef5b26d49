"""
A run that is killed, again and again, ends as one that nobody disturbed.
"""

from __future__ import annotations

import json
import random
import sqlite3
import time
from collections import Counter
from contextlib import closing

from program import COUNCILS, Program, post, slow, until


def page(program: Program) -> None:
    """Two pages, with posts that state nothing between those that do."""
    posts = [post(council) for council in COUNCILS]
    tea = [{"id": f"tea-{n}", "text": f"Cup {n} of tea is served."} for n in range(4)]
    program.write("north.jsonl", [*posts[:6], *tea[:2]])
    program.write("south.jsonl", [*tea[2:], *posts[6:]])


class TestKilled:
    def test_at_many_moments(self, reader, tmp_path, record_property):
        """
        After each kill every post is in one state; nothing stored is asked for again; the end is
        that of an undisturbed run, byte for byte.
        """
        page(reader)
        command = ["north.jsonl", "south.jsonl"]
        reader.extract(*command, "--run", "undisturbed")
        undisturbed = _asked(reader)
        reader.endpoint.received.clear()
        reader.endpoint.otherwise = slow
        reader.environment["SEATCHECK_CACHE"] = str(tmp_path / "another-cache")
        kills = 0
        seed = random.randrange(2**32)
        record_property("seed", seed)
        moments = random.Random(seed)
        for aim in (0, 1, 4, 7, 12):
            running = reader.start("extract", *command, "--run", "killed", *reader.model)
            until(lambda aim=aim: len(reader.endpoint.received) >= aim)
            time.sleep(moments.uniform(0, 0.4 if aim else 2.5))
            kills += running.poll() is None
            running.kill()
            running.communicate(timeout=60)
            _whole(reader)
        ended = reader.extract(*command, "--run", "killed")
        asked = _asked(reader)

        assert 0 == ended.returncode
        assert reader("export", "undisturbed").stdout == reader("export", "killed").stdout
        assert reader("findings", "undisturbed").stdout == reader("findings", "killed").stdout
        assert set(undisturbed) == set(asked)
        assert asked.total() <= undisturbed.total() + kills
        assert {"extracted": len(COUNCILS), "nothing here": 4} == reader.states("killed")


def _asked(program: Program) -> Counter[str]:
    """How often each request arrived."""
    return Counter(json.dumps(each.body, sort_keys=True) for each in program.endpoint.received)


def _whole(program: Program) -> None:
    """There is no run yet, or each of its posts is in one state, with facts where it has them."""
    path = program.folder / "killed" / "run.db"
    if not path.exists():
        return
    with closing(sqlite3.connect(path)) as db:
        if not db.execute("SELECT 1 FROM sqlite_master").fetchone():
            return
        posts = dict(db.execute("SELECT state, COUNT(*) FROM posts GROUP BY state").fetchall())
        facts = db.execute("SELECT COUNT(DISTINCT post) FROM facts").fetchone()[0]
        outcomes = db.execute("SELECT COUNT(*) FROM outcomes").fetchone()[0]
        sound = db.execute("PRAGMA integrity_check").fetchone()[0]
    extracted, nothing = posts.get("extracted", 0), posts.get("nothing here", 0)
    assert ("ok", extracted, extracted + nothing) == (sound, facts, outcomes)
    assert sum(posts.values()) in {0, len(COUNCILS) + 4}


class TestReadAfterAKill:
    def test_the_findings_are_those_of_what_is_read(self, reader):
        """
        What a killed run has read can be looked at, checked as it stands; the rest is named.
        """
        twice = {"text": "In Derby, Labour now has 31 seats. Labour now has 30 seats."}
        reader.write("page.jsonl", [post("Derby") | twice, *map(post, COUNCILS[2:])])
        reader.endpoint.otherwise = slow
        running = reader.start("extract", "page.jsonl", *reader.model)
        until(lambda: reader.endpoint.count >= 4)
        running.kill()
        running.communicate(timeout=60)
        before = reader.files()
        found = reader("findings", "--json")

        assert ["A001"] == [each["rule"] for each in json.loads(found.stdout)["findings"]]
        assert "pending posts; the same extract again asks for them" in found.stderr
        assert before >= reader.files()
