"""What a post calls a place -> one authority of the register, or none: never a guess."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.area_names import folded, normalised, plain_name, words
from extract.register import Authority, by_gss, by_plain_name

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["AreaMention", "Authority", "by_gss", "candidates", "find", "normalised", "resolve"]

_INNER_POSSESSIVE = re.compile(r"['’][sS]\b")
_BELOW_COUNTY = frozenset({"city", "borough", "district", "metropolitan"})
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|&")
_GAP = re.compile(r"(?:[ \u00a0]|, |\. ?|[-‐‑–]| ?(?=&)|(?<=&) ?)?")
_REST = re.compile(
    r"(?:[ \u00a0](?:City and District|City|County|Borough|District|Metropolitan|Unitary))*"
    r"(?P<body>[ \u00a0](?:Council|Corporation|MBC|BC|CC|DC))?(?!\w)"
)
_LEAD = re.compile(
    r"(?<!\w)(?:(?:London|Royal|Metropolitan) Borough of|City(?: and County)? of|Borough of|County)"
    r"[ \u00a0]$"
)


@dataclass(frozen=True, slots=True)
class AreaMention:
    """Words that name an authority; ``gss`` is None where the name means none or several."""

    start: int
    end: int
    text: str
    gss: str | None


def candidates(name: str, year: int | None = None) -> tuple[Authority, ...]:
    """
    The authorities that a name may mean: several for "Newcastle", none for "Derby County Council".

    ``year`` leaves out those that could hold no polls in it any more.
    """
    return _candidates(name, year)


@lru_cache(maxsize=4096)
def _candidates(name: str, year: int | None) -> tuple[Authority, ...]:
    forms = dict.fromkeys((name, _INNER_POSSESSIVE.sub("", name)))
    for parts in map(plain_name, forms):
        those = by_plain_name().get(parts.plain, ())
        those = tuple(each for each in those if _has_type(each, parts.types))
        those = those or by_plain_name().get(parts.whole, ())
        exact = tuple(each for each in those if parts.types and parts.types == _types(each))
        found = exact or those
        found = tuple(each for each in found if each.had_polls(year))
        if found:
            return found
    return _within_county(name, year)


def _within_county(name: str, year: int | None) -> tuple[Authority, ...]:
    """Districts named with their county: "Gedling, Nottinghamshire"."""
    head, comma, tail = name.rpartition(",")
    if not comma or not head.strip() or not tail.strip():
        return ()
    counties = {each.gss for each in _candidates(tail.strip().removeprefix("in "), None)}
    return tuple(each for each in _candidates(head, year) if each.county in counties)


@cache
def _types(authority: Authority) -> frozenset[str]:
    """The words for its type in an authority's official name."""
    return plain_name(authority.official_name).types


def _has_type(authority: Authority, said: frozenset[str]) -> bool:
    """
    Whether the words for a type can be meant of an authority.

    Writers confuse city, borough and district (and councils become cities); they
    do not confuse any of these with a county.
    """
    own = _types(authority)
    if "london" in said and authority.type not in ("LBO", "CC"):
        return False
    if "county" in said and "borough" not in said:
        return "county" in own or not own & _BELOW_COUNTY
    if said & _BELOW_COUNTY:
        return authority.type != "CTY" and not ("county" in own and "borough" not in own)
    return True


