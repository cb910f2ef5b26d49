"""A numeral's surroundings -> its sign, what it counts, and whether it is a figure at all."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from extract.number_words import one_of, vocabulary
from schemas.parties import spellings

_REACH = 60  # characters before a numeral that can bear on what it is
_SIGN_MAY_FOLLOW = frozenset(" \t\n\r([{|:;,=\"'“‘>*•")


@cache
def party_pattern() -> str:
    """Pattern of any known way to write a party, the longest first."""
    return one_of([re.escape(name) for name in spellings()])


@cache
def noun_forms() -> dict[str, str]:
    """Every form of every counted noun -> the noun ("seat" -> "seats")."""
    nouns: dict[str, list[str]] = vocabulary()["nouns"]
    return {form: noun for noun, forms in nouns.items() for form in forms}


@cache
def adjective_pattern() -> str:
    """Pattern of what may stand between a numeral and its noun: an adjective or a party."""
    return rf"(?:(?i:{one_of(vocabulary()['adjectives'])})|{party_pattern()})"


@cache
def noun_pattern() -> str:
    """Pattern of any form of any counted noun, in either case."""
    return rf"(?i:{one_of(list(noun_forms()))})"


@cache
def _noun_next() -> re.Pattern[str]:
    between = rf"(?:{adjective_pattern()} ){{0,3}}"
    return re.compile(rf"[- ]{between}(?P<noun>{noun_pattern()})(?!\w)")


def noun_after(text: str, end: int) -> str | None:
    """What a numeral ending here counts ("20 remaining Labour seats": "seats"); None if unknown."""
    match = _noun_next().match(text, end)
    return noun_forms().get(match["noun"].casefold()) if match else None


@cache
def _cue(name: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """Any of a word list's words, in either case, between two patterns."""
    return re.compile(rf"(?i){before}{one_of(vocabulary()[name])}{after}")


@cache
def _party_before(after: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){party_pattern()}{after}$")


@cache
def _sign_in_brackets() -> re.Pattern[str]:
    signs = [re.escape(sign) for sign in vocabulary()["signs"]] + list(vocabulary()["sign_words"])
    return re.compile(rf"[(\[] ?(?P<sign>{one_of(signs)}) {{1,2}}$")


def sign_before(text: str, start: int) -> tuple[int, int]:
    """
    Where a figure begins when its sign is counted in, and the sign (-1, 0, +1).

    A sign stands tight before the figure, or in brackets ("(- 15)", "(up 8)"). A dash
    with spaces or letters on both sides separates, and one after a figure is a range.
    """
    signs: dict[str, int] = vocabulary()["signs"]
    at = start - 1
    if at >= 0 and text[at] in signs and (at == 0 or text[at - 1] in _SIGN_MAY_FOLLOW):
        return at, signs[text[at]]
    words: dict[str, int] = vocabulary()["sign_words"]
    before = text[max(0, start - 10) : start]
    match = _sign_in_brackets().search(before) or re.search(r"(?<!\w)(?P<sign>minus) $", before)
    if match is None:
        return start, 0
    return start - len(before) + match.start("sign"), (signs | words)[match["sign"]]


def is_part_of_word(text: str, start: int, end: int) -> bool:
    """Whether digits belong to a word ("NG1", "5G", "Covid-19"); "LAB31" is a party's figure."""
    if end < len(text) and (text[end].isalnum() or text[end] == "_"):
        return True
    before = text[max(0, start - _REACH) : start]
    if is_marked(text, start, end) or before[-1:].isnumeric():
        return True
    if re.search(r"[^\W\d_]\w*-?$", before):
        return _party_before("-?").search(before) is None
    return before[-1:] in ("_", "#", "@")


def is_marked(text: str, start: int, end: int) -> bool:
    """Whether a combining mark is set on a figure's end or right before it: struck out, or in a keycap."""
    beside = text[max(0, start - 1) : start] + text[end : end + 1]
    return any(unicodedata.category(each).startswith("M") for each in beside)


def is_tied_to_other_word(text: str, end: int) -> bool:
    """Whether a hyphen ties a numeral to a word that it does not count ("a two-horse race")."""
    tied = re.match(r"-(?P<word>[^\W\d_]+)", text[end : end + 30])
    return tied is not None and tied["word"].casefold() not in vocabulary()["hyphenated"]


def is_name(text: str, start: int, end: int) -> bool:
    """Whether a number word begins a name ("Three Rivers")."""
    named = _cue("names_after", before="[- ]", after=r"\b").match(text, end)
    return named is not None and text[start].isupper()


def is_idiom(text: str, start: int, end: int) -> bool:
    """Whether a number word belongs to a phrase that counts nothing ("at one point")."""
    phrases = _cue("no_figures", before=r"(?<!\w)", after=r"(?!\w)")
    nearby = text[max(0, start - 10) : end + 15]
    at = min(start, 10)
    return any(phrase.start() <= at < phrase.end() for phrase in phrases.finditer(nearby))


def is_pronoun(text: str, start: int, end: int) -> bool:
    """Whether "one" is a pronoun ("one of three", "no one") and no figure ("gained one of")."""
    if text[start:end].casefold() != "one":
        return False
    before = text[max(0, start - 20) : start]
    if _cue("pronoun_before", before=r"(?<!\w)", after="[ -]$").search(before):
        return noun_after(text, end) is None
    if text.startswith(" of ", end):
        return _cue("counting_verbs", before=r"(?<!\w)", after=" $").search(before) is None
    follows = _cue("pronoun_after", before=" ", after=r"\b").match(text, end)
    return bool(follows or re.match(r"'s\b|-off\b", text[end : end + 5]))


def is_figure_not_year(text: str, start: int, end: int) -> bool:
    """Whether four digits are counted ("2019 votes"), signed, or a party's ("LAB 1998,")."""
    before = text[max(0, start - _REACH) : start]
    of_a_year = re.search(
        r"(?i)(?:(?<!\w)(?:the|their|its|his|her|our|in|since|from)|'s) $", before
    )
    if noun_after(text, end) in vocabulary()["counted_in_thousands"] and not of_a_year:
        return True
    if _cue("figure_before", before=r"(?<!\w)", after=":? $").search(before):
        return True
    of_a_party = _party_before(r"[ \t:)\-–|=]{1,4}").search(before)
    entry_ends = re.match(r"[ \t]*(?:[,;.(|\n]|$)", text[end : end + 10])
    return bool(sign_before(text, start)[1] or (of_a_party and entry_ends))
