"""What a post's phrases say of its contests -> facts: elected or beaten, held or gained, and from whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extract.contest_facts import is_past, is_real, was
from extract.contest_places import contests_of
from extract.phrases import Stated, party_of
from extract.scene import Scene
from extract.words import Span
from schemas.fact import Fact

_CHANGES = {"hold": "hold", "gain": "gain"}


def contested(scene: Scene) -> list[Fact]:
    """
    The facts of every phrase that says who holds, gains, wins or loses a contest.

    A place need not be claimed: "Labour gain Abbey Wood" names a contest wherever
    neither the model nor the register knows a council of that name. Wishes and
    questions say nothing, and nothing is said of a post without any claim.
    """
    if not scene.frames and all(each.status == "rejected" for each in scene.claims):
        return []
    facts: list[Fact] = []
    for said in scene.stated:
        if not was(said, scene) and is_real(said, scene):
            for span in contests_of(said, scene):
                facts += _facts(said, span, scene)
    return _by_name(facts)


def had_by(scene: Scene) -> list[Fact]:
    """Who had a contest before, by each phrase that says so: facts where somebody else has won it."""
    facts: list[Fact] = []
    for said in scene.stated:
        party = party_of(said)
        if was(said, scene) and party is not None and is_real(said, scene):
            facts += [
                _said(_like(said, span, scene) | {"when": "now"}, "party_before", party)
                for span in contests_of(said, scene)
            ]
    return facts


def agreed(facts: list[Fact]) -> list[Fact]:
    """
    The facts with what others of the same contest say of them: a person's party, a majority's winner.

    That a party's candidate is elected is dropped where one is elected by name.
    """
    live = [each for each in facts if _is_live(each)]
    parties: dict[str, set[str]] = {}
    winners: dict[str, set[tuple[str | None, str]]] = {}
    for each in live:
        if each.person and each.party:
            parties.setdefault(each.person, set()).add(each.party)
        if each.person and each.measure == "elected" and each.value is True:
            winners.setdefault(each.area, set()).add((each.party, each.person))
    return [
        _agreed(each, parties, winners.get(each.area, set())) if _is_live(each) else each
        for each in facts
        if not (_is_live(each) and _said_by_name(each, winners.get(each.area, set())))
    ]


def _is_live(fact: Fact) -> bool:
    return fact.scope == "contest" and fact.status != "rejected"


def _agreed(fact: Fact, parties: dict[str, set[str]], winners: set[tuple[str | None, str]]) -> Fact:
    if fact.person and fact.party is None and len(parties.get(fact.person, ())) == 1:
        return fact.model_copy(update={"party": next(iter(parties[fact.person]))})
    if fact.measure == "majority" and fact.person is None and len(winners) == 1:
        ((party, person),) = winners
        if fact.party in (None, party):
            return fact.model_copy(update={"party": party, "person": person})
    return fact


def _said_by_name(fact: Fact, winners: set[tuple[str | None, str]]) -> bool:
    of_party = fact.measure == "elected" and fact.person is None and fact.value is True
    return of_party and fact.party in {party for party, _ in winners}


def _facts(said: Stated, span: Span, scene: Scene) -> Iterator[Fact]:
    """What a statement says of the contest named at a place."""
    party = party_of(said)
    if party is None and said.person is None:
        return
    if said.person and said.person.told and said.person.party not in (None, party):
        return  # "Labour hold, Ann Lee (Con) second"
    person = said.person.name if said.person else None
    like = _like(said, span, scene)
    yield _said(like, "elected", said.says != "lose", party=party, person=person)
    if said.says in _CHANGES:
        whose = {"party": party} if party else {"person": person}
        yield _said(like, "change", _CHANGES[said.says], **whose)
    if said.taker is not None:
        yield _said(like, "change", "gain", party=said.taker.party)
    before = said.source.party if said.source else party if said.taker else None
    if before is not None:
        yield _said(like, "party_before", before)


def _like(said: Stated, span: Span, scene: Scene) -> dict[str, Any]:
    """What the facts of one statement share: contest, words, owner and time."""
    words, post = scene.words, scene.post
    frame = scene.contests.get(span)
    low, high = said.span
    owner = said.person.spans[0] if said.person else None
    if owner is None and said.party is not None:
        owner = (said.party.start, said.party.end)
    return {
        "page": post.page,
        "post": post.id,
        "scope": "contest",
        "area": frame.like.area if frame else words.content[slice(*span)],
        "contest": frame.like.contest if frame else scene.kind_at(span[0]),
        "authority": frame.like.authority if frame else None,
        "when": "past" if is_past(said, scene) else "now",
        "quote": words.content[low:high],
        "start": low,
        "end": high,
        "owner_start": owner[0] if owner else None,
        "owner_end": owner[1] if owner else None,
    }


def _said(like: dict[str, Any], measure: str, value: str | bool, **whose: str | None) -> Fact:
    return Fact(**like, measure=measure, value=value, **whose)  # type: ignore[arg-type]


def _by_name(facts: list[Fact]) -> list[Fact]:
    """The facts without "elected" of a party whose winner is named."""
    named = {(each.area, each.party) for each in facts if each.person and each.value is True}
    return [
        each
        for each in facts
        if each.measure != "elected" or each.person or (each.area, each.party) not in named
    ]
