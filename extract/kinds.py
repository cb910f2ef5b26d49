"""Named claims and a post's words -> the claims as of the kind that each must be; confusions rejected."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract import areas, cues
from extract.frames import ONE_SEAT, is_topic
from extract.persons import persons
from extract.places import PLAIN
from extract.polling_days import general_alone, no_ordinary_poll
from extract.words import Words, find_name
from schemas.fact import Fact
from schemas.parties import is_known
from schemas.post import Post

_SEAT = r" (?:ward|division|seat)\b"
_TYPED = re.compile(rf"(?P<name>{PLAIN}(?: (?:and|&) {PLAIN})?){_SEAT}")
_PARTY_ALONE = ("elected", "change", "seats_won", "party_before")


def of_their_kinds(claims: Sequence[Fact], words: Words, post: Post) -> list[Fact]:
    """
    The claims, each as of the kind that it must be; what takes one for another is rejected.

    A ward is a constituency at a general election, and the by-election where one is
    named; a constituency is a ward where nothing speaks of Parliament. A council taken
    for a seat is the one ward that the post calls so.
    """
    kinds = _kinds([_of_its_kind(each, claims, words, post) for each in claims], words, post)
    seat = _seat_named(words, post)
    found: list[Fact] = []
    for claim in kinds.claims:
        if not kinds.confused(claim):
            found.append(claim)
        elif seat and claim.scope == "contest" and kinds.is_council(claim):
            found.append(claim.model_copy(update=seat))
        else:
            found.append(claim.model_copy(update={"status": "rejected"}))
    return found


def _of_its_kind(claim: Fact, claims: Sequence[Fact], words: Words, post: Post) -> Fact:
    if claim.contest == "constituency" and not general_alone(post):
        of_parliament = cues.pattern(cues.table()["of_a_constituency"]).search(words.content)
        if of_parliament:
            return claim
        claim = claim.model_copy(update={"contest": "ward"})
    if claim.contest != "ward":
        return claim
    if general_alone(post):
        return claim.model_copy(update={"contest": "constituency"})
    if no_ordinary_poll(post):
        return claim.model_copy(update={"contest": "by-election"})
    single = len({each.area for each in claims if each.scope == "contest"}) == 1
    if (single and _by_election_of(claim, words)) or _called_by_election(claim, words):
        return claim.model_copy(update={"contest": "by-election"})
    return claim


def _called_by_election(claim: Fact, words: Words) -> bool:
    """Whether the words beside one of several names call it a by-election."""
    name = re.escape(claim.area)
    beside = rf"by-election(?:,| in| at| for) (?:the )?{name}\b|\b{name}(?: \w+)? by-election"
    return re.search(beside, words.content) is not None


def _by_election_of(claim: Fact, words: Words) -> bool:
    """Whether a by-election is named with the claim's area, or anywhere but in a sentence on the past."""
    by_election = cues.pattern(cues.table()["kinds"]["by-election"])
    said = {words.sentence(each.start()) for each in by_election.finditer(words.content)}
    own = {words.sentence(start) for start, _ in find_name(words.content, claim.area)}
    old = {each for each in said if cues.is_past(words, each[0], None)}
    return bool(said & own or said - old)


