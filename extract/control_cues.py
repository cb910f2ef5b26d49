"""A clause of a post -> its words of control: verbs, "no overall control", a party's colour."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract import cues
from extract.words import Mention, Span, Words

_PERSONAL = re.compile(r"\b(?:[Hh]e|[Ss]he|I|[Ww]e)(?:['’]\w+)?(?: \w+)? $")
_FOR_YEARS = re.compile(r"(?: (?:it|the \w+))? for (?:\w+ ){0,4}(?:years|decades)\b")
_LEAD = 60


@dataclass(frozen=True, slots=True)
class ControlCue:
    """A word of control: what it says (hold, gain, win, lose, move, noc, noc before), and where."""

    action: str
    span: Span


def control_cues(words: Words, clause: Span, year: int | None) -> Iterator[ControlCue]:
    """The control verbs of a clause that speak of the council, as a fact, and its "no overall control"."""
    content, (low, high) = words.content, clause
    asked = content[low : words.sentence(low)[1]].rstrip('"”’) ').endswith("?")
    for action, text in cues.table()["control_verbs"].items():
        for match in cues.pattern(text).finditer(content, low, high):
            end, lead = match.end(), content[max(low, match.start() - _LEAD) : match.start()]
            counted = words.counts(end) or _in_votes(words, end) or _FOR_YEARS.match(content, end)
            if not (counted or asked or _is_else(words, match.start(), lead, year)):
                yield ControlCue(action, match.span())
    yield from _nocs(content, clause)


def _nocs(content: str, clause: Span) -> Iterator[ControlCue]:
    """Where a clause says that nobody has control, and where that nobody had it before."""
    table = cues.table()
    text = f"{table['control']['noc']}|{table['noc_more']}"
    for match in cues.pattern(text).finditer(content, *clause):
        lead = content[max(clause[0], match.start() - _LEAD) : match.start()]
        now = cues.pattern(table["noc_now"]).search(lead)
        before = cues.pattern(table["noc_was"]).search(lead) and not now
        yield ControlCue("noc before" if before else "noc", match.span())


def coloured(words: Words, clause: Span) -> Iterator[Mention]:
    """The parties that a clause calls by their colours: "stays red", "turned turquoise"."""
    table = cues.table()
    for match in cues.pattern(table["coloured"]).finditer(words.content, *clause):
        colour = match["colour"].casefold()
        party = next(p for names, p in table["colours"].items() if colour in names.split("|"))
        if colour == "yellow":
            nationalists = any(each.party == "SNP" for each in words.parties)
            party = "SNP" if nationalists else "Liberal Democrat"
        yield Mention(*match.span("colour"), match["colour"], party)


def _is_else(words: Words, at: int, lead: str, year: int | None) -> bool:
    """Whether a verb is of a hope, of the past, or of what a person does: "she took it quietly"."""
    return bool(cues.unreal(words, at) or cues.is_past(words, at, year) or _PERSONAL.search(lead))


def _in_votes(words: Words, at: int) -> bool:
    """Whether what is taken there is a mayoralty, or is taken with votes: no council."""
    if "mayor" in words.content[at : at + _LEAD].casefold():
        return True
    near = words.numerals_between(at, at + _LEAD)
    return any(each.noun in ("votes", "ballots") for each in near)
