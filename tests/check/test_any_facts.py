"""Whatever facts come in, no rule breaks, and every verdict is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from hypothesis import given, settings
from hypothesis import strategies as st
from making import POSTS, judged, verdicts

from extract.check import book
from extract.check.limits import breach
from schemas.fact import MEASURES, Baseline, Contest, Fact, Hedge, Measure

if TYPE_CHECKING:
    from collections.abc import Callable

PARTIES = st.sampled_from(["Labour", "Tories", "Independent", "Other", "Reform Derby"])
COUNTS = st.integers(-3, 60) | st.sampled_from([0, 100, 32000, 149749])
VALUES: dict[str, Callable[[Measure], st.SearchStrategy[Any]]] = {
    "count": lambda _: COUNTS,
    "signed": lambda _: COUNTS.map(lambda count: count - 20),
    "percent": lambda _: st.floats(-10, 110) | st.sampled_from([float("nan"), float("inf"), 38]),
    "points": lambda _: st.floats(-130, 130),
    "party": lambda _: PARTIES | st.just("NOC"),
    "flag": lambda _: st.booleans(),
    "word": lambda measure: st.sampled_from(measure.words),
}


@st.composite
def any_fact(draw: st.DrawFn) -> Fact:
    scope = draw(st.sampled_from(["council", "contest"]))
    name = draw(st.sampled_from(sorted(MEASURES[scope])))
    measure = MEASURES[scope][name]
    council = st.sampled_from(["Leicester", "Charnwood", "the county", "City of London"])
    start = draw(st.none() | st.integers(-1, 5))
    data = {
        "page": draw(st.sampled_from(["live", "other"])),
        "post": draw(st.sampled_from(["p1", "p2", "p3", "elsewhere"])),
        "election": draw(st.sampled_from([None, "2023-05-04", "soon"])),
        "scope": scope,
        "area": draw(council),
        "authority": draw(st.none() | council) if scope == "contest" else None,
        "contest": draw(st.sampled_from(get_args(Contest))) if scope == "contest" else None,
        "party": draw(st.none() | PARTIES),
        "person": draw(st.sampled_from([None, "A. Wood", "Ann Wood", "Wood", "B. Field"])),
        "measure": name,
        "value": draw(VALUES[measure.form](measure)),
        "round": draw(st.sampled_from([None, None, 1, 2])) if scope == "contest" else None,
        "hedge": draw(st.none() | st.sampled_from(get_args(Hedge))),
        "baseline": draw(st.none() | st.sampled_from(get_args(Baseline))),
        "basis": draw(st.sampled_from(["stated", "derived", "corrected"])),
        "start": start,
        "end": None if start is None else start + draw(st.integers(-1, 3)),
    }
    return Fact.model_validate(data)


@settings(max_examples=300)
@given(st.lists(any_fact(), max_size=25))
def test_no_rule_breaks(facts: list[Fact]):
    """
    Figures, hedges and names of any kind give verdicts, never an exception, and findings of a
    severity that the data announces.
    """
    checked = judged(facts, POSTS)

    assert [] == [code for code, tally in checked.report.verdicts.items() if tally.broke]
    assert len(facts) == len(checked.facts)
    assert all(each.severity in book()[each.rule].severities for each in checked.report.findings)


@settings(max_examples=300)
@given(st.lists(any_fact(), max_size=25))
def test_no_derivation_breaks(facts: list[Fact]):
    """
    Whatever is stated, what is derived says its sum, and no more facts are verified than enter an
    equality.
    """
    report = judged(facts, POSTS).report
    ceiling = report.ceiling

    assert all("=" in each.proof for each in report.derived)
    assert ceiling.verified <= ceiling.in_equalities <= ceiling.stated


# What each says is what its verdict says, whatever the figures.
WITH_ARITHMETIC = ["S003", "S004", "S005", "S006", "C003", "C004", "C005", "C006", "C007"]


@settings(max_examples=300)
@given(st.lists(any_fact(), max_size=25))
def test_a_verdicts_arithmetic_is_what_it_says(facts: list[Fact]):
    """
    The constraints of a verdict that holds can be met by the figures as they are said; those of a
    failure cannot.
    """
    for code in WITH_ARITHMETIC:
        for verdict in verdicts(facts, code):
            met = breach(verdict.constraints) is None

            if verdict.outcome == "holds":
                assert met
            if verdict.outcome == "fails" and verdict.severity != "info":
                assert not met
