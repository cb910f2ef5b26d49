"""The checker alone: facts in, findings out, case by case of golden/checks."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from golden_checks import SEVERE, Case, cases

from extract.check import Checked, book, check
from schemas.fact import Fact

if TYPE_CHECKING:
    from collections.abc import Collection

CASES = cases()
README = Path(__file__).parents[2] / "README.md"
_OF_KIND = {"errors": "error", "warnings": "warning", "infos": "info"}


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_case(case: Case):
    """
    What a case states comes of its facts: errors and warnings exactly, and no other.
    """
    observed = _observed(check(case.facts, case.posts), case.expected)

    assert _sorted(case.expected) == observed


class TestTheSet:
    """What the set must hold, whatever the checker answers."""

    def test_size(self):
        """
        There are 150 cases and more, 50 of them contradictions and 60 look-alikes at least.
        """
        contradictions = sum(bool(case.found) for case in CASES)
        look_alikes = sum(bool(case.spares - case.found) for case in CASES)

        assert len(CASES) >= 150
        assert contradictions >= 50
        assert look_alikes >= 60

    def test_every_rule_three_ways(self):
        """
        Every rule of the book is seen to hold, to fail, and to be silent where it looks broken.
        """
        hold = {code for case in CASES for code in case.expected.get("holds", ())}
        fail = {code for case in CASES for code in case.found | set(case.expected.get("infos", ()))}
        silent = {code for case in CASES for code in case.spares - case.found}

        assert set(book()) == hold
        assert set(book()) == fail
        assert set(book()) == silent

    def test_numbers_of_the_readme(self):
        """
        The README says how many cases there are, how many contradictions and how many look-alikes.
        """
        told = " ".join(README.read_text(encoding="utf-8").split())
        contradictions = sum(bool(case.found) for case in CASES)
        look_alikes = sum(bool(case.spares - case.found) for case in CASES)

        assert f"`golden/checks/` has {len(CASES)} cases" in told
        assert f"{contradictions} are contradictions" in told
        assert f"{look_alikes} are look-alikes" in told

    def test_names_once(self):
        """
        No two cases have one name.
        """
        again = [name for name, times in Counter(case.name for case in CASES).items() if times > 1]

        assert [] == again


def _observed(checked: Checked, expected: dict[str, Any]) -> dict[str, Any]:
    """What the checker answers, as far as the case states it, in the form of the case."""
    report = checked.report
    found: dict[str, Any] = {}
    for kind in SEVERE:
        findings = [each for each in report.findings if each.severity == _OF_KIND[kind]]
        found[kind] = [
            {"rule": each.rule, "facts": list(each.facts)}
            | ({"explanations": each.explanations} if _explained(expected[kind], each.rule) else {})
            for each in findings
        ]
    if "infos" in expected:
        found["infos"] = [each.rule for each in report.findings if each.severity == "info"]
    if "holds" in expected:
        kept = [code for code, tally in report.verdicts.items() if tally.holds and not tally.fails]
        found["holds"] = [code for code in kept if code in expected["holds"]]
    if "derives" in expected:
        derived = [each.fact for each in report.derived]
        found["derives"] = [_told(fact) for fact in derived]
    for status in ("verified", "unchecked", "rejected"):
        if status in expected:
            ids = [fact.id for fact in checked.facts if fact.status == status]
            found[status] = [each for each in ids if each in expected[status]]
    return _sorted(found)


def _told(fact: Fact) -> str:
    owner = fact.person or fact.party
    return " ".join(str(part) for part in (owner, fact.measure, fact.value) if part is not None)


def _explained(expected: list[dict[str, Any]], code: str) -> bool:
    return any("explanations" in each for each in expected if each["rule"] == code)


def _sorted(stated: dict[str, Any]) -> dict[str, Any]:
    """The same without any order."""
    plain: dict[str, Any] = {}
    for key, values in stated.items():
        plain[key] = sorted(map(_plain, values)) if key in SEVERE else sorted(values)
    return plain


def _plain(finding: dict[str, Any]) -> tuple[Collection[Any], ...]:
    explanations = sorted(sorted(each) for each in finding.get("explanations", ()))
    return finding["rule"], sorted(finding["facts"]), explanations
