"""A post's content -> its words as grounding sees them: sentences, quotations, numerals, party mentions."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from extract import settings
from extract.numerals import Numeral, numerals
from schemas.parties import canonical, spellings

Span = tuple[int, int]
CAPITAL = r"(?<!\w)[A-ZÀ-Ý][\w’'-]{0,40}\w"  # bounded, for a word may have a megabyte
"""Pattern of a word that begins as a name does."""

_SENTENCE_END = re.compile(
    r"(?<! \.\.\.)(?<! \.\.)(?<!\.{4})(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])|\n+"
)
_ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Sir|Cllr|No|vs?|[Mm]aj)|\b[A-Z])\.$")
_BULLET = re.compile(r"\s*(?:[•*♦·▪◦●■►▶>–—-]|[0-9]{1,2}[.)]) +")
_QUOTED = re.compile(r"[“\"]([^“”\"]{3,}?)(?:[”\"]|\n|$)")
_SOME = r"(?:one|two|three|four|five|six|seven|eight|nine|ten)\b"
_BEFORE_FIGURE = re.compile(
    r"\s(?:(?:just|only|another|an?|further|all|some|the|more than|at least|about|nearly|almost) )*"
)
_FIGURE_REACH = 60
_SHORT = 3  # letters: "IND" is a party's, "ALL" no "All"
_PLACE_GREEN = re.compile(
    r"\b(?:in|of|at|for|from|to|hold|holds|held|wins?|won|gains?|gained|"
    r"takes?|took|lost|loses?|keeps?|kept|retain(?:s|ed)?) "
    r"(?P<name>(?:[A-Z][a-z’']+ ){1,2})$"
)
_OF_GREENS = re.compile(
    r" (?:[A-Z0-9]|candidates?|leaders?|councillors?|votes?|gains?|holds?|wins?|surge|group|party|seats?|newcomer)"
)
_LOOSE = {
    " ": r"\s+", "'": "['’‘]", "’": "['’‘]", "-": "[-‐‑–]", "–": "[-‐‑–]", "&": "(?:&|and)",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name a party: ``content[start:end] == text``; ``party`` is canonical."""

    start: int
    end: int
    text: str
    party: str


def _start(span: Span) -> int:
    return span[0]


def _numeral_start(numeral: Numeral) -> int:
    return numeral.start


def _mention_start(mention: Mention) -> int:
    return mention.start


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Everything that grounding looks up in one content, computed once; equal to itself alone."""

    content: str
    sentences: tuple[Span, ...]
    quotations: tuple[Span, ...]
    numerals: tuple[Numeral, ...]
    parties: tuple[Mention, ...]

    def sentence(self, at: int) -> Span:
        """The sentence (or line) that holds an offset."""
        number = bisect_right(self.sentences, at, key=_start) - 1
        if number >= 0 and at < self.sentences[number][1]:
            return self.sentences[number]
        return (0, len(self.content))

    def asks(self, at: int) -> bool:
        """Whether the sentence that holds an offset is a question."""
        low, high = self.sentence(at)
        return self.content[low:high].rstrip('"”’) ').endswith("?")

    def line(self, at: int) -> Span:
        """The line that holds an offset."""
        end = self.content.find("\n", at)
        return self.content.rfind("\n", 0, at) + 1, len(self.content) if end < 0 else end

    def is_bulleted(self, at: int) -> bool:
        """Whether the line that holds an offset is one item of a list."""
        return _BULLET.match(self.content, *self.line(at)) is not None

    def between(self, left: int, right: int) -> int:
        """How many sentence borders lie between two offsets."""
        low, high = min(left, right), max(left, right)
        return bisect_right(self.sentences, high, key=_start) - bisect_right(
            self.sentences, low, key=_start
        )

    def parties_between(self, left: int, right: int) -> tuple[Mention, ...]:
        """The parties that are named from one offset on and before another."""
        first = bisect_left(self.parties, left, key=_mention_start)
        last = bisect_left(self.parties, right, key=_mention_start)
        return self.parties[first:last]

    def numerals_between(self, left: int, right: int) -> tuple[Numeral, ...]:
        """The numerals that begin from one offset on and before another."""
        first = bisect_left(self.numerals, left, key=_numeral_start)
        return self.numerals[first : bisect_left(self.numerals, right, key=_numeral_start)]

    def counts(self, end: int) -> bool:
        """Whether a figure follows the verb that ends here: "have taken 15", "lost just two"."""
        return any(
            each.kind == "number"
            and each.start >= end
            and _BEFORE_FIGURE.fullmatch(self.content, end, each.start)
            for each in self.numerals_between(end, end + _FIGURE_REACH)
        )

    def in_quotation(self, at: int) -> Span | None:
        """The quotation that holds an offset."""
        return next(((a, b) for a, b in self.quotations if a <= at < b), None)


def read_words(content: str) -> Words:
    """Split and scan one post's content."""
    return Words(
        content,
        tuple(sentences(content)),
        tuple(match.span(1) for match in _QUOTED.finditer(content)),
        tuple(numerals(content)),
        tuple(party_mentions(content)),
    )


