"""Text -> its numerals: each number in digits or words, with its offsets, value and kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Literal

from extract.number_words import (
    cardinal,
    cardinal_pattern,
    one_of,
    ordinal,
    ordinal_pattern,
    vocabulary,
)
from extract.numeral_context import (
    adjective_pattern,
    is_figure_not_year,
    is_idiom,
    is_marked,
    is_name,
    is_part_of_word,
    is_pronoun,
    is_tied_to_other_word,
    noun_after,
    noun_forms,
    noun_pattern,
    sign_before,
)
from extract.seen import Seen, as_seen
from schemas.parties import spellings

SEAT_NOUNS = frozenset(
    {"seats", "councillors", "members", "representatives", "gains", "losses", "holds"}
)
"""The nouns by which seats are counted, as ``Numeral.noun`` names them."""

Kind = Literal["number", "year", "time", "date", "ordinal", "age", "other"]

_DIGITS = (
    r"(?<![0-9])(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}(?!,?[0-9])|[0-9]{1,15})(?![0-9])(?:\.[0-9]{1,9})?"
)
_LEADING_POINT = r"(?<![\w.,])\.[0-9]{1,9}"
_POINTS = r"[ -]?(?:%|percent|per ?cent(?:age)?)?[ -]?(?:points?|pts?|pp)\b"
_PERCENT = r" ?%|[ -]per ?cent\b| ?pct\b|pc\b"
_MASKED = "\ufffc"


@dataclass(frozen=True, slots=True)
class Numeral:
    """
    A number as a text states it; ``text[start:end] == numeral.text``.

    ``value`` carries its sign ("(-15)" is -15, its text "-15"). ``sign`` is -1
    or +1 where one is written, else 0. ``unit``: "percent", "points", or for
    kind "other" what is counted. ``noun``: what the numeral counts, as the plural
    in the data ("a single vote": "votes"), party and adjectives skipped. ``g``: one
    unit of the last significant digit (32,000: 1000; 51.3: 0.1; a percentage: of
    the digits given).

    Only kind "number" can be a figure of a result. Of the others ``value`` is the
    year, the hour, the day, the rank (or fraction), the age, the count.
    """

    start: int
    end: int
    text: str
    value: int | float
    kind: Kind = "number"
    sign: int = 0
    unit: str | None = None
    noun: str | None = None
    decimals: int = 0
    g: int | float = 1


Reader = Callable[[str, re.Match[str]], Numeral | None]


def numerals(text: str) -> list[Numeral]:
    """All numerals of a text in order; none overlaps another."""
    found: list[Numeral] = []
    seen = as_seen(text)
    plain = seen.text.translate(_alike())
    open_text = _clear(seen.text, plain)
    for pattern, reader in _passes():
        taken: list[tuple[int, int]] = []
        for match in pattern.finditer(open_text):
            if reader is None:
                taken.append(match.span())
                continue
            numeral = reader(plain, match)
            if numeral is not None:
                found.append(numeral)
                taken.append((numeral.start, numeral.end))
        open_text = _without(open_text, taken)
    return sorted((_verbatim(each, seen, text) for each in found), key=lambda each: each.start)


def _verbatim(numeral: Numeral, seen: Seen, text: str) -> Numeral:
    """A numeral at its own place in the text, with the text's own words."""
    start, end = seen.span(numeral.start, numeral.end)
    return replace(numeral, start=start, end=end, text=text[start:end])


@cache
def _alike() -> dict[int, str]:
    """Characters that read as a plainer one of the same length."""
    return str.maketrans(vocabulary()["alike"])


