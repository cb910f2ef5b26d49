"""What a post's phrases say of its contests -> facts: elected or beaten, held or gained, and from whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from extract import cues
from extract.frames import Frame
from extract.heads import at_venue
from extract.phrases import Stated
from extract.scene import Scene
from extract.words import Span, Words
from schemas.fact import Fact

_WAS = "was"
_IN = re.compile(r"\b(?:in|at) (?:the )?$")
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
        if not _was(said, scene) and _is_real(said, scene):
            for span in _places(said, scene):
                facts += _facts(said, span, scene)
    voted = {each.person.name for each in scene.said if each.person and each.measure == "votes"}
    return _by_name([_person_of(each, facts, voted, scene) for each in facts])


def had_by(scene: Scene) -> list[Fact]:
    """
    Who had a contest before, by each phrase that says so: facts where somebody else has won it.
    """
    facts: list[Fact] = []
    for said in scene.stated:
        party = said.party.party if said.party else said.person.party if said.person else None
        if _was(said, scene) and party is not None and _is_real(said, scene):
            facts += [
                _said(_like(said, span, scene) | {"when": "now"}, "party_before", party)
                for span in _places(said, scene)
            ]
    return facts


def agreed(facts: list[Fact]) -> list[Fact]:
    """
    The facts with what others of the same contest say of them: a person's party, a majority's winner.

    That a party's candidate is elected is dropped where one is elected by name.
    """
    live = [each for each in facts if each.scope == "contest" and each.status != "rejected"]
    parties: dict[str, set[str]] = {}
    winners: dict[str, set[tuple[str | None, str]]] = {}
    for each in live:
        if each.person and each.party:
            parties.setdefault(each.person, set()).add(each.party)
        if each.person and each.measure == "elected" and each.value is True:
            winners.setdefault(each.area, set()).add((each.party, each.person))
    return [
        _agreed(each, parties, winners.get(each.area, set())) if each in live else each
        for each in facts
        if each not in live or not _said_by_name(each, winners.get(each.area, set()))
    ]


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


def _person_of(fact: Fact, facts: list[Fact], voted: set[str], scene: Scene) -> Fact:
    """A party's election as its candidate's, where the post is of one contest and has the votes of just one."""
    contests = {each.area for each in facts} | {f.like.area for f in scene.contests.values()}
    if fact.measure != "elected" or fact.person or len(contests) > 1:
        return fact
    of_party = [e for e in scene.people if e.party == fact.party and e.name in voted]
    if len(of_party) != 1:
        return fact
    start, end = of_party[0].spans[0]
    return fact.model_copy(
        update={"person": of_party[0].name, "owner_start": start, "owner_end": end}
    )


def _is_real(said: Stated, scene: Scene) -> bool:
    words = scene.words
    low, high = words.sentence(said.span[0])
    if _is_starred(said, words) and not _stars_elect(scene):
        return False
    return not (
        words.content[low:high].rstrip('"”’) ').endswith("?")
        or cues.unreal(words, _main_clause(said.span[0], words))
        or (said.says != "lose" and cues.unreal(words, said.span[1]))
    )


def _main_clause(at: int, words: Words) -> int:
    """Where the clause of a statement goes on before an aside: "in Ash, where they had hoped, Labour hold"."""
    low, _ = words.sentence(at)
    aside = cues.pattern(cues.table()["aside"]).search(words.content, low, at)
    return aside.start() if aside else at


def _was(said: Stated, scene: Scene) -> bool:
    """Whether a statement is of before: said so, or "had held the ward since 1998"."""
    low, high = said.span[0], scene.words.sentence(said.span[0])[1]
    then = cues.pattern(cues.table()["held_till_then"]).search(scene.words.content, low, high)
    return said.says == _WAS or (
        said.says in ("hold", "win") and then is not None and then.start() < said.span[1]
    )


def _is_starred(said: Stated, words: Words) -> bool:
    return words.content[slice(*said.span)].endswith("*")


def _stars_elect(scene: Scene) -> bool:
    """Whether stars mark who is elected: said so, or as many as there are seats, beside the most votes."""
    words = scene.words
    if cues.pattern(cues.table()["star_of_the_elected"]).search(words.content):
        return True
    marked = {s.person.name for s in scene.stated if s.person and _is_starred(s, words)}
    votes = {
        s.person.name: s.numeral.value for s in scene.said if s.person and s.measure == "votes"
    }
    seats = {
        each.value
        for each in words.numerals
        if cues.contest_sense_of(words, each) == "seats_contested"
    }
    others = [value for name, value in votes.items() if name not in marked]
    return (
        seats == {len(marked)}
        and marked <= set(votes)
        and bool(others)
        and min(votes[name] for name in marked) > max(others)
    )


def _places(said: Stated, scene: Scene) -> list[Span]:
    """The contests that a statement names, else the one that the words there are about."""
    if said.areas:
        spans = [(each.start, each.end) for each in said.areas]
        return [each for each in spans if each in scene.contests or each in scene.others]
    if (inside := _place_inside(said, scene)) is not None:
        return [inside]
    if said.says == _WAS and _of_a_council(said, scene):
        return []
    seat = cues.pattern(cues.table()["of_a_seat"])
    of_a_seat = (
        said.person is not None
        or said.says == _WAS
        or seat.search(scene.words.content, *said.span) is not None
    )
    frame = scene.frame_at(said.span[0], "contest" if of_a_seat else None)
    if frame is not None and not frame.claimed and _is_past(said, scene):
        return []
    if frame is not None and frame.scope == "council":
        frame = _at_the_address(said.span[0], frame, scene)
    return [frame.spans[0]] if frame and frame.scope == "contest" and frame.spans else []


def _of_a_council(said: Stated, scene: Scene) -> bool:
    """Whether the sentence of a statement names a council and no contest."""
    low, high = scene.words.sentence(said.span[0])
    named = {e.scope for e in scene.frames for start, _ in e.spans if low <= start < high}
    return named == {"council"}


def _at_the_address(at: int, council: Frame, scene: Scene) -> Frame | None:
    """The contest whose address the council named last is ("Abbey ward, Lincoln. Labour hold")."""
    named = max((span for span in council.spans if span[0] < at), default=None)
    if named is None:
        return None
    before = [span for span in scene.contests if span[1] <= named[0]]
    if not before:
        return None
    between = scene.words.content[max(before)[1] : named[0]]
    address = cues.pattern(cues.table()["address"]).fullmatch(between)
    return scene.contests[max(before)] if address else None


def _place_inside(said: Stated, scene: Scene) -> Span | None:
    """The place that a statement's words are said to be in: "polled 1,106 at Etwall and lost"."""
    low, high = said.span
    inside = [
        each
        for each in {**scene.contests, **dict.fromkeys(scene.others)}
        if low < each[0] < high and _IN.search(scene.words.content[low : each[0]])
    ]
    named = [each for each in inside if not at_venue(each, scene.words)]
    return named[0] if len(named) == 1 else None


def _facts(said: Stated, span: Span, scene: Scene) -> Iterator[Fact]:
    """What a statement says of the contest named at a place."""
    party = said.party.party if said.party else said.person.party if said.person else None
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
        "when": "past" if _is_past(said, scene) else "now",
        "quote": words.content[low:high],
        "start": low,
        "end": high,
        "owner_start": owner[0] if owner else None,
        "owner_end": owner[1] if owner else None,
    }


def _is_past(said: Stated, scene: Scene) -> bool:
    low, high = said.span
    year = scene.post.year
    return cues.is_past(scene.words, low, year) or cues.is_past(scene.words, high - 1, year)


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
