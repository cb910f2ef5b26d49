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
from extract.symbols import FIGURE, PARTY, PERSON, SHARE, Symbol, in_signs
from extract.words import Mention, Words

ENTRY = "entry"
_SLOT = re.compile(r"<(\w+)([+-]?)>")
_OTHER = "_"
_SIGNS = {"party": PARTY, "person": PERSON, "vote_share": SHARE}


@dataclass(frozen=True, slots=True)
class Said:
    """
    What a phrase says of one figure.

    ``measure``: of the facts contract, or ``entry`` where council or contest decides.
    ``sign`` is -1 or +1 where the phrase gives one. ``person`` and ``party``: whose
    it is; ``party`` alone for a party's figure.
    """

    measure: str
    numeral: Numeral
    sign: int
    party: Mention | None
    person: Person | None


@dataclass(frozen=True, slots=True)
class _Phrase:
    pattern: re.Pattern[str]
    slots: tuple[tuple[str, int], ...]
    signed: bool


@cache
def _phrases() -> tuple[_Phrase, ...]:
    text = (settings.DATA / "phrases.toml").read_text(encoding="utf-8")
    table: dict[str, Any] = tomllib.loads(text)
    words = table["words"] | {"role": f"(?:{cues.table()['person_roles']})", "party": PARTY}
    return tuple(_compiled(each, words) for each in table["phrase"])


def _compiled(row: dict[str, Any], words: dict[str, str]) -> _Phrase:
    like = re.sub(r"\{([a-z]+)\}", lambda match: words[match[1]], row["like"])
    slots = tuple(
        (match[1], {"+": 1, "-": -1, "": 0}[match[2]]) for match in _SLOT.finditer(like)
    )
    pattern = _SLOT.sub(lambda match: f"({_SIGNS.get(match[1], FIGURE)})", like)
    if re.compile(pattern).groups != len(slots):
        raise ValueError(f"phrases.toml: only <...> may capture in {row['like']}")
    return _Phrase(re.compile(rf"(?<!\w){pattern}(?!\w)"), slots, row.get("signed", False))


def said_in(words: Words, symbols: Sequence[Symbol]) -> Iterator[Said]:
    """All that the phrases of a post say of its figures, each figure once."""
    for sentence in words.sentences:
        signs = in_signs(words.content, sentence, symbols)
        taken: set[int] = set()
        for phrase in _phrases():
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
                    if place >= 0 and name not in ("party", "person", _OTHER)
                }
                said = list(_said(phrase, filled))
                if figures & taken or not said:
                    at = match.start() + 1
                    continue
                taken |= figures
                yield from said


def _said(phrase: _Phrase, filled: dict[str, Symbol]) -> Iterator[Said]:
    party = filled["party"].means if "party" in filled else None
    person = filled["person"].means if "person" in filled else None
    for name, sign in phrase.slots:
        if name in ("party", "person", _OTHER) or name not in filled:
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