def _clear(text: str, plain: str) -> str:
    """The text without digits of other scripts, and digits that an unusual mark joins: people may read them."""
    joined = vocabulary()["joined"]
    foreign = re.finditer(r"\d[\d.,]*", plain)
    plain = _without(plain, [each.span() for each in foreign if not each.group().isascii()])
    for pattern in (
        rf"(?<![0-9])[0-9]+(?:[{joined['any']}][0-9]+)+",
        rf"(?<![0-9])[0-9]{{1,3}}(?:[{joined['thousands']}][0-9]{{3}})+(?![0-9])",
    ):
        plain = _without(plain, [each.span() for each in re.finditer(pattern, text)])
    return plain


def _without(text: str, taken: list[tuple[int, int]]) -> str:
    parts: list[str] = []
    last = 0
    for start, end in taken:
        parts += [text[last:start], _MASKED * (end - start)]
        last = end
    return "".join([*parts, text[last:]])


def _significance(value: float, decimals: int, scale: int, unit: str | None) -> int | float:
    """One unit of the last significant digit; trailing zeros of a percentage are significant."""
    if decimals:
        step = scale / 10**decimals
        return int(step) if step >= 1 else step
    digits = str(abs(int(value)))
    if unit in ("percent", "points") or not digits.strip("0"):
        return scale
    return int(10 ** (len(digits) - len(digits.rstrip("0"))))


def _figure(text: str, match: re.Match[str]) -> Numeral | None:
    """A figure in digits, with its sign, scale and unit."""
    if is_part_of_word(text, *match.span()):
        return None
    digits, said = match["digits"], (match["scale"] or "").strip()
    known = vocabulary()
    scale: int = known["scales"].get(said.casefold()) or known["suffixes"].get(said, 1)
    exact = Decimal(digits.replace(",", "")) * scale
    value = int(exact) if scale > 1 and exact == int(exact) else float(exact)
    decimals = len(digits.partition(".")[2])
    return _numeral(text, match, value if decimals else int(exact), decimals, scale)


def _figure_in_words(text: str, match: re.Match[str]) -> Numeral | None:
    value, span = cardinal(match["words"]), match.span("words")
    kinds = (is_pronoun, is_name, is_idiom, is_marked)
    if value is None or any(is_none(text, *span) for is_none in kinds):
        return None
    return _numeral(text, match, value)


def _numeral(
    text: str, match: re.Match[str], value: float, decimals: int = 0, scale: int = 1
) -> Numeral:
    start, sign = sign_before(text, match.start())
    end = match.end()
    noun = noun_after(text, end)
    unit = "points" if match["points"] else "percent" if match["percent"] else None
    tied = noun is None and unit is None and is_tied_to_other_word(text, end)
    return Numeral(
        start,
        end,
        text[start:end],
        -value if sign < 0 else value,
        "other" if tied else "number",
        sign,
        unit,
        noun,
        decimals,
        _significance(value, decimals, scale, unit),
    )


def _word_of(value: int) -> Reader:
    """A reader of words that stand for 0 or 1 before what they count."""

    def read(text: str, match: re.Match[str]) -> Numeral | None:
        start, end = match.span("said")
        noun = noun_forms().get((match.groupdict().get("noun") or "").casefold())
        return Numeral(start, end, text[start:end], value, noun=noun)

    return read


def _plain(kind: Kind) -> Reader:
    """A reader of what is no figure; its value is the first number in it."""

    def read(text: str, match: re.Match[str]) -> Numeral | None:
        start, end = match.span()
        said = match.groupdict()
        first = re.search(r"[0-9]+(?:,[0-9]{3})*", match.group())
        words = re.search(rf"(?i){cardinal_pattern()}", match.group())
        value: int | float | None = None
        if kind == "ordinal":
            value = ordinal(match.group())
        elif first:
            value = int(first.group().replace(",", "")[:15])
        elif words:
            value = cardinal(words.group())
        return Numeral(start, end, text[start:end], value or 0, kind, unit=said.get("unit"))

    return read


def _fraction(_: str, match: re.Match[str]) -> Numeral | None:
    above = cardinal(match["above"]) or 1
    below: int = vocabulary()["fractions"].get(match["below"].casefold().removesuffix("s"), 1)
    return Numeral(match.start(), match.end(), match.group(), above / below, "ordinal")


