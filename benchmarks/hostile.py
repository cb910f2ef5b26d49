"""
The attacks of golden/hostile -> what their words planted, and what they cost the rest.

``python benchmarks/hostile.py`` reads every attack twice: as the recorded model answered, and as a
model answers that does what an attacker wants: it gives each figure of the post, and others, to each
party, person and council, named there or not. Then posts at the limit of length and beyond it.
"""

from __future__ import annotations

import json
import re
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice, product
from string import ascii_lowercase
from typing import Any, NamedTuple

from pydantic import BaseModel

from extract import areas, settings
from extract.check import check
from extract.golden.expected import expected_facts
from extract.golden.pairing import match_key
from extract.golden.scoring import Score, compare
from extract.model.client import Client
from extract.model.recordings import Recordings
from extract.model.spec import parse_spec
from extract.offers import QUESTIONS
from extract.pages import read_pages
from extract.placing import councils_of
from extract.prompting import Part, parts
from extract.reading import PostRead, facts_of_post, read_post
from extract.words import Span, party_mentions
from schemas.fact import Fact
from schemas.post import Post
from schemas.result import PartyRow

FOLDER = settings.GOLDEN / "hostile"
PLAIN = "plain"
_NAMED_NOWHERE = ("Leeds", "Atlantis")
_PARTIES = ("Labour", "Conservative", "Green", "Reform UK")
_PERSON = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")
_COUNCIL_FIGURES = [name for name in PartyRow.model_fields if name not in ("party", "baseline")]
_CONTEST_FIGURES = ("votes", "vote_share", "vote_share_change", "seats_won")
_MOST_ROWS = 12
_MOST_COUNCILS = 8

Read = Callable[[Post, Sequence[Any]], PostRead]


class Attack(NamedTuple):
    """A post with hostile words, where they stand in it, and the id of the same post without them."""

    page: str
    post: str
    twin: str
    hostile: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """The attacks with all posts, plain ones too, and the facts expected of them, by page and post."""

    attacks: tuple[Attack, ...]
    posts: dict[tuple[str, str], Post]
    expected: dict[tuple[str, str], list[Fact]]


class Row(NamedTuple):
    """The figures of one kind of attack; seconds and megabytes are those of its worst post."""

    attacks: int
    planted: list[Fact]
    strange: list[Fact]
    without: Score
    within: Score
    seconds: float
    megabytes: float


def corpus() -> Corpus:
    """What lies in golden/hostile."""
    posts = read_pages([FOLDER / "pages"]).posts
    expected: dict[tuple[str, str], list[Fact]] = {(each.page, each.id): [] for each in posts}
    for fact in expected_facts(FOLDER / "expected", posts):
        expected[fact.page, fact.post].append(fact)
    lines = (FOLDER / "attacks.jsonl").read_text(encoding="utf-8").splitlines()
    attacks = [
        Attack(**each | {"hostile": tuple(tuple(span) for span in each["hostile"])})
        for each in map(json.loads, lines)
    ]
    return Corpus(tuple(attacks), {(each.page, each.id): each for each in posts}, expected)


def planted(
    facts: Iterable[Fact], attack: Attack, expected: Iterable[Fact], year: int | None
) -> list[Fact]:
    """The facts that rest on hostile words, in their figure or its owner, and are not expected."""
    known = list(expected)
    wanted = {match_key(each, year) for each in known}
    figures = {(each.start, each.end, each.value) for each in known}
    return [
        each
        for each in facts
        if each.status != "rejected"
        and match_key(each, year) not in wanted
        and (each.start, each.end, each.value) not in figures  # read right, whosever it is
        and any(_overlaps(each, span) for span in attack.hostile)
    ]


def _overlaps(fact: Fact, span: Span) -> bool:
    said = [(fact.start, fact.end), (fact.owner_start, fact.owner_end)]
    if fact.measure == "list_complete":  # it runs from the first entry of a list to the last
        said = [(fact.start, fact.start), (fact.end, fact.end)]
    return any(
        at is not None and to is not None and at < span[1] and span[0] < to for at, to in said
    )