@dataclass(frozen=True, slots=True)
class _Kinds:
    """
    The claims of one post, and what tells their kinds apart.

    ``contests``: the names claimed of a contest; ``councils`` and ``registered``: the
    authorities claimed of a council, and those that the post names; ``people``: who
    stands beside a party, and is no place that anything is in; ``single``: a
    mayor, commissioner or constituency is claimed; ``whole``: a word is of councils.
    """

    claims: tuple[Fact, ...]
    words: Words
    post: Post
    contests: frozenset[str]
    councils: frozenset[str]
    registered: frozenset[str]
    people: frozenset[str]
    single: bool
    whole: bool

    def confused(self, claim: Fact) -> bool:
        """Whether a claim takes one kind of thing for another."""
        if claim.scope == "council":
            return self._no_council(claim)
        content = self.words.content
        if claim.contest == "constituency" and general_alone(self.post):
            return False
        if not cues.may_be(str(claim.contest), content) or self.is_council(claim):
            return True
        if claim.area.casefold() in self.people or claim.person == claim.area:
            return True
        authority = areas.resolve(claim.area)
        if authority is None or claim.person is not None:
            return False
        claimed = authority.gss in self.councils
        return claim.contest == "ward" and (claim.measure in _PARTY_ALONE or claimed)

    def _no_council(self, claim: Fact) -> bool:
        """
        Whether what a claim takes for a council is none.

        What the register lacks beside one that it has, or read as a contest too; one
        beside a mayor, commissioner or constituency without a word of councils; any
        at a general election; a district on its county's map.
        """
        if claim.area_id is None:
            said = cues.pattern(r"\b(?:council|authority|borough|county)\b").search(claim.area)
            if (self.registered and said is None) or claim.area.casefold() in self.contests:
                return True
        alone = self.single and not self.whole
        return alone or general_alone(self.post) or self._on_the_map(claim)

    def is_council(self, claim: Fact) -> bool:
        """
        Whether a contest's area is a whole council: no word says that a seat bears its name.

        A ward may be called as a council elsewhere is, where the post names others.
        """
        authority = areas.resolve(claim.area, self.post.year)
        if authority is None or claim.contest not in ("ward", "by-election", "constituency"):
            return False
        if claim.contest == "constituency" or claim.area.endswith("Council"):
            return True
        typed = rf"{re.escape(claim.area)} (?:ward|division|by-election|seat)\b"
        if self._heads_a_line(claim):
            return re.search(typed, self.words.content) is None
        elsewhere = self.registered - {authority.gss} and authority.gss not in self.councils
        return not elsewhere and re.search(typed, self.words.content) is None

    def _heads_a_line(self, claim: Fact) -> bool:
        """Whether a name opens a line of a round-up that names nobody: "Fenmoor - Labour hold"."""
        for start, end in find_name(self.words.content, claim.area):
            low, high = self.words.sentence(start)
            line = self.words.content[low:high].casefold()
            if is_topic((start, end), self.words) and not any(each in line for each in self.people):
                return True
        return False

    def _on_the_map(self, claim: Fact) -> bool:
        """Whether a post that names a county names a district of it by its divisions or its map alone."""
        district = areas.by_gss(claim.area_id or "")
        if district is None or district.county is None:
            return False
        named = areas.find(self.words.content, self.post.year)
        if all(each.gss != district.county for each in named):
            return False
        said = [self.words.sentence(each.start) for each in named if each.gss == district.gss]
        of_the_county = cues.pattern(cues.table()["county_map"])
        return bool(said) and all(of_the_county.search(self.words.content, *each) for each in said)


def _kinds(claims: list[Fact], words: Words, post: Post) -> _Kinds:
    named = {each.gss for each in areas.find(words.content, post.year)}
    return _Kinds(
        tuple(claims),
        words,
        post,
        frozenset(each.area.casefold() for each in claims if each.scope == "contest"),
        frozenset(each.area_id for each in claims if each.scope == "council" and each.area_id),
        frozenset(each for each in named if each),
        frozenset(
            each.name.casefold()
            for each in persons(words)
            if each.party and f"in {each.name}" not in words.content
        ),
        any(each.contest in ONE_SEAT for each in claims),
        cues.pattern(cues.table()["of_a_council"]).search(words.content) is not None,
    )


def _seat_named(words: Words, post: Post) -> dict[str, object]:
    """The one ward, division or seat that a post calls so: where a council was taken for it."""
    named = [
        match.span("name")
        for match in _TYPED.finditer(words.content)
        if not areas.candidates(match["name"], post.year) and not is_known(match["name"])
    ]
    if len({words.content[slice(*each)] for each in named}) != 1:
        return {}
    start, end = named[0]
    area = words.content[start:end]
    return {"area": area, "area_id": None, "owner_start": start, "owner_end": end}
