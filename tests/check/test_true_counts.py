"""Counts made true: no rule finds a fault in them, and one figure altered is found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from making import fact, judged

if TYPE_CHECKING:
    from schemas.fact import Fact

PARTIES = ("Conservative", "Labour", "Liberal Democrat", "Green", "Independent", "Residents")
AREA = "Amberley"
_LEAD = 3  # of the readings of a majority: over the next party


def said(measure: str, value: Any, party: str | None = None, **more: Any) -> Fact:
    return fact(measure, value, party, area=AREA, **more)


@dataclass(frozen=True)
class Count:
    """What each party held before, had up, won and holds, where ``up`` seats were up."""

    before: dict[str, int]
    defended: dict[str, int]
    won: dict[str, int]

    @property
    def now(self) -> dict[str, int]:
        return {p: self.before[p] - self.defended[p] + self.won[p] for p in self.before}

    @property
    def size(self) -> int:
        return sum(self.before.values())

    @property
    def line(self) -> int:
        return self.size // 2 + 1


def ruling(seats: dict[str, int]) -> str | None:
    """Who controls: a party, nobody (NOC), or None where independents alone have a majority."""
    most = [party for party, held in seats.items() if 2 * held > sum(seats.values())]
    return None if most == ["Independent"] else (most or ["NOC"])[0]


@st.composite
def counts(draw: st.DrawFn) -> Count:
    """A council of any composition, all or part of it up, shared out anew at the poll."""
    parties = PARTIES[: draw(st.integers(2, len(PARTIES)))]
    before = {party: draw(st.integers(0, 30)) for party in parties}
    before[parties[0]] += 1
    whole = draw(st.booleans())
    defended = {p: n if whole else draw(st.integers(0, n)) for p, n in before.items()}
    cuts = sorted(
        draw(
            st.lists(
                st.integers(0, sum(defended.values())),
                min_size=len(parties) - 1,
                max_size=len(parties) - 1,
            )
        )
    )
    ends = [0, *cuts, sum(defended.values())]
    won = {p: ends[at + 1] - ends[at] for at, p in enumerate(parties)}
    return Count(before, defended, won)


def composition(count: Count) -> list[Fact]:
    """The size, before and now, and every party's seats, before and now, with their change."""
    listed = [
        each
        for party, held in count.now.items()
        for each in (
            said("seats", held, party),
            said("seats_before", count.before[party], party),
            said("seats_change", held - count.before[party], party),
        )
    ]
    sizes = [said("council_size", count.size), said("council_size_before", count.size)]
    return [*sizes, *listed, said("list_complete", True)]


def poll(count: Count) -> list[Fact]:
    """What was up, and what of it each party had and won."""
    return [
        said("seats_up", sum(count.won.values())),
        *(said("seats_defended", n, party) for party, n in count.defended.items()),
        *(said("seats_won", n, party) for party, n in count.won.items()),
    ]


def progress(count: Count, declared: int) -> list[Fact]:
    """A post before the last: so many seats declared, the rest to come."""
    up = sum(count.won.values())
    return [
        said("seats_up", up, post="p0"),
        said("seats_declared", min(declared, up), post="p0"),
        said("seats_remaining", up - min(declared, up), post="p0"),
    ]


def control(count: Count) -> list[Fact]:
    """Who controlled the council, who does, and what that makes of the change."""
    before, now = ruling(count.before), ruling(count.now)
    if before is None or now is None:
        return []
    facts = [said("control", now), said("control_before", before)]
    if before == now != "NOC":
        facts.append(said("change", "hold", now))
    elif before != now:
        change = ("loss", before) if now == "NOC" else ("gain", now)
        facts.append(said("change", *change))
    return facts


