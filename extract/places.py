"""A post's words -> the names of places in them that no register holds: wards, divisions, constituencies."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from extract import areas, cues
from extract.words import CAPITAL, Span, Words, find_name, openers
from schemas.parties import is_known

_WORD = rf"(?:St\.? )?{CAPITAL}"
_JOIN = r"(?: | and | & | with | of | upon | on | le | de | the | of the )"
PLACE_NAME = rf"{_WORD}(?:{_JOIN}{_WORD}){{0,5}}"
"""Pattern of a place's name, with the small words that join its parts."""

_NAME = re.compile(rf"{_WORD}(?:{_JOIN}{_WORD})*")
PLAIN = r"(?<!\w)[A-ZÀ-Ý][\w’'-]{0,40}[a-z](?: [A-ZÀ-Ý][\w’'-]{0,40}[a-z]){0,2}"
"""Pattern of a place's name without a joining word, in one to three words."""

_JOINT = re.compile(r" (?:and|&|with|of|on|the|of the) $")
_AND = re.compile(r" and ")
_LISTED = re.compile(r", $")
_THERE = re.compile(r"\b(?:there|here|ward|division)\b")
_TYPED = re.compile(r" (?:ward|division|by-election|constituency|seat)\b")


@dataclass(frozen=True, slots=True)
class _Taken:
    """Stretches in the order of their ``starts``; ``reach``: how far those up to each one go."""

    starts: Sequence[int]
    reach: Sequence[int]

    @classmethod
    def of(cls, spans: Iterable[Span]) -> _Taken:
        """Stretches in any order, some within others."""
        ordered = sorted(spans)
        return cls([low for low, _ in ordered], [*accumulate((high for _, high in ordered), max)])

    def overlap(self, start: int, end: int) -> bool:
        """Whether any of them shares a character with this one."""
        before = bisect_left(self.starts, end)
        return before > 0 and self.reach[before - 1] > start

    def next_after(self, start: int, default: int) -> int:
        """Where the first begins that begins after an offset."""
        number = bisect_right(self.starts, start)
        return self.starts[number] if number < len(self.starts) else default


def places(words: Words, taken: Collection[Span], claimed: Collection[str]) -> Iterator[Span]:
    """
    Names that can be of a place, beside the ``taken`` ones of parties, persons and councils.

    The last entry of a list ("Crook, Peat Row and Hawick") is cut at its last "and",
    another name that holds one ("Mossend and Moor") only where the model
    ``claimed`` its parts.
    """
    known = {each.casefold() for each in claimed}
    borders = _Taken.of(taken)
    for match in _NAME.finditer(words.content):
        for part in _parts(match.span(), words.content, known):
            start, end = _cut(without_openers(*part, words), borders, words)
            if start >= end or borders.overlap(start, end):
                continue
            name = words.content[start:end]
            if not (_is_none(name) or _only_opens(start, end, words)):
                yield start, end


def _only_opens(start: int, end: int, words: Words) -> bool:
    """Whether one word has its capital from the start of a sentence alone: "Tucked under the news"."""
    content = words.content
    name = content[start:end]
    if not name.isalpha() or start != words.sentence(start)[0] or name.isupper():
        return False
    follows = content[end : end + 2].strip()[:1]
    again = any(
        a != words.sentence(a)[0] for a, _ in find_name(content, name) if content[a].isupper()
    )
    number = words.sentences.index(words.sentence(start))
    after = words.sentences[number + 1 : number + 2]
    there = any(_THERE.search(content, *each) for each in after)
    return not (again or there) and follows.islower()


def _cut(span: Span, taken: _Taken, words: Words) -> Span:
    """A name without the party or person that only a small word joins to it: "Shaw the Lib Dem"."""
    start, end = span
    joint = _JOINT.search(words.content, start, min(end, taken.next_after(start, end)))
    return (start, joint.start()) if joint else span


def _parts(span: Span, content: str, known: Collection[str]) -> Iterator[Span]:
    start, end = span
    cuts = list(_AND.finditer(content, start, end))
    if cuts:
        last = cuts[-1]
        left, right = content[start : last.start()], content[last.end() : end]
        listed = _LISTED.search(content[max(0, start - 2) : start]) is not None
        typed = _TYPED.match(content, end) is not None or content[end : end + 1] == ":"
        apart = left.casefold() in known and right.casefold() in known and not typed
        whole = content[start:end].casefold() in known
        if (listed and not typed and not whole) or apart:
            yield start, last.start()
            yield last.end(), end
            return
    yield start, end


def without_openers(start: int, end: int, words: Words) -> Span:
    """A name without the words that only open its sentence; empty where it has no others."""
    first_word = cues.pattern(cues.table()["no_place_first"])
    while start < end:
        first = words.content[start:end].split(" ")[0]
        if first not in openers() and not first_word.fullmatch(first):
            break
        start = min(end, start + len(first) + 1)
    return start, end


def _is_none(name: str) -> bool:
    """Whether a name is a party's, a council's, or of no place at all."""
    return bool(
        is_known(name)
        or areas.candidates(name)
        or cues.pattern(cues.table()["no_place"]).search(name)
        or cues.pattern(cues.table()["no_heading"]).fullmatch(name)
        or len(name) < 3  # noqa: PLR2004
    )
