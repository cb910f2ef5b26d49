"""A sentence in signs -> what its phrases say of who runs a council: the words, the parties, the councils."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from extract import cues, settings
from extract.symbols import (
    AREA,
    COLOUR,
    FIGURE,
    ONE,
    PARTY,
    PERSON,
    PLACE,
    PRONOUN,
    Signs,
    Symbol,
)  # fmt: skip
from extract.words import Mention, Words, overlaps

RULES = frozenset(
    {"hold", "hold_all", "gain", "gain_noc", "win", "lose", "lose_to_noc", "taken", "noc", "still"}
)
"""What says who has control, or had it until now."""

_SLOT = re.compile(r"<(party|from|side|areas|list)>")
_WORDS = re.compile(r"\{([a-z_]+)\}")
_PLACE = f"[{AREA}{PLACE}]"
_SIGNS = {
    "party": f"[{PARTY}{PRONOUN}]", "from": f"[{PARTY}{COLOUR}]", "side": f"[{PARTY}{PRONOUN}{COLOUR}]",
    "areas": f"{_PLACE}(?:(?:(?:, (?:the )?{_PLACE})+,)? (?:and|&) (?:the )?{_PLACE}"
    f"|(?:, (?:the )?{_PLACE})+ (?:and|&) (?:the )?{_PLACE})?",
    "list": f"{_PLACE}(?:(?:,? and |, | & ){_PLACE})*",
}  # fmt: skip
_CLASSES = {
    "party": f"[{PARTY}{PRONOUN}]", "sides": PARTY + PRONOUN + COLOUR, "figure": FIGURE,
    "areas": AREA + PLACE, "people": PERSON + ONE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """
    What a phrase tells of councils: ``says`` is a word of the data file (hold, lose, was, ...).

    ``party``: whose doing it is, where the phrase names one; ``source``: whom it was
    taken from; ``areas``: the places named in it; ``place`` and ``end``: where it
    stands in the signs.
    """

    says: str
    party: Mention | None
    source: Mention | None
    areas: tuple[Symbol, ...]
    place: int
    end: int


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    text = (settings.DATA / "control.toml").read_text(encoding="utf-8")
    table: dict[str, Any] = tomllib.loads(text)
    words = table["words"] | _CLASSES
    return tuple((_compiled(row["like"], words), row["says"]) for row in table["control"])


def _compiled(like: str, words: dict[str, str]) -> re.Pattern[str]:
    """The pattern of a row; each of its names is a group, numbered where it stands more than once."""
    while _WORDS.search(like):
        like = _WORDS.sub(lambda match: words[match[1]], like)
    parts = _SLOT.split(like)
    named = (f"(?P<{n}_{i}>{_SIGNS[n]})" if i % 2 else n for i, n in enumerate(parts))
    return re.compile(rf"(?<!\w){''.join(named)}(?!\w)")


def with_colours(symbols: Iterable[Symbol], words: Words) -> list[Symbol]:
    """The signs of a post with those of colours that stand for their parties."""
    known, table = list(symbols), cues.table()
    names = "|".join(table["colours"])
    found: list[Symbol] = []
    for match in cues.pattern(rf"\b(?:{names})\b").finditer(words.content):
        low, high = match.span()
        if overlaps((low, high), ((each.start, each.end) for each in known)):
            continue
        colour = match.group().casefold()
        party = next(p for names, p in table["colours"].items() if colour in names.split("|"))
        if colour == "yellow":
            nationalists = any(each.party == "SNP" for each in words.parties)
            party = "SNP" if nationalists else "Liberal Democrat"
        found.append(Symbol(low, high, COLOUR, Mention(low, high, match.group(), party)))
    return sorted([*known, *found], key=lambda each: each.start)


def told_in(signs: Signs) -> Iterator[Told]:
    """All that a sentence tells of who runs its councils; the first row that fits some words decides."""
    return (told for _, told in told_by_phrase(signs))


def told_by_phrase(signs: Signs) -> Iterator[tuple[int, Told]]:
    """The same with the number of the row that tells it, counted from 0 in the data file."""
    taken: set[int] = set()
    for number, (pattern, says) in enumerate(_phrases()):
        for match in pattern.finditer(signs.text):
            covered = set(range(*match.span()))
            if not covered & taken:
                taken |= covered
                yield number, _told(says, match, signs)


def _told(says: str, match: re.Match[str], signs: Signs) -> Told:
    spans = {
        name.split("_")[0]: match.span(name) for name, text in match.groupdict().items() if text
    }

    def meant(name: str) -> Mention | None:
        means = signs.symbol(spans[name][0]).means if name in spans else None
        return means if isinstance(means, Mention) else None

    listed = range(*spans.get("areas", spans.get("list", (0, 0))))
    areas = tuple(signs.symbol(at) for at in listed if signs.text[at] in _CLASSES["areas"])
    return Told(says, meant("party") or meant("side"), meant("from"), areas, *match.span())
