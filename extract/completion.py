"""Grounded facts and the words around the figures that are left -> facts that those words state beyond doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from extract import cues
from extract.frames import Frame, frame_at
from extract.grounded import stated
from extract.numerals import SEAT_NOUNS, Numeral
from extract.owners import Owner, antecedent
from extract.words import Mention, Words
from schemas.fact import MEASURES, Fact

_NEAR = 130
_REACH = 2 * _NEAR  # no owner is farther away
_WHOLE = frozenset(
    {"council_size", "majority_threshold", "seats_remaining", "seats_declared", "seats_up",
     "seats_vacant"}
)  # fmt: skip
LEADS = frozenset({"majority", "majority_before"})
_OF_A_CONTEST = frozenset(
    {"turnout", "electorate", "votes_cast", "valid_votes", "rejected_ballots"}
)
_IN_SEATS = frozenset({"seats_contested"})
_COUNTED = (SEAT_NOUNS - {"holds"}) | {"results", "majority", None}


def complete(
    facts: list[Fact], frames: Sequence[Frame], words: Words, year: int | None
) -> list[Fact]:
    """
    Facts for the figures that no fact uses yet, where the words leave no doubt.

    The model says which councils and contests a post is about; "a majority of
    eleven", "turnout was 38%", "LAB 31" beside other seats say the rest by
    themselves. A figure whose sense, owner or council is open is left alone.
    """
    live = [each for each in facts if each.status != "rejected"]
    known = [each for each in frames if each.claimed]
    found: list[Fact] = []
    for numeral, measure in list(_free(live, words)):
        fact = _of_contest(numeral, frames, live, words) if measure is None else None
        past = cues.is_past(words, numeral.start, year)
        if past and (fact is None or fact.measure != "majority_before"):
            continue
        frame = frame_at(numeral.start, known, words)
        if fact is None and frame is not None and frame.scope == "council":
            fact = _said_of_council(numeral, measure, frame, live, words)
        if fact is not None:
            found.append(stated(fact, numeral, words, year))
            live.append(found[-1])
    return found


def _said_of_council(
    numeral: Numeral, measure: str | None, frame: Frame, facts: list[Fact], words: Words
) -> Fact | None:
    """What a figure says of a council: the ``measure`` that it states besides another, else what the words say."""
    if measure is None:
        return _of_council(numeral, frame, facts, words)
    return blank(frame, measure, numeral.value) if _can_be("council", measure, numeral) else None


def _can_be(scope: str, measure: str, numeral: Numeral) -> bool:
    """Whether a numeral has the form of a measure: whole, not negative, a percentage up to 100."""
    form = MEASURES[scope][measure].form
    if form == "points":
        return True
    whole = form == "percent" or numeral.decimals == 0
    return (
        whole
        and (form == "signed" or numeral.value >= 0)
        and (
            form != "percent" or numeral.value <= 100  # noqa: PLR2004
        )
    )


def _free(facts: list[Fact], words: Words) -> Iterator[tuple[Numeral, str | None]]:
    """The figures that no fact uses, and of those in use the second measure that they state."""
    used: dict[tuple[int | None, int | None], set[str]] = {}
    for fact in facts:
        used.setdefault((fact.start, fact.end), set()).add(fact.measure)
    for numeral in words.numerals:
        if numeral.kind != "number":
            continue
        taken = used.get((numeral.start, numeral.end))
        sense = cues.sense_of(words, numeral)
        if taken is None:
            yield numeral, None
        if sense is not None and sense.also is not None:
            for measure in sorted({sense.measure, sense.also} - (taken or {sense.measure})):
                yield numeral, measure


def blank(frame: Frame, measure: str, value: Any, **more: Any) -> Fact:
    """A fact of a council or contest, with no figure of the post yet."""
    like = frame.like
    span = frame.spans[0] if frame.spans else (like.owner_start, like.owner_end)
    return Fact(
        page=like.page,
        post=like.post,
        scope=like.scope,
        area=like.area,
        area_id=like.area_id,
        authority=like.authority,
        contest=like.contest,
        measure=measure,
        value=value,
        **{"owner_start": span[0], "owner_end": span[1], **more},
    )


def _of_council(numeral: Numeral, frame: Frame, facts: list[Fact], words: Words) -> Fact | None:
    if numeral.unit is not None or numeral.decimals:
        return _share(numeral, frame, words)
    if numeral.noun not in _COUNTED:
        return None
    sense = cues.sense_of(words, numeral)
    hoped = cues.unreal(words, numeral.start) or cues.no_seats(words, numeral)
    if hoped and (sense is None or sense.measure != "majority_threshold"):
        return None
    if sense is None:
        return _beside(numeral, frame, facts, words) if numeral.value >= 0 else None
    if not _can_be("council", sense.measure, numeral):
        return None
    owner = owner_of(numeral, words)
    if sense.measure == "majority_threshold" and owner is not None and cues.passes(words, numeral):
        return owned(frame, sense.measure, numeral.value, owner)
    if sense.measure in _WHOLE:
        said = any(f.area == frame.like.area and f.measure == sense.measure for f in facts)
        if sense.weak and said:
            return None
        return blank(frame, sense.measure, numeral.value)
    if owner is None:
        return None
    value = numeral.value
    if MEASURES["council"][sense.measure].form == "signed":
        value = abs(value) * (numeral.sign or sense.sign or 1)
    return owned(frame, sense.measure, value, owner)


def owned(frame: Frame, measure: str, value: float, owner: Mention) -> Fact:
    """The same of a party, as the post names it."""
    return blank(
        frame, measure, value, party=owner.party, owner_start=owner.start, owner_end=owner.end
    )


def _share(numeral: Numeral, frame: Frame, words: Words) -> Fact | None:
    owner = owner_of(numeral, words)
    before, after = cues.around(words, numeral)
    if owner is None or cues.contest_sense_of(words, numeral) is not None:
        return None
    if not cues.pattern(cues.table()["share"]).search(before + after):
        return None
    sense = cues.sense_of(words, numeral)
    sign = numeral.sign or (sense.sign if sense else 0)
    if numeral.unit == "points" or (numeral.unit is None and sign):
        return owned(frame, "vote_share_change", abs(numeral.value) * sign, owner) if sign else None
    fits = numeral.unit and _can_be("council", "vote_share", numeral)
    return owned(frame, "vote_share", numeral.value, owner) if fits else None


def _beside(numeral: Numeral, frame: Frame, facts: list[Fact], words: Words) -> Fact | None:
    """A seat figure right beside a party's name, in a post that gives other seats of that council."""
    mine = [each for each in facts if each.area == frame.like.area and each.measure == "seats"]
    if not mine or numeral.sign:
        return None
    table = cues.table()
    low, high = words.sentence(numeral.start)
    for each in words.parties:
        if not low <= each.start < high:
            continue
        gap = words.content[each.end : numeral.start]
        after = words.content[numeral.end : each.start]
        if (each.end <= numeral.start and cues.pattern(table["beside_before"]).search(gap)) or (
            each.start >= numeral.end and cues.pattern(table["beside_after"]).search(after)
        ):
            partial = any(
                f.area == frame.like.area and f.measure in ("seats_up", "seats_won") for f in facts
            )
            if partial and cues.pattern(table["won_verbs"]).search(
                words.content[low : numeral.start]
            ):
                return owned(frame, "seats_won", numeral.value, each)
            taken = {f.party for f in mine if f.when == "now"}
            return None if each.party in taken else owned(frame, "seats", numeral.value, each)
    return None


