"""The facts of a post's contests -> the same, each win and each lead told of its candidate by name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from extract import cues
from extract.frames import ONE_SEAT
from extract.owners import find_person
from extract.persons import Person
from extract.scene import Scene
from extract.symbols import ONE, PARTY, PERSON
from extract.words import Words
from schemas.fact import Fact

_TIED = 2
_BESIDE = 60  # characters between whose lead it was and the figure
_AFTER_LOTS = 160  # characters within which the one that is drawn is named
SINGLE = ONE_SEAT | {"by-election"}
"""The contests that elect one person, as a ward of one seat does."""


def winners_by_name(facts: list[Fact], scene: Scene, before: Sequence[Fact] = ()) -> list[Fact]:
    """
    The facts with the winners that several of them tell together, and whom they have replaced.

    That a party's candidate is elected is told of the candidate where one alone can
    be meant: its only one with votes; else who has most votes, where the post gives
    no candidate of it and no party beside theirs. Who is elected by name, with no
    party beside, is of the party that holds or gains the contest. Of two with equal
    votes the one is elected whom a lot is said to have fallen to. ``before``: who is
    said to have had a contest, which counts where another party has won it.
    """
    facts = _told_of_now(facts)
    told = {each.name for each in scene.people if each.told}
    facts = [_of_the_words(each, facts, scene) for each in facts]
    contests = _by_contest(facts)
    changed: dict[int, Fact] = {}
    for about in contests.values():
        wins = [each for each in about if is_win(each)]
        for win in wins:
            winner = _candidate(win.party, _polled(about), told) if win.person is None else None
            if winner is not None:
                changed[id(win)] = _named(win, winner)
        changed |= {id(each): changed.get(id(each), each) for each in about}
        changed |= _of_the_taker([changed[id(each)] for each in about], told, about)
    found = [changed.get(id(each), each) for each in facts]
    for about in contests.values():
        found += _by_lot(about, scene.words)
    return found + [each for each in before if _is_replaced(each, found)]


def leads_by_name(facts: list[Fact], scene: Scene) -> list[Fact]:
    """The facts, a majority before as of the person whose it is said to be: "she was 900 clear last time"."""
    return [_lead_by_name(each, facts, scene) for each in facts]


def _lead_by_name(fact: Fact, facts: Sequence[Fact], scene: Scene) -> Fact:
    if fact.measure != "majority_before" or fact.person or fact.start is None:
        return fact
    low, _ = scene.words.sentence(fact.start)
    near = [
        each
        for each in scene.symbols
        if max(low, fact.start - _BESIDE) <= each.start < fact.start
        if each.sign in (PERSON, ONE, PARTY)
    ]
    who = near[-1].means if near else None
    if not isinstance(who, Person):
        return fact
    known = {each.party for each in facts if each.person == who.name and each.party}
    party = known.pop() if len(known) == 1 else who.party if who.told else None
    stands = any(each.person == who.name and each.area == fact.area for each in facts)
    same = party is None or fact.party in (None, party)
    if not (stands and same):
        return fact
    owner = dict(zip(("owner_start", "owner_end"), who.spans[0], strict=True))
    return fact.model_copy(update={"person": who.name, "party": party or fact.party, **owner})


def is_win(fact: Fact) -> bool:
    """Whether a fact is that somebody is elected."""
    return fact.measure == "elected" and fact.value is True


def _by_contest(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    contests: dict[str, list[Fact]] = {}
    for each in facts:
        if each.scope == "contest" and each.status != "rejected" and each.when == "now":
            contests.setdefault(each.area.casefold(), []).append(each)
    return contests


def _of_the_words(fact: Fact, facts: Sequence[Fact], scene: Scene) -> Fact:
    """
    A fact of a person whose party is only the answer's, with the party that the words give.

    It is the one with which they are said to be elected, or nobody's where the words
    name another candidate of that party for the one seat.
    """
    answered = {each.name: each.party for each in scene.people if not each.told}
    if fact.scope != "contest" or fact.person not in answered:
        return fact
    said = {
        each.party
        for each in facts
        if each.person == fact.person and is_win(each)
        if each.status != "rejected" and each.party not in (None, answered[fact.person])
    }
    if len(said) == 1:
        return fact.model_copy(update={"party": said.pop()})
    others = {each.name for each in scene.people if each.told and each.party == fact.party}
    rivals = any(each.person in others and each.area == fact.area for each in facts)
    lone = fact.contest in SINGLE and fact.party is not None and rivals
    return fact.model_copy(update={"party": None}) if lone else fact


def _told_of_now(facts: Sequence[Fact]) -> list[Fact]:
    """The facts, what a party wins as of now where its win is told of now elsewhere in the post."""
    now = {
        (each.area.casefold(), each.party)
        for each in facts
        if is_win(each) and each.when == "now"
        if each.status != "rejected"
    }
    return [
        each.model_copy(update={"when": "now"})
        if each.measure in ("elected", "change")
        and each.when == "past"
        and (each.area.casefold(), each.party) in now
        else each
        for each in facts
    ]


def _of_the_taker(
    now: Sequence[Fact], told: Collection[str], about: Sequence[Fact]
) -> dict[int, Fact]:
    """
    A contest's facts with the party of its one winner, where it is only the answer's or nobody's.

    No other candidate of a single seat is of that party, whatever the answer says.
    """
    wins = [each for each in now if is_win(each)]
    takers = {each.party for each in now if each.measure == "change" and each.party}
    takers |= {each.party for each in wins if each.person in told and each.party}
    winners = {each.person for each in wins}
    if len(takers) != 1 or len(winners) != 1 or None in winners:
        return {}
    (party,), (winner,) = takers, winners
    found: dict[int, Fact] = {}
    for was, each in zip(about, now, strict=True):
        if each.person == winner and each.person not in told:
            found[id(was)] = each.model_copy(update={"party": party})
        elif (
            each.person not in (None, winner, *told)
            and each.party == party
            and each.contest in SINGLE
        ):
            found[id(was)] = each.model_copy(update={"party": None})
    return found


def _is_replaced(before: Fact, facts: Iterable[Fact]) -> bool:
    """Whether another party than the one that had a contest has won it, and nothing else is said of before."""
    about = [
        each
        for each in facts
        if (each.scope, each.area, each.status != "rejected") == ("contest", before.area, True)
    ]
    winners = {each.party for each in about if is_win(each) and each.when == "now"}
    return (
        bool(winners - {None})
        and before.value not in winners
        and not any(each.measure == "party_before" for each in about)
        and not any(each.measure == "change" and each.value == "hold" for each in about)
    )


def _polled(facts: Iterable[Fact]) -> dict[str, Fact]:
    """Each candidate's votes, of the last round."""
    found: dict[str, Fact] = {}
    for each in facts:
        if each.measure == "votes" and each.person:
            known = found.get(each.person)
            if known is None or (each.round or 0) > (known.round or 0):
                found[each.person] = each
    return found


