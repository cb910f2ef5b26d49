"""Counts -> the posts and facts of a season of live pages, with errors planted at a known rate."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count as numbers
from typing import Any

from counts import Count, Seats, control

from schemas.fact import Fact
from schemas.post import Post

_WARDS = 5
_CANDIDATES = ("Conservative", "Labour", "Liberal Democrat", "Green")
_TEXTS = (
    "The position before the count.",
    "The first results.",
    "Correction: more results.",
    "The final result.",
    "Control is declared.",
    "The wards.",
    "The summary.",
)
BEFORE, FIRST, MORE, FINAL, FLASH, WARDS, HEAD = range(len(_TEXTS))
Value = str | int | float | bool


@dataclass
class Page:
    """One council's live page: its posts, oldest first, and their facts; and what was planted."""

    count: Count
    posts: list[Post]
    facts: list[Fact] = field(default_factory=list)
    planted: str = ""
    wrong: frozenset[str] = frozenset()

    def say(
        self, post: int, measure: str, value: Value, party: str | None = None, **more: Any
    ) -> None:
        """Add a fact of one of its posts."""
        place = {"page": self.posts[post].page, "post": self.posts[post].id}
        council = {
            "scope": "council",
            "area": self.count.council.name,
            "area_id": self.count.council.gss,
        }
        where = (
            {"scope": "contest", "authority": self.count.council.name}
            if "area" in more
            else council
        )
        said = {"measure": measure, "value": value, "party": party, "election": self.count.day}
        self.facts.append(
            Fact.model_validate(
                {"id": f"{place['page']}-{len(self.facts)}", **place, **where, **said, **more}
            )
        )

    def find(self, post: int, measure: str, party: str | None = None) -> int | None:
        """Where a fact of a post stands among the page's; the first that fits."""
        here = self.posts[post].id
        fitting = (
            n
            for n, fact in enumerate(self.facts)
            if (fact.post, fact.measure) == (here, measure) and party in {None, fact.party}
        )
        return next(fitting, None)

    def change(self, at: int, value: Value) -> None:
        """Make one of its facts wrong."""
        self.facts[at] = self.facts[at].model_copy(update={"value": value})
        self.wrong |= {self.facts[at].id}


def pages(counts: Iterable[Count], errors: float, randomly: random.Random) -> Iterator[Page]:
    """One page a count; in a share of them one figure or declaration is wrong."""
    for number, count in zip(numbers(), counts, strict=False):
        page = _page(count, number, randomly)
        if randomly.random() < errors:
            _plant(page, randomly)
        yield page


def _page(count: Count, number: int, randomly: random.Random) -> Page:
    after = date.fromisoformat(count.day) + timedelta(days=1)
    posts = [
        Post(
            id=f"{number}-{at}",
            page=f"page-{number}",
            position=at,
            published=f"{after}T1{at}:{number % 60:02}",
            text=text,
            kind="head" if at == HEAD else "post",
        )
        for at, text in enumerate(_TEXTS)
    ]
    page = Page(count, posts)
    _tell_before(page)
    if not count.reviewed and randomly.random() < 1 / 3:
        won = _won(count, randomly)
        _tell_count(page, "seats_won", won, randomly)
        _tell_part(page, won)
    else:
        _tell_count(page, "seats", count.seats, randomly)
    _tell_result(page)
    _tell_control(page)
    for ward in range(_WARDS):
        _tell_ward(page, ward, randomly)
    return page


