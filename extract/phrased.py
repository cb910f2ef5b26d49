"""What a post's phrases say of its figures -> facts beyond doubt, each of the council or contest spoken of."""

from __future__ import annotations

import re
from dataclasses import replace

from extract import cues
from extract.completion import LEADS, owner_of
from extract.frames import MOST_SEATS, Frame
from extract.grounded import stated
from extract.numerals import SEAT_NOUNS, Numeral
from extract.owners import antecedent
from extract.partial import of_those_up, part_up, won, won_by_the_sum
from extract.phrases import BRACKETED, ENTRY, UP, WON, Said, party_of
from extract.scene import SURELY_VOTES, Scene
from extract.symbols import is_share
from extract.words import Words
from schemas.fact import MEASURES, Fact

_SEATS = (SEAT_NOUNS - {"holds"}) | {"majority", None}
_VOTES = frozenset({"votes", "ballots", None})
_AGE = re.compile(r"^, (?:an?|the|who|whose|from|and|has|had|is|was)\b")
_SMALLEST = {"council_size": 16, "council_size_before": 16, "majority_threshold": 9}
"""Of a council: the Isles of Scilly have 16 members."""

_TOLD_OF_THE_PAST = frozenset({"majority", "short_of_majority", "council_size"})
_RESULTS = frozenset({"seats_declared", "seats_remaining"})
_LEADS_OR_CAST = frozenset(
    {"majority", "majority_before", "electorate", "votes_cast", "rejected_ballots"}
)
_FEW_VOTES = 10  # nobody has so few where nothing says that they are votes


def phrased(scene: Scene) -> list[Fact]:
    """
    A fact for every figure of which a phrase says what it is and whose.

    Forecasts, totals of a country and what is past are left alone, and so is a
    figure with no council or contest to be about.
    """
    facts: list[Fact] = []
    for said in scene.said:
        if _is_real(said, scene) and not _is_else(said, scene):
            fact = _fact(_owned(said, scene.words), scene)
            if fact is not None and _is_past(said, scene):
                fact = fact.model_copy(update={"when": "past"})
            facts += [fact] if fact else []
    return won_by_the_sum(facts, scene.words)


def _is_real(said: Said, scene: Scene) -> bool:
    """Whether a figure is of a result, and of this election or the position before it."""
    words, table, numeral = scene.words, cues.table(), said.numeral
    low, high = words.sentence(numeral.start)
    return not (
        (_is_past(said, scene) and not _of_an_earlier_poll(said, words))
        or (said.measure != "majority_threshold" and cues.unreal(words, numeral.start))
        or cues.pattern(table["no_result"]).search(words.content[low:high])
    )


def _is_past(said: Said, scene: Scene) -> bool:
    """Whether a figure is of an earlier time, and no statement of the position before."""
    compares = said.measure.endswith(("_before", "_change"))
    return not compares and cues.is_past(scene.words, said.numeral.start, scene.post.year)


def _of_an_earlier_poll(said: Said, words: Words) -> bool:
    """Whether the words tell how an earlier poll went: "In 2017 they won 15, a majority of one"."""
    if said.measure in _TOLD_OF_THE_PAST:
        return True
    return said.measure in (ENTRY, WON) and said.person is None and won(said.numeral, words)


def _is_else(said: Said, scene: Scene) -> bool:
    """Whether the words around a bare figure call it something else: "24 were needed"."""
    words = scene.words
    sense = cues.sense_of(words, said.numeral)
    if said.person is not None and (_is_age(said, words) or _is_lead(said, words)):
        return True
    if said.measure not in (ENTRY, WON):
        return False
    if said.person is None and cues.no_seats(words, said.numeral):
        return True
    if _changed_hands(said, words) or (said.measure == WON and _is_a_seat(said.numeral)):
        return True
    if sense is None or sense.weak:
        return False
    picked_up = (
        said.measure == WON
        and sense.measure == "seats_change"
        and part_up(scene.frame_at(said.numeral.start, "council"), scene)
    )
    return not picked_up and sense.measure not in ("seats", "seats_won")


def _is_lead(said: Said, words: Words) -> bool:
    """Whether what looks like a candidate's votes is called the majority: "Maj 698 for Ann Lee"."""
    return said.measure == "votes" and cues.contest_sense_of(words, said.numeral) in _LEADS_OR_CAST


def _changed_hands(said: Said, words: Words) -> bool:
    """Whether a figure tells who lost seats to whom: "lost four to Reform and two to the Greens"."""
    low, high = words.sentence(said.numeral.start)
    route = cues.pattern(cues.table()["to_or_from"]).match(words.content[said.numeral.end : high])
    verbs = cues.pattern(cues.table()["moved"]).finditer(words.content, low, said.numeral.start)
    verb = next(reversed([*verbs]), None)
    if route is None or verb is None:
        return False
    return verb["lost"] is not None or (route["source"] and verb["won"]) is not None


def _is_a_seat(numeral: Numeral) -> bool:
    """Whether a figure is no more than an article: "held a seat", "won another seat"."""
    return numeral.noun is not None and numeral.text.casefold() in ("a", "an", "another")


def _is_age(said: Said, words: Words) -> bool:
    """Whether a small figure between commas is how old a person is: "Ann Lee, 34, a nurse"."""
    numeral = said.numeral
    return (
        said.measure == "votes"
        and numeral.value < SURELY_VOTES
        and numeral.noun is None
        and words.content[numeral.start - 2 : numeral.start] == ", "
        and _AGE.match(words.content[numeral.end : numeral.end + 8]) is not None
    )


