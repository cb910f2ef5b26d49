"""A post's words -> which party they call the largest, and on which of its councils."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract import cues
from extract.frames import Frame, frame_at
from extract.owners import antecedent
from extract.words import Mention, Span, Words

_REACH = 40


@dataclass(frozen=True, slots=True)
class Largest:
    """The party that is called the largest of one council, and the words that call it so."""

    frame: Frame
    party: Mention
    span: Span


def read_largest(words: Words, frames: Sequence[Frame], year: int | None) -> list[Largest]:
    """
    All that a post says of largest parties, each council once.

    What was or may be is left out, and so is the second largest. "In each of them"
    speaks of every council named before.
    """
    found: dict[str, Largest] = {}
    for span in _calls(words, year):
        party = _party(span, words)
        if party is not None:
            for frame in _councils(span, frames, words):
                found.setdefault(frame.like.area.casefold(), Largest(frame, party, span))
    return list(found.values())


def _calls(words: Words, year: int | None) -> Iterator[Span]:
    table = cues.table()
    for match in cues.pattern(table["largest"]).finditer(words.content):
        at = match.start()
        lead = words.content[max(0, at - _REACH) : at]
        beside = cues.pattern(table["not_largest"]).search(lead)
        if not (beside or cues.unreal(words, at) or cues.is_past(words, at, year)):
            yield match.span()


def _party(call: Span, words: Words) -> Mention | None:
    """Named last before in the sentence, else right after, else the one that "they" stands for."""
    low, high = words.sentence(call[0])
    before = words.parties_between(low, call[0])
    pronoun = None
    for match in cues.pattern(cues.table()["pronoun"]).finditer(words.content, low, call[0]):
        pronoun = match.start()
    if before and (pronoun is None or pronoun < before[-1].start):
        return before[-1]
    if pronoun is not None:
        return antecedent(pronoun, words)
    after = words.parties_between(call[1], min(high, call[1] + _REACH))
    return after[0] if after else antecedent(call[0], words)


def _councils(call: Span, frames: Sequence[Frame], words: Words) -> Iterator[Frame]:
    low, _ = words.sentence(call[0])
    councils = [each for each in frames if each.scope == "council"]
    if cues.pattern(cues.table()["of_each"]).search(words.content, low, call[0]):
        yield from (each for each in councils if any(a < low for a, _ in each.spans))
        return
    one = frame_at(call[0], councils, words, "council")
    if one is not None:
        yield one
