"""A sentence in signs -> what its phrases say of each figure: a measure, its sign, and whose it is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from extract import cues, settings
from extract.number_words import ordinal
from extract.numerals import Numeral
from extract.persons import Person
from extract.symbols import (
    AREA,
    COLOUR,
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
NTH = "nth"
_SLOT = re.compile(r"<(?P<name>\w+)(?P<sign>[+-]?)(?:=(?P<value>\d+|nth):(?P<words>[^<>]*))?>")
_WORDS = re.compile(r"\{([a-z_]+)\}")
_OTHER = "_"
_RIVAL = "rival"
_AGAINST = "against"
_ALSO = "also"
_PARTIES = "parties"
_EVEN_ZERO = "even zero"
_NO_FIGURES = ("party", "named", "person", _ALSO, _PARTIES, _RIVAL, _AGAINST, _OTHER)
_PLACE = f"[{AREA}{PLACE}]"
_RIVALRY = "over|from|ahead of|behind|against|beat|beating|past|while|but|with|defeat|oust|unseat"
_SIGNS = {
    "party": f"[{PARTY}{PRONOUN}]", "named": PARTY, "also": PARTY, "against": PARTY,
    "from": PARTY, "to": PARTY, "loser": PERSON, "winner": PERSON, "ousted": PERSON,
    "persons": rf"{PERSON}(?:(?:(?! (?:{_RIVALRY})\b)[^.;\n])*{PERSON})?", "side": f"[{PARTY}{COLOUR}]",
    "person": f"[{PERSON}{ONE}]", "rival": PERSON,
    "parties": f"{PARTY}(?:, (?:the )?{PARTY})*(?:,? and|, with| &) (?:the )?{PARTY}",
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
    What a phrase says of contests: ``says`` is hold, gain, win or lose, or ``was`` of who had it before.

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


def party_of(said: Said | Stated) -> str | None:
    """The party that something is said of: named in the phrase, else its person's."""
    return said.party.party if said.party else said.person.party if said.person else None


@dataclass(frozen=True, slots=True)
class _Slot:
    """One name of a phrase; ``value``: what its words state ("0", "nth") where it is no sign."""

    name: str
    sign: int
    value: str | None


@dataclass(frozen=True, slots=True)
class _Phrase:
    pattern: re.Pattern[str]
    slots: tuple[_Slot, ...]
    signed: bool | str
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
        "names": PERSON,
    }
    return tuple(_compiled(each, words) for each in table[kind])


def _compiled(row: dict[str, Any], words: dict[str, str]) -> _Phrase:
    like = row["like"]
    while _WORDS.search(like):
        like = _WORDS.sub(lambda match: words[match[1]], like)
    slots = tuple(
        _Slot(match["name"], {"+": 1, "-": -1, "": 0}[match["sign"]], match["value"])
        for match in _SLOT.finditer(like)
    )
    pattern = _SLOT.sub(
        lambda match: f"({match['words'] or _SIGNS.get(match['name'], FIGURE)})", like
    )
    if re.compile(pattern).groups != len(slots):
        raise ValueError(f"phrases.toml: only <...> may capture in {row['like']}")
    return _Phrase(
        re.compile(rf"(?<!\w){pattern}(?!\w)"),
        slots,
        row.get("signed", False),
        row.get("says", ""),
    )


def said_in(words: Words, symbols: Sequence[Symbol]) -> Iterator[Said]:
    """All that the phrases of a post say of its figures, each figure once."""
    return (said for _, said in figures_by_phrase(words, symbols))


def figures_by_phrase(words: Words, symbols: Sequence[Symbol]) -> Iterator[tuple[int, Said]]:
    """The same with the number of the phrase that says it, counted from 0 in the data file."""
    for sentence in words.sentences:
        signs = in_signs(words.content, sentence, symbols)
        taken: set[int] = set()
        for number, phrase in enumerate(_phrases("phrase")):
            at = 0
            while match := phrase.pattern.search(signs.text, at):
                figures = {
                    match.start(group)
                    for group, slot in enumerate(phrase.slots, start=1)
                    if slot.name not in _NO_FIGURES and match.start(group) >= 0
                }
                said = list(_said(phrase, match, signs))
                if said and not figures & taken:
                    taken |= figures
                    at = match.end()
                    yield from ((number, each) for each in said)
                else:
                    at = match.start() + 1


