"""Contests that add up contradict nothing; with one figure altered they do where an oracle says so."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hypothesis import assume, given
from hypothesis import strategies as st
from making import REGISTER, contest, judged
from polling import MAYOR_2023, WARD

from extract.check import book
from extract.check.claims import read_claims
from extract.check.groups import gather
from extract.check.limits import breach
from extract.check.rule import REGISTRY

if TYPE_CHECKING:
    from schemas.fact import Fact
    from schemas.finding import Finding

NAMES = ("Ann Alder", "Bob Birch", "Cy Cedar", "Di Dogwood", "Ed Elm", "Flo Fir")
PARTIES = ("Labour", "Conservative", "Liberal Democrat", "Green", "Reform UK", "UKIP")
ONE_SEAT = ({}, MAYOR_2023, {"contest": "constituency"}, WARD | {"seats_contested": 1})


@dataclass(frozen=True)
class Count:
    """A count as a returning officer knows it; votes most first."""

    where: dict[str, Any]
    seats: int
    votes: tuple[int, ...]
    valid: int
    rejected: int
    electorate: int

    @property
    def cast(self) -> int:
        return self.valid + self.rejected

    @property
    def majority(self) -> int:
        return self.votes[self.seats - 1] - self.votes[self.seats]


@st.composite
def counts(draw: st.DrawFn, *, one_seat: bool = False) -> Count:
    seats = 1 if one_seat else draw(st.integers(1, 3))
    number = draw(st.integers(seats + 1, len(NAMES)))
    votes = sorted(draw(st.lists(st.integers(1, 9000), min_size=number, max_size=number)))[::-1]
    least = max(votes[0], -(-sum(votes) // seats))
    valid = sum(votes) if seats == 1 else draw(st.integers(least, sum(votes)))
    rejected = draw(st.integers(0, valid // 20))
    electorate = valid + rejected + draw(st.integers(0, 30_000))
    where = draw(st.sampled_from(ONE_SEAT)) if seats == 1 else WARD | {"seats_contested": seats}
    return Count(where, seats, tuple(votes), valid, rejected, electorate)


def statements(count: Count, digits: int) -> dict[str, Fact]:
    """Everything that a post could say of a count, by what it says."""
    where = {name: value for name, value in count.where.items() if name != "seats_contested"}

    def fact(measure: str, value: Any, at: int | None = None, **more: Any) -> Fact:
        owner = {} if at is None else {"person": NAMES[at], "party": PARTIES[at]}
        return contest(measure, value, **(where | owner | more))

    said = {
        "valid": fact("valid_votes", count.valid),
        "rejected": fact("rejected_ballots", count.rejected),
        "cast": fact("votes_cast", count.cast),
        "electorate": fact("electorate", count.electorate),
        "turnout": _percent(fact, "turnout", Fraction(count.cast, count.electorate), digits),
        "majority": fact("majority", count.majority),
        "complete": fact("list_complete", True),
    }
    if "seats_contested" in count.where:
        said["seats"] = fact("seats_contested", count.seats)
    for at, number in enumerate(count.votes):
        said[f"votes {at}"] = fact("votes", number, at)
        said[f"elected {at}"] = fact("elected", at < count.seats, at)
        if count.seats == 1:
            share = Fraction(number, count.valid)
            said[f"share {at}"] = _percent(fact, "vote_share", share, digits, at)
    return said


def _percent(fact: Any, measure: str, part: Fraction, digits: int, at: int | None = None) -> Fact:
    shown = f"{float(round(100 * part, digits)):.{digits}f}"
    return fact(measure, float(shown), at, quote=f"{shown}%")


def _found(facts: list[Fact]) -> tuple[Finding, ...]:
    report = judged(facts).report
    assert not any(tally.broke for tally in report.verdicts.values())
    return report.findings


@given(counts(), st.integers(0, 2), st.randoms(use_true_random=False))
def test_true_figures_contradict_nothing(count: Count, digits: int, chance: random.Random):
    """
    Whatever part of a true count posts give, the first before the next, in whatever order and over
    whatever posts, no rule fails.
    """
    said = statements(count, digits)
    needed = {name for name in said if name == "seats" and count.seats > 1}
    kept = [name for name in said if name in needed or chance.random() < 0.7]
    named = next((at for at in range(len(count.votes)) if f"votes {at}" not in kept), len(NAMES))
    kept = [name for name in kept if not (name.startswith("votes") and int(name[6:]) > named)]
    if named < len(NAMES):
        kept = [name for name in kept if name != "complete"]
    chance.shuffle(kept)
    facts = [said[n].model_copy(update={"post": f"p{chance.randint(1, 3)}"}) for n in kept]
    if "complete" in kept:
        facts = [each.model_copy(update={"post": "p1"}) for each in facts]

    assert () == _found(facts)


@given(counts(), st.sampled_from(["rounded", "over", "under", "about", "at_least", "at_most"]))
def test_hedged_majorities_of_true_counts(count: Count, hedge: str):
    """
    A majority in round figures, with words that say how it is rounded, contradicts no votes.
    """
    unit = 10 ** (len(str(count.majority)) - 1)
    below, above = (count.majority - 1) // unit * unit, (count.majority // unit + 1) * unit
    nearest = round(Fraction(count.majority, unit)) * unit
    figure = {"over": below, "at_least": below, "under": above, "at_most": above}.get(
        hedge, nearest
    )
    assume(figure > 0)
    said = statements(count, 1)
    hedged = said["majority"].model_copy(update={"value": figure, "hedge": hedge})

    assert () == _found(list((said | {"majority": hedged}).values()))


@given(
    counts(one_seat=True),
    st.sampled_from(["votes 0", "votes 1", "valid", "rejected", "cast", "majority"]),
    st.integers(-500, 500),
)
def test_an_altered_figure_is_found(count: Count, what: str, by: int):
    """
    Of one seat, with everything said, no single figure can be altered unnoticed: each is in a sum.
    """
    said = statements(count, 1)
    value = said[what].value
    assert isinstance(value, int)
    assume(by != 0 and value + by >= 0)
    altered = said[what].model_copy(update={"value": value + by})

    findings = _found(list((said | {what: altered}).values()))

    assert "error" in {each.severity for each in findings}
    assert {"V002", "V003", "R000"} & {each.rule for each in findings}


@given(counts(one_seat=True), st.integers(0, 2), st.integers(0, 10_000), st.booleans())
def test_an_altered_percentage_is_found(count: Count, digits: int, figure: int, of_turnout: bool):
    """
    A turnout or share that is off by more than half a unit of its last digit is found, none that is not.
    """
    said = statements(count, digits)
    shown = f"{figure / 100:.{digits}f}"
    what = "turnout" if of_turnout else "share 0"
    said[what] = said[what].model_copy(update={"value": float(shown), "quote": f"{shown}%"})
    half = Fraction(1, 2 * 10**digits)
    readings = (
        [Fraction(count.cast, count.electorate), Fraction(count.valid, count.electorate)]
        if of_turnout
        else [Fraction(count.votes[0], count.valid)]
    )
    wrong = all(abs(Fraction(shown) - 100 * reading) > half for reading in readings)

    rules = {each.rule for each in _found(list(said.values()))}

    assert wrong == (("V004" if of_turnout else "V005") in rules)


@given(counts(one_seat=True))
def test_a_beaten_candidate_is_not_elected(count: Count):
    """
    Of one seat, that the second is elected contradicts the votes, unless it was a tie.
    """
    assume(count.votes[0] > count.votes[1])
    said = statements(count, 1)
    second = said["elected 1"].model_copy(update={"value": True})
    facts = [each for name, each in said.items() if not name.startswith("elected")]

    assert "V001" in {each.rule for each in _found([*facts, second])}


@given(counts(), st.lists(st.tuples(st.integers(0, 99), st.integers(-300, 300)), max_size=4))
def test_a_verdicts_arithmetic_is_what_it_says(count: Count, altered: list[tuple[int, int]]):
    """
    The constraints of a verdict that holds can be met by the figures as they are said; those of a
    failure cannot.
    """
    facts = list(statements(count, 1).values())
    for at, by in altered:
        each = facts[at % len(facts)]
        if isinstance(each.value, int) and not isinstance(each.value, bool):
            value = max(0, each.value + by)
            facts[at % len(facts)] = each.model_copy(update={"value": value})
    (group,) = gather(read_claims(facts, ()), REGISTER)

    for code in (code for code in book() if code.startswith("V")):
        for verdict in REGISTRY[code].judge(group):
            if verdict.outcome == "holds":
                assert breach(verdict.constraints) is None
            if verdict.outcome == "fails" and any(each.terms for each in verdict.constraints):
                assert breach(verdict.constraints) is not None
