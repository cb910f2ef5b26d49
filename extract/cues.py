"""The words around a figure -> what it means: its measure, sign, hedge, baseline, and whether it is past."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from extract import settings
from extract.numerals import Numeral
from extract.words import Words
from schemas.fact import Baseline, Hedge

_WINDOW = 60
_HOPE = 120  # characters before a figure or verb that can make it a hope
_OPENING = 30  # "In 2017, ..." opens a sentence and speaks of all of it
_CLAUSE = 500  # characters before and after a figure that can be of its clause
_FIGURES = 1024  # what is said of the last ones is kept: every claim asks for it


@dataclass(frozen=True, slots=True)
class Sense:
    """
    What the words right around a numeral say that it is; ``sign`` where they give one.

    ``also``: a second measure that the same words state ("all 51 seats declared").
    ``weak``: the words fit other readings too ("12 of the 22").
    """

    measure: str
    sign: int = 0
    also: str | None = None
    weak: bool = False


@cache
def table() -> dict[str, Any]:
    """The cue words as they lie in the data file, each of its ``{words}`` in place of its name."""
    text = (settings.DATA / "cues.json").read_text(encoding="utf-8")
    for name, words in json.loads(text)["words"].items():
        text = text.replace(f"{{{name}}}", json.dumps(words)[1:-1])
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@cache
def pattern(text: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """A cue's regular expression, compiled once."""
    return re.compile(text, flags)


@cache
def _senses() -> tuple[tuple[dict[str, Any], re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    return tuple(
        (
            each,
            pattern(each["before"]) if "before" in each else None,
            pattern(each["after"]) if "after" in each else None,
        )
        for each in table()["senses"]
    )


def around(words: Words, numeral: Numeral) -> tuple[str, str]:
    """The words of the same sentence before and after a numeral, at most sixty characters each."""
    low, high = words.sentence(numeral.start)
    before = words.content[max(low, numeral.start - _WINDOW) : numeral.start]
    after = words.content[numeral.end : min(high, numeral.end + _WINDOW)]
    return before, after


@lru_cache(maxsize=_FIGURES)
def sense_of(words: Words, numeral: Numeral) -> Sense | None:
    """The measure that the nearest words give a numeral, or None where they leave it open."""
    before, after = around(words, numeral)
    if numeral.noun in ("gains", "losses") and numeral.text.casefold() in ("a", "an"):
        return None  # "a Labour gain" of a council is no seat
    for each, left, right in _senses():
        if each.get("signed"):
            if numeral.sign and numeral.unit is None:
                return Sense(each["measure"], numeral.sign)
            continue
        if left is not None and not left.search(before):
            continue
        if right is not None and not right.search(after):
            continue
        return Sense(
            each["measure"], each.get("sign", 0), each.get("also"), each.get("weak", False)
        )
    return None


def passes(words: Words, numeral: Numeral) -> bool:
    """Whether the words say that somebody has passed or reached this figure."""
    return pattern(table()["passed"]).search(around(words, numeral)[0]) is not None


@lru_cache(maxsize=_FIGURES)
def unreal(words: Words, at: int) -> bool:
    """Whether the words of its sentence before an offset make what follows a hope or a forecast."""
    low = max(words.sentence(at)[0], at - _HOPE)
    return pattern(table()["unreal"]).search(words.content[low:at]) is not None


@lru_cache(maxsize=_FIGURES)
def no_seats(words: Words, numeral: Numeral) -> bool:
    """Whether the words beside a figure count no seats ("five main parties"), or make a hope of it."""
    before, after = around(words, numeral)
    return pattern(table()["no_seats_before"]).search(before) is not None or any(
        pattern(table()[key]).search(after) for key in ("no_seats", "unreal_after")
    )


def may_be(kind: str, text: str) -> bool:
    """
    Whether a text can speak of a contest of this kind.

    A constituency needs no word of its own where nothing local is spoken of.
    """
    wanted = table()["kinds"].get(kind)
    if wanted is None or pattern(wanted).search(text):
        return True
    return kind == "constituency" and pattern(table()["local"]).search(text) is None


def contest_sense_of(words: Words, numeral: Numeral) -> str | None:
    """The measure of a contest that the nearest words give a numeral, or None."""
    before, after = around(words, numeral)
    for each in table()["contest_senses"]:
        if each.get("unit") != numeral.unit:
            continue
        if "before" in each and not pattern(each["before"]).search(before):
            continue
        if "after" in each and not pattern(each["after"]).search(after):
            continue
        measure: str = each["measure"]
        return measure
    return None


def may_state(measure: str, text: str) -> bool:
    """Whether a text holds any word that could state this measure."""
    needs = table()["needs"].get(measure)
    return needs is None or pattern(needs).search(text) is not None


@lru_cache(maxsize=_FIGURES)
def hedge_of(words: Words, numeral: Numeral) -> Hedge | None:
    """The hedge that softens a numeral; ``rounded`` for three or more trailing zeros."""
    before, _ = around(words, numeral)
    for name, text in table()["hedges"]:
        if pattern(text).search(before):
            hedge: Hedge = name
            return hedge
    if isinstance(numeral.value, int) and numeral.value and numeral.value % 1000 == 0:
        return "rounded"
    return None


@lru_cache(maxsize=_FIGURES)
def baseline_of(words: Words, at: int, year: int | None) -> Baseline | None:
    """What "before" and "change" are counted from, where the sentence says so; not the page's own year."""
    low, high = words.sentence(at)
    low, high = max(low, at - _CLAUSE), min(high, at + _CLAUSE)
    for name, text in table()["baselines"]:
        found = pattern(text).search(words.content[low:high])
        if found and not (year and str(year) in found.group()):
            baseline: Baseline = name
            return baseline
    return None


@lru_cache(maxsize=_FIGURES)
def is_past(words: Words, at: int, year: int | None) -> bool:
    """
    Whether the clause at an offset speaks of an earlier time.

    A year other than the page's own counts where it says when ("in 2017"), not
    where it is what something is compared with ("since 2017", "from 2019").
    """
    low, high = words.sentence(at)
    opening = pattern(table()["opening"]).match(words.content, low, high) is not None
    low, high = max(low, at - _CLAUSE), min(high, at + _CLAUSE)
    cut = low
    for match in re.finditer(r"[,;:–—](?=\s)|(?<=\s)-(?=\s)", words.content[low:high]):
        if low + match.end() <= at:
            cut = low + match.end() if match.end() > _OPENING else cut
        elif low + match.start() >= at and not opening:
            high = low + match.start()
            break
    low = low if opening else cut
    clause = words.content[low:high]
    for match in pattern(table()["past"]).finditer(clause):
        if not pattern(table()["compares"]).search(clause[: match.start()]):
            return True
    for numeral in words.numerals_between(low, high):
        if numeral.kind != "year":
            continue
        if year is not None and int(numeral.value) >= year:
            continue
        if pattern(table()["past_year"]).search(words.content[low : numeral.start]):
            return True
    return False
