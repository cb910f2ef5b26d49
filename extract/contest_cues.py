"""A claim in words of a contest (change, elected, party before) -> the words that say it, and its owner's."""

from __future__ import annotations

import re

from extract import cues
from extract.nearest import nearest
from extract.owners import find_owner, find_party
from extract.words import Span, Words, find_name
from schemas.fact import Fact

_FIGURE = re.compile(r" (?:[a-z]+ ){0,4}\d")
_DONE_TO = re.compile(r"(?:defeat|oust|unseat|toppl|dethron|beaten|casualt)", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:s?he|who|his|her|they|their|it)\b", re.IGNORECASE)


def find_cue(claim: Fact, words: Words) -> tuple[Span, Span] | None:
    """The cue of a contest's change, of who is elected, or the party that held the seat, and the owner's words."""
    table = cues.table()
    area = [*find_name(words.content, claim.area)]
    match claim.measure:
        case "change":
            cue = table["contest_change"][str(claim.value)]
            owners = list(find_party(words, claim.party)) if claim.party else area
            return _nearest(cue, owners, area, words)
        case "elected":
            owner = find_owner(claim, words)
            cue = table["elected"]["true" if claim.value else "false"]
            owners = list(owner.spans) if owner else []
            return _nearest(cue, owners, area, words, behind=not claim.value)
    held = (
        each for each in find_party(words, str(claim.value)) if area and _held_before(each, words)
    )
    return next(((each, area[0]) for each in held), None)


def _held_before(party: Span, words: Words) -> bool:
    """Whether the words beside a party say that it held the seat."""
    low, high = words.sentence(party[0])
    cue = cues.table()["held_before"]
    return bool(
        cues.pattern(cue["before"]).search(words.content[low : party[0]])
        or cues.pattern(cue["after"]).search(words.content[party[1] : high])
    )


def _nearest(
    cue: str, owners: list[Span], area: list[Span], words: Words, *, behind: bool = False
) -> tuple[Span, Span] | None:
    """
    The cue nearest to an owner that is said of it, and is no hope and no count of votes.

    ``behind``: it must follow its owner, unless it says what is done to one ("ousted").
    """
    found = [
        match.span()
        for match in cues.pattern(cue).finditer(words.content)
        if not _FIGURE.match(words.content, match.end()) and not cues.unreal(words, match.start())
    ]

    def of(said: Span, owner: Span) -> bool:
        after = owner[0] <= said[0] or _DONE_TO.match(words.content[slice(*said)]) is not None
        return (after or not behind) and _tied(said[0], owner, words)

    return nearest(found, owners, area, words, of)


def _tied(cue: int, owner: Span, words: Words) -> bool:
    """Whether a cue stands in its owner's sentence, or in the next one and is said of "she" or "he"."""
    low = words.sentence(cue)[0]
    apart = words.between(cue, owner[0])
    pronoun = _PRONOUN.search(words.content, low, cue) is not None
    return apart == 0 or (apart == 1 and owner[0] < cue and pronoun)
