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
    ONE,
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
UP = "up"
BRACKETED = "bracketed"
_SLOT = re.compile(r"<(\w+)([+-]?)>")
_WORDS = re.compile(r"\{([a-z_]+)\}")
_OTHER = "_"
_RIVAL = "rival"
_NO_FIGURES = ("party", "named", "person", _RIVAL, _OTHER)
_PLACE = f"[{AREA}{PLACE}]"
_SIGNS = {
    "party": f"[{PARTY}{PRONOUN}]", "named": PARTY, "from": PARTY, "to": PARTY, "loser": PERSON, "winner": PERSON,
    "persons": f"{PERSON}(?:[^.;\n]*{PERSON})?",
    "person": f"[{PERSON}{ONE}]", "rival": PERSON,
    "vote_share": SHARE, "vote_share_change": f"[{FIGURE}{SHARE}]",
    "areas": f"{_PLACE}(?:(?:, and |, | and | & )(?:the )?{_PLACE})*",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """
    What a phrase says of one figure.

    ``measure``: of the facts contract, or ``entry`` where council or contest decides,
    or ``won`` and ``up`` where it matters whether all seats were up,
    or ``bracketed`` where the post says what its brackets hold.
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
    ``source``: the party that it was taken from; ``taker``: the party that one lost
    to; ``span``: the words, from first to last.
    """

    says: str
    areas: tuple[Symbol, ...]
    party: Mention | None
    person: Person | None
    source: Mention | Person | None
    taker: Mention | None
    span: Span


@dataclass(frozen=True, slots=True)
class _Phrase:
    pattern: re.Pattern[str]
    slots: tuple[tuple[str, int], ...]
    signed: bool
    strict: bool
    says: str


@cache
def _phrases(kind: str) -> tuple[_Phrase, ...]:
    """The phrases of the data file, of figures ("phrase") or of contests ("statement")."""
    text = (settings.DATA / "phrases.toml").read_text(encoding="utf-8")
    table: dict[str, Any] = tomllib.loads(text)
    roles = f"(?:{cues.table()['person_roles']})"
    words = table["words"] | {
        "role": roles,
        "party": f"[{PARTY}{PRONOUN}]",
        "figure": FIGURE,
        "parties": PARTY + PRONOUN,
        "areas": AREA + PLACE,
        "signs": f"{PARTY}-{ONE}",
        "people": PERSON + ONE,
    }
    return tuple(_compiled(each, words) for each in table[kind])


def _compiled(row: dict[str, Any], words: dict[str, str]) -> _Phrase:
    like = row["like"]
    while _WORDS.search(like):
        like = _WORDS.sub(lambda match: words[match[1]], like)
    slots = tuple((match[1], {"+": 1, "-": -1, "": 0}[match[2]]) for match in _SLOT.finditer(like))
    pattern = _SLOT.sub(lambda match: f"({_SIGNS.get(match[1], FIGURE)})", like)
    if re.compile(pattern).groups != len(slots):
        raise ValueError(f"phrases.toml: only <...> may capture in {row['like']}")
    return _Phrase(
        re.compile(rf"(?<!\w){pattern}(?!\w)"),
        slots,
        row.get("signed", False),
        row.get("strict", False),
        row.get("says", ""),
    )


def said_in(words: Words, symbols: Sequence[Symbol]) -> Iterator[Said]:
    """All that the phrases of a post say of its figures, each figure once."""
    for sentence in words.sentences:
        signs = in_signs(words.content, sentence, symbols)
        taken: set[int] = set()
        for phrase in _phrases("phrase"):
            at = 0
            while match := phrase.pattern.search(signs.text, at):
                places = _places(phrase, match)
                figures = {place for name, place in places.items() if name not in _NO_FIGURES}
                said = list(_said(phrase, {n: signs.symbol(p) for n, p in places.items()}))
                if said and not figures & taken:
                    taken |= figures
                    at = match.end()
                    yield from said
                else:
                    at = match.start() + 1


def _places(phrase: _Phrase, match: re.Match[str]) -> dict[str, int]:
    """Where each of a phrase's names was found, of those that are there."""
    starts = {name: match.start(number) for number, (name, _) in enumerate(phrase.slots, start=1)}
    return {name: start for name, start in starts.items() if start >= 0}


def _said(phrase: _Phrase, filled: dict[str, Symbol]) -> Iterator[Said]:
    """What is said of each figure; nothing where a change has no sign, or another figure has one."""
    named = filled.get("party") or filled.get("named")
    party = named.means if named else None
    person = filled["person"].means if "person" in filled else None
    rival = filled[_RIVAL].means if _RIVAL in filled else None
    found: list[Said] = []
    for name, sign in phrase.slots:
        numeral = filled[name].means if name in filled else None
        if name in _NO_FIGURES or not isinstance(numeral, Numeral):
            continue
        changes = name.endswith("_change")
        if numeral.sign and not changes:
            return
        if changes and phrase.signed and not numeral.sign and (numeral.value or phrase.strict):
            return
        measure = name.removeprefix(f"{_RIVAL}_")
        owner, one = (None, rival) if measure != name else (party, person)
        whose = (
            owner if isinstance(owner, Mention) else None,
            one if isinstance(one, Person) else None,
        )
        found.append(Said(measure, numeral, sign or numeral.sign, *whose))
    yield from found


def stated_in(words: Words, symbols: Sequence[Symbol]) -> Iterator[Stated]:
    """All that the phrases of a post say of who holds, gains, wins or loses a contest."""
    for sentence in words.sentences:
        signs = in_signs(words.content, sentence, symbols)
        taken: set[int] = set()
        for phrase in _phrases("statement"):
            for match in phrase.pattern.finditer(signs.text):
                said = _stated(phrase, match, signs)
                covered = set(range(*match.span()))
                if not covered & taken:
                    taken |= covered
                    yield from said


def _stated(phrase: _Phrase, match: re.Match[str], signs: Signs) -> list[Stated]:
    """What a statement says, once for each of the persons that it names together."""
    groups = {name: number for number, (name, _) in enumerate(phrase.slots, start=1)}

    def meant(name: str) -> Any:
        place = match.start(groups[name]) if name in groups else -1
        return signs.symbol(place).means if place >= 0 else None

    def within(name: str, kinds: str) -> list[Symbol]:
        listed = range(*match.span(groups[name])) if name in groups else ()
        return [signs.symbol(at) for at in listed if signs.text[at] in kinds]

    people = [each.means for each in within("persons", PERSON)] or [meant("person")]
    span = (signs.offset(match.start()), signs.offset(match.end()))
    areas = tuple(within("areas", AREA + PLACE))
    winner = meant("winner")
    won = [Stated("win", areas, None, winner, None, None, span)] if winner else []
    return won + [
        Stated(
            phrase.says,
            areas,
            meant("party"),
            person if isinstance(person, Person) else None,
            meant("from") or meant("loser"),
            meant("to"),
            span,
        )
        for person in people
    ]