def _candidate(party: str | None, polled: dict[str, Fact], told: Collection[str]) -> Fact | None:
    """The votes of a party's candidate, where one alone can be meant."""
    ours = [each for each in polled.values() if each.party == party]
    named = [each for each in ours if each.person in told]
    if named or (ours and ours[0].contest not in SINGLE):
        return (named or ours)[0] if len(named or ours) == 1 else None
    ranked = sorted(polled.values(), key=lambda each: -float(each.value))
    if not ranked or ranked[0].person in told:
        return None
    tied = len(ranked) > 1 and ranked[0].value == ranked[1].value
    return None if tied else ranked[0]


def _named(fact: Fact, votes: Fact) -> Fact:
    """A party's election as that of the candidate with these votes."""
    owner = {"owner_start": votes.owner_start, "owner_end": votes.owner_end}
    return fact.model_copy(update={"person": votes.person, **owner})


def _by_lot(facts: list[Fact], words: Words) -> Iterator[Fact]:
    """Who is drawn by lot: of those with equal votes the first named after the words for it."""
    polled = _polled(facts)
    votes = [each.value for each in polled.values()]
    tied = [each for each in polled.values() if votes.count(each.value) == _TIED]
    names = {each.person for each in tied}
    decided = any(each.measure == "elected" and each.person in names for each in facts)
    if decided or len(tied) != _TIED:
        return
    ties = max(each.end or 0 for each in tied)
    for match in cues.pattern(cues.table()["by_lot"]).finditer(words.content, ties):
        after = sorted(
            (span, str(each.person), each)
            for each in tied
            for span in find_person(words.content, str(each.person))
            if match.end() <= span[0] < match.end() + _AFTER_LOTS
        )
        if after:
            (start, end), _, winner = after[0]
            if not cues.pattern(cues.table()["lot_lost"]).match(words.content, end):
                yield winner.model_copy(
                    update={
                        "measure": "elected", "value": True, "round": None, "hedge": None,
                        "quote": words.content[start:end], "start": start, "end": end,
                    }
                )  # fmt: skip
            return
