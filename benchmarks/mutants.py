"""Register rows with one slip each -> found by the checker, or proved to contradict nothing.

    python benchmarks/mutants.py [--mutants 2000] [--seed 1]

A row is told as one post would: the list of every party, the council's size, who
controls it, and (in some) what was before, what changed, or both. A mutant has one
digit changed, two figures swapped, a party left out or control flipped. An oracle
that knows nothing of the checker tries every equality that the facts can enter:
where one of them cannot hold the checker must name the council in an error or a
warning, and where all can hold it must not.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from counts import Count, control, counts

from extract.check import check
from schemas.fact import Fact

TELLINGS = ("list", "before", "changes", "both")
SLIPS = ("digit", "swap", "missing", "control")
_FIGURES = frozenset({"seats", "seats_before", "seats_change", "council_size"})


@dataclass(frozen=True)
class Mutant:
    """Facts with one slip, and the count that they tell wrongly."""

    slip: str
    count: Count
    facts: list[Fact]


def told(count: Count, telling: str) -> list[Fact]:
    """The facts of one post about a count."""
    facts: list[Fact] = []
    where = {"page": "p", "post": "p", "scope": "council", "election": count.day}
    where |= {"area": count.council.name, "area_id": count.council.gss}

    def say(measure: str, value: str | int | bool, party: str | None = None) -> None:
        fact = {"measure": measure, "value": value, "party": party, "id": f"f{len(facts)}"}
        facts.append(Fact.model_validate(where | fact))

    before = count.before if telling != "list" else None
    say("list_complete", value=True)
    say("council_size", count.size)
    for party in count.parties if before else [p for p in count.parties if count.seats.get(p)]:
        held = count.seats.get(party, 0)
        say("seats", held, party)
        if before and telling in {"before", "both"}:
            say("seats_before", before.get(party, 0), party)
        if before and telling in {"changes", "both"}:
            say("seats_change", held - before.get(party, 0), party)
    now = control(count.seats, count.size)
    if now:
        say("control", now)
    was = control(before, count.size_before or 0) if before else None
    if now and was:
        say("control_before", was)
        if now != "NOC":
            say("change", "hold" if was == now else "gain", now)
        elif was != "NOC":
            say("change", "loss", was)
    return facts


def mutants(number: int, randomly: random.Random) -> Iterator[Mutant]:
    """So many mutants, as many of each slip, of rows in an order of the seed's."""
    rows = counts()
    made = 0
    while made < number:
        count = randomly.choice(rows)
        facts = told(count, randomly.choice(TELLINGS))
        slip = SLIPS[made % len(SLIPS)]
        slipped = _SLIPS[slip](facts, randomly)
        if slipped:
            yield Mutant(slip, count, slipped)
            made += 1


def _digit(facts: list[Fact], randomly: random.Random) -> list[Fact]:
    """One digit of one figure is another; the first of several is not nought."""
    at = randomly.choice([n for n, fact in enumerate(facts) if fact.measure in _FIGURES])
    value = int(facts[at].value)
    digits = list(str(abs(value)))
    place = randomly.randrange(len(digits))
    others = set("123456789" if place == 0 and len(digits) > 1 else "0123456789") - {digits[place]}
    digits[place] = randomly.choice(sorted(others))
    wrong = int("".join(digits))
    return _changed(facts, {at: -wrong if value < 0 else wrong})


def _swap(facts: list[Fact], randomly: random.Random) -> list[Fact] | None:
    """Two parties have each other's figure of one measure."""
    owned = sorted({fact.measure for fact in facts if fact.measure in _FIGURES and fact.party})
    measure = randomly.choice(owned)
    figures = [n for n, fact in enumerate(facts) if fact.measure == measure]
    one, other = (randomly.choice(figures) for _ in range(2))
    if facts[one].value == facts[other].value:
        return None
    return _changed(facts, {one: facts[other].value, other: facts[one].value})


def _missing(facts: list[Fact], randomly: random.Random) -> list[Fact] | None:
    """A party is left out with all its figures, and others stay."""
    parties = [fact.party for fact in facts if fact.measure == "seats"]
    missing = randomly.choice(parties)
    left = [fact for fact in facts if fact.party != missing or fact.measure not in _FIGURES]
    return left if len(parties) > 1 else None


def _control(facts: list[Fact], randomly: random.Random) -> list[Fact] | None:
    """Another party controls the council than does, or none, or one where none does."""
    at = next((n for n, fact in enumerate(facts) if fact.measure == "control"), None)
    if at is None:
        return None
    parties = {f.party for f in facts if f.measure == "seats"} - {"Independent"}
    others = sorted(party for party in {*parties, "NOC"} if party and party != facts[at].value)
    return _changed(facts, {at: randomly.choice(others)}) if others else None