def owner_of(numeral: Numeral, words: Words) -> Mention | None:
    """The party that a figure belongs to: the nearest in its sentence, or the one "they" stands for."""
    low, high = words.sentence(numeral.start)
    here = words.parties_between(max(low, numeral.start - _REACH), min(high, numeral.end + _REACH))
    pronoun = None
    for match in cues.pattern(cues.table()["pronoun"]).finditer(words.content, low, numeral.start):
        pronoun = match.start()
    if pronoun is not None and not any(pronoun < each.start < numeral.start for each in here):
        return antecedent(pronoun, words)
    costs = [
        (Owner(((each.start, each.end),), each.party).nearest(words, numeral)[1], number)
        for number, each in enumerate(here)
    ]
    cost, number = min(costs, default=(_NEAR + 1.0, 0))
    return here[number] if cost <= _NEAR else None


def _of_contest(
    numeral: Numeral, frames: Sequence[Frame], facts: list[Fact], words: Words
) -> Fact | None:
    measure = cues.contest_sense_of(words, numeral)
    if measure is None or not _can_be("contest", measure, numeral):
        return None
    if (measure in _IN_SEATS) != (numeral.noun in SEAT_NOUNS) and numeral.noun is not None:
        return None
    frame = _contest_at(numeral, measure, frames, facts, words)
    if frame is None or cues.unreal(words, numeral.start):
        return None
    mine = [each for each in facts if (each.scope, each.area) == ("contest", frame.like.area)]
    if any(each.measure == measure for each in mine):
        return None
    if measure in LEADS:
        return blank(frame, measure, numeral.value, **_whose(measure, mine))
    return blank(frame, measure, numeral.value)


def _whose(measure: str, facts: Sequence[Fact]) -> dict[str, str | None]:
    """The winner of a contest; of a majority before, the party that had it: who stood then is not said."""
    winner = _winner(facts)
    before = next((str(each.value) for each in facts if each.measure == "party_before"), None)
    if measure == "majority_before":
        return {"party": before or (winner.party if winner else None)}
    return {"party": winner.party, "person": winner.person} if winner else {}


def _contest_at(
    numeral: Numeral, measure: str, frames: Sequence[Frame], facts: Sequence[Fact], words: Words
) -> Frame | None:
    """The contest that a figure is about: no council that its sentence names, nor one named since."""
    frame = frame_at(numeral.start, frames, words)
    if frame is None and measure in _OF_A_CONTEST:
        return frame_at(numeral.start, frames, words, "contest")
    if frame is None or frame.scope == "contest":
        return frame
    low, high = words.sentence(numeral.start)
    if frame.claimed and any(low <= start < high for start, _ in frame.spans):
        return None
    contest = frame_at(numeral.start, frames, words, "contest")
    of_votes = numeral.noun == "votes" or _after_votes(numeral, contest, facts, words)
    if measure not in _IN_SEATS and (measure not in LEADS or of_votes):
        return contest
    return None


def _after_votes(
    numeral: Numeral, contest: Frame | None, facts: Sequence[Fact], words: Words
) -> bool:
    """Whether votes of a contest's candidates stand in a figure's sentence or in the one before."""
    return contest is not None and any(
        each.measure == "votes" and each.area == contest.like.area
        for each in facts
        if each.start is not None and each.start < numeral.start
        if words.between(each.start, numeral.start) <= 1
    )


def _winner(facts: Sequence[Fact]) -> Fact | None:
    """Whose the majority of a contest is: the one elected, else who has most votes."""
    elected = [each for each in facts if each.measure == "elected" and each.value is True]
    voted = [each for each in facts if each.measure == "votes" and each.when == "now"]
    if elected:
        return min(
            elected,
            key=lambda f: max((float(v.value) for v in voted if v.person == f.person), default=0.0),
        )
    return max(voted, key=lambda f: float(f.value)) if len(voted) > 1 else None
