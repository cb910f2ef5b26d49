"""Claims of figures and a post's words -> the claims, each read from the numeral that most likely states it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from extract import cues
from extract.completion import LEADS, owner_of
from extract.frames import MOST_SEATS
from extract.grounded import stated
from extract.numerals import SEAT_NOUNS, Numeral
from extract.owners import Owner, find_owner
from extract.words import Span, Words, find_name
from schemas.fact import MEASURES, Fact

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


def assigned(
    claims: Sequence[Fact], sure: Sequence[Fact], words: Words, year: int | None
) -> list[Fact]:
    """
    Give each claim its nearest numeral; a numeral serves once, unless "both" or "each" share it.

    The numerals of the ``sure`` facts are taken. A claim that none states is rejected.
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


def _homes(claims: Sequence[Fact], words: Words) -> list[_Home]:
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
        return claim.measure if _fits_a_contest(claim.measure, numeral, words) else None
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
    if called in LEADS and measure not in LEADS:
        return False
    if measure in _IN_VOTES and called not in (None, measure):
        return False
    of_seats = numeral.noun in SEAT_NOUNS
    if measure == "votes" and numeral.value < _FEWEST_VOTES:
        return False
    if measure == "seats_contested":
        return of_seats and numeral.value <= _MOST_IN_A_WARD
    return not (of_seats and measure in _IN_VOTES)
