"""A fact and the numeral that states it -> the fact with its span, value, hedge, baseline and time."""

from __future__ import annotations

from typing import Any

from extract import cues
from extract.numerals import Numeral
from extract.words import Words
from schemas.fact import Fact, Hedge


def stated(fact: Fact, numeral: Numeral, words: Words, year: int | None, **changes: Any) -> Fact:
    """Everything that the words around its numeral say of a fact."""
    measure: str = changes.get("measure", fact.measure)
    compares = measure.endswith(("_before", "_change", "_gained", "_lost"))
    quotation = words.in_quotation(numeral.start)
    past = fact.when == "past" and not compares and cues.is_past(words, numeral.start, year)
    baseline = cues.baseline_of(words, numeral.start, year) if compares else None
    return fact.model_copy(
        update={
            **changes,
            "when": "past" if past else "now",
            "hedge": _hedge(measure, words, numeral),
            "baseline": fact.baseline or baseline,
            "said_by": fact.said_by if quotation else None,
            "quote": numeral.text,
            "start": numeral.start,
            "end": numeral.end,
        }
    )


def _hedge(measure: str, words: Words, numeral: Numeral) -> Hedge | None:
    """The hedge of a figure; "over the 34 needed" passes the threshold and does not soften it."""
    hedge = cues.hedge_of(words, numeral)
    passing = measure == "majority_threshold" and cues.passes(words, numeral)
    return None if passing else hedge
