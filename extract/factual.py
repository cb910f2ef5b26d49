"""What a phrase tells of a council -> whether it is a fact of now: no hope, question, hearsay or history."""

from __future__ import annotations

import re

from extract import cues
from extract.control_phrases import Told
from extract.symbols import Signs
from extract.words import Words

_NEAR = 60
_CLAUSE = re.compile(r", (?:which|and|but|so|where|while|as)\b")
_BACK_IN = re.compile(r"\bback in\b")  # charge: no "back in 2017"
_NOT_YET = re.compile(r"\b(?:yet(?! again)|so far)\b")


def is_of_now(told: Told, signs: Signs, words: Words, year: int | None) -> bool:
    """
    Whether the words state it as a fact, and of this election.

    Who had a council before is of now in whatever time its sentence is.
    """
    start = signs.offset(told.place)
    lead = signs.text[max(0, told.place - _NEAR) : told.place]
    if _is_open(told, signs, words) or cues.pattern(cues.table()["hearsay"]).search(lead):
        return False
    if told.says in ("was", "was_noc"):
        return True
    if told.says == "largest" and cues.pattern(cues.table()["not_largest"]).search(lead):
        return False
    again = _BACK_IN.search(signs.text, told.place, told.end)
    past = cues.is_past(words, start, year) and not again
    return not past and not _is_history(told, signs, words)


def _is_open(told: Told, signs: Signs, words: Words) -> bool:
    """Whether it is asked, supposed, hoped or not yet so."""
    table, start, end = cues.table(), signs.offset(told.place), signs.offset(told.end)
    low, high = words.sentence(start)
    nobodys = told.says in ("noc", "still")
    return bool(
        words.asks(start)
        or cues.pattern(table["supposes"]).match(words.content, low, high)
        or cues.pattern(table["would_be"]).match(signs.text, told.end)
        or _hoped(words, start)
        or (told.says != "lose" and not nobodys and _hoped(words, end))
        or (nobodys and _NOT_YET.search(signs.text, told.place, told.end))
    )


def _hoped(words: Words, at: int) -> bool:
    """Whether the words before a place, of its own clause, make it a hope or a forecast."""
    low = words.sentence(at)[0]
    clauses = [match.end() for match in _CLAUSE.finditer(words.content, low, at)]
    if not clauses:
        return cues.unreal(words, at)
    return cues.pattern(cues.table()["unreal"]).search(words.content[clauses[-1] : at]) is not None


def _is_history(told: Told, signs: Signs, words: Words) -> bool:
    """Whether its clause, or the beginning of its sentence, speaks of an earlier time."""
    table = cues.table()
    lead = signs.text[max(0, told.place - _NEAR) : told.place]
    low, high = words.sentence(signs.offset(told.place))
    return bool(
        cues.pattern(table["then"]).search(lead)
        or cues.pattern(table["then_after"]).match(signs.text, told.end)
        or cues.pattern(table["looks_back"]).match(words.content, low, high)
    )