def sentences(content: str) -> Iterator[Span]:
    """Where each sentence, or line, begins and ends."""
    start = 0
    for match in _SENTENCE_END.finditer(content):
        if "\n" not in match.group() and _ABBREVIATION.search(content[start : match.start()]):
            continue
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if start < len(content):
        yield start, len(content)


@cache
def openers() -> frozenset[str]:
    """Words that open a sentence or a count, and so are no part of a local party's name."""
    table = json.loads((settings.DATA / "words.json").read_text(encoding="utf-8"))
    return frozenset(table["openers"])


@cache
def _party_pattern() -> re.Pattern[str]:
    capitals = [name.upper() for name in spellings() if len(name) > _SHORT]
    names = sorted({*spellings(), *capitals}, key=lambda name: (-len(name), name))
    known = "|".join(re.escape(name).replace("'", "['’]") for name in names)
    place = r"(?:[A-Z][\w’'-]+ (?:(?:and|&) )?){1,3}"
    return re.compile(
        rf"(?<![\w])(?:(?P<local>(?P<place>{place})(?:Independents?|Residents)(?: Association)?)"
        r"|(?P<first>(?:[A-Z][\w’'-]+ (?:(?:and|&) )?){1,3}?(?<!Come )(?<!Comes )(?<!Came )(?<!Are )First)"
        r"(?! (?:Minister|Division|Reading|Direct)\b)"
        r"|(?P<for>Independents for [A-Z][\w’'-]+)"
        r"|(?P<tory>(?<=\()C(?=\))|(?<=from )C\b(?!['’.])"
        r"|\bC(?= (?:[0-9]|hold\b|HOLD\b|gain\b|GAIN\b|maj\b|[+-][0-9])))"
        r"|(?P<residents>Residents['’]? Association)"
        rf"|(?P<others>(?<=[0-9] )others|(?<=for )others(?=[.,;)]|$)|others (?=[0-9]|{_SOME}))"
        r"|(?P<branch>Reform (?!UK\b|Party\b|has\b|[A-Z]+\b|Hold|Gain|Win|Lose)[A-Z]\w+)"
        rf"|(?P<known>{known}))(?![\w])"
    )


def party_mentions(content: str) -> Iterator[Mention]:
    """Every party that a text names, local ones too, in order."""
    at = 0
    while match := _party_pattern().search(content, at):
        start, end = match.span()
        if match["first"] and match["first"].split()[0] in openers():
            at = start + len(match["first"].split()[0])
            continue
        if match["local"]:
            first = match["place"].split()[0]
            if first in openers():  # "The Independents", "Labour Independents"
                start += len(first) + 1
                at = start
                if not content[start:end].startswith(("Independent", "Residents")):
                    continue
                again = _party_pattern().match(content, start)
                if again is None:
                    continue
                end = again.end()
        text = content[start:end]
        if match["tory"]:
            yield Mention(start, end, text, "Conservative")
        elif text != "Green" or not _is_place_green(start, end, content):
            yield Mention(start, end, text, canonical(text))
        at = end


def _is_place_green(start: int, end: int, content: str) -> bool:
    """Whether "Green" is the end of a place's name: "in Hall Green", "Palmers Green, which elects three"."""
    before = _PLACE_GREEN.search(content[max(0, start - _FIGURE_REACH) : start])
    if before is None or _OF_GREENS.match(content, end):
        return False
    words = before["name"].split()
    return not any(each in openers() or canonical(each) != each for each in words)


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    """Whether a stretch of a content shares a character with any of some others."""
    return any(low < span[1] and span[0] < high for low, high in others)


def find_name(content: str, name: str) -> Iterator[Span]:
    """Where a name stands in a content, whatever its case and kind of apostrophe, hyphen or space."""
    plain = re.sub(r"\band\b", "&", " ".join(name.split()))
    pattern = "".join(_LOOSE.get(each, re.escape(each)) for each in plain)
    for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", content, re.IGNORECASE):
        yield match.span()
