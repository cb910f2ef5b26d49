"""Claims and a post's words -> the claims with what each speaks of, as the post names it; confusions rejected."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from extract import areas, cues
from extract.owners import find_area, find_party, find_person
from extract.placing import named_in, place
from extract.polling_days import general_alone
from extract.register import Authority
from extract.words import Span, Words, find_name
from schemas.fact import Fact
from schemas.parties import is_known
from schemas.post import Post

_PLACE = r"(?P<name>[A-ZÀ-Ý][\w’'-]*[a-z](?: [A-ZÀ-Ý][\w’'-]*[a-z]){0,2})"
_TYPED = re.compile(
    rf"{_PLACE[:-1]}(?: (?:and|&) [A-ZÀ-Ý][\w’'-]*[a-z](?: [A-ZÀ-Ý][\w’'-]*[a-z])?)?) (?:ward|division|seat)\b"
)
_AND_NAME = re.compile(rf" (?:and|&) {_PLACE}(?! (?:have|has|had|are|is|were|was)\b)")
_NAME_AND = re.compile(rf"\b{_PLACE} (?:and|&) $")


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
    named = [_named(claim, words, post.year, near, contests) for claim in claims]
    return _consistent([_of_its_kind(each, named, words, post) for each in named], words, post)


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
    written = words.content[area[0] : area[1]]
    changes: dict[str, object] = {"area": written, "owner_start": area[0], "owner_end": area[1]}
    if claim.scope == "council":
        council = place(written, year, post=near.post, page=near.page).authority
        changes["area_id"] = council.gss if council else None
    if claim.said_by and not any(find_name(words.content, claim.said_by)):
        changes["said_by"] = None
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
    The ward's name that an area is part of: "Greasley" in "Greasley and Brinsley".

    Not where the model names the other part too, nor in a list.
    """
    start, end = area
    listed = content[max(0, start - 2) : start] == ", "
    right = _AND_NAME.match(content, end)
    if right and listed and _AND_NAME.match(content, right.end()):
        return start, right.end()  # ", Sutton Central and East and Sutton North"
    if listed:
        return area
    if right and _is_part(right["name"], contests):
        return start, right.end()
    left = _NAME_AND.search(content, max(0, start - 40), start)
    if left and content[: left.start()].endswith(", "):
        return (left.start(), end) if right else area
    if left and _is_part(left["name"], contests):
        return left.start(), end
    return area


def _is_part(name: str, contests: Collection[str]) -> bool:
    return name.casefold() not in contests and not is_known(name) and not areas.candidates(name)


def _whole_council(content: str, area: Span, year: int | None) -> Span:
    """The council's name that an area is part of: "Wigston" in "Oadby and Wigston"."""
    whole = ((each.start, each.end) for each in areas.find(content, year))
    return next((each for each in whole if each[0] <= area[0] and area[1] <= each[1]), area)


def _of_its_kind(claim: Fact, claims: list[Fact], words: Words, post: Post) -> Fact:
    """
    A contest as what it must be.

    A ward is a constituency at a general election, and the by-election where one is
    named; a constituency is a ward where nothing speaks of Parliament.
    """
    if claim.contest == "constituency" and not general_alone(post):
        of_parliament = cues.pattern(cues.table()["of_a_constituency"]).search(words.content)
        return claim if of_parliament else claim.model_copy(update={"contest": "ward"})
    if claim.contest != "ward":
        return claim
    if general_alone(post):
        return claim.model_copy(update={"contest": "constituency"})
    single = len({each.area for each in claims if each.scope == "contest"}) == 1
    if single and cues.pattern(cues.table()["kinds"]["by-election"]).search(words.content):
        return claim.model_copy(update={"contest": "by-election"})
    return claim


def _consistent(claims: list[Fact], words: Words, post: Post) -> list[Fact]:
    """
    The claims, with those rejected that take one kind of thing for another.

    A council that is no authority but is read as a contest too is a ward, and one that
    the register lacks is none beside one that it has; one
    beside a mayor, commissioner or constituency needs a word of councils, a district
    on its county's map is no council; a ward that is an authority and names no person
    is a council; a mayor, commissioner or constituency must be spoken of.
    """
    contests = {
        each.area.casefold() for each in claims if each.scope == "contest" and not each.person
    }
    councils = {each.area_id for each in claims if each.scope == "council"} - {None}
    single = any(each.contest in ("mayor", "pcc", "constituency") for each in claims)
    whole = cues.pattern(cues.table()["of_a_council"]).search(words.content) is not None

    def as_a_seat(claim: Fact) -> bool:
        """Whether a whole council is read as a seat: no word says that a seat bears its name."""
        if claim.contest == "constituency":
            return cues.pattern(cues.table()["of_a_constituency"]).search(words.content) is None
        seat = re.search(
            rf"{re.escape(claim.area)} (?:ward|division|by-election|seat)\b", words.content
        )
        mine = areas.resolve(claim.area, post.year)
        elsewhere = mine and registered - {mine.gss} and mine.gss not in councils
        said = claim.area.endswith("Council") or (seat is None and not elsewhere)
        return claim.contest in ("ward", "by-election") and said

    registered = {each.gss for each in areas.find(words.content, post.year)} - {None}

    def confused(claim: Fact) -> bool:
        if claim.scope == "council":
            if registered and claim.area_id is None and not _says_council(claim.area):
                return True
            ward = claim.area_id is None and claim.area.casefold() in contests
            alone = single and not whole
            return ward or alone or general_alone(post) or _on_the_map(claim, words, post.year)
        sure = claim.contest == "constituency" and general_alone(post)
        if not sure and not cues.may_be(str(claim.contest), words.content):
            return True
        authority = areas.resolve(claim.area, post.year)
        if authority is not None and not sure and as_a_seat(claim):
            return True
        if authority is None or claim.person is not None:
            return False
        party_alone = claim.measure in ("elected", "change", "seats_won", "party_before")
        return claim.contest == "ward" and (party_alone or authority.gss in councils)

    seat = _seat_named(words, post)
    return [
        each
        if not confused(each)
        else each.model_copy(update=seat)
        if seat and as_a_seat(each)
        else each.model_copy(update={"status": "rejected"})
        for each in claims
    ]


def _seat_named(words: Words, post: Post) -> dict[str, object]:
    """The one ward, division or seat that a post calls so: where a council was taken for it."""
    named = [
        match.span("name")
        for match in _TYPED.finditer(words.content)
        if not areas.candidates(match["name"], post.year) and not is_known(match["name"])
    ]
    if len({words.content[slice(*each)] for each in named}) != 1:
        return {}
    (start, end) = named[0]
    area = words.content[start:end]
    return {"area": area, "area_id": None, "owner_start": start, "owner_end": end}


def _says_council(name: str) -> bool:
    return cues.pattern(r"\b(?:council|authority|borough|county)\b").search(name) is not None


def _on_the_map(claim: Fact, words: Words, year: int | None) -> bool:
    """Whether a post that names a county names a district of it by its divisions or its map alone."""
    district = areas.by_gss(claim.area_id or "")
    if district is None or district.county is None:
        return False
    named = areas.find(words.content, year)
    if all(each.gss != district.county for each in named):
        return False
    said = [words.sentence(each.start) for each in named if each.gss == district.gss]
    of_the_county = cues.pattern(cues.table()["county_map"])
    return bool(said) and all(of_the_county.search(words.content, *each) for each in said)