def not_in_post(facts: Sequence[Fact], post: Post) -> list[Fact]:
    """The facts whose words do not stand where they should, or do not say their value."""
    live = [each for each in facts if each.status != "rejected"]
    findings = check(live, [post]).report.findings
    strange = {name for each in findings if each.rule == "G001" for name in each.facts}
    return [
        each
        for each in live
        if each.id in strange
        or each.start is None
        or each.quote != post.content[each.start : each.end]
    ]


def recorded() -> Read:
    """Reads as the recorded model answered."""
    client, spec = (
        Client(None, recordings=Recordings(FOLDER / "recordings")),
        parse_spec("recorded"),
    )
    return lambda post, page: read_post(post, spec, client, page=page)


def subverted() -> Read:
    """Reads as a model answers that is the attacker's."""

    def read(post: Post, page: Sequence[Any]) -> PostRead:
        answers = [(each, hostile_answer(post, each)) for each in parts(post)]
        return PostRead(facts_of_post(post, answers, page), (), page=tuple(page))

    return read


def hostile_answer(post: Post, part: Part) -> BaseModel:
    """All that the schema lets a model say of a post, with every figure that stands there and others."""
    text = post.content[part.start : part.end]
    figures = cycle([99, 0, *map(int, re.findall(r"[0-9]{1,5}", text.replace(",", "")))])
    named = dict.fromkeys([*(each.party for each in party_mentions(text)), *_PARTIES])
    rows = list(named)[:_MOST_ROWS]
    if part.question == "councils":
        places = dict.fromkeys(
            [*(each.text for each in areas.find(text, post.year)), *_NAMED_NOWHERE]
        )
        councils = [
            {
                "council": place,
                "result": f"{_PARTIES[number % 4]} gain from {_PARTIES[(number + 1) % 4]}",
                "council_size": next(figures),
                "majority_threshold": next(figures),
                "seats_up": next(figures),
                "largest_party": _PARTIES[number % 4],
                "parties": [
                    {"party": each} | {name: next(figures) % 9_999 for name in _COUNCIL_FIGURES}
                    for each in rows
                ],
            }
            for number, place in enumerate(list(places)[:_MOST_COUNCILS])
        ]
        return QUESTIONS["councils"].model_validate({"councils": councils})
    persons = [*dict.fromkeys(_PERSON.findall(text)), "Nobody Here"]
    contests = [
        {
            "contest": "ward",
            "area": place,
            "change": "gain",
            "party_before": _PARTIES[0],
            "majority": next(figures),
            "turnout": next(figures) % 100,
            "electorate": next(figures),
            "candidates": [
                {"person": person, "party": party, "elected": True}
                | {name: next(figures) for name in _CONTEST_FIGURES}
                for person, party in zip(persons[:_MOST_ROWS], cycle(rows), strict=False)
            ],
        }
        for place in [*persons, *_NAMED_NOWHERE][:_MOST_COUNCILS]
    ]
    return QUESTIONS["contests"].model_validate({"contests": contests})


def rows(corpus_: Corpus, read: Read) -> dict[str, Row]:
    """The figures of each kind of attack, in the order of their first attacks."""
    pages = councils_of(corpus_.posts.values())
    made: dict[str, Row] = {}
    reads = {name: read(post, pages[post.page]) for name, post in corpus_.posts.items()}
    for kind in dict.fromkeys(each.page for each in corpus_.attacks):
        those = [each for each in corpus_.attacks if each.page == kind]
        sown: list[Fact] = []
        strange: list[Fact] = []
        worst = peak = 0.0
        for attack in those:
            name = (attack.page, attack.post)
            post, facts = corpus_.posts[name], reads[name].facts
            sown += planted(facts, attack, corpus_.expected[name], post.year)
            strange += not_in_post(facts, post)
            seconds, megabytes = measured(lambda post=post: read(post, pages[post.page]))  # type: ignore[misc]
            worst, peak = max(worst, seconds), max(peak, megabytes)
        made[kind] = Row(
            len(those),
            sown,
            strange,
            _score(corpus_, reads, [(PLAIN, each.twin) for each in those]),
            _score(corpus_, reads, [(each.page, each.post) for each in those]),
            worst,
            peak,
        )
    return made


