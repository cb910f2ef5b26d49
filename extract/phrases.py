"""A sentence in signs -> what its phrases say of each figure: a measure, its sign, and whose it is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from extract import cues, settings
from extract.numerals import Numeral
from extract.persons import Person
from extract.symbols import (
    AREA,
    FIGURE,
    PARTY,
    PERSON,
    PLACE,
    PRONOUN,
    SHARE,
    Signs,
    Symbol,
    in_signs,
)
from extract.words import Mention, Span, Words

ENTRY = "entry"
WON = "won"
_SLOT = re.compile(r"<(\w+)([+-]?)>")
_WORDS = re.compile(r"\{([a-z_]+)\}")
_OTHER = "_"
_NO_FIGURES = ("party", "named", "person", _OTHER)
_PLACE = f"[{AREA}{PLACE}]"
_SIGNS = {
    "party": f"[{PARTY}{PRONOUN}]", "named": PARTY, "from": PARTY, "person": PERSON, "vote_share": SHARE,
    "areas": f"{_PLACE}(?:(?:, and |, | and | & )(?:the )?{_PLACE})*",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """
    What a phrase says of one figure.

    ``measure``: of the facts contract, or ``entry`` where council or contest decides,
    or ``won`` where it matters whether all seats were up.
    ``sign`` is -1 or +1 where the phrase gives one. ``person`` and ``party``: whose
    it is; ``party`` alone for a party's figure.
    """

    measure: str
    numeral: Numeral
    sign: int
    party: Mention | None
    person: Person | None


@dataclass(frozen=True, slots=True)
class Stated:
    """
    What a phrase says of contests: ``says`` is hold, gain, win or lose.

    ``areas``: the places concerned; ``party`` and ``person``: who it is said of;
    ``source``: the party that it was taken from; ``span``: the words, from first to last.
    """

    says: str
    areas: tuple[Symbol, ...]
    party: Mention | None
    person: Person | None
    source: Mention | None
    span: Span


@dataclass(frozen=True, slots=True)
class _Phrase:
    pattern: re.Pattern[str]
    slots: tuple[tuple[str, int], ...]
    signed: bool
    says: str


@cache
def _phrases(kind: str) -> tuple[_Phrase, ...]:
    """The phrases of the data file, of figures ("phrase") or of contests ("statement")."""
    text = (settings.DATA / "phrases.toml").read_text(encoding="utf-8")
    table: dict[str, Any] = tomllib.loads(text)
    roles = f"(?:{cues.table()['person_roles']})"
    words = table["words"] | {"role": roles, "party": f"[{PARTY}{PRONOUN}]", "figure": FIGURE, "parties": PARTY + PRONOUN, "areas": AREA + PLACE}
    return tuple(_compiled(each, words) for each in table[kind])


def _compiled(row: dict[str, Any], words: dict[str, str]) -> _Phrase:
    like = row["like"]
    while _WORDS.search(like):
        like = _WORDS.sub(lambda match: words[match[1]], like)
    slots = tuple(
        (match[1], {"+": 1, "-": -1, "": 0}[match[2]]) for match in _SLOT.finditer(like)
    )
    pattern = _SLOT.sub(lambda match: f"({_SIGNS.get(match[1], FIGURE)})", like)
    if re.compile(pattern).groups != len(slots):
        raise ValueError(f"phrases.toml: only <...> may capture in {row['like']}")
    return _Phrase(re.compile(rf"(?<!\w){pattern}(?!\w)"), slots, row.get("signed", False), row.get("says", ""))


def said_in(words: Words, symbols: Sequence[Symbol]) -> Iterator[Said]:
    """All that the phrases of a post say of its figures, each figure once."""
    for sentence in words.sentences:
        signs = in_signs(words.content, sentence, symbols)
        taken: set[int] = set()
        for phrase in _phrases("phrase"):
            at = 0
            while match := phrase.pattern.search(signs.text, at):
                at = match.end()
                places = [match.start(number + 1) for number in range(len(phrase.slots))]
                filled = {
                    name: signs.symbol(place)
                    for (name, _), place in zip(phrase.slots, places, strict=True)
                    if place >= 0
                }
                figures = {
                    place
                    for (name, _), place in zip(phrase.slots, places, strict=True)
                    if place >= 0 and name not in _NO_FIGURES
                }
                said = list(_said(phrase, filled))
                if figures & taken or not said:
                    at = match.start() + 1
                    continue
                taken |= figures
                yield from said


def _said(phrase: _Phrase, filled: dict[str, Symbol]) -> Iterator[Said]:
    owner = filled.get("party") or filled.get("named")
    party = owner.means if owner else None
    person = filled["person"].means if "person" in filled else None
    for name, sign in phrase.slots:
        if name in _NO_FIGURES or name not in filled:
            continue
        numeral = filled[name].means
        if not isinstance(numeral, Numeral):
            continue
        if phrase.signed and name.endswith("_change") and not numeral.sign and numeral.value:
            return
        if numeral.sign and not name.endswith("_change"):
            return
        yield Said(
            name,
            numeral,
            sign or numeral.sign,
            party if isinstance(party, Mention) else None,
            person if isinstance(person, Person) else None,
        )


def stated_in(words: Words, symbols: Sequence[Symbol]) -> Iterator[Stated]:
    """All that the phrases of a post say of who holds, gains, wins or loses a contest."""
    for sentence in words.sentences:
        signs = in_signs(words.content, sentence, symbols)
        taken: set[int] = set()
        for phrase in _phrases("statement"):
            for match in phrase.pattern.finditer(signs.text):
                groups = {name: number + 1 for number, (name, _) in enumerate(phrase.slots)}
                low, high = match.span(groups["areas"]) if "areas" in groups else match.span()
                areas = [
                    at
                    for at in range(low, high)
                    if signs.text[at] in (AREA, PLACE) and "areas" in groups
                ]
                covered = set(areas or range(low, high))
                if not covered & taken:
                    taken |= covered
                    yield _stated(phrase, match, groups, areas, signs)


def _stated(
    phrase: _Phrase, match: re.Match[str], groups: dict[str, int], areas: list[int], signs: Signs
) -> Stated:
    def meant(name: str) -> Any:
        place = match.start(groups[name]) if name in groups else -1
        return signs.symbol(place).means if place >= 0 else None

    ends = [at for at in signs.at if match.start() <= at < match.end()]
    first, last = signs.symbol(ends[0]), signs.symbol(ends[-1])
    return Stated(
        phrase.says,
        tuple(signs.symbol(at) for at in areas),
        meant("party"),
        meant("person"),
        meant("from"),
        (first.start, last.end),
    )
