"""Claims and a post's content -> facts: each value read from its span, each owner found, the rest rejected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from extract import cues, statements
from extract.completion import LEADS, complete, owner_of
from extract.contested import agreed, contested, had_by
from extract.context import context_facts
from extract.control import controlled
from extract.facts import fact_id, identity
from extract.frames import MOST_SEATS
from extract.grounded import stated
from extract.numerals import SEAT_NOUNS, Numeral
from extract.owners import Owner, find_owner
from extract.phrased import phrased
from extract.register import Authority
from extract.scene import Scene, scene_of
from extract.subjects import spoken_of
from extract.tallies import owned_majorities, scores, summed
from extract.winners import leads_by_name, winners_by_name
from extract.words import Span, Words, find_name, read_words
from schemas.fact import MEASURES, Fact
from schemas.post import Post

_FAR = 700
_NEAREST = 64  # figures of one value beside an owner; no post of a person's has as many
_ACROSS_COUNCIL = 250
_CLEARLY_NEARER = 50
_Home = tuple[int, str]
_PARTY_FIGURES = frozenset(
    {"seats", "seats_before", "seats_change", "seats_won", "short_of_majority", "majority",
     "majority_before"}
)  # fmt: skip
_NEED_SENSE = frozenset(  # what a small model gives to any figure that is left
    {"council_size", "council_size_before", "majority_threshold", "seats_up", "seats_vacant",
     "short_of_majority", "majority", "seats_change", "seats_before", "seats_gained", "seats_lost"}
)  # fmt: skip
_MOST_IN_A_WARD = 9
_FEWEST_VOTES = 10
_GROSS = frozenset({"seats_gained", "seats_lost"})
_OF_CONTROL = frozenset({"control", "control_before", "change"})
_VOTE_NOUNS = frozenset({"votes", "ballots", "electors", "people"})
_IN_VOTES = frozenset(
    {"votes", "electorate", "valid_votes", "votes_cast", "rejected_ballots", "turnout"}
)


@dataclass(frozen=True, slots=True)
class _Match:
    """One way to tie a claim to a numeral: the fact as read there, and how far-fetched that is."""

    cost: float
    order: int
    numeral: Numeral
    fact: Fact


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
        *_assign(figures, sure, words, post.year),
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
        if each.measure == "elected" and each.value is True and each.person
        if each.contest in ("mayor", "pcc", "constituency", "by-election")
    }

    def settled(claim: Fact) -> bool:
        area = claim.area.casefold()
        if claim.scope == "council" and claim.measure == "largest_party":
            return any(largest for _, largest in councils)
        if claim.scope == "council" and claim.when == "now" and claim.measure in _OF_CONTROL:
            return (area, False) in councils
        if claim.measure == "elected" and claim.value is True:
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


def _assign(claims: list[Fact], sure: list[Fact], words: Words, year: int | None) -> list[Fact]:
    """
    Give each claim its nearest numeral; a numeral serves once, unless "both" or "each" share it.

    The numerals of the ``sure`` facts are taken.
    """
    taken = {(each.start, each.end) for each in sure}
    matches: list[_Match] = []
    by_value: dict[float, list[Numeral]] = {}
    for numeral in words.numerals:
        if numeral.kind == "number":
            by_value.setdefault(abs(numeral.value), []).append(numeral)
    homes = _homes(claims, words)
    for order, claim in enumerate(claims):
        owner = find_owner(claim, words)
        if owner is not None and claim.status != "rejected":
            those = by_value.get(abs(float(claim.value)), [])
            if len(those) > _NEAREST:
                those = nsmallest(_NEAREST, those, owner.away)
            matches += _matches(claim, order, owner, those, homes, words, year)
    done: dict[int, Fact] = {}
    used: dict[Span, str] = {}
    for match in sorted(matches, key=lambda m: (m.cost, m.order, m.numeral.start)):
        span = (match.numeral.start, match.numeral.end)
        if match.order in done or (span in taken and not _shared(words, match.numeral)):
            continue
        if span in used and not (
            _shared(words, match.numeral) and used[span] == match.fact.measure
        ):
            continue
        used[span] = match.fact.measure
        done[match.order] = match.fact
    return [
        done.get(order) or claim.model_copy(update={"status": "rejected"})
        for order, claim in enumerate(claims)
    ]


def _homes(claims: list[Fact], words: Words) -> list[_Home]:
    """Where the councils of some claims are named, in order."""
    areas_ = dict.fromkeys(c.area.casefold() for c in claims if c.scope == "council")
    return sorted((start, area) for area in areas_ for start, _ in find_name(words.content, area))


def _home(numeral: Numeral, homes: list[_Home]) -> str | None:
    """The council named last before a figure, where there are several and it stands alone there."""
    if len({area for _, area in homes}) < 2:  # noqa: PLR2004
        return None
    before = [area for start, area in homes if start < numeral.start]
    return before[-1] if before else None


def _anothers(claim: Fact, numeral: Numeral, cost: float, words: Words) -> bool:
    """Whether a figure stands much nearer to another party's name than to the claim's."""
    if claim.party is None or claim.person is not None:
        return False
    nearest = owner_of(numeral, words)
    if nearest is None or nearest.party == claim.party:
        return False
    theirs = Owner(((nearest.start, nearest.end),), nearest.party).nearest(words, numeral)[1]
    return cost - theirs > _CLEARLY_NEARER and not _shared(words, numeral)


def _shared(words: Words, numeral: Numeral) -> bool:
    low, high = words.sentence(numeral.start)
    return cues.pattern(cues.table()["shared"]).search(words.content[low:high]) is not None


def _matches(
    claim: Fact,
    order: int,
    owner: Owner,
    those: list[Numeral],
    homes: list[_Home],
    words: Words,
    year: int | None,
) -> Iterator[_Match]:
    for numeral in those:
        fact = _read(claim, numeral, words, year)
        if fact is None:
            continue
        span, cost = owner.nearest(words, numeral)
        if claim.scope == "council" and _home(numeral, homes) not in (None, claim.area.casefold()):
            cost += _ACROSS_COUNCIL
        if cost > _FAR or _anothers(claim, numeral, cost, words):
            continue
        yield _Match(
            cost + (0 if fact.measure == claim.measure else 30),
            order,
            numeral,
            fact.model_copy(update={"owner_start": span[0], "owner_end": span[1]}),
        )


def _read(claim: Fact, numeral: Numeral, words: Words, year: int | None) -> Fact | None:
    """The fact that this numeral states for this claim, or None where it cannot state it."""
    measure = _measure(claim, numeral, words, year)
    if measure is None:
        return None
    low, high = words.sentence(numeral.start) if claim.party else (0, len(words.content))
    if not cues.may_state(measure, words.content[low:high]):
        return None
    seats_of_party = (
        claim.scope == "council" and bool(claim.party) and measure != "majority_threshold"
    )
    if seats_of_party and (cues.unreal(words, numeral.start) or cues.no_seats(words, numeral)):
        return None
    value = numeral.value
    sense = cues.sense_of(words, numeral)
    if MEASURES[claim.scope][measure].form in ("signed", "points"):
        sign = numeral.sign or (sense.sign if sense and sense.sign else 0)
        sign = sign or (-1 if float(claim.value) < 0 else 1)
        value = abs(value) * sign
    elif value < 0:
        return None
    changes: dict[str, object] = {"measure": measure, "value": value}
    if measure == "majority_threshold":
        passer = owner_of(numeral, words) if cues.passes(words, numeral) else None
        changes["party"] = passer.party if passer else None
    return stated(claim, numeral, words, year, **changes)


def _measure(claim: Fact, numeral: Numeral, words: Words, year: int | None) -> str | None:
    """The measure that the words give this numeral; None where claim and words cannot both be right."""
    form = MEASURES[claim.scope][claim.measure].form
    if numeral.unit in ("percent", "points"):
        return claim.measure if form in ("percent", "points") else None
    if form in ("percent", "points") and not isinstance(numeral.value, float):
        return None
    if claim.scope == "contest":
        told = cues.contest_sense_of(words, numeral)
        apart = told in LEADS and claim.measure not in LEADS
        return (
            claim.measure if _fits_a_contest(claim.measure, numeral, words) and not apart else None
        )
    if numeral.noun in _VOTE_NOUNS or numeral.noun == "wards" or abs(numeral.value) > MOST_SEATS:
        return None
    sense = cues.sense_of(words, numeral)
    if sense is None:
        return None if claim.measure in _NEED_SENSE else claim.measure
    if claim.measure in (sense.measure, sense.also):
        return claim.measure
    if claim.when == "past" and cues.is_past(words, numeral.start, year):
        return claim.measure
    if sense.weak and claim.party is None:
        return claim.measure
    if claim.measure in _GROSS and sense.measure == "seats_change":
        return claim.measure
    if claim.measure == "seats_won" and sense.measure == "seats_change":
        return sense.measure
    if claim.measure in _PARTY_FIGURES and sense.measure in _PARTY_FIGURES:
        return sense.measure
    if claim.party is None and MEASURES["council"][sense.measure].owner in ("", "party?"):
        return sense.measure
    return None


def _fits_a_contest(measure: str, numeral: Numeral, words: Words) -> bool:
    """Whether a figure can be that of a contest: seats are of seats, votes neither of them nor a majority."""
    called = cues.contest_sense_of(words, numeral)
    if measure in _IN_VOTES and called not in (None, measure):
        return False
    of_seats = numeral.noun in SEAT_NOUNS
    if measure == "votes" and numeral.value < _FEWEST_VOTES:
        return False
    if measure == "seats_contested":
        return of_seats and numeral.value <= _MOST_IN_A_WARD
    return not (of_seats and measure in _IN_VOTES)


def _unique(facts: list[Fact]) -> list[Fact]:
    """Facts said twice once, with their first span; a rejected one that is stated after all is dropped."""
    kept: dict[tuple[object, ...], Fact] = {}
    for fact in sorted(facts, key=lambda f: (f.status == "rejected", f.start or 0)):
        kept.setdefault(identity(fact), fact)
    return list(kept.values())
