"""A fact and its post -> whether the words that it points to state its value (G001)."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from extract.check.book import cue
from extract.check.claims import Claim
from extract.check.rule import Verdict, fails, holds, not_checkable, rule
from extract.check.wording import figure, listing, number
from extract.numerals import Numeral, numerals
from schemas.fact import MEASURES

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNED = frozenset({"signed", "points"})
_READ_FROM_NUMERALS = frozenset({"count", "percent"}) | _SIGNED


@rule("G001", Claim)
def grounded(claim: Claim) -> Iterator[Verdict]:
    """The quote stands where it is said to stand, and a figure is that of a numeral there."""
    fact, content = claim.fact, claim.place.content
    if fact.basis == "derived":
        return
    if fact.start is None or fact.end is None or content is None:
        yield not_checkable("no offsets, or no post to look into", [claim])
        return
    words = content[fact.start : fact.end]
    if fact.start < 0 or not words or (fact.quote is not None and words != fact.quote):
        yield _misquoted(claim, words)
    elif MEASURES[fact.scope][fact.measure].form in _READ_FROM_NUMERALS:
        yield _figure_stands(claim, fact.start, fact.end, content)
    else:
        yield holds([claim])


def _misquoted(claim: Claim, words: str) -> Verdict:
    fact = claim.fact
    return fails(
        "error",
        f"{claim.name}: {fact.measure.replace('_', ' ')} of {figure(claim)} is said to stand in "
        f"{fact.quote or ''!r}, but the post has {words!r} at {fact.start}.",
        [claim],
        expected=fact.quote,
        observed=words,
    )


def _figure_stands(claim: Claim, start: int, end: int, content: str) -> Verdict:
    there = [
        numeral
        for numeral in _numerals(content)
        if numeral.start < end and start < numeral.end and numeral.kind == "number"
    ]
    if any(_is_value(claim, numeral) for numeral in there):
        return holds([claim])
    if not there and claim.value in {0, 1}:
        return not_checkable("words that are no numeral may say none or one", [claim])
    said = listing([number(numeral.value) for numeral in there]) or "no figure"
    return fails(
        "error",
        f"{claim.name}: {claim.fact.measure.replace('_', ' ')} is given as {figure(claim)}, but "
        f"{content[start:end]!r} says {said}.",
        [claim],
        expected=said,
        observed=figure(claim),
    )


def _is_value(claim: Claim, numeral: Numeral) -> bool:
    """Equal; a change has the sign of its figure, else of its words ("lost seven"); a count has none."""
    assert not isinstance(claim.value, str)
    stated, value = Decimal(repr(numeral.value)), Decimal(repr(claim.value))
    if MEASURES[claim.fact.scope][claim.fact.measure].form in _SIGNED:
        if numeral.sign:
            return stated == value
        sign = _sign(claim.fact.quote or "")
        return abs(stated) == abs(value) and sign * value >= 0
    return abs(stated) == abs(value)


def _sign(words: str) -> int:
    """1 where words tell of a rise, -1 of a fall, 0 of neither or of both ("lost two more")."""
    return bool(cue("rise").search(words)) - bool(cue("fall").search(words))


@lru_cache(maxsize=64)
def _numerals(content: str) -> tuple[Numeral, ...]:
    return tuple(numerals(content))
