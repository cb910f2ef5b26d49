"""Seeded councils with planted errors -> how long it takes to find where each error is.

    python benchmarks/localise.py [--facts 100000] [--wrong 0.03] [--seed 1]

Prints the time to localise one council's facts, and whether what was planted is
among the facts that are named; then the time of a whole check.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections import Counter
from typing import TYPE_CHECKING

from extract.check import check, engine
from extract.check.localise import Localised, localise
from extract.register import Authority, register
from schemas.fact import Fact
from schemas.post import Post

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extract.check.council import Contest, Council
    from extract.check.rule import Verdict

PARTIES = ("Conservative", "Labour", "Liberal Democrat", "Green", "Independent", "Reform UK")
YEARS = range(2017, 2027)


def counts(randomly: random.Random) -> Iterator[tuple[Authority, int, int]]:
    """Councils with a year and their size then, in an order of the seed's, over and over."""
    known = [(each, year, each.size(year)) for each in register() for year in YEARS]
    sized = [(each, year, size) for each, year, size in known if size and size >= len(PARTIES)]
    while True:
        randomly.shuffle(sized)
        yield from sized


def told(
    page: str, council: Authority, year: int, size: int, randomly: random.Random
) -> tuple[list[Fact], list[Post]]:
    """One count as four posts tell it: a flash, a running count, the result, the summary."""
    cuts = sorted(randomly.sample(range(1, size), len(PARTIES) - 1))
    now = [high - low for low, high in zip([0, *cuts], [*cuts, size], strict=True)]
    before = list(now)
    for _ in range(10):  # seats that change hands, so that what was before makes the council too
        lost, won = randomly.sample(range(len(now)), 2)
        if before[lost]:
            before[lost] -= 1
            before[won] += 1
    ruling = next((p for p, seats in zip(PARTIES, now, strict=True) if 2 * seats > size), "NOC")
    if ruling == "Independent":
        ruling = "NOC" if 2 * max(now) <= size else ""
    texts = ("A flash.", "A count.", "The result.", "The summary.")
    posts = [
        Post(
            id=f"{page}-{n}",
            page=page,
            position=n,
            published=f"{year}-05-05T1{n}:00",
            text=text,
            kind="head" if n == len(texts) - 1 else "post",
        )
        for n, text in enumerate(texts)
    ]
    facts: list[Fact] = []

    def say(post: int, measure: str, value: str | int | bool, party: str | None = None) -> None:
        facts.append(
            Fact(
                id=f"{page}-f{len(facts)}",
                page=page,
                post=posts[post].id,
                scope="council",
                area=council.name,
                area_id=council.gss,
                party=party,
                measure=measure,
                value=value,
            )
        )

    for party, held, seats in zip(PARTIES, before, now, strict=True):
        say(1, "seats", randomly.randint(0, seats), party)
        say(2, "seats", seats, party)
        say(2, "seats_before", held, party)
        say(2, "seats_change", seats - held, party)
    say(1, "count_status", "partial")
    say(2, "list_complete", value=True)
    say(2, "council_size", size)
    say(0, "majority_threshold", size // 2 + 1)
    if ruling:
        say(2, "control", ruling)
        say(3, "control", ruling)
    return facts, posts


def planted(facts: list[Fact], randomly: random.Random) -> set[str]:
    """The ids of one or two figures of the result that are changed by a slip."""
    figures = [n for n, each in enumerate(facts) if each.measure.startswith("seats")]
    chosen = randomly.sample(figures, randomly.choice((1, 1, 1, 2)))
    for n in chosen:
        value = int(facts[n].value)
        slip = randomly.choice((-10, -2, -1, 1, 2, 10))
        low = None if facts[n].measure == "seats_change" else 0
        wrong = value + slip if low is None or value + slip >= low else value - slip
        facts[n] = facts[n].model_copy(update={"value": wrong})
    return {facts[n].id for n in chosen}


def main() -> None:
    """Make the facts, check them, and print what it took."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--facts", type=int, default=100_000)
    asked.add_argument("--wrong", type=float, default=0.03, help="share of councils with an error")
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    randomly = random.Random(options.seed)  # noqa: S311 - a seeded benchmark
    facts: list[Fact] = []
    posts: list[Post] = []
    errors: dict[str, set[str]] = {}
    for number, (council, year, size) in enumerate(counts(randomly)):
        said, by = told(f"c{number}", council, year, size, randomly)
        if randomly.random() < options.wrong:
            errors[f"c{number}"] = planted(said, randomly)
        facts += said
        posts += by
        if len(facts) >= options.facts:
            break
    seconds: list[float] = []
    sets: Counter[int] = Counter()

    def timed(group: Council | Contest, verdicts: Sequence[Verdict]) -> dict[int, Localised]:
        started = time.perf_counter()
        found = localise(group, verdicts)
        if any(verdict.doubts for verdict in verdicts):
            seconds.append(time.perf_counter() - started)
            sets.update(len(each.explanations) for each in found.values())
        return found

    engine.localise = timed
    localise_first(facts, posts)
    seconds.clear()
    sets.clear()
    started = time.perf_counter()
    checked = check(facts, posts)
    whole = time.perf_counter() - started
    disputed = {each.id for each in checked.facts if each.status == "disputed"}
    failing = {each.page for each in checked.facts if each.status == "disputed"}
    found = [page for page in errors if page in failing]
    named = [page for page in found if errors[page] & disputed]
    every = [page for page in found if errors[page] <= disputed]
    milliseconds = sorted(1000 * each for each in seconds)
    print(f"{len(facts)} facts of {len(posts) // 4} councils, {len(errors)} with planted errors")
    print(
        f"checked in {whole:.1f} s, of which {sum(seconds):.1f} s for {len(seconds)} localisations"
    )
    print(
        f"a localisation: median {statistics.median(milliseconds):.0f} ms, "
        f"nine in ten below {milliseconds[len(milliseconds) * 9 // 10]:.0f} ms, "
        f"slowest {milliseconds[-1]:.0f} ms"
    )
    print(f"explanations of a finding: {statistics.median(sets.elements()):.0f} at the median")
    print(
        f"councils where something fails: {len(found)} of {len(errors)}; a planted figure is "
        f"named in {len(named)} of them, every one in {len(every)}; "
        f"{len(failing - errors.keys())} councils without an error are accused"
    )


def localise_first(facts: list[Fact], posts: list[Post]) -> None:
    """Load HiGHS before the clock runs, with the first council made to fail."""
    page = facts[0].page
    own = [each for each in facts if each.page == page]
    wrong = [
        each.model_copy(update={"value": 999}) if each.measure == "seats" else each for each in own
    ]
    check(wrong, [each for each in posts if each.page == page])


if __name__ == "__main__":
    main()
