"""The grounded facts of a post -> what the post says of its lists and counts: complete, partial, final."""

from __future__ import annotations

from itertools import pairwise

from extract import cues
from extract.words import Words
from schemas.fact import Fact

_FEWEST = 3  # parties that make a list
_GAP = 90  # characters between two entries of one list


def context_facts(facts: list[Fact], words: Words) -> list[Fact]:
    """``count_status`` and ``list_complete`` of every council whose seats the post gives."""
    found: list[Fact] = []
    councils: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.scope == "council" and fact.status != "rejected" and fact.when == "now":
            councils.setdefault(fact.area_id or fact.area.casefold(), []).append(fact)
    for stated in councils.values():
        seats = sorted(
            (each for each in stated if each.measure == "seats"), key=lambda f: f.start or 0
        )
        partial = _status(stated, seats, words, "partial")
        found += partial
        if not partial:
            found += _status(stated, seats, words, "final")
            counting = any(each.measure == "seats_remaining" and each.value for each in stated)
            if not counting:
                found += _complete(seats, words)
    return found


def _status(stated: list[Fact], seats: list[Fact], words: Words, status: str) -> list[Fact]:
    if not seats:
        return []
    match = cues.pattern(cues.table()[f"count_{status}"]).search(words.content)
    if match is None:
        return []
    return [_fact(stated[0], "count_status", status, match.start(), match.end(), words)]


def _complete(seats: list[Fact], words: Words) -> list[Fact]:
    """A list of three parties and more that nothing leaves open, from its first to its last entry."""
    parties = {each.party for each in seats}
    if len(parties) < _FEWEST:
        return []
    spans = [_entry(each) for each in seats]
    for (_, end), (start, _) in pairwise(spans):
        if start - end > _GAP:
            return []
    start, end = min(a for a, _ in spans), max(b for _, b in spans)
    high = words.sentence(end - 1)[1]
    rest = [each.end for each in words.parties if end <= each.start < high]
    end = max([end, *rest])  # "with the Greens also represented": an unknown of the list
    low = words.sentence(start)[0]
    if cues.pattern(cues.table()["list_open"]).search(words.content[low:end]):
        return []
    return [_fact(seats[0], "list_complete", True, start, end, words)]


def _entry(fact: Fact) -> tuple[int, int]:
    """An entry of a list, from its party's name to its figure, whichever comes first."""
    points = [
        each
        for each in (fact.start, fact.end, fact.owner_start, fact.owner_end)
        if each is not None
    ]
    low, high = min(points), max(points)
    if high - low > _GAP:
        return fact.start or 0, fact.end or 0
    return low, high


def _fact(like: Fact, measure: str, value: str | bool, start: int, end: int, words: Words) -> Fact:
    return Fact(
        page=like.page,
        post=like.post,
        scope="council",
        area=like.area,
        area_id=like.area_id,
        measure=measure,
        value=value,
        quote=words.content[start:end],
        start=start,
        end=end,
        owner_start=like.owner_start,
        owner_end=like.owner_end,
    )
