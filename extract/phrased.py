"""What a post's phrases say of its figures, and the councils and contests it speaks of -> facts beyond doubt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extract import cues
from extract.frames import Frame, frame_at
from extract.grounded import stated
from extract.numerals import SEAT_NOUNS, Numeral
from extract.owners import antecedent
from extract.persons import persons
from extract.phrases import ENTRY, WON, Said, said_in
from extract.symbols import symbols_of
from extract.words import Words
from schemas.fact import MEASURES, Fact

_SEATS = (SEAT_NOUNS - {"holds"}) | {"majority", None}
_WHOLE = frozenset({"council_size", "council_size_before"})
_VOTES = frozenset({"votes", "ballots", None})
MOST_SEATS = 160  # no council has more
_FEWEST_VOTES = 100
_FEW_VOTES = 10


def phrased(
    frames: Sequence[Frame], claims: Iterable[Fact], words: Words, year: int | None
) -> list[Fact]:
    """
    A fact for every figure of which a phrase says what it is and whose.

    Forecasts, totals of a country and what is past are left alone, and so is a
    figure with no council or contest to be about.
    """
    people = persons(words, ((each.person, each.party) for each in claims if each.person))
    named = [(span, frame.like.area) for frame in frames for span in frame.spans]
    facts: list[Fact] = []
    for said in said_in(words, symbols_of(words, people, named)):
        if _is_real(said.numeral, words, year) and not _is_else(said, words):
            facts += _fact(_owned(said, words), frames, words, year)
    return facts


def _is_real(numeral: Numeral, words: Words, year: int | None) -> bool:
    low, high = words.sentence(numeral.start)
    table = cues.table()
    return not (
        cues.is_past(words, numeral.start, year)
        or cues.pattern(table["unreal"]).search(words.content[low : numeral.start])
        or cues.pattern(table["no_result"]).search(words.content[low:high])
    )


def _is_else(said: Said, words: Words) -> bool:
    """Whether the words around a bare figure call it something else: "24 were needed"."""
    sense = cues.sense_of(words, said.numeral)
    if said.measure not in (ENTRY, WON) or sense is None or sense.weak:
        return False
    return sense.measure not in ("seats", "seats_won")


def _owned(said: Said, words: Words) -> Said:
    """What is said, with the party that the sentence leaves to the one before ("Thirty of the 46")."""
    if said.party is not None or said.person is not None or said.measure in _WHOLE:
        return said
    return replace(said, party=antecedent(said.numeral.start, words))


def _fact(
    said: Said, frames: Sequence[Frame], words: Words, year: int | None
) -> Iterator[Fact]:
    measure, numeral = said.measure, said.numeral
    if measure == WON:
        frame = frame_at(numeral.start, frames, words, "council")
        part = cues.pattern(cues.table()["part_up"]).search(words.content)
        measure = "seats_won" if part else "seats"
    elif measure == ENTRY:
        frame = _of_entry(said, frames, words)
        if frame is None:
            return
        measure = "votes" if frame.scope == "contest" else _seats_or_won(numeral, frame, words)
    else:
        scope = "contest" if said.person else "council"
        frame = frame_at(numeral.start, frames, words, scope)
    if frame is None or measure not in MEASURES[frame.scope]:
        return
    owned = MEASURES[frame.scope][measure].owner
    if owned == "" and (said.party or said.person):
        said = replace(said, party=None, person=None)
    elif (owned and said.party is None and said.person is None) or (
        frame.scope == "council" and said.person is not None
    ):
        return
    if not _fits(frame, measure, numeral):
        return
    value = numeral.value
    if said.sign and MEASURES[frame.scope][measure].form in ("signed", "points"):
        value = abs(value) * said.sign
    owner = said.person.spans[0] if said.person else None
    if said.party is not None and owner is None:
        owner = (said.party.start, said.party.end)
    person = said.person.name if said.person else None
    party = said.party.party if said.party else said.person.party if said.person else None
    like = frame.like
    blank = Fact(
        page=like.page, post=like.post, scope=like.scope, area=like.area, area_id=like.area_id,
        authority=like.authority, contest=like.contest, party=party, person=person,
        measure=measure, value=value,
        owner_start=owner[0] if owner else like.owner_start,
        owner_end=owner[1] if owner else like.owner_end,
    )  # fmt: skip
    yield stated(blank, numeral, words, year)


def _of_entry(said: Said, frames: Sequence[Frame], words: Words) -> Frame | None:
    """What a party's bare figure counts in: the contest's votes or the council's seats."""
    numeral = said.numeral
    votes = numeral.noun in ("votes", "ballots") or numeral.value > MOST_SEATS
    seats = numeral.noun in SEAT_NOUNS or numeral.value < _FEWEST_VOTES
    councils = any(each.scope == "council" and each.claimed for each in frames)
    scope = "contest" if votes or not councils else "council" if seats else None
    return frame_at(numeral.start, frames, words, scope)


def _seats_or_won(numeral: Numeral, frame: Frame, words: Words) -> str:
    """Seats held now, or those won where only a part of the council was up."""
    low, _ = words.sentence(numeral.start)
    table = cues.table()
    part = cues.pattern(table["part_up"]).search(words.content)
    won = cues.pattern(table["won_verbs"]).search(words.content[low : numeral.start])
    return "seats_won" if part and won else "seats"


def _fits(frame: Frame, measure: str, numeral: Numeral) -> bool:
    form = MEASURES[frame.scope][measure].form
    if form in ("percent", "points"):
        return numeral.unit is not None
    if numeral.unit is not None or numeral.decimals:
        return False
    if frame.scope == "contest":
        few = numeral.value < _FEW_VOTES and numeral.noun is None
        return measure != "votes" or (numeral.noun in _VOTES and numeral.value >= 0 and not few)
    return numeral.noun in _SEATS and abs(numeral.value) <= MOST_SEATS