def _said(phrase: _Phrase, match: re.Match[str], signs: Signs) -> Iterator[Said]:
    """What is said of each figure; nothing where a change has no sign, or another figure has one."""
    filled = {
        slot.name: _meant(slot, match.span(number), signs)
        for number, slot in enumerate(phrase.slots, start=1)
        if match.start(number) >= 0
    }
    parties = [filled[each] for each in ("party", "named", _ALSO) if filled.get(each)]
    if _PARTIES in filled:
        number = [slot.name for slot in phrase.slots].index(_PARTIES) + 1
        listed = range(*match.span(number))
        parties = [signs.symbol(at).means for at in listed if signs.text[at] == PARTY]
    owners: list[Mention | None] = [each for each in parties if isinstance(each, Mention)]
    person, rival = filled.get("person"), filled.get(_RIVAL) or filled.get(_AGAINST)
    found: list[Said] = []
    for slot in phrase.slots:
        numeral = filled.get(slot.name)
        if slot.name in _NO_FIGURES or not isinstance(numeral, Numeral):
            continue
        changes = slot.name.endswith("_change")
        if numeral.sign and not changes:
            return
        plain_zero = not numeral.value and phrase.signed != _EVEN_ZERO
        if changes and phrase.signed and not numeral.sign and not plain_zero:
            return
        measure = slot.name.removeprefix(f"{_RIVAL}_")
        of_rival = measure != slot.name
        one = rival if of_rival else person
        for owner in (
            [rival if isinstance(rival, Mention) else None] if of_rival else owners or [None]
        ):
            whose = (owner, one if isinstance(one, Person) else None)
            found.append(Said(measure, numeral, slot.sign or numeral.sign, *whose))
    yield from found


def _meant(slot: _Slot, span: Span, signs: Signs) -> Mention | Numeral | Person | str | None:
    """What stands in a slot: its sign's meaning, or the figure that its words state."""
    if slot.value is None:
        return signs.symbol(span[0]).means
    start, end = signs.offset(span[0]), signs.offset(span[1])
    text = signs.text[slice(*span)]
    value = ordinal(text.casefold()) if slot.value == NTH else int(slot.value)
    return None if value is None else Numeral(start, end, text, value)


def stated_in(words: Words, symbols: Sequence[Symbol]) -> Iterator[Stated]:
    """All that the phrases of a post say of who holds, gains, wins or loses a contest."""
    return (stated for _, stated in contests_by_phrase(words, symbols))


def contests_by_phrase(words: Words, symbols: Sequence[Symbol]) -> Iterator[tuple[int, Stated]]:
    """The same with the number of the statement in the data file, counted from 0."""
    for sentence in words.sentences:
        signs = in_signs(words.content, sentence, symbols)
        taken: set[int] = set()
        for number, phrase in enumerate(_phrases("statement")):
            for match in phrase.pattern.finditer(signs.text):
                said = _stated(phrase, match, signs)
                covered = set(range(*match.span()))
                if not covered & taken:
                    taken |= covered
                    yield from ((number, each) for each in said)


def _stated(phrase: _Phrase, match: re.Match[str], signs: Signs) -> list[Stated]:
    """What a statement says, once for each of the persons that it names together."""
    groups = {slot.name: number for number, slot in enumerate(phrase.slots, start=1)}

    def meant(name: str) -> Any:
        place = match.start(groups[name]) if name in groups else -1
        return signs.symbol(place).means if place >= 0 else None

    def within(name: str, kinds: str) -> list[Symbol]:
        listed = range(*match.span(groups[name])) if name in groups else ()
        return [signs.symbol(at) for at in listed if signs.text[at] in kinds]

    people = [each.means for each in within("persons", PERSON)] or [meant("person")]
    span = (signs.offset(match.start()), signs.offset(match.end()))
    areas = tuple(within("areas", AREA + PLACE))
    winner, ousted = meant("winner"), meant("ousted")
    others = [Stated("win", areas, None, winner, None, None, span)] if winner else []
    others += [Stated("lose", areas, meant("from"), ousted, None, None, span)] if ousted else []
    return others + [
        Stated(
            phrase.says,
            areas,
            meant("party") or meant("side"),
            person if isinstance(person, Person) else None,
            meant("from") or meant("loser") or ousted,
            meant("to"),
            span,
        )
        for person in people
    ]
