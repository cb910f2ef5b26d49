"""Turns the lines of a flattened dump into its bylines: who wrote a post, and in what role."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.parties import is_known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.pages.furniture import Line

_CAPITAL = r"[^\W\d_a-z][\w'\u2019.&-]*"
_MOST_WORDS = 12  # of a role line
_INITIALS = 2  # letters that may stand as capitals, or before a full stop, in a name


@dataclass(frozen=True, slots=True)
class Byline:
    """``lines[start:stop]`` of a page name an author (or none) and a role."""

    start: int
    stop: int
    author: str | None
    role: str


@dataclass(frozen=True, slots=True)
class _Patterns:
    role: re.Pattern[str]
    paper: re.Pattern[str]
    name: re.Pattern[str]
    not_in_names: frozenset[str]


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _patterns() -> _Patterns:
    data = json.loads((Path(__file__).parent / "bylines.json").read_text(encoding="utf-8"))
    links, jobs = _any(data["link_words"]), _any(data["jobs"])
    outlet = rf"(?:the )?(?:{_any(data['outlets'])})(?:(?: (?:and|&))? (?:{_CAPITAL}|\d\w*))*"
    paper = rf"(?:{_CAPITAL} )+(?:{_any(data['papers'])})"
    job = rf"(?:(?:{_CAPITAL}|(?i:{_any(data['job_words'])})) )*?(?i:{jobs})"
    place = rf"(?:{_CAPITAL}|{links})(?: (?:{_CAPITAL}|{links}))*"
    known = rf"(?:{outlet}(?: {job})?|{job})"
    more = rf"(?:(?:,| [-\u2013/|]| (?:{links})) (?:{known}|{paper}|{place}))*"
    person = rf"{_CAPITAL}(?: (?:(?:{_any(data['particles'])}) )*{_CAPITAL}){{1,3}}"
    return _Patterns(
        role=re.compile(known + more),
        paper=re.compile(paper + more),
        name=re.compile(rf"{person}(?:(?:, {person})*,? (?:and|&) {person})?"),
        not_in_names=frozenset(data["not_in_names"]),
    )


def is_name(line: str) -> bool:
    """
    Whether a line is a person's name, or several joined by "and", and nothing else.

    Two to four capitalised words a person (initials, apostrophes, hyphens,
    accents, "Mc", "van der"); no party, no words in capitals throughout, no
    figures, no end of a sentence.
    """
    patterns = _patterns()
    if not patterns.name.fullmatch(line) or is_known(line):
        return False
    words = line.replace(",", " ").split()
    shouted = any(len(word) > _INITIALS and word.isupper() and "." not in word for word in words)
    last = words[-1]
    ends = last.endswith(".") and len(last) > _INITIALS and last not in {"Jr.", "Sr."}
    return not (shouted or ends or any(word in patterns.not_in_names for word in words))


def is_role(line: str, *, after_name: bool = False) -> bool:
    """
    Whether a line is an outlet or a job and nothing else ("Reporter, BBC Radio Derby").

    ``after_name``: a newspaper's name alone will do too ("Midshire Mercury").
    """
    patterns = _patterns()
    if len(line.split()) > _MOST_WORDS or line[-1:] in ".!?:;":
        return False
    return bool(patterns.role.fullmatch(line) or (after_name and patterns.paper.fullmatch(line)))


def bylines(lines: Sequence[Line]) -> list[Byline]:
    """
    The bylines of a page, in the order of its lines.

    A role line makes a byline, with the name line right above it where there is
    one; a further role line right below belongs to it. A name and a role that
    stand between a pulled quotation and the next byline (or the end) are the
    quotation's attribution, and none.
    """
    found: list[Byline] = []
    index = 0
    while index < len(lines):
        named = (
            is_name(lines[index].text)
            and index + 1 < len(lines)
            and not lines[index].more
            and not lines[index + 1].gap
            and is_role(lines[index + 1].text, after_name=True)
        )
        start, stop = index, index + (1 if named else 0)
        if not named and not is_role(lines[index].text):
            index += 1
            continue
        stop += 1
        while stop < len(lines) and _continues(lines[stop - 1], lines[stop]):
            stop += 1
        role = " ".join(line.text for line in lines[start + named : stop])
        found.append(Byline(start, stop, lines[start].text if named else None, role))
        index = stop
    return [each for at, each in enumerate(found) if not _attributes(lines, found, at)]


def _continues(above: Line, below: Line) -> bool:
    return not above.more and not below.gap and is_role(below.text)


def _attributes(lines: Sequence[Line], found: Sequence[Byline], at: int) -> bool:
    byline = found[at]
    following = found[at + 1].start if at + 1 < len(found) else len(lines)
    quoted = byline.start > 0 and lines[byline.start - 1].quoted
    return quoted and byline.author is not None and byline.stop == following
