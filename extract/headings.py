"""A post's words -> the names that head a list of candidates with their votes: "St Paul's: Ann Lee (Lab) 1,204"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from extract import areas, cues
from extract.numerals import Numeral
from extract.persons import Person, persons
from extract.places import PLACE_NAME
from extract.words import Span, Words, overlaps
from schemas.parties import is_known

CANDIDATES = 2
"""So many with votes make a list."""

FEWEST_VOTES = 20
"""A candidate of a list has no fewer, or the figure may be of seats."""

_ENTRY = 45  # characters between a candidate's name and the votes
_SCORE = 3  # figures of a winner: "by five, 402 to 397"
_POSTS = 8  # it is asked for before the claims find their contests, and after
_LEAD = 400  # characters between a heading and its first candidate
_TYPE = r"(?: (?i:ward|division|by-election|constituency|declared|declares|done|result))*"
_HEADING = re.compile(
    rf"(?m)^[^\w(\"“\n]*(?P<name>{PLACE_NAME}){_TYPE}"
    r"(?: \([^()\n]{2,40}\))?(?=:|\.(?: |$)| [-–—]{1,2} |,? ?$|[,;] )"
)


@lru_cache(maxsize=_POSTS)
def headings(words: Words, year: int | None) -> tuple[Span, ...]:
    """
    The names that open a line and head the candidates after them, up to the next such name.

    No council's, party's or person's, and none that fewer than two candidates with
    votes follow.
    """
    people = persons(words)
    voted = _voted(people, words)
    names = [
        match.span("name")
        for match in _HEADING.finditer(words.content)
        if not _is_else(match.span("name"), people, words, year)
    ]
    borders = [start for start, _ in names] + [len(words.content)]
    found: list[Span] = []
    for (start, end), after in zip(names, borders[1:], strict=True):
        listed = [at for at in voted if end <= at < after]
        near = listed[:1] and listed[0] - end <= _LEAD
        if near and len(listed) >= CANDIDATES and _heads(end, listed[0], words):
            found.append((start, end))
    return tuple(found)


def _heads(end: int, first: int, words: Words) -> bool:
    """Whether what a name opens is a list: on its own line, or after what is no mere sentence."""
    return first < words.line(end)[1] or words.content[end : end + 1] != "."


def _voted(people: Sequence[Person], words: Words) -> list[int]:
    """Where a candidate's name is followed by what can be votes, in order."""
    found: set[int] = set()
    for _, end in (span for each in people for span in each.spans):
        line_end = words.line(end)[1]
        after = [
            each
            for each in words.numerals_between(end, min(line_end, end + _ENTRY))
            if each.kind == "number" and each.unit is None and not each.decimals
        ]
        for number, numeral in enumerate(after[:_SCORE]):
            if number == 0 or _is_score(after[:_SCORE], words):
                found |= {numeral.start} if numeral.value >= FEWEST_VOTES else set()
    return sorted(found)


def _is_score(figures: Sequence[Numeral], words: Words) -> bool:
    """Whether the last two of some figures are one: "402 to 397"."""
    ends = [words.content[one.end : two.start] for one, two in pairwise(figures)]
    return bool(ends) and ends[-1] == " to "


def _is_else(span: Span, people: Sequence[Person], words: Words, year: int | None) -> bool:
    name = words.content[slice(*span)]
    taken = [*((each.start, each.end) for each in words.parties)]
    taken += [(each.start, each.end) for each in words.numerals]
    taken += [each for person in people for each in person.spans]
    table = cues.table()
    return bool(
        is_known(name)
        or areas.resolve(name, year)
        or overlaps(span, taken)
        or cues.pattern(table["no_place"]).search(name)
        or cues.pattern(table["no_heading"]).search(name)
        or cues.pattern(table["no_place_first"]).fullmatch(name.split(" ")[0])
    )