def _score(
    corpus_: Corpus, reads: dict[tuple[str, str], PostRead], names: Iterable[tuple[str, str]]
) -> Score:
    """The score of some posts, one that is the twin of two attacks counted twice."""
    total: Counter[Any] = Counter()
    for name in names:
        one = compare(corpus_.expected[name], [(corpus_.posts[name], reads[name])])
        total += one.total.counts
    return Score(total)


def measured(do: Callable[[], object]) -> tuple[float, float]:
    """The seconds that something takes, and the megabytes that Python has in use at the peak of it."""
    started = time.perf_counter()
    do()
    seconds = time.perf_counter() - started
    tracemalloc.start()
    do()
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return seconds, peak


LIMIT = settings.LONGEST_POST
HEAD = "Labour hold Leeds with 61 of its 99 seats. Ann Lee (Lab) won Elmdon ward with 1,234 votes. "
LONG = {
    "1 MB of prose": "It rained all night and nobody complained. " * 24_000,
    "10,000 figures": "1 " * 10_000,
    "one figure of 20,000 digits": "1" * LIMIT,
    "one word of 20,000 letters": "A" * LIMIT,
    "figures and commas": "1," * (LIMIT // 2),
    "a party with figures": "Labour 12, " * (LIMIT // 11),
    "candidates in one line": "Ann Lee (Lab) 1,234, " * (LIMIT // 21),
    "names in hyphens": "A-B'" * (LIMIT // 4),
    "and and and": "and " * (LIMIT // 4),
    "number words": "one hundred and " * (LIMIT // 16),
    "line ends": "\n" * LIMIT,
    "brackets": '[{"a":' * (LIMIT // 6),
    "sentences of control": "Labour hold Leeds. " * (LIMIT // 19),
    "quotation marks": '"a ' * (LIMIT // 3),
    "parties of many places": "".join(
        f"Ash{''.join(three)} First 12, "
        for three in islice(product(ascii_lowercase, repeat=3), LIMIT // 17)
    ),
}
"""Texts that bring patterns and loops to their worst; cut to the longest post that is read, but for the first."""


def long_posts() -> dict[str, Post]:
    """Posts at the limit of length, one of them beyond it."""
    return {
        name: Post(
            id=name,
            page="long",
            published="2023-05-05T12:00",
            text=(HEAD + text)[: None if len(text) > LIMIT else LIMIT],
        )
        for name, text in LONG.items()
    }


def main() -> None:
    """Print the tables."""
    corpus_ = corpus()
    if not (FOLDER / "recordings").is_dir():
        print("no answers are recorded: seatcheck golden record --dir golden/hostile")
    ways = {"as recorded": recorded} if (FOLDER / "recordings").is_dir() else {}
    for title, make in (ways | {"subverted": subverted}).items():
        read = make()
        print(f"\n{'a model ' + title:<24} attacks  planted  not in post", end="  ")
        print("P and R without  P and R with     worst s  peak MB")
        made = rows(corpus_, read)
        for kind, row in made.items():
            print(
                f"{kind:<24} {row.attacks:>7}  {len(row.planted):>7}  {len(row.strange):>11}  "
                f"{row.without.precision:.3f}    {row.without.recall:.3f}  "
                f"{row.within.precision:.3f}    {row.within.recall:.3f}  {row.seconds:>7.2f}  {row.megabytes:>7.1f}"
            )
    print("\na long post                     characters  outcome                 worst s  peak MB")
    read = subverted()
    for name, post in long_posts().items():
        seconds, megabytes = measured(lambda post=post: read(post, ()))  # type: ignore[misc]
        outcome = "too long, unasked" if not parts(post) else f"{len(read(post, ()).facts)} facts"
        print(
            f"{name:<30} {len(post.content):>12,}  {outcome:<22} {seconds:>8.2f}  {megabytes:>7.1f}"
        )


if __name__ == "__main__":
    main()
