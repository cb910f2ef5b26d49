"""Turns the paragraphs of a post into its own and the one-line flashes that stand below them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.parties import is_known, spellings

if TYPE_CHECKING:
    from collections.abc import Sequence

_CAPITAL = r"[A-Z\u00c0-\u00d6\u00d8-\u00de][\w'\u2019-]*"
_JOIN = r"(?: (?:and|&|of|upon|on|in|the|under|le|by|with)){0,2}"
_PLACE = rf"(?P<place>{_CAPITAL}(?:,? ?{_JOIN} {_CAPITAL})*)"
_LOCAL = rf"(?:{_CAPITAL} ){{1,3}}(?:Independents|Residents|Association|Party|Alliance)"
_SENTENCE = re.compile(r".+?[.!](?=\s|$)")
_CLAUSE_END = re.compile(r",? (?:after|which|who|having|following|where|since|from)\b")
_AND = re.compile(r" (?:and|&) ")
_POSSESSIVE = re.compile(r"['\u2019]s$")


@dataclass(frozen=True, slots=True)
class _Cues:
    templates: tuple[re.Pattern[str], ...]
    not_alone: re.Pattern[str]
    not_places: frozenset[str]
    council_words: frozenset[str]
    tail: re.Pattern[str]


@cache
def _cues() -> _Cues:
    data = json.loads((Path(__file__).parent / "control.json").read_text(encoding="utf-8"))
    known = "|".join(re.escape(name) for name in spellings())
    party = rf"(?:[Tt]he )?(?:{_LOCAL}|(?:{known})\b)(?: [Pp]arty| [Gg]roup)?"
    words = {key: data[key] for key in ("adverbs", "noc", "of", "party_verbs", "place_verbs")}
    words |= {"passives": data["passives"], "party": party, "place": _PLACE}
    return _Cues(
        templates=tuple(
            re.compile(data["lead"] + each.format(**words)) for each in data["templates"]
        ),
        not_alone=re.compile("|".join(data[key] for key in ("not_a_council", "tied", "past"))),
        not_places=frozenset(data["not_places"]),
        council_words=frozenset(data["council_words"]),
        tail=re.compile(f"(?:{data['pointers']})|(?:{data['tables'].format(party=party)})"),
    )


def announced(paragraph: str) -> str | None:
    """
    The place whose control a paragraph announces in its first sentence, else None.

    An announcement is a whole sentence that opens with a party or a place and
    joins the two by a verb of control, or a place and "no overall control". Its
    main clause speaks of the present (no year, no "last time"), of a council (no
    ward, seat or mayor), and for itself (no "also", no "meanwhile").
    """
    cues = _cues()
    sentence = _SENTENCE.match(paragraph)
    if not sentence:
        return None
    clause = _CLAUSE_END.split(sentence.group(), maxsplit=1)[0]
    if cues.not_alone.search(clause):
        return None
    matches = (template.match(sentence.group()) for template in cues.templates)
    places = (_place(found["place"]) for found in matches if found)
    return next((place for place in places if place), None)


def _place(phrase: str) -> str | None:
    """A capitalised phrase as the name of a place: "Gedling" of "Gedling, Nottinghamshire"."""
    cues = _cues()
    words = _POSSESSIVE.sub("", phrase.partition(",")[0]).split()
    while words and words[-1] in cues.council_words:
        words.pop()
    place = " ".join(words)
    return None if not words or words[0] in cues.not_places or is_known(place) else place


def _folded(text: str) -> str:
    return _AND.sub(" and ", text.replace("\u2019", "'").casefold())


def _mentions(text: str, place: str) -> bool:
    """Whether a text names a place, or either of two that are joined by "and"."""
    names = "|".join(re.escape(_folded(name)) for name in {place, *_AND.split(place)})
    return bool(re.search(rf"\b(?:{names})\b", _folded(text)))


def split_flashes(paragraphs: Sequence[str], *, keep: int) -> tuple[list[str], list[list[str]]]:
    """
    A post's own paragraphs, and the flashes that stand at their end, top down.

    A flash is a last paragraph that announces control of a council which the
    paragraphs above it do not name; the tail of it (a line that points to a
    vanished graphic, a table of seats) goes with it. ``keep`` paragraphs at the
    top are the post's own in any case. A list under a line that ends in a colon
    belongs to that line.
    """
    own = list(paragraphs)
    flashes: list[list[str]] = []
    while (at := _last_announcement(own)) is not None and at >= keep:
        place = announced(own[at])
        if place is None or _mentions("\n".join(own[:at]), place):
            break
        flashes.insert(0, own[at:])
        del own[at:]
    if flashes and own and own[-1].endswith(":"):
        return list(paragraphs), []
    return own, flashes


def _last_announcement(paragraphs: Sequence[str]) -> int | None:
    """Where the last paragraph that is no tail announces control."""
    tail = _cues().tail
    for at in range(len(paragraphs) - 1, -1, -1):
        if announced(paragraphs[at]):
            return at
        if not tail.fullmatch(paragraphs[at]):
            return None
    return None
