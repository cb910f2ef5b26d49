"""
extract/review/desk: the view a reviewer works on knows every decision, whoever takes it.
"""

from __future__ import annotations

import os
import threading
from functools import partial
from pathlib import Path

import pytest
from cases import TAMWORTH, a_decision, a_post, a_run, mend, tamworth

from extract.check import check, chosen
from extract.errors import RunError
from extract.review.apart import Apart, EndedError
from extract.review.desk import Desk
from extract.review.settle import settle
from extract.store import Store

POST = a_post()
BY_SUM = partial(check, select=["S001"])
SUM = partial(settle, check=BY_SUM)
RULES = chosen(["S001"], [])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    a_run(tmp_path / "run", tamworth(POST), [POST])
    return tmp_path / "run"


def decision(view, kind, **more):
    subject = view.subject(view.items[0].finding)
    return a_decision(subject, kind, follows=view.items[0].reviewed.heads, **more)


def right(view):
    subject = view.subject(view.items[0].finding)
    return a_decision(subject, "source", mend=mend(subject, 14, value=15))


def states(desk):
    return [each.reviewed.state for each in desk.view.items]


class TestDeciding:
    def test_the_view_knows_at_once(self, folder):
        """
        A decision is in the view and in the run as soon as it is taken.
        """
        with Desk(folder, SUM, RULES) as desk:
            entry = decision(desk.view, "later")
            desk.decide(entry)
            assert ["later"] == states(desk)
        with Store(folder) as store:
            assert (entry,) == store.decisions()

    def test_the_sums_follow(self, folder):
        """
        What a correction changes is in the view as soon as the check in the background is done.
        """
        with Desk(folder, SUM, RULES) as desk:
            desk.decide(right(desk.view))
            desk.wait(30)
            assert not desk.checking
            assert (["decided"], ()) == (states(desk), desk.view.base.report.findings)
            assert 15 in {each.value for each in desk.view.base.facts}

    def test_an_undo(self, folder):
        """
        An undo opens the finding again, at once and after the check.
        """
        with Desk(folder, SUM, RULES) as desk:
            desk.decide(decision(desk.view, "later"))
            desk.decide(decision(desk.view, "undo"))
            assert ["open"] == states(desk)
            desk.wait(30)
            assert ["open"] == states(desk)

    def test_while_a_check_goes_on(self, folder):
        """
        What is decided during a check is known before and after it ends, and checked in its turn.
        """
        begun, may_end = threading.Event(), threading.Event()

        def slow(facts, posts, log):
            if [each.kind for each in log] == ["source"]:
                begun.set()
                assert may_end.wait(30)
            return SUM(facts, posts, log)

        with Desk(folder, slow, RULES) as desk:
            desk.decide(right(desk.view))
            assert begun.wait(30)
            desk.decide(decision(desk.view, "dismissed"))
            assert (["decided"], True) == (states(desk), desk.checking)
            may_end.set()
            desk.wait(30)
            assert not desk.checking
            assert "not a contradiction" in desk.view.log[-1].says
            assert () == desk.view.base.report.amended


class TestOthers:
    def test_another_reviewers_decision_appears(self, folder):
        """
        What somebody else decides in the same run is seen without a restart.
        """
        with Desk(folder, SUM, RULES) as ann, Desk(folder, SUM, RULES) as bob:
            bob.decide(decision(bob.view, "later"))
            for _ in range(100):
                if states(ann) == ["later"]:
                    break
                threading.Event().wait(0.1)
            assert ["later"] == states(ann)

    def test_who_decide_the_same_finding_apart(self, folder):
        """
        Two who decide otherwise at once are in conflict, whoever came last.
        """
        with Desk(folder, SUM, RULES) as ann, Desk(folder, SUM, RULES) as bob:
            one, other = right(ann.view), decision(bob.view, "dismissed")
            ann.decide(one)
            bob.decide(other)
            bob.wait(30)
            assert ["conflict"] == states(bob)

    def test_a_page_read_anew(self, folder):
        """
        Posts that are read while the page is open are in it, and reopen what they change.
        """
        with Desk(folder, SUM, RULES) as desk:
            desk.decide(right(desk.view))
            desk.wait(30)
            edited = a_post(TAMWORTH.replace("14", "13"))
            a_run(folder, tamworth(edited, con=(13, "13 councillors")), [edited])
            for _ in range(100):
                if states(desk) == ["reopened"]:
                    break
                threading.Event().wait(0.1)
            assert ["reopened"] == states(desk)


class TestTrouble:
    def test_a_rule_set_that_was_not_the_runs(self, folder):
        """
        A run checked by other rules is checked by the reviewer's.
        """
        with Desk(folder, SUM, RULES):
            pass
        other = partial(settle, check=partial(check, select=["C001"]))
        with Desk(folder, other, chosen(["C001"], [])) as desk:
            assert [] == list(desk.view.items)

    def test_no_run(self, tmp_path):
        """
        A folder that holds no run is an error of the user's.
        """
        with pytest.raises(RunError, match="holds no run"):
            Desk(tmp_path / "none", SUM, RULES)

    def test_a_run_that_is_gone(self, folder):
        """
        A decision that cannot be stored is in no view, and what is wrong is an error of the user's.
        """
        with Desk(folder, SUM, RULES) as desk:
            entry = decision(desk.view, "later")
            folder.rename(folder.with_name("elsewhere"))
            with pytest.raises(RunError, match="holds no run"):
                desk.decide(entry)
            folder.with_name("elsewhere").rename(folder)

            assert (["open"], False) == (states(desk), desk.checking)

    def test_a_check_that_breaks(self, folder):
        """
        What goes wrong in the background is not hidden: the view raises it.
        """

        def breaks(facts, posts, log):
            if log:
                raise ZeroDivisionError
            return SUM(facts, posts, log)

        with Desk(folder, breaks, RULES) as desk:
            desk.decide(right(desk.view))
            desk.wait(30)
            with pytest.raises(ZeroDivisionError):
                _ = desk.view


def breaking(facts, posts):
    """A check that breaks where there is something to check."""
    if facts:
        raise ZeroDivisionError(len(facts))
    return BY_SUM(facts, posts)


def dying(facts, posts):
    """A check in which the process ends, as it does where memory runs out."""
    os._exit(len(facts) + len(posts))


class TestApart:
    def test_another_process_reckons_alike(self, folder):
        """
        What another process makes of facts and decisions is what this one makes of them.
        """
        with Store(folder) as store:
            facts, posts = store.facts(), [each.post for each in store.posts()]
        with Apart(BY_SUM) as apart:
            assert SUM(facts, posts, ()) == apart(facts, posts, ())

    def test_what_breaks_there_is_raised_here(self, folder):
        """
        An exception of a check comes back, and the next question is answered.
        """
        with Store(folder) as store:
            facts, posts = store.facts(), [each.post for each in store.posts()]
        with Apart(breaking) as apart:
            with pytest.raises(ZeroDivisionError, match="5"):
                apart(facts, posts, ())
            assert () == apart((), posts, ()).facts

    def test_a_process_that_ends(self):
        """
        Where the other process ends by itself the reviewer is told what to do.
        """
        with Apart(dying) as apart, pytest.raises(EndedError, match="start seatcheck review again"):
            apart((), [POST], ())
