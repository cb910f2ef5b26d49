"""Claims and a post's content -> facts: each value read from its span, each owner found, the rest rejected."""

from __future__ import annotations

from collections.abc import Sequence

from extract import cues, statements
from extract.assigned import assigned
from extract.completion import complete
from extract.contested import agreed, contested, had_by
from extract.context import context_facts
from extract.control import controlled
from extract.facts import fact_id, identity
from extract.phrased import phrased
from extract.register import Authority
from extract.scene import Scene, scene_of
from extract.subjects import spoken_of
from extract.tallies import owned_majorities, scores, summed
from extract.winners import SINGLE, is_win, leads_by_name, winners_by_name
from extract.words import read_words
from schemas.fact import MEASURES, Fact
from schemas.post import Post

_OF_CONTROL = frozenset({"control", "control_before", "change"})


def ground(
    claims: list[Fact],
    post: Post,
    page: Sequence[Authority] = (),
    spoken: Sequence[Fact] = (),
) -> list[Fact]:
    """
    Tie every claim to the words that state it, in the order of the words.

    ``page``: the councils that the posts of the page name, for names that are short.
    ``spoken``: what the answer names without a figure, as claims of nothing.

    A number's value, sign, hedge and measure are read from its span; control,
    change and elected from cue words; what has no span, or no owner in the post,
    comes back ``rejected``. Figures that the claims leave are completed where the
    words are beyond doubt. ``fact.quote == content[start:end]`` for every fact
    that is not rejected.
    """
    words = read_words(post.content)
    every = spoken_of([*claims, *spoken], words, post, page)
    named = every[: len(claims)]
    scene = scene_of(every, words, post)
    ruled = controlled(scene)
    sure = [*phrased(scene), *scores(scene, ruled)]
    seats = contested(scene)
    said = {_anyones(each) for each in sure}
    figures = [each for each in named if _is_counted(each) and _anyones(each) not in said]
    told = _overruled([each for each in named if not _is_counted(each)], seats, ruled, scene)
    facts = [
        *sure,
        *assigned(figures, sure, words, post.year),
        *seats,
        *ruled,
        *(_at_home(each, scene) for each in statements.ground(told, words, post.year)),
    ]
    facts = _unique(winners_by_name(_unique(facts), scene, had_by(scene)))
    facts = _unique(facts + complete(facts, scene.frames, words, post.year))
    facts = _unique(agreed(leads_by_name(owned_majorities(facts), scene)))
    facts = _unique(summed(facts, scene.frames, words, post.year))
    facts = _unique(facts + context_facts(facts, scene.frames, words))
    return [each.model_copy(update={"id": fact_id(each)}) for each in facts]


def _overruled(claims: list[Fact], said: list[Fact], ruled: list[Fact], scene: Scene) -> list[Fact]:
    """The claims, those rejected of which the words decide: who holds, gains or loses a contest or council."""
    councils = {(each.area.casefold(), each.measure == "largest_party") for each in ruled}
    decided = {(each.area.casefold(), each.measure) for each in said if each.measure != "elected"}
    decided |= {(each.area.casefold(), each.person) for each in said if each.person}
    takers: dict[str, set[str | None]] = {}
    one_seat = not any(
        each.value > 1 and cues.contest_sense_of(scene.words, each) == "seats_contested"
        for each in scene.words.numerals
    )
    for each in said:
        if each.measure == "change":
            takers.setdefault(each.area.casefold(), set()).add(each.party)
    single = {
        each.area.casefold()
        for each in said
        if is_win(each) and each.person and each.contest in SINGLE
    }

    def settled(claim: Fact) -> bool:
        area = claim.area.casefold()
        if claim.scope == "council" and claim.measure == "largest_party":
            return any(largest for _, largest in councils)
        if claim.scope == "council" and claim.when == "now" and claim.measure in _OF_CONTROL:
            return (area, False) in councils
        if is_win(claim):
            others = takers.get(area, {claim.party}) if one_seat else {claim.party}
            if area in single or (claim.party and claim.party not in others):
                return True
        return claim.scope == "contest" and bool(
            {(area, claim.measure), (area, claim.person)} & decided
        )

    return [
        each.model_copy(update={"status": "rejected"}) if settled(each) else each for each in claims
    ]


def _at_home(fact: Fact, scene: Scene) -> Fact:
    """A contest's fact in words, rejected where its cue is said of another contest."""
    if fact.scope != "contest" or fact.status == "rejected" or fact.start is None:
        return fact
    low, high = scene.words.sentence(fact.start)
    area = fact.area.casefold()
    homes = [(span, each) for span, each in scene.contests.items() if low <= span[0] < high]
    frame = scene.frame_at(fact.start, "contest")
    here = any(each.like.area.casefold() == area for _, each in homes)
    if here or frame is None or frame.like.area.casefold() == area:
        return fact
    return fact.model_copy(update={"status": "rejected"})


def _anyones(fact: Fact) -> tuple[object, ...]:
    """What a fact says, whoever it is that has passed the number that a majority takes."""
    nobody = {"party": None} if fact.measure == "majority_threshold" else {}
    return identity(fact.model_copy(update=nobody))


def _is_counted(claim: Fact) -> bool:
    return MEASURES[claim.scope][claim.measure].form in ("count", "signed", "percent", "points")


def _unique(facts: list[Fact]) -> list[Fact]:
    """Facts said twice once, with their first span; a rejected one that is stated after all is dropped."""
    kept: dict[tuple[object, ...], Fact] = {}
    for fact in sorted(facts, key=lambda f: (f.status == "rejected", f.start or 0)):
        kept.setdefault(identity(fact), fact)
    return list(kept.values())
