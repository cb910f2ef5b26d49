"""A post's words -> the names that they call a ward, division, by-election or constituency, or elect somebody to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract import areas, cues
from extract.headings import headings
from extract.owners import find_person
from extract.persons import persons
from extract.places import PLACE_NAME, without_openers
from extract.words import Span, Words, find_name, overlaps
from schemas.fact import Fact
from schemas.parties import is_known
from schemas.post import Post


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """The ways to call a name a contest's, as they lie in the data file."""
    table = cues.table()["heads"]
    found = []
    for like in table["like"]:
        text = like.replace("<name>", f"(?P<name>{PLACE_NAME})")
        for word in ("type", "few", "posts"):
            text = text.replace(f"{{{word}}}", table[word])
        found.append(re.compile(text))
    return tuple(found)


def heads(words: Words, year: int | None) -> Iterator[Span]:
    """Where the words call a name a contest's, in order; no council's or party's, none of the past."""
    found = set(headings(words, year))
    for pattern in _patterns():
        for match in pattern.finditer(words.content):
            span = _trimmed(*match.span("name"), words)
            if span and not _is_else(span, words, year) and not cues.is_past(words, span[0], year):
                found.add(span)
    yield from sorted(found)


def moved_home(claims: Sequence[Fact], words: Words, post: Post) -> list[Fact]:
    """
    The claims; those of a contest named for what is none, with the first name that the words call a contest's.

    None is where the count is held, a council beside its ward or by-election, and a
    word that only opens the post.
    """
    named = list(heads(words, post.year))
    if not named:
        return list(claims)
    called = {words.content[slice(*each)].casefold() for each in named}
    people = [span for each in persons(words) if each.party for span in each.spans]
    found: list[Fact] = []
    for each in claims:
        of_a_seat = each.contest in ("ward", "by-election", "constituency")
        head = each.area.casefold() in called
        known = each.status == "rejected" or head
        if head and each.scope == "council" and each.area_id is None:
            found.append(each.model_copy(update={"status": "rejected"}))
            continue
        if of_a_seat and not known and _is_no_contest(each.area, people, words, post):
            found.append(each.model_copy(update=_home(_before(each, named, words), words)))
        else:
            found.append(each)
    return found


def _before(claim: Fact, named: Sequence[Span], words: Words) -> Span:
    """The head named last before a claim's candidate, the first of all where it has none."""
    spans = find_person(words.content, claim.person) if claim.person else ()
    start = spans[0][0] if spans else 0
    earlier = [each for each in named if each[0] < start]
    return earlier[-1] if earlier else named[0]


def _home(span: Span, words: Words) -> dict[str, object]:
    """What a claim has of the contest that a head names."""
    start, end = span
    low, high = words.sentence(start)
    by_election = cues.pattern(cues.table()["kinds"]["by-election"])
    kind = "by-election" if by_election.search(words.content, low, high) else "ward"
    return {
        "area": words.content[start:end], "area_id": None, "contest": kind,
        "owner_start": start, "owner_end": end,
    }  # fmt: skip


def _is_no_contest(area: str, people: Sequence[Span], words: Words, post: Post) -> bool:
    spans = list(find_name(words.content, area))
    opens = len(spans) == 1 and spans[0][0] == 0 and " " not in area
    alone = opens and re.match(r" [a-z]", words.content[spans[0][1] :]) is not None
    councils = [(each.start, each.end) for each in areas.find(words.content, post.year)]
    return (
        alone
        or areas.resolve(area, post.year) is not None
        or all(at_venue(each, words) for each in spans)
        or all(_inside(each, [*people, *councils]) for each in spans)
        or cues.pattern(cues.table()["no_heading"]).search(area) is not None
    )


def _inside(span: Span, others: Sequence[Span]) -> bool:
    """Whether a name is no more than a part of another: "Rivers" of "Three Rivers"."""
    return any(low <= span[0] and span[1] <= high for low, high in others)


def at_venue(span: Span, words: Words) -> bool:
    """Whether a name is only where the count is held: "the leisure centre at Carn Brea"."""
    return (
        cues.pattern(cues.table()["venue"]).search(words.content[max(0, span[0] - 40) : span[0]])
        is not None
    )


def _trimmed(start: int, end: int, words: Words) -> Span | None:
    """A name without the words that only open its sentence, or name the kind of thing."""
    start, end = without_openers(start, end, words)
    parts = words.content[start:end].split(" ")
    while parts and cues.pattern(cues.table()["heads"]["type"]).fullmatch(parts[-1]):
        end -= len(parts.pop()) + 1
    return (start, end) if start < end else None


def _is_else(span: Span, words: Words, year: int | None) -> bool:
    name = words.content[slice(*span)]
    return bool(
        len(name) < 3  # noqa: PLR2004
        or is_known(name)
        or areas.resolve(name, year)
        or overlaps(span, ((each.start, each.end) for each in words.parties))
        or _inside(span, [(e.start, e.end) for e in areas.find(words.content, year)])
        or cues.pattern(cues.table()["no_place"]).search(name)
        or at_venue(span, words)
    )
