"""The golden pages' expected facts: the sums planted wrong are found, and nothing else."""

from __future__ import annotations

from pathlib import Path

from extract.check import Checked, check
from extract.factsfile import read_facts
from extract.pages import read_pages

GOLDEN = Path(__file__).parents[2] / "golden"

PLANTED = {
    ("Tamworth", "S001", "error"),
    ("Telford and Wrekin", "S002", "error"),
    ("Stoke-on-Trent", "C001", "error"),
    ("Stoke-on-Trent", "C006", "error"),
}


def _checked() -> Checked:
    posts = read_pages([GOLDEN / "pages"]).posts
    facts = [
        each
        for page in sorted({post.page for post in posts})
        for each in read_facts(GOLDEN / "expected" / f"{page}.jsonl", page=page, may_be_empty=True)
    ]
    return check(facts, posts, select=["S", "C"])


def test_what_is_planted_is_found_and_nothing_else():
    """
    The golden README's planted contradictions are errors of the rules that it names; by-thirds
    counts, majorities, changes and counts that are still on contradict nothing.
    """
    findings = _checked().report.findings

    assert PLANTED == {(each.areas[0].name, each.rule, each.severity) for each in findings}


def test_most_rules_of_seats_and_control_have_something_to_hold():
    """
    The golden pages hold sums of every kind but an exact half, so that silence means something.
    """
    verdicts = _checked().report.verdicts

    assert {"C003"} == {code for code, tally in verdicts.items() if not tally.holds}