def _month_and_day(text: str, match: re.Match[str]) -> Numeral | None:
    """A date, unless "May 12 votes" is a Ms May with twelve votes."""
    return None if noun_after(text, match.end()) else _plain("date")(text, match)


def _year(text: str, match: re.Match[str]) -> Numeral | None:
    """A year or a span of years ("2019-20"), unless the digits are counted, signed or a party's."""
    first, last = int(match["year"]), match["to"]
    backwards = last and int(last) != (first + 1) % 100 and int(last) <= first % 100
    if backwards or is_figure_not_year(text, *match.span()):
        return None
    return Numeral(match.start(), match.end(), match.group(), first, "year")


@cache
def _passes() -> tuple[tuple[re.Pattern[str], Reader | None], ...]:
    """What to look for, in order: each pass sees only what the ones before it left."""
    return tuple((re.compile(pattern), reader) for pattern, reader in _patterns())


def _patterns() -> Iterator[tuple[str, Reader | None]]:
    table = vocabulary()
    words = rf"(?i:{cardinal_pattern()})"
    amount = rf"(?:{_DIGITS}|{words})"
    month, weekday = one_of(table["months"]), one_of(table["weekdays"])
    day = r"(?<![\w.,])(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?"
    year = r"(?:,? (?:19|20)[0-9]{2})?(?!\w)"
    units = one_of(table["foreign_units"])
    nouns = noun_pattern()
    adjective = adjective_pattern()

    yield r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,64}", None
    yield (
        rf"(?:{weekday},? )?{day}(?: ?(?:and|to|or|-|–) ?{day})? (?:of )?{month}{year}",
        _plain("date"),
    )
    yield rf"(?<!\w){month} {day}{year}(?![,.]?[0-9]|%)", _month_and_day
    yield rf"(?<!\w){weekday} (?:the )?{day}(?!\w|[,.:]?[0-9]|%)", _plain("date")
    yield (
        r"(?<![0-9])(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}([./])[0-9]{1,2}\1[0-9]{2,4})(?![0-9])",
        _plain("date"),
    )
    yield r"(?<![0-9.])[0-9]{1,9}(?:\.[0-9]{1,9}){2,}|\b24/7\b", None
    hour = r"(?<![0-9.,])(?:[01]?[0-9]|2[0-3])"
    half_day = r" ?(?i:[ap]m\b|[ap]\.m\.)"
    yield (
        (
            rf"{hour}:[0-5][0-9](?::[0-5][0-9])?(?![0-9])(?:{half_day})?"
            rf"|{hour}(?:\.[0-5][0-9])?(?:{half_day}| (?:BST|GMT)\b)"
            r"|(?<![0-9])[0-9]{4} ?(?:BST|GMT)\b"
            rf"|{amount} ?o'clock\b"
        ),
        _plain("time"),
    )
    yield rf"(?P<unit>[£$€]) ?{_DIGITS}(?: ?(?:k|m|bn|[mb]illion|thousand)\b)?", _plain("other")
    yield rf"{amount}[- ]years?[- ]olds?\b|\b(?i:aged?) {amount}(?!\w)", _plain("age")
    yield rf"{amount}[- ](?P<unit>(?i:{units}))(?:e?s)?(?!\w)", _plain("other")
    yield (
        rf"(?<![\w-]){one_of(table['names_before'])} ?-?(?![0-9]{{1,3}},[0-9])(?:{_DIGITS}|{words})(?!\w|%| per)",
        _plain("other"),
    )
    yield (
        (
            rf"\b(?P<above>{words}|(?i:an?))[- ](?P<below>(?i:{one_of(list(table['fractions']))}))"
            r"(?:s\b|\b(?= of\b| the\b|,|\.))"
        ),
        _fraction,
    )
    yield rf"(?<![\w-])(?P<said>(?i:{one_of(table['zeros'])}))(?!\w)", _word_of(0)
    yield rf"(?i:{ordinal_pattern()})", _plain("ordinal")
    yield r"(?<![\w'])'?(?:(?:19|20)[0-9]0|[0-9]0)s\b|(?<![\w.,])[0-9]{1,3}s\b", _plain("other")
    yield (
        (
            r"(?<![\w£$€#@])(?<![0-9][.,])(?P<year>(?:19|20)[0-9]{2})(?:[-–/](?P<to>[0-9]{2}))?"
            r"(?![\w%]|[.,][0-9])"
        ),
        _year,
    )
    negation = rf"(?i:(?<!\w){one_of(table['negations'])}) (?:\w+ ){{0,2}}?"
    yield (
        rf"(?P<said>{negation}(?i:an?y? single|any)) (?:{adjective} ){{0,3}}(?P<noun>{nouns})\b",
        _word_of(0),
    )
    counted = one_of(
        [form for form, noun in noun_forms().items() if noun in table["counted_by_no"]]
    )
    plural = one_of(
        [re.escape(name) for name in spellings() if name.endswith("s") and name != "Cons"]
    )
    joined = rf"(?:{adjective} (?:(?:or|and|nor) )?){{0,4}}"
    yield (
        rf"\b(?P<said>[Nn][Oo]) (?!fewer|less){joined}(?P<noun>(?i:{counted}|representation))\b",
        _word_of(0),
    )
    yield rf"\b(?P<said>[Nn][Oo]) (?:[A-Z]\w+ )?(?i:{plural})(?!\w)", _word_of(0)
    yield (
        rf"[(\[](?P<said>{one_of([re.escape(z) for z in table['zeros_in_brackets']])})[)\]]",
        _word_of(0),
    )
    owned = one_of([table["nouns"][lemma][0] for lemma in table["counted_by_a"]])
    yield (
        (
            rf"(?:\b(?:their|its)|'s|s') (?P<said>{one_of(table['owned_ones'])}) "
            rf"(?:{adjective} ){{0,2}}(?P<noun>{owned})\b"
        ),
        _word_of(1),
    )
    never = "".join(rf"(?<!{word} )" for word in table["never_after"])
    for ones, lemmas in ((table["ones"], "counted_by_another"), (["an?"], "counted_by_a")):
        forms = one_of([table["nouns"][lemma][0] for lemma in table[lemmas]])
        yield (
            (
                rf"(?<!\w){never}(?P<said>(?i:{one_of(ones)}))[- ](?:{adjective} ){{0,3}}"
                rf"(?P<noun>(?i:{forms}))(?! of\b)(?!\w)"
            ),
            _word_of(1),
        )
    counted_of = rf"(?= of (?:{adjective} ){{0,2}}(?:(?i:{nouns})|[Ii]ndependents|{plural})\b)"
    for several, value in table["several"].items():
        yield rf"(?<!\w)(?P<said>(?i:an? {several})){counted_of}", _word_of(value)
    single = one_of([re.escape(name) for name in table["single_parties"]])
    in_a_list = (
        r"(?:[.;)]|,(?! (?:who|whose|a|an|the)\b)| (?:and|or|plus) (?:an?|one|two|three|four|\d)"
        r"| (?:make|complete|sit|round|bring)s?\b|$)"
    )
    yield (
        rf"(?<!\w){never}(?P<said>(?i:an?)) (?=(?:{adjective} )?{single}{in_a_list})",
        _word_of(1),
    )
    unit = rf"(?:(?P<points>{_POINTS})|(?P<percent>{_PERCENT}))?"
    scale = r"(?P<scale> (?i:thousand|[mb]illion)\b|(?:k|K|m|bn)\b)?"
    yield rf"(?P<digits>{_DIGITS}|{_LEADING_POINT}){scale}{unit}", _figure
    yield rf"(?P<words>{words}){unit}", _figure_in_words
