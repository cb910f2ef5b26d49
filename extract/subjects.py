"""Claims and a post's words -> the claims with what each speaks of, as the post names it; confusions rejected."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from extract import areas
from extract.heads import moved_home
from extract.kinds import of_their_kinds
from extract.owners import find_area, find_party, find_person, without_title
from extract.persons import persons
from extract.places import PLAIN
from extract.placing import named_in, place
from extract.register import Authority
from extract.words import Span, Words, find_name
from schemas.fact import Fact
from schemas.parties import is_known
from schemas.post import Post

_AND_NAME = re.compile(
    rf" (?:and|&) (?P<name>{PLAIN})(?![\w’'-]| [A-Z])(?! (?:have|has|had|are|is|were|was)\b)"
)
_ENDING = re.compile(r"(?<=\w) (?:ward|division|by-election|constituency)$", re.IGNORECASE)
_AND_MORE = re.compile(r" and [A-ZÀ-Ý]")
_NAME_AND = re.compile(rf"\b(?P<name>{PLAIN}) (?:and|&) $")


def _without_party(person: str) -> str:
    """A person's name without the party that the answer puts before it: "LD Wen Zhao"."""
    words = person.split(" ")
    for number in (3, 2, 1):
        if len(words) - number > 1 and is_known(" ".join(words[:number])):
            return " ".join(words[number:])
    return person


@dataclass(frozen=True, slots=True)
class _Near:
    """The councils that a post, and the posts of its page, name."""

    post: Sequence[Authority]
    page: Sequence[Authority]


def spoken_of(
    claims: Sequence[Fact], words: Words, post: Post, page: Sequence[Authority]
) -> list[Fact]:
    """
    The claims, each with its area as the post writes it and of the kind that it must be.

    One that names an area which the post does not, or takes one kind of thing for
    another (a ward for a council), is rejected. ``page``: the councils that the
    posts of the page name.
    """
    near = _Near(named_in(words.content, post.year), page)
    contests = {
        each.area.casefold() for each in claims if each.scope == "contest" and not each.person
    }
    told = {without_title(e.name).casefold(): e.party for e in persons(words) if e.party}
    named = [_of_party(_named(claim, words, post.year, near, contests), told) for claim in claims]
    return of_their_kinds(moved_home(named, words, post), words, post)


def _of_party(claim: Fact, told: dict[str, str]) -> Fact:
    """The claim with the party that the words put beside its person, whatever the answer has."""
    party = told.get(without_title(claim.person).casefold()) if claim.person else None
    return claim.model_copy(update={"party": party}) if party else claim


def _named(
    claim: Fact, words: Words, year: int | None, near: _Near, contests: Collection[str]
) -> Fact:
    """The claim with its area as the post writes it, or rejected where the post has no such name."""
    area = find_area(words.content, claim.area)
    if area is None:
        return claim.model_copy(update={"status": "rejected"})
    if claim.scope == "council":
        area = _whole_council(words.content, area, year)
    else:
        area = _joined(area, words.content, contests)
        area = area[0], area[0] + len(_ENDING.sub("", words.content[slice(*area)]))
    written = words.content[area[0] : area[1]]
    changes: dict[str, object] = {"area": written, "owner_start": area[0], "owner_end": area[1]}
    if claim.scope == "council":
        council = place(written, year, post=near.post, page=near.page).authority
        changes["area_id"] = council.gss if council else None
    if claim.said_by and not any(find_name(words.content, claim.said_by)):
        changes["said_by"] = None
    if claim.person is not None:
        claim = claim.model_copy(update={"person": _without_party(claim.person)})
    if claim.person is not None and not any(find_name(words.content, claim.person)):
        plain = next(iter(find_person(words.content, claim.person)), None)
        changes["person"] = words.content[slice(*plain)] if plain else claim.person
    if claim.person is not None and claim.party and not find_party(words, claim.party):
        changes["party"] = None  # known of the person, or made up: not said here
    if claim.authority is not None:
        authority = find_area(words.content, claim.authority)
        changes["authority"] = words.content[slice(*authority)] if authority else None
    return claim.model_copy(update=changes)


def _joined(area: Span, content: str, contests: Collection[str]) -> Span:
    """
    The ward's name that an area is part of: "Mossend" in "Mossend and Moor".

    Not where the model names the other part too, nor in a list.
    """
    start, end = _longer(area, content)
    listed = content[max(0, start - 2) : start] == ", "
    right = _AND_NAME.match(content, end)
    if right and listed and _AND_MORE.match(content, right.end()):
        return start, right.end()  # ", Mossend North and Moor and Peat Row"
    if listed:
        return start, end
    if right and _is_part(right["name"], contests):
        return start, right.end()
    left = _NAME_AND.search(content, max(0, start - 40), start)
    if left and content[: left.start()].endswith(", "):
        return (left.start(), end) if right else (start, end)
    if left and _is_part(left["name"], contests):
        return left.start(), end
    return start, end


def _longer(area: Span, content: str) -> Span:
    """The longer name that a short one stands for: "Preseli" where "the MP for Ceredigion Preseli" is named."""
    name = re.escape(content[slice(*area)])
    whole = re.search(
        rf"\b(?:for|in|of) (?P<name>(?:[A-ZÀ-Ý][\w’'-]+ ){{1,2}}{name})(?!\w)", content
    )
    if whole is None or is_known(whole["name"].split()[0]):
        return area
    return whole.span("name")


def _is_part(name: str, contests: Collection[str]) -> bool:
    return name.casefold() not in contests and not is_known(name) and not areas.candidates(name)


def _whole_council(content: str, area: Span, year: int | None) -> Span:
    """The council's name that an area is part of: "Wigston" in "Oadby and Wigston"."""
    whole = ((each.start, each.end) for each in areas.find(content, year))
    return next((each for each in whole if each[0] <= area[0] and area[1] <= each[1]), area)