def _owned(said: Said, words: Words) -> Said:
    """What is said, with the party that the sentence leaves to the one before ("Thirty of the 46")."""
    if said.party is not None or said.person is not None or _is_whole(said.measure):
        return said
    if said.measure == "majority_threshold":
        passes = cues.passes(words, said.numeral) and not cues.unreal(words, said.numeral.start)
        passer = owner_of(said.numeral, words) if passes else None
        named_before = passer is not None and passer.start < said.numeral.start
        return replace(said, party=passer) if named_before else said
    return replace(said, party=antecedent(said.numeral.start, words))


def _is_whole(measure: str) -> bool:
    """Whether a measure is of a council or contest, never of a party."""
    if measure == UP:
        return True
    kind = MEASURES["council"].get(measure) or MEASURES["contest"].get(measure)
    return kind is not None and not kind.owner


def _fact(said: Said, scene: Scene) -> Fact | None:
    """The fact that a figure states, or None where it has no owner, no home or cannot be that."""
    frame = _home(said, scene)
    if frame is None:
        return None
    measure = _measure(said, frame, scene)
    if measure not in MEASURES[frame.scope] or not _fits(frame, measure, said):
        return None
    kind = MEASURES[frame.scope][measure]
    if not kind.owner:
        said = replace(said, party=None, person=None)
    elif said.person is None and said.party is None and not kind.owner.endswith("?"):
        return None
    value = said.numeral.value
    if said.sign and kind.form in ("signed", "points"):
        value = abs(value) * said.sign
    return stated(
        _of(said, frame), said.numeral, scene.words, scene.post.year, measure=measure, value=value
    )


def _home(said: Said, scene: Scene) -> Frame | None:
    """The council or contest that a figure is about."""
    at, numeral = said.numeral.start, said.numeral
    if said.measure in LEADS:
        nearest = scene.frame_at(at)
        of_seats = (
            nearest is not None and nearest.scope == "council" and not _after_votes(at, scene)
        )
        return nearest if of_seats else None
    if said.measure != ENTRY:
        return scene.frame_at(at, "contest" if said.person else "council")
    councils = any(each.scope == "council" for each in scene.frames)
    if numeral.noun in ("votes", "ballots") or numeral.value > MOST_SEATS or not councils:
        return scene.frame_at(at, "contest")
    seats = numeral.noun in SEAT_NOUNS or numeral.value < SURELY_VOTES
    council = scene.frame_at(at, "council") if seats else None
    if council is None or council.claimed:
        return council or (None if seats else scene.frame_at(at))
    low, _ = scene.words.sentence(at)
    nearest = scene.frame_at(at)
    in_its_ward = any(low <= start < at for start, _ in nearest.spans) if nearest else False
    return nearest if in_its_ward else council


def _after_votes(at: int, scene: Scene) -> bool:
    """Whether candidates' votes stand in the sentence of a place or in the one before it."""
    return any(
        each.person is not None
        and each.measure == "votes"
        and each.numeral.start < at
        and scene.words.between(each.numeral.start, at) <= 1
        for each in scene.said
    )


def _measure(said: Said, frame: Frame, scene: Scene) -> str:
    """What a figure measures; of a party's seats whether it won them where only a part was up."""
    words, at = scene.words, said.numeral.start
    if said.measure == ENTRY and frame.scope == "contest":
        return "votes"
    if said.measure == BRACKETED:
        before = cues.pattern(cues.table()["brackets_before"]).search(scene.words.content)
        same = not said.numeral.value and not said.numeral.text.isdigit()
        return "seats_before" if before else "seats_change" if same else BRACKETED
    if said.measure not in (ENTRY, WON, UP):
        return said.measure
    part = part_up(frame, scene)
    if said.measure == UP:
        return "seats_up" if part else "council_size"
    low, _ = words.sentence(at)
    if cues.pattern(cues.table()["eve"]).search(words.content[low:at]):
        return "seats_before"
    at_this_poll = said.measure == WON or won(said.numeral, words) or of_those_up(at, scene)
    return "seats_won" if at_this_poll and part else "seats"


def _of(said: Said, frame: Frame) -> Fact:
    """A fact with the figure's owner and home, its measure and value still the home's."""
    like = frame.like
    owner = (like.owner_start, like.owner_end)
    if said.party is not None:
        owner = (said.party.start, said.party.end)
    if said.person is not None:
        owner = said.person.spans[0]
    party = party_of(said)
    return like.model_copy(
        update={
            "party": party,
            "person": said.person.name if said.person else None,
            "round": None,
            "when": "now",
            "said_by": None,
            "baseline": None,
            "owner_start": owner[0],
            "owner_end": owner[1],
        }
    )


def _fits(frame: Frame, measure: str, said: Said) -> bool:
    """Whether a figure has the form and the size of a measure."""
    numeral, form = said.numeral, MEASURES[frame.scope][measure].form
    if form == "points" and frame.scope == "contest":
        return numeral.unit == form or bool(said.sign)
    if form == "percent" and frame.scope == "contest":
        return is_share(numeral) and numeral.unit != "points"
    if form in ("percent", "points"):
        return numeral.unit == form
    if numeral.unit is not None or numeral.decimals:
        return False
    if frame.scope == "contest":
        fewest = _FEW_VOTES if frame.like.contest in ("ward", "by-election") else SURELY_VOTES
        few = numeral.value < fewest and numeral.noun is None
        return measure != "votes" or (numeral.noun in _VOTES and not few)
    counted = numeral.noun in _SEATS or (measure in _RESULTS and numeral.noun == "results")
    return counted and _SMALLEST.get(measure, 0) <= abs(numeral.value) <= MOST_SEATS
