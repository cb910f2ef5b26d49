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

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w'’-]*"
_JOIN = r"(?: (?:and|&|of|upon|on|in|the|under|le|by|with)){0,2}"
_PLACE = rf"(?P<place>{_CAPITAL}(?:,? ?{_JOIN} {_CAPITAL})*)"
_LOCAL = (
    rf"(?:{_CAPITAL} ){{1,3}}(?:Independents|Residents|Residents['’]? Association|Party|Alliance)"
)
_SENTENCE = re.compile(r".+?[.!](?=\s|$)")
_CLAUSE_END = re.compile(r",? (?:after|which|who|having|following|where|since|from)\b")


@dataclass(frozen=True, slots=True)
class _Cues:
    templates: tuple[re.Pattern[str], ...]
    not_a_council: re.Pattern[str]
    past: re.Pattern[str]
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
        not_a_council=re.compile(data["not_a_council"]),
        past=re.compile(data["past"]),
        not_places=frozenset(data["not_places"]),
        council_words=frozenset(data["council_words"]),
        tail=re.compile(f"(?:{data['pointers']})|(?:{data['tables'].format(party=party)})"),
    )


def announced(paragraph: str) -> str | None:
    """
    The place whose control a paragraph announces in its first sentence, else None.

    An announcement is a whole sentence that opens with a party or a place and
    joins the two by a verb of control, or by "no overall control". It is of the
    present: a year or "last time" in its main clause makes it history. A ward,
    a seat, a mayor is no council.
    """
    cues = _cues()
    sentence = _SENTENCE.match(paragraph)
    if not sentence:
        return None
    clause = _CLAUSE_END.split(sentence.group(), maxsplit=1)[0]
    if cues.not_a_council.search(clause) or cues.past.search(clause):
        return None
    for template in cues.templates:
        found = template.match(sentence.group())
        if found and (place := _place(found["place"])):
            return place
    return None


def _place(phrase: str) -> str | None:
    cues = _cues()
    words = phrase.split(",")[0].removesuffix("'s").removesuffix("’s").split()
    while words and words[-1] in cues.council_words:
        words.pop()
    place = " ".join(words)
    if not words or words[0] in cues.not_places or is_known(place):
        return None
    return place


def _folded(text: str) -> str:
    return " ".join(text.replace("&", "and").replace("’", "'").casefold().split())


def _mentions(text: str, place: str) -> bool:
    parts = {place, *re.split(r" (?:and|&) ", place)}
    return any(
        re.search(rf"\b{re.escape(_folded(part))}\b", _folded(text)) for part in parts if part
    )


def split_flashes(
    paragraphs: Sequence[str], *, keep: int, above: str | None = None
) -> tuple[list[str], list[list[str]]]:
    """
    A post's own paragraphs, and the flashes that stand at their end, top down.

    A flash is a last paragraph that announces control of a council which the
    paragraphs above it do not name; the tail of it (a line that points to a
    vanished graphic, a table of seats) goes with it. ``keep`` paragraphs at the
    top are the post's own in any case. A list under a line that ends in a colon
    belongs to that line. ``above`` stands for the paragraphs above where these
    are not what decides (below a page's head, which names every council: "").
    """
    own = list(paragraphs)
    flashes: list[list[str]] = []
    while (at := _last_announcement(own)) is not None and at >= keep:
        place = announced(own[at]) or ""
        if _mentions("\n".join(own[:at]) if above is None else above, place):
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