def readings(count: Count, party: str) -> list[int]:
    """What may be called the majority of a party that has one."""
    held, size = count.now[party], count.size
    nearest = max(seats for other, seats in count.now.items() if other != party)
    return [2 * held - size, held - size // 2, held - count.line, held - nearest, held]


def line(count: Count, reading: int) -> list[Fact]:
    """The line to a majority: who is past it and by how much, or how far short the largest is."""
    largest = max(count.now, key=lambda party: (count.now[party], party != "Independent"))
    if largest == "Independent":
        return [said("majority_threshold", count.line)]
    facts = [said("largest_party", largest)]
    held = count.now[largest]
    if 2 * held > count.size:
        majority = readings(count, largest)[reading]
        past = said("majority_threshold", count.line, largest)
        return [*facts, past, said("majority", majority, largest)]
    short = said("short_of_majority", count.line - held, largest)
    return [*facts, said("majority_threshold", count.line), short]


def whole_page(count: Count, declared: int, reading: int) -> list[Fact]:
    return [
        *progress(count, declared),
        *composition(count),
        *poll(count),
        *control(count),
        *line(count, reading),
    ]


@given(counts(), st.integers(0, 200), st.integers(0, 4), st.data())
def test_a_true_count_contradicts_nothing(
    count: Count, declared: int, reading: int, data: st.DataObject
):
    """
    Whatever a council's seats were, were won and are, a page that gives all of it or any part (and
    then no whole list) has no error and no warning.

    A lead over the next party is called a majority only where that party's seats are given too.
    """
    facts = whole_page(count, declared, reading)
    lead = {"majority"} if reading == _LEAD else set()
    parts = [each for each in facts if each.measure not in {"list_complete", *lead}]
    some = data.draw(st.lists(st.sampled_from(parts), unique_by=id))

    for page in (facts, some):
        findings = judged(page).report.findings
        assert [] == [finding for finding in findings if finding.severity != "info"]


@pytest.mark.parametrize(
    ("measure", "rule"),
    [
        ("seats_change", "S003"),
        ("seats_won", "S004"),
        ("seats_up", "S004"),
        ("seats_defended", "S004"),
        ("seats_before", "S006"),
        ("short_of_majority", "C006"),
        ("majority", "C004"),
    ],
)
@settings(max_examples=40)
@given(count=counts(), data=st.data())
def test_one_altered_figure_is_found(measure: str, rule: str, count: Count, data: st.DataObject):
    """
    Where every party has a figure and the sum is complete, any other figure in one place is found
    by the rule that adds it up.
    """
    facts = [*composition(count), *poll(count), *control(count), *line(count, 0)]
    places = [at for at, each in enumerate(facts) if each.measure == measure]
    assume(places)
    at = data.draw(st.sampled_from(places))
    true = readings(count, facts[at].party) if measure == "majority" else [facts[at].value]
    wrong = data.draw(st.integers(0, 99).filter(lambda value: value not in true))

    facts[at] = facts[at].model_copy(update={"value": wrong})

    assert rule in {finding.rule for finding in judged(facts, select=["S", "C"]).report.findings}


@settings(max_examples=40)
@given(counts(), st.integers(0, 200), st.data())
def test_progress_that_is_altered_is_found(count: Count, declared: int, data: st.DataObject):
    """
    Seats declared and to come that make neither the seats up nor the council are found.
    """
    up, *counted = progress(count, declared)
    at = data.draw(st.sampled_from([0, 1]))
    other = counted[1 - at].value
    fitting = {up.value - other, count.size - other}
    wrong = data.draw(st.integers(0, 99).filter(lambda value: value not in fitting))
    counted[at] = counted[at].model_copy(update={"value": wrong})

    facts = [up, *counted, said("council_size", count.size)]

    assert ["S005"] == [each.rule for each in judged(facts, select=["S005"]).report.findings]


@settings(max_examples=40)
@given(counts(), st.data())
def test_another_control_is_found(count: Count, data: st.DataObject):
    """
    Whoever else is said to control a council that one party held, gained or lost is found.
    """
    facts = [each for each in control(count) if each.measure != "control_before"]
    assume(len(facts) > 1)
    now = facts[0].value
    lost = facts[1].value == "loss"
    others = [facts[1].party] if lost else {*PARTIES, "NOC"} - {now, "Independent"}
    wrong = data.draw(st.sampled_from(sorted(others)))

    facts[0] = facts[0].model_copy(update={"value": wrong})

    assert ["C005"] == [each.rule for each in judged(facts, select=["C005"]).report.findings]
