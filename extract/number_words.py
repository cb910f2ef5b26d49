"""Number words -> their value: the vocabulary of the numeral parser, read from its data file."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

_TOKEN = re.compile(r"[^\W\d_]+")


@cache
def vocabulary() -> dict[str, Any]:
    """The word lists of ``data/numerals.json``."""
    path = Path(__file__).parent / "data" / "numerals.json"
    table: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return table


def one_of(words: list[str]) -> str:
    """A pattern for any one of these words, the longest first; words may be patterns."""
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"


@cache
def _values() -> dict[str, int]:
    table = vocabulary()
    below_twenty = {word: n for n, word in enumerate(table["units"] + table["teens"])}
    return below_twenty | {word: 10 * n for n, word in enumerate(table["tens"], start=2)}


@cache
def cardinal_pattern() -> str:
    """Pattern of a cardinal in words, zero to the billions, "a hundred" and "half a dozen" too."""
    table = vocabulary()
    small = one_of(table["units"] + table["teens"])
    units = one_of(table["units"][1:])
    hundred_less = rf"(?:{one_of(table['tens'])}(?:[- ]{units}\b)?|{small}\b)"
    joined = r"(?: (?:and )?"
    hundred = rf"(?:a|{hundred_less}) hundred\b{joined}{hundred_less})?"
    hundreds = rf"(?:{hundred}|hundred and {hundred_less})"
    part = rf"(?:{hundreds}|{hundred_less})"
    thousands = rf"(?:a|{part}) thousand\b{joined}{part})?"
    millions = rf"(?:a|{part}) [mb]illion\b{joined}{part} thousand\b)?{joined}{part})?"
    dozens = rf"(?:half[- ]an?[- ]dozen|(?:a[- ]half|half|a|{hundred_less})[- ]dozen)\b"
    return rf"\b(?:{millions}|{thousands}|{dozens}|{hundreds}|{hundred_less})\b"


def cardinal(text: str) -> int | None:
    """The value of a cardinal in words ("a hundred and five"); None if it is none."""
    words = [word.casefold() for word in _TOKEN.findall(text)]
    if "dozen" in words:
        rest = [word for word in words if word not in ("dozen", "a")]
        if rest in ([], ["half"]):
            return 6 if rest else 12
        count = cardinal(" ".join(rest))
        return None if count is None else 12 * count
    scales: dict[str, int] = vocabulary()["scales"]
    total = current = 0
    for word in words:
        if word in ("a", "and"):
            continue
        if word == "hundred":
            current = 100 * (current or 1)
        elif word in scales:
            total, current = total + scales[word] * (current or 1), 0
        elif word in _values():
            current += _values()[word]
        else:
            return None
    return total + current if words else None


@cache
def ordinal_pattern() -> str:
    """Pattern of an ordinal: "first", "twenty-first", "3rd"."""
    table = vocabulary()
    words = one_of(table["ordinals"] + table["tens_ordinals"] + ["hundredth"])
    lead = rf"(?:{one_of(table['tens'])}[- ])?"
    return rf"(?<![\w.,])(?:{lead}{words}|[0-9]{{1,6}}(?:st|nd|rd|th))(?!\w)"


def ordinal(text: str) -> int | None:
    """The rank that an ordinal states; None if it is none."""
    digits = re.match(r"[0-9]+", text)
    if digits:
        return int(digits.group())
    table = vocabulary()
    ranks = {word: n for n, word in enumerate(table["ordinals"], start=1)}
    ranks |= {word: 10 * n for n, word in enumerate(table["tens_ordinals"], start=2)}
    ranks |= _values() | {"hundredth": 100}
    words = [word.casefold() for word in _TOKEN.findall(text)]
    return sum(ranks[word] for word in words) if words and all(w in ranks for w in words) else None
