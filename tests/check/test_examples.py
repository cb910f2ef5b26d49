"""The examples of the rules' data files, run through the engine with the register itself."""

from __future__ import annotations

import pytest

from extract.check import book, check
from extract.check.rule import REGISTRY


def test_every_rule_has_data_and_a_function():
    """
    A rule is one entry of data and one function of the same code.
    """
    assert set(book()) == set(REGISTRY)


@pytest.mark.parametrize("code", book())
def test_the_failing_example_is_found(code: str):
    """
    The example that fails is found by its rule, with a severity that the data announces.
    """
    example = book()[code].fails

    findings = check(example.facts, example.posts, select=[code]).report.findings

    assert [code] == [finding.rule for finding in findings]
    assert findings[0].severity in book()[code].severities


@pytest.mark.parametrize("code", book())
def test_the_silent_example_is_not(code: str):
    """
    The example that must not fail is found by no rule at all, neither as error nor as warning.
    """
    example = book()[code].silent

    assert () == check(example.facts, example.posts).report.findings


@pytest.mark.parametrize(
    ("code", "letters"),
    [("S001", "CaV"), ("C002", "Ca"), ("C004", "Camn"), ("V003", "kv"), ("C007", ""), ("A001", "")],
)
def test_the_letters_of_a_formula(code: str, letters: str):
    """
    Every letter that is reckoned with is explained, and no word is taken for one.
    """
    assert letters == "".join(book()[code].letters)