_SLIPS = {"digit": _digit, "swap": _swap, "missing": _missing, "control": _control}


def _changed(facts: list[Fact], values: dict[int, object]) -> list[Fact]:
    return [
        fact.model_copy(update={"value": values[n]}) if n in values else fact
        for n, fact in enumerate(facts)
    ]


def broken(facts: list[Fact], count: Count) -> tuple[list[str], int]:
    """
    The equalities that the facts cannot meet, and how many they enter.

    Written from the book alone. A party that is said to control the council and has
    no figure holds some number of seats: any that the size allows is tried, and what
    it had before or gained may be anything. In a year of new boundaries changes may
    come to anything, and what was before may make either council.
    """
    figure = {(f.measure, f.party): int(f.value) for f in facts if f.measure in _FIGURES}
    word = {f.measure: str(f.value) for f in facts if f.measure.startswith("control")}
    parties = [party for measure, party in figure if measure == "seats"]
    size = figure["council_size", None]
    ruling = word.get("control")
    nameless = ruling not in {None, "NOC", *parties}
    tried: dict[str, bool] = {"size": size == count.size}
    held = {party: figure["seats", party] for party in parties}
    free = range(1, size + 1) if nameless else (0,)
    tried["list"] = any(sum(held.values()) + seats == size for seats in free)
    for party in parties:
        tried[f"room of {party}"] = 0 <= held[party] <= size
        before, change = figure.get(("seats_before", party)), figure.get(("seats_change", party))
        if before is not None and change is not None:
            tried[f"stock of {party}"] = before + change == held[party]
    befores = [seats for (measure, _), seats in figure.items() if measure == "seats_before"]
    changes = [seats for (measure, _), seats in figure.items() if measure == "seats_change"]
    if changes and not nameless and not count.reviewed:
        tried["changes"] = sum(changes) == size - (count.size_before or 0)
    if befores and not nameless:
        notional = [size] if count.reviewed else []
        tried["before"] = sum(befores) in [count.size_before, *notional]
    if ruling:
        most = [party for party in parties if party != "Independent" and 2 * held[party] > size]
        tried["control"] = most == ([] if ruling == "NOC" or nameless else [ruling])
    for fact in facts:
        if fact.measure == "change":
            was, now = word["control_before"], ruling
            tried["change"] = {
                "hold": was == now == fact.party,
                "gain": was != now == fact.party,
                "loss": was == fact.party != now,
            }[str(fact.value)]
    return [name for name, holds in tried.items() if not holds], len(tried)


def accused(facts: list[Fact], count: Count) -> list[str]:
    """The codes of the errors and warnings that name the council."""
    findings = check(facts).report.findings
    return [
        each.rule
        for each in findings
        if each.severity != "info" and count.council.gss in {area.gss for area in each.areas}
    ]


def outcome(mutant: Mutant) -> str:
    """Found or undetectable, as it should be; missed, or accused without ground, as it should not."""
    contradictions, _ = broken(mutant.facts, mutant.count)
    found = accused(mutant.facts, mutant.count)
    if contradictions:
        return "found" if found else "missed"
    return "unfounded" if found else "undetectable"


def alarms(rows: list[Count]) -> list[Count]:
    """The rows that are accused though nothing was changed, told in any of the ways."""
    return [row for row in rows if any(accused(told(row, telling), row) for telling in TELLINGS)]


def main() -> None:
    """Make the mutants, check each, and print what came of them."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--mutants", type=int, default=2000)
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    randomly = random.Random(options.seed)  # noqa: S311 - a seeded benchmark
    started = time.perf_counter()
    tally: Counter[tuple[str, str]] = Counter()
    tried = 0
    for mutant in mutants(options.mutants, randomly):
        answer = outcome(mutant)
        tally[mutant.slip, answer] += 1
        if answer == "undetectable":
            tried += broken(mutant.facts, mutant.count)[1]
        elif answer != "found":
            print(f"{answer}: {mutant.slip}, {mutant.count.council.name} {mutant.count.year}")
    for slip in (*SLIPS, "all"):
        came: Counter[str] = Counter()
        for (of, how), number in tally.items():
            came[how] += number if slip in {of, "all"} else 0
        print(
            f"{slip:8} {came.total():5}: {came['found']} found, {came['undetectable']} "
            f"undetectable, {came['missed']} missed, {came['unfounded']} accused without ground"
        )
    print(f"the undetectable ones enter {tried} equalities, and all of these hold")
    rows = counts()
    print(
        f"false alarms on the {len(rows)} rows as they are, told in {len(TELLINGS)} ways: "
        f"{len(alarms(rows))}"
    )
    print(f"{time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
