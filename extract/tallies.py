"""A post's facts -> what they say of figures that are left: a score, a council's size, whose a majority is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract import cues
from extract.completion import blank, owned
from extract.frames import MOST_SEATS, Frame, frame_at
from extract.grounded import stated
from extract.numerals import SEAT_NOUNS, Numeral
from extract.scene import Scene
from extract.words import Mention, Words
from schemas.fact import Fact
from schemas.parties import NOC

_BETWEEN = re.compile(r"(?: seats)?(?: to |[-–])")
_OPENS = re.compile(r"(?:[.:;,(–—-] ?|\b(?:by|it is|it[’']s|it was|finished|ended|ends|of) )$")
_CLOSES = re.compile(r"(?:[.,;:!)]|$| (?:over|in|on|after|now|it|–|—|-)(?!\w))")
_NO = re.compile(r"\b[Nn]o $")
_ENDS = re.compile(
    r" ?[.,;:)!?–—-]|$| (?:now|in all|altogether|strong|that|which|and|on|here|but)\b"
)
_LEAD = 10  # characters before a figure or a party that can open a score or deny it
_SMALLEST = 16  # seats of a council
_PARTIES = 3
_OF_SEATS = SEAT_NOUNS | {None}


def scores(scene: Scene, ruled: Sequence[Fact]) -> list[Fact]:
    """
    The seats of two parties in a bare score ("31 to 24"): the greater figure is theirs who have the council.

    The other is the one other party that the post, or the sentence of the score, names.
    """
    said = {(each.numeral.start, each.numeral.end) for each in scene.said if each.party}
    empty = {each.party.party for each in scene.said if each.party and not each.numeral.value}
    seated = [
        each
        for each in scene.words.parties
        if each.party not in empty
        and not _NO.search(scene.words.content, max(0, each.start - _LEAD), each.start)
    ]
    found: list[Fact] = []
    numerals = [each for each in scene.words.numerals if each.kind == "number"]
    for first, second in pairwise(numerals):
        if {(first.start, first.end), (second.start, second.end)} & said:
            continue
        if not _is_score(first, second, scene.words):
            continue
        home = scene.frame_at(first.start, "council")
        if home is None:
            continue
        winner = _ruler(home, ruled, scene.words)
        other = _other(winner, first, seated, scene.words) if winner else None
        if winner and other:
            more, fewer = (first, second) if first.value > second.value else (second, first)
            for numeral, party in ((more, winner), (fewer, other)):
                fact = owned(home, "seats", numeral.value, party)
                found.append(stated(fact, numeral, scene.words, scene.post.year))
    return found


def _is_score(first: Numeral, second: Numeral, words: Words) -> bool:
    """Whether two figures stand as a score does, and can be of seats."""
    content = words.content
    low, high = words.sentence(first.start)
    return (
        _BETWEEN.fullmatch(content, first.end, second.start) is not None
        and first.value != second.value
        and first.noun in _OF_SEATS
        and second.noun in _OF_SEATS
        and first.unit is None
        and second.unit is None
        and _SMALLEST <= first.value + second.value <= MOST_SEATS
        and (
            first.start == low
            or _OPENS.search(content, max(low, first.start - _LEAD), first.start) is not None
        )
        and _CLOSES.match(content, second.end, high) is not None
        and not cues.unreal(words, first.start)
    )


def _ruler(home: Frame, ruled: Sequence[Fact], words: Words) -> Mention | None:
    """The party that has a council, where the post names it."""
    has = [f.value for f in ruled if f.measure == "control" and f.area == home.like.area]
    return next((each for each in words.parties if each.party in has), None)


def _other(
    winner: Mention, numeral: Numeral, seated: Sequence[Mention], words: Words
) -> Mention | None:
    """The one other party of the sentence of a score, else of the post, of those not without seats."""
    low, high = words.sentence(numeral.start)
    rest = [each for each in seated if each.party != winner.party]
    some = [each for each in rest if low <= each.start < high] or rest
    return some[0] if len({each.party for each in some}) == 1 else None


def owned_majorities(facts: Sequence[Fact]) -> list[Fact]:
    """The facts; a council's majority is its who has control of it."""
    control = {f.area: f for f in facts if f.measure == "control" and f.status != "rejected"}

    def whose(fact: Fact) -> Fact:
        ruler = control.get(fact.area)
        if fact.scope != "council" or fact.measure != "majority" or fact.when != "now":
            return fact
        if ruler is None or ruler.value in (NOC, fact.party):
            return fact
        owner = {"owner_start": ruler.owner_start, "owner_end": ruler.owner_end}
        return fact.model_copy(update={"party": str(ruler.value), **owner})

    return [whose(each) for each in facts]


def summed(
    facts: list[Fact], frames: Sequence[Frame], words: Words, year: int | None
) -> list[Fact]:
    """
    The facts, with the size of a council where a figure is just the sum of its list.

    Not where its words call it something else; a party's seats, told otherwise
    before, are then none of its own.
    """
    kept = list(facts)
    for frame in frames:
        mine = [f for f in kept if _is_of(f, frame)]
        if frame.scope != "council" or any(f.measure == "council_size" for f in mine):
            continue
        for numeral in _totals(mine, words):
            if frame_at(numeral.start, frames, words, "council") is not frame:
                continue
            kept = [f for f in kept if not (_is_of(f, frame) and f.start == numeral.start)]
            size = blank(frame, "council_size", numeral.value)
            kept.append(stated(size, numeral, words, year))
            break
    return kept


def _is_of(fact: Fact, frame: Frame) -> bool:
    alive = fact.status != "rejected" and fact.when == "now"
    return alive and fact.scope == "council" and fact.area == frame.like.area


def _totals(mine: Sequence[Fact], words: Words) -> Iterator[Numeral]:
    """The figures that are the sum of a council's list, without a party's name beside them."""
    seats = sorted((f for f in mine if f.measure == "seats"), key=lambda f: f.start or 0)
    vacant = sum(float(f.value) for f in mine if f.measure == "seats_vacant")
    used = {f.start for f in mine if f.measure != "seats"}
    for numeral in words.numerals:
        others = [f for f in seats if f.start != numeral.start]
        here = [f.party for f in seats if f.start == numeral.start]
        owned_once = bool(set(here) - {f.party for f in others})
        total = vacant + sum(float(f.value) for f in others)
        if (
            numeral.kind == "number"
            and numeral.value == total >= _SMALLEST
            and numeral.noun in _OF_SEATS
            and numeral.unit is None
            and numeral.start not in used
            and not owned_once
            and _is_whole(numeral, words)
            and len(others) == len({f.party for f in others}) >= _PARTIES
            and not cues.is_past(words, numeral.start, None)
        ):
            yield numeral


def _is_whole(numeral: Numeral, words: Words) -> bool:
    """Whether a figure is called seats, stands alone, or in a sentence that speaks of the whole."""
    low, high = words.sentence(numeral.start)
    alone = words.content[low:high].strip(" .") == numeral.text
    whole = cues.pattern(cues.table()["whole_council"]).search(words.content, low, high)
    bare = _ENDS.match(words.content, numeral.end) is not None
    return numeral.noun in SEAT_NOUNS or alone or (whole is not None and bare)