def _tell_before(page: Page) -> None:
    count = page.count
    page.say(BEFORE, "majority_threshold", count.size // 2 + 1)
    for party, held in (count.before or {}).items():
        if held:
            page.say(BEFORE, "seats_before", held, party)


def _tell_count(page: Page, measure: str, result: Seats, randomly: random.Random) -> None:
    """Seats so far, twice; of one party the first figure is corrected by the second post."""
    declared = {party: seats for party, seats in result.items() if seats}
    more = {party: randomly.randint(0, seats) for party, seats in declared.items()}
    first = {party: randomly.randint(0, seats) for party, seats in more.items()}
    slipped = randomly.choice(list(first))
    left = sum(declared.values()) - sum(first.values())
    first[slipped] = min(more[slipped] + 1, first[slipped] + left)
    for post, so_far in ((FIRST, first), (MORE, more)):
        page.say(post, "count_status", "partial")
        page.say(post, "seats_declared", sum(so_far.values()))
        page.say(post, "seats_remaining", sum(declared.values()) - sum(so_far.values()))
        for party, seats in so_far.items():
            page.say(post, measure, seats, party)


def _tell_result(page: Page) -> None:
    count = page.count
    page.say(FINAL, "list_complete", value=True)
    page.say(FINAL, "count_status", "final")
    page.say(FINAL, "council_size", count.size)
    for party in count.parties:
        held = count.seats.get(party, 0)
        page.say(FINAL, "seats", held, party)
        if count.before:
            page.say(FINAL, "seats_change", held - count.before.get(party, 0), party)


def _won(count: Count, randomly: random.Random) -> Seats:
    """Who won the third of the seats that was up."""
    before = count.before or {}
    won = {p: max(0, count.seats.get(p, 0) - before.get(p, 0)) for p in count.parties}
    while sum(won.values()) < count.size // 3:
        won[randomly.choice([p for p in won if won[p] < count.seats.get(p, 0)])] += 1
    return won


def _tell_part(page: Page, won: Seats) -> None:
    """Who had defended and who won the seats that were up."""
    count, before = page.count, page.count.before or {}
    page.say(FINAL, "seats_up", sum(won.values()))
    for party, seats in won.items():
        page.say(FINAL, "seats_won", seats, party)
        defended = before.get(party, 0) + seats - count.seats.get(party, 0)
        page.say(FINAL, "seats_defended", defended, party)


def _tell_control(page: Page) -> None:
    """Who controls the council, what it had been, and the largest party in words that soften."""
    count = page.count
    now = control(count.seats, count.size)
    was = control(count.before, count.size_before or 0) if count.before else None
    named = [party for party in count.parties if party != "Independent"]
    if now:
        page.say(FLASH, "control", now)
        page.say(HEAD, "control", now)
    if now and now != "NOC":
        page.say(FLASH, "majority", 2 * count.seats[now] - count.size, now)
        if was:
            page.say(FLASH, "control_before", was)
            page.say(FLASH, "change", "hold" if was == now else "gain", now)
    elif now and named:
        largest = count.seats.get(named[0], 0)
        page.say(FINAL, "short_of_majority", count.size // 2 + 1 - largest, named[0])
    for party in named[:1]:
        seats = count.seats.get(party, 0)
        if seats:
            page.say(HEAD, "seats", max(0, seats - 3), party, hedge="over")


def _tell_ward(page: Page, number: int, randomly: random.Random) -> None:
    """One seat, four candidates, every figure of the declaration."""
    ward: dict[str, Any] = {"area": f"Ward {number + 1}", "contest": "by-election"}
    votes = sorted(randomly.sample(range(80, 1900), len(_CANDIDATES)), reverse=True)
    valid = sum(votes)
    rejected = randomly.randint(3, 40)
    electorate = valid * randomly.randint(2, 4) + randomly.randint(50, 999)
    turnout = round(100 * (valid + rejected) / electorate, 1)
    for measure, figure in (
        ("majority", votes[0] - votes[1]),
        ("valid_votes", valid),
        ("rejected_ballots", rejected),
        ("votes_cast", valid + rejected),
        ("electorate", electorate),
        ("turnout", turnout),
    ):
        page.say(WARDS, measure, figure, **ward)
    page.say(WARDS, "list_complete", value=True, **ward)
    for party, cast in zip(randomly.sample(_CANDIDATES, len(_CANDIDATES)), votes, strict=True):
        person = {"person": f"Ada {party}", **ward}
        page.say(WARDS, "votes", cast, party, **person)
        page.say(WARDS, "vote_share", round(100 * cast / valid, 1), party, **person)
        if cast == votes[0]:
            page.say(WARDS, "elected", party=party, value=True, **person)


def _plant(page: Page, randomly: random.Random) -> None:
    """One error of a kind that the page has room for; each contradicts what else is told."""
    kinds = list(ERRORS)
    randomly.shuffle(kinds)
    for kind in kinds:
        if ERRORS[kind](page, randomly):
            page.planted = kind
            return


def _off(post: int, measure: str) -> Callable[[Page, random.Random], bool]:
    """A count that is one, two or ten beside what it was."""

    def plant(page: Page, randomly: random.Random) -> bool:
        at = page.find(post, measure)
        if at is None:
            return False
        value = int(page.facts[at].value)
        wrong = value + randomly.choice((-10, -2, -1, 1, 2, 10))
        signed = page.facts[at].measure == "seats_change"
        page.change(at, wrong if wrong >= 0 or signed else value + 1)
        return True

    return plant


def _final_swap(page: Page, randomly: random.Random) -> bool:
    """Two figures of the final list are swapped, where changes from before tell."""
    one, other = (randomly.choice(page.count.parties) for _ in range(2))
    first, second = page.find(FINAL, "seats", one), page.find(FINAL, "seats", other)
    if not page.count.before or first is None or second is None:
        return False
    left, right = page.facts[first].value, page.facts[second].value
    if left == right:
        return False
    page.change(first, right)
    page.change(second, left)
    return True


def _majority(page: Page, randomly: random.Random) -> bool:
    """A majority that is none of its readings."""
    at = page.find(FLASH, "majority")
    if at is None:
        return False
    held, size = page.count.seats[str(page.facts[at].party)], page.count.size
    readings = {2 * held - size, held - size // 2, held - size // 2 - 1, held}
    readings |= {held - seats for seats in page.count.seats.values()}
    value = int(page.facts[at].value)
    free = [m for m in range(max(1, value - 12), value + 13) if m not in readings]
    page.change(at, randomly.choice(free))
    return True


def _control(page: Page, randomly: random.Random) -> bool:
    """The summary has another in control than was declared."""
    at = page.find(HEAD, "control")
    if at is None:
        return False
    others = {"Conservative", "Labour", "Liberal Democrat", "NOC"} - {page.facts[at].value}
    page.change(at, randomly.choice(sorted(others)))
    return True


def _running(page: Page, randomly: random.Random) -> bool:
    """More seats so far than in the end."""
    measure = "seats" if page.find(MORE, "seats") is not None else "seats_won"
    at = page.find(MORE, measure)
    end = page.find(FINAL, measure, page.facts[at].party) if at is not None else None
    if at is None or end is None:
        return False
    page.change(at, int(page.facts[end].value) + randomly.randint(1, 3))
    return True


def _turnout(page: Page, randomly: random.Random) -> bool:
    at = page.find(WARDS, "turnout")
    if at is None:
        return False
    page.change(at, round(float(page.facts[at].value) + randomly.choice((-9, 9, 18)), 1))
    return True


ERRORS: dict[str, Callable[[Page, random.Random], bool]] = {
    "threshold": _off(BEFORE, "majority_threshold"),
    "seats before": _off(BEFORE, "seats_before"),
    "final seats": _off(FINAL, "seats"),
    "final seats swapped": _final_swap,
    "size": _off(FINAL, "council_size"),
    "change": _off(FINAL, "seats_change"),
    "seats won": _off(FINAL, "seats_won"),
    "short of a majority": _off(FINAL, "short_of_majority"),
    "seats declared": _off(MORE, "seats_declared"),
    "seats so far": _running,
    "majority": _majority,
    "control": _control,
    "votes": _off(WARDS, "votes"),
    "majority in votes": _off(WARDS, "majority"),
    "ballots cast": _off(WARDS, "votes_cast"),
    "turnout": _turnout,
}
"""What may be planted -> how: whether the page had room for it."""
