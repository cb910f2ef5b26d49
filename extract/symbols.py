"""A post's words -> the same text with one sign for each party, person, area and figure, and what each stands for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract import cues
from extract.numerals import Numeral
from extract.owners import antecedent
from extract.persons import Person
from extract.words import Mention, Span, Words

PARTY, FIGURE, SHARE, PERSON, AREA, PLACE, PRONOUN, ONE, COLOUR = (
    chr(0xE001 + each) for each in range(9)
)

_NO_SIGN = re.compile(f"[{PARTY}-{COLOUR}]")  # what icon fonts put in a post is no sign of ours
_WHOLE = 100  # percent
_SPEAKER = 90  # characters beside a quotation that can say who speaks
_WE = re.compile(r"\b[Ww]e\b")
_ONE = re.compile(r"\b(?:[Hh]e|[Ss]he)\b(?!['’])|(?<=\d for )(?:him|her)\b")


@dataclass(frozen=True, slots=True)
class Symbol:
    """One sign of the text: where its words stand, and the thing that they name."""

    start: int
    end: int
    sign: str
    means: Mention | Numeral | Person | str


@dataclass(frozen=True, slots=True)
class Signs:
    """
    A stretch of a post in signs: ``text``, with the symbol at each sign's place.

    ``start``: its offset in the content. ``at``: the place in ``text`` of each symbol, in order.
    """

    start: int
    text: str
    symbols: tuple[Symbol, ...]
    at: tuple[int, ...]

    def offset(self, place: int) -> int:
        """Where in the content a place of the text is, which is no sign's inside."""
        number = bisect_left(self.at, place)
        if number == 0:
            return self.start + place
        before = self.symbols[number - 1]
        return before.end + place - self.at[number - 1] - 1

    def symbol(self, place: int) -> Symbol:
        """The symbol whose sign stands at a place of the text."""
        return self.symbols[bisect_right(self.at, place) - 1]


def symbols_of(
    words: Words,
    named: Iterable[Person],
    areas: Iterable[tuple[Span, str]],
    places: Iterable[Span] = (),
) -> list[Symbol]:
    """
    All symbols of a post in order, none over another.

    The ``areas`` of its councils and contests first, then persons, parties and
    figures; ``places``: other names that may be of a contest.
    """
    found: list[Symbol] = []
    taken = bytearray(len(words.content))
    others = [Symbol(a, b, PLACE, words.content[a:b]) for a, b in places]
    known = list(_all(words, named, areas))
    joined = [each for each in others if any(_inside(one, each) for one in known)]
    for each in [*joined, *known, *others]:
        if not any(taken[each.start : each.end]):
            found.append(each)
            taken[each.start : each.end] = b"\1" * (each.end - each.start)
    return sorted(found, key=lambda each: each.start)


def _inside(one: Symbol, other: Symbol) -> bool:
    """Whether an area's name is only a part of a place's: "Moor" in "Mossend North and Moor"."""
    shorter = one.end - one.start < other.end - other.start
    return one.sign == AREA and other.start <= one.start and one.end <= other.end and shorter


def _all(
    words: Words, named: Iterable[Person], areas: Iterable[tuple[Span, str]]
) -> Iterator[Symbol]:
    for (start, end), area in sorted(areas, key=lambda each: each[0][0] - each[0][1]):
        yield Symbol(start, end, AREA, area)
    people = list(named)
    spans = ((span, person) for person in people for span in person.spans)
    for (start, end), person in sorted(spans, key=lambda pair: pair[0][0] - pair[0][1]):
        yield Symbol(start, end, PERSON, person)
    for match in _ONE.finditer(words.content):
        if (one := _person_before(match.start(), people, words)) is not None:
            yield Symbol(match.start(), match.end(), ONE, one)
    for party in words.parties:
        yield Symbol(party.start, party.end, PARTY, party)
    for match in cues.pattern(cues.table()["party_pronoun"]).finditer(words.content):
        meant = antecedent(match.start(), words)
        if meant is not None:
            yield Symbol(match.start(), match.end(), PRONOUN, meant)
    for match in _WE.finditer(words.content):
        quotation = words.in_quotation(match.start())
        if quotation and (speaker := _party_of_speaker(quotation, words)) is not None:
            yield Symbol(match.start(), match.end(), PRONOUN, speaker)
    for numeral in words.numerals:
        if numeral.kind == "number":
            sign = SHARE if is_share(numeral) else FIGURE
            yield Symbol(numeral.start, numeral.end, sign, numeral)


def is_share(numeral: Numeral) -> bool:
    """Whether a figure is a percentage: it says so, or has a decimal and no unit ("1,204 (47.1)")."""
    bare = numeral.unit is None and numeral.decimals > 0 and abs(numeral.value) <= _WHOLE
    return numeral.unit in ("percent", "points") or bare


def _party_of_speaker(quotation: Span, words: Words) -> Mention | None:
    """The party whose leader is quoted: "we have 12", said Labour's Ann Lee."""
    start, end = quotation
    line = words.line(start)
    after = words.content[end : min(line[1], end + _SPEAKER)].split("“")[0]
    before = words.content[max(line[0], start - _SPEAKER) : start]
    speaks = cues.pattern(cues.table()["speaks_for_a_party"])
    if speaks.search(after):
        named = words.parties_between(end, end + len(after))
        return named[0] if named else antecedent(start, words)
    if speaks.search(before):
        named = words.parties_between(start - len(before), start)
        return named[-1] if named else None
    return None


def _person_before(at: int, people: Iterable[Person], words: Words) -> Person | None:
    """Who "she" or "he" is: who is named last before in the sentence, else first in the one before it."""
    named = sorted(
        ((span[0], each) for each in people for span in each.spans if span[0] < at),
        key=lambda pair: pair[0],
    )
    for back in (0, 1):
        here = [each for start, each in named if words.between(start, at) == back]
        if here:
            return here[0 if back else -1]
    return None


def in_signs(content: str, stretch: Span, symbols: Iterable[Symbol]) -> Signs:
    """One stretch of a content (a sentence, a line) in signs."""
    low, high = stretch
    inside = [each for each in symbols if low <= each.start and each.end <= high]
    parts: list[str] = []
    places: list[int] = []
    length, at = 0, low
    for each in inside:
        between = _NO_SIGN.sub("\ufffd", content[at : each.start])
        parts += [between, each.sign]
        length += len(between)
        places.append(length)
        length += 1
        at = each.end
    return Signs(
        low,
        "".join([*parts, _NO_SIGN.sub("\ufffd", content[at:high])]),
        tuple(inside),
        tuple(places),
    )