def resolve(name: str, year: int | None = None) -> Authority | None:
    """
    The one authority that a name means, or None where it may mean none or several.

    "Leicester City Council", "Newark & Sherwood", "Derby's", "the Wrekin" and
    "Gedling, Nottinghamshire" resolve; "Newcastle" does not. A ward never does.
    """
    found = candidates(name, year)
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text as names are compared; ``base`` and ``base_end`` leave out "'s"."""

    start: int
    end: int
    full: str
    base: str
    base_end: int


@lru_cache(maxsize=256)
def find(text: str, year: int | None = None) -> tuple[AreaMention, ...]:
    """
    The mentions of authorities in running text, the longest name first, none in another.

    Names are capitalised words. A name inside another is left alone: a person's
    ("Jill Preston"), a station's ("BBC Radio Derby"), a party's ("Ashfield
    Independents"), a ward's ("Bolsover South"), a bigger area's ("Greater Manchester").
    """
    said = [each for match in _WORD.finditer(text) for each in _as_words(match)]
    found: list[AreaMention] = []
    at = taken = 0
    while at < len(said):
        length = _name_length(text, said, at) if said[at].start >= taken else 0
        mention = _mention(text, said[at : at + length], taken, year) if length else None
        if mention:
            found.append(mention)
            taken = mention.end
        at += length or 1
    return tuple(found)


def _as_words(match: re.Match[str]) -> Iterator[_Word]:
    """A written word as one word, or several where it abbreviates ("NE")."""
    written = match.group()
    base = re.sub(r"['’][sS]$", "", written)
    full = folded(written.replace("'", "").replace("’", "")) if written != "&" else "and"
    bare = folded(base) if written != "&" else "and"
    if " " not in full:
        yield _Word(match.start(), match.end(), full, bare, match.start() + len(base))
        return
    for part in full.split():
        yield _Word(match.start(), match.end(), part, part, match.end())


@cache
def _names() -> dict[str, list[tuple[str, ...]]]:
    """Every name's words by its first word, the longest name first."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in by_plain_name():
        parts = tuple(name.split())
        found[parts[0]].append(parts)
    return {first: sorted(names, key=len, reverse=True) for first, names in found.items()}


def _name_length(text: str, said: list[_Word], at: int) -> int:
    """How many words the longest name has that stands here; 0 for none."""
    names = [*_names().get(said[at].full, ()), *_names().get(said[at].base, ())]
    return max((len(name) for name in names if _stands(text, said, at, name)), default=0)


def _stands(text: str, said: list[_Word], at: int, name: tuple[str, ...]) -> bool:
    here = said[at : at + len(name)]
    if len(here) < len(name) or name[-1] not in (here[-1].full, here[-1].base):
        return False
    if any(word.full != part for word, part in zip(here[:-1], name, strict=False)):
        return False
    small = words()["small_words"]
    if not all(text[word.start].isupper() for word in here if word.full not in small):
        return False
    return all(
        a.start == b.start or _GAP.fullmatch(text, a.end, b.start) for a, b in pairwise(here)
    )


def _mention(text: str, name: list[_Word], taken: int, year: int | None) -> AreaMention | None:
    """The mention that a name makes where it stands, with the words for its type."""
    start, end = name[0].start, name[-1].end
    if name[-1].full not in {part[-1] for part in _names().get(name[0].full, ())}:
        end = name[-1].base_end
    rest = _REST.match(text, end)
    lead = _LEAD.search(text, max(taken, start - 30), start)
    whole = text[lead.start() if lead else start : rest.end() if rest else end]
    if rest and rest["body"]:
        end = rest.end()
    elif not candidates(whole) or _belongs_to_another_name(
        text, start, end, alone=len(name) == 1 and not lead
    ):
        return None
    if lead and candidates(text[lead.start() : end]):
        start = lead.start()
    found = candidates(text[start:end], year)
    return AreaMention(start, end, text[start:end], found[0].gss if len(found) == 1 else None)


def _belongs_to_another_name(text: str, start: int, end: int, *, alone: bool) -> bool:
    """Whether the words around a name make it part of another, or an ordinary word."""
    table = words()
    before = re.search(r"(?P<word>[^\W\d_]+)(?P<gap>[ \u00a0])$", text[max(0, start - 30) : start])
    after = re.match(r"(?P<gap>[ \u00a0])(?P<word>[^\W\d_]+)", text[end : end + 30])
    follows = after["word"] if after else ""
    precedes = before["word"] if before else ""
    if follows in table["not_before"] or precedes in table["not_after"]:
        return True
    if text.endswith(tuple(f"{each} " for each in table["not_after"]), 0, start):
        return True
    if not alone:
        return False
    shouted = precedes.isupper() and text[start:end].isupper()
    opens = precedes.capitalize() if shouted else precedes
    if precedes[:1].isupper() and not {precedes, opens} & set(table["may_precede"]):
        return True
    name = text[start:end]
    if name in table["only_as_council"]:
        return True
    begins = re.search(r"(?:^|[\n.!?•\"“]\s*)$", text[max(0, start - 5) : start]) is not None
    ordinary = name in table["common_words"] and begins and follows.islower()
    return ordinary and follows not in table["may_follow_at_start"]
