"""An authority's name as somebody wrote it -> its plain name and the words for its type."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_POSSESSIVE = re.compile(r"(?:['’][sS]?)$")
_NOT_WORD = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class PlainName:
    """
    A name without its type: "Leicester City Council" is ``leicester``, ``{city}``.

    ``whole`` keeps the words for the type, without those for the body.
    """

    plain: str
    types: frozenset[str]
    whole: str


@cache
def words() -> dict[str, Any]:
    """The word lists of ``data/areas.json``."""
    path = Path(__file__).parent / "data" / "areas.json"
    table: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return table


def folded(name: str) -> str:
    """Case, accents, punctuation, "&", possessive, abbreviations and a leading "the" evened out."""
    text = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", name.strip()).replace("&", " and "))
    text = "".join(char for char in text if not unicodedata.combining(char))
    text = text.casefold().replace("'", "").replace("’", "")
    same: dict[str, str] = words()["same_word"]
    parts = [same.get(part, part) for part in _NOT_WORD.sub(" ", text).replace("_", " ").split()]
    return " ".join(parts).removeprefix("the ")


def plain_name(name: str) -> PlainName:
    """Take the words for the type off both ends; a name that is nothing else stays as it is."""
    whole = folded(name)
    parts = whole.split()
    types: set[str] = set()
    while len(parts) > 1 and parts[-1] in words()["bodies"]:
        parts.pop()
    whole = " ".join(parts)
    while len(parts) > 1 and parts[-1] in (*words()["types"], *(["and"] if types else [])):
        types |= {parts.pop()} - {"and"}
    plain = " ".join(parts)
    for lead in words()["leads"]:
        if plain.startswith(f"{lead} "):
            types |= set(lead.split()) & set(words()["types"])
            plain = plain.removeprefix(f"{lead} ").removeprefix("the ")
            break
    return PlainName(plain, frozenset(types), whole)


def normalised(name: str) -> str:
    """A name for comparing those that no register knows: wards, and councils by plain name."""
    text = folded(name)
    for word in words()["wards"]:
        text = text.removesuffix(f" {word}")
    return plain_name(text).plain
