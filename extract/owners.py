"""A claim's party, person or area -> the words of the post that name it, and how near a figure they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from extract.numerals import Numeral
from extract.words import Mention, Span, Words, find_name, openers
from schemas.fact import Fact
from schemas.parties import canonical

_TYPE_WORDS = re.compile(
    r"(?:\s+(?:city|county|district|borough|metropolitan|unitary|council|councils|authority|"
    r"ward|division|area|by-election|constituency))+$",
    re.IGNORECASE,
)
_TITLES = re.compile(
    r"^(?:sir|dame|lord|lady|baroness|cllr|councillor|dr|mr|mrs|ms)\s+", re.IGNORECASE
)
_ACROSS_SENTENCE = 120
_ACROSS_OTHER = 60
_NEIGHBOURS = 4  # mentions before and after a figure that can be the nearest
_SURNAMES = 1024
_BESIDE = 14  # characters between a figure and a name that follows it closely
_JOINED = (" ", " for ", " for the ", " to the ", " to ")


_OBJECT = re.compile(
    r"\b(?:from|over|against|than|ahead of|behind|beat(?:s|ing)?"
    r"|(?:oust|defeat|unseat)(?:s|ed|ing)) (?:both )?(?:the )?$"
)


@dataclass(frozen=True, slots=True)
class Owner:
    """Every place where a post names the owner of a figure, in order."""

    spans: tuple[Span, ...]
    party: str | None = None

    def nearest(self, words: Words, numeral: Numeral) -> tuple[Span, float]:
        """The mention that a figure most likely belongs to, and how far-fetched that is."""
        at = bisect_left(self.spans, (numeral.start, numeral.end))
        near = self.spans[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]
        return min(
            ((span, self._cost(span, words, numeral)) for span in near),
            key=lambda pair: (pair[1], pair[0]),
        )

    def away(self, numeral: Numeral) -> int:
        """How many characters lie between a figure and the nearest mention."""
        at = bisect_left(self.spans, (numeral.start, numeral.end))
        return min(abs(start - numeral.start) for start, _ in self.spans[max(0, at - 1) : at + 1])

    def _cost(self, span: Span, words: Words, numeral: Numeral) -> float:
        left, right = (
            (span[1], numeral.start) if span[0] < numeral.start else (numeral.end, span[0])
        )
        cost = float(max(0, right - left)) + _ACROSS_SENTENCE * words.between(
            span[0], numeral.start
        )
        if span[0] > numeral.start:
            cost *= 1.5 if right - left > _BESIDE else 1
        elif self.party is not None and (follower := _follower(words, numeral)) is not None:
            cost += _ACROSS_OTHER if follower != self.party else 0
        if self.party is not None:
            cost += _ACROSS_OTHER * sum(
                1
                for each in words.parties_between(left, right)
                if each.end <= right and each.party != self.party
            )
        return cost


def _follower(words: Words, numeral: Numeral) -> str | None:
    """The party that a figure counts by standing right before it: "12 Greens", "3 for the SNP"."""
    for each in words.parties_between(numeral.end + 1, numeral.end + _BESIDE):
        if words.content[numeral.end : each.start] in _JOINED:
            return each.party
    return None


def find_area(content: str, name: str) -> Span | None:
    """Where a content names an area, as given or without the words for its type."""
    plain = _TYPE_WORDS.sub("", name)
    for form in dict.fromkeys((name, plain, re.sub(r"^[Tt]he ", "", plain))):
        if any(each.isupper() for each in form) and form.casefold() not in ("the", "a", "an"):
            found = next(find_name(content, form), None)
            if found is not None:
                return _whole_name(content, found)
    return None


def _whole_name(content: str, span: Span) -> Span:
    """A short name widened to the council's full one where that stands there: "Derby City Council"."""
    rest = re.match(
        r"(?: (?:City|County|District|Borough|Metropolitan|Unitary))*(?: Council)",
        content[span[1] :],
    )
    return (span[0], span[1] + rest.end()) if rest else span


def without_title(name: str) -> str:
    """A person's name without "Sir", "Cllr" and the like."""
    return _TITLES.sub("", name.strip())


def find_person(content: str, name: str) -> tuple[Span, ...]:
    """Where a content names a person: the whole name, else with no title, else the surname alone."""
    plain = without_title(name)
    whole = tuple(find_name(content, name)) or tuple(find_name(content, plain))
    if not whole:
        return ()
    return tuple(sorted({*whole, *_capital(content, plain.split()[-1])})) if " " in plain else whole


@lru_cache(maxsize=_SURNAMES)
def _capital(content: str, surname: str) -> tuple[Span, ...]:
    """Where a surname stands with its capital: found once for all who share it."""
    return tuple(each for each in find_name(content, surname) if content[each[0]].isupper())


def find_party(words: Words, party: str) -> tuple[Span, ...]:
    """Where a post names a party, in any of its spellings."""
    known = tuple((each.start, each.end) for each in words.parties if each.party == party)
    if known or party in openers():
        return known
    return tuple(
        span
        for span in find_name(words.content, party)
        if any(each.isupper() for each in words.content[slice(*span)])
    )


def find_owner(claim: Fact, words: Words) -> Owner | None:
    """
    The owner of a claim's figure: its person, else its party, else its area.

    None where the claim names a person or party that the post does not.
    """
    if claim.person is not None:
        spans = find_person(words.content, claim.person)
        return Owner(spans) if spans else None
    if claim.party is not None:
        spans = find_party(words, canonical(claim.party))
        return Owner(spans, canonical(claim.party)) if spans else None
    spans = tuple(find_name(words.content, claim.area))
    return Owner(spans) if spans else None


def antecedent(pronoun: int, words: Words) -> Mention | None:
    """
    The party named last in the pronoun's sentence before it, else the first of the sentence before.

    One that something is taken from, or that is beaten, is not meant where another is named.
    """
    low = words.sentence(pronoun)[0]
    earlier = [each for each in words.parties if each.start < pronoun]
    if not earlier:
        return None
    if earlier[-1].start >= low:
        here = [each for each in earlier if each.start >= low]
        subjects = [each for each in here if not _OBJECT.search(words.content, low, each.start)]
        return (subjects or here)[-1]
    start = words.sentence(earlier[-1].start)[0]
    return next(each for each in earlier if each.start >= start)
