"""
extract/store: the log of decisions in a run's database, and what a check makes of it.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from cases import (
    TAMWORTH,
    a_decision,
    a_post,
    a_run,
    mend,
    settled,
    subject_of,
    tamworth,
)  # fmt: skip

from extract.check import check
from extract.reading import PostRead
from extract.review.settle import settle
from extract.store import Store, Way

POST = a_post()
FACTS = tamworth(POST)
SUBJECT = subject_of(settled(FACTS, [POST]), [POST])
RIGHT = a_decision(SUBJECT, "source", mend=mend(SUBJECT, 14, value=15), why="rang the council")
OTHER_MODEL = Way("way-2", "another-model", None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    a_run(tmp_path / "run", FACTS, [POST])
    return tmp_path / "run"


def checked(store):
    rules = partial(check, select=["S001"])
    return store.check(lambda facts, posts: settle(facts, posts, store.decisions(), rules))


def seats(store):
    return [
        (each.value, each.status, each.basis)
        for each in store.facts()
        if each.party == "Conservative"
    ]


class TestTheLog:
    def test_comes_back_as_it_was_entered(self, folder):
        """
        Entries are kept whole and in order; one that is there already is not entered twice.
        """
        log = (RIGHT, a_decision(SUBJECT, "undo", follows=[RIGHT.id]))
        with Store(folder, "write") as store:
            assert (2, 0) == (store.decide(log), store.decide(log))
        with Store(folder) as store:
            assert log == store.decisions()

    @pytest.mark.parametrize(
        "statement", ["DELETE FROM decisions", "UPDATE decisions SET who = 'x'"]
    )
    def test_is_only_ever_added_to(self, folder, statement):
        """
        The database itself refuses to change or remove an entry.
        """
        with Store(folder, "write") as store:
            store.decide([RIGHT])
        with (
            closing(sqlite3.connect(folder / "run.db")) as db,
            pytest.raises(sqlite3.IntegrityError, match="only ever added"),
        ):
            db.execute(statement)

    def test_two_processes_at_once_lose_nothing(self, folder):
        """
        Two reviewers who decide at once in processes of their own lose no decision.
        """
        decides = (
            "import sys, pathlib\n"
            "from cases import *\n"
            "from extract.store import Store\n"
            "subject = Subject.model_validate_json(sys.argv[2])\n"
            "with Store(pathlib.Path(sys.argv[1]), 'write') as store:\n"
            "    for number in range(40):\n"
            "        entry = decide(subject, 'm', 'later', who=sys.argv[3], why=str(number))\n"
            "        assert store.decide([entry]) == 1\n"
        ).replace("from extract.store", "from schemas.decision import Subject\nfrom extract.store")
        running = [
            subprocess.Popen(
                [sys.executable, "-c", decides, str(folder), SUBJECT.model_dump_json(), who],
                cwd=Path(__file__).parent,
            )
            for who in ("ann", "bob")
        ]
        assert [0, 0] == [each.wait(timeout=120) for each in running]
        with Store(folder) as store:
            found = [(each.who, each.why) for each in store.decisions()]

        assert {(who, str(n)) for who in ("ann", "bob") for n in range(40)} == set(found)
        assert len(set(found)) == len(found)


class TestACheck:
    def test_stores_what_decisions_make_of_it(self, folder):
        """
        After a check the corrected fact stands beside the disputed one, for everybody's SQLite too.
        """
        with Store(folder, "write") as store:
            store.decide([RIGHT])
            report = checked(store)
            assert [(14, "disputed", "stated"), (15, "verified", "corrected")] == seats(store)
            assert report == store.report()
        with closing(sqlite3.connect(folder / "run.db")) as db:
            rows = db.execute(
                "SELECT value FROM present_facts WHERE party = 'Conservative' AND corrects IS NOT NULL"
            ).fetchall()

        assert [(15,)] == rows

    def test_a_decision_makes_the_last_check_stale(self, folder):
        """
        What was checked before a decision is no answer after it.
        """
        with Store(folder, "write") as store:
            checked(store)
            store.decide([RIGHT])
            assert store.report() is None
            store.decide([])

    def test_again_gives_the_same(self, folder):
        """
        Checks repeated neither heap up facts nor change what is stored.
        """
        with Store(folder, "write") as store:
            store.decide([RIGHT])
            first = (checked(store), store.facts())
            second = (checked(store), store.facts())

        assert first == second

    def test_the_facts_as_read_are_without_a_reviewers(self, folder):
        """
        Neither a reviewer's facts nor the statuses of decisions are part of what was read.
        """
        with Store(folder, "write") as store:
            checked(store)
            before = store.facts(as_read=True)
            store.decide([a_decision(SUBJECT, "misread", mend=mend(SUBJECT, 14))])
            checked(store)
            assert "rejected" in {each.status for each in store.facts()}
            assert before == store.facts(as_read=True)

    def test_an_undo_takes_it_all_back(self, folder):
        """
        After an undo the run is as before the decision, but for the log.
        """
        with Store(folder, "write") as store:
            before = (checked(store), store.facts())
            store.decide([RIGHT])
            checked(store)
            store.decide([a_decision(SUBJECT, "undo", follows=[RIGHT.id])])
            report = checked(store)
            assert before[1] == store.facts()

        assert before[0].findings == report.findings


class TestARunRepeated:
    def test_by_another_model_keeps_decisions(self, folder):
        """
        A decision stands when another model reads the same post the same way.
        """
        with Store(folder, "write") as store:
            store.decide([RIGHT])
            checked(store)
        a_run(folder, FACTS, [POST], OTHER_MODEL)
        with Store(folder, "write") as store:
            assert () == checked(store).undecided
            assert (15, "verified", "corrected") in seats(store)

    def test_an_edited_post_reopens(self, folder):
        """
        A post that was edited under its id, with another figure, is judged anew.
        """
        with Store(folder, "write") as store:
            store.decide([RIGHT])
            checked(store)
        edited = a_post(TAMWORTH.replace("14", "13"))
        a_run(folder, tamworth(edited, con=(13, "13 councillors")), [edited])
        with Store(folder, "write") as store:
            (reviewed,) = checked(store).reviewed
            assert [(13, "disputed", "stated")] == seats(store)

        assert "reopened" == reviewed.state

    def test_read_again_after_a_correction(self, folder):
        """
        A post whose reading is replaced loses the reviewer's fact until the next check, not for good.
        """
        with Store(folder, "write") as store:
            store.decide([RIGHT])
            checked(store)
            (stored,) = store.enter([POST], {"night": "/pages/night.txt"}, OTHER_MODEL)
            store.finish(stored, PostRead(tuple(FACTS), ()), "extracted")
            checked(store)
            assert [(14, "disputed", "stated"), (15, "verified", "corrected")] == seats(store)
