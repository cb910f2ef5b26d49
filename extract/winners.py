"""The facts of a post's contests -> the same, each win and each lead told of its candidate by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extract import cues
from extract.owners import find_person
from extract.words import Words
from schemas.fact import Fact

_TIED = 2
_AFTER_LOTS = 160  # characters within which the one that is drawn is named


def winners_by_name(facts: list[Fact], words: Words, before: Sequence[Fact] = ()) -> list[Fact]:
    """
    The facts with the winners that several of them tell together, and whom they have replaced.

    That a party's candidate is elected is told of the candidate where one alone can
    be meant: its only one with votes; else who has most votes, where the post gives
    no candidate of it and no party of theirs. Who is elected by name, with no party
    beside, is of the party that holds or gains the contest. Of two with equal votes
    the one is elected whom a lot is said to have fallen to. ``before``: who is said
    to have had a contest, which counts where another party has won it.
    """
    contests: dict[str, list[Fact]] = {}
    for each in facts:
        if each.scope == "contest" and each.status != "rejected" and each.when == "now":
            contests.setdefault(each.area.casefold(), []).append(each)
    changed: dict[int, Fact] = {}
    more: list[Fact] = []
    for about in contests.values():
        polled = _polled(about)
        for fact in about:
            if fact.measure == "elected" and fact.value is True and fact.person is None:
                winner = _candidate(fact.party, polled)
                if winner is not None:
                    changed[id(fact)] = _named(fact, winner)
        if len(whose := _takers(about)) == 1:
            ours = [f for f in about if f.measure == "elected" and f.value is True and f.person]
            if len(ours) == 1 and ours[0].party is None:
                changed[id(ours[0])] = ours[0].model_copy(update={"party": whose.pop()})
        more += _by_lot(about, words)
    found = [changed.get(id(each), each) for each in facts] + more
    return found + [each for each in before if _is_replaced(each, found)]


def _is_replaced(before: Fact, facts: Iterable[Fact]) -> bool:
    """Whether another party than the one that had a contest has won it, and nothing else is said of before."""
    about = [
        each
        for each in facts
        if (each.scope, each.area, each.status != "rejected") == ("contest", before.area, True)
    ]
    winners = {
        each.party
        for each in about
        if each.measure == "elected" and each.value is True and each.when == "now"
    }
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


def _takers(facts: Iterable[Fact]) -> set[str]:
    """The parties that hold or gain a contest."""
    return {each.party for each in facts if each.measure == "change" and each.party}


def _candidate(party: str | None, polled: dict[str, Fact]) -> Fact | None:
    """The votes of a party's candidate, where one alone can be meant."""
    ours = [each for each in polled.values() if each.party == party]
    if ours:
        return ours[0] if len(ours) == 1 else None
    ranked = sorted(polled.values(), key=lambda each: -float(each.value))
    if not ranked or ranked[0].party is not None:
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
    if any(each.measure == "elected" and each.person in polled for each in facts):
        return
    votes = [each.value for each in polled.values()]
    tied = [each for each in polled.values() if votes.count(each.value) == _TIED]
    lot = cues.pattern(cues.table()["by_lot"])
    if len(tied) != _TIED:
        return
    ties = max(each.end or 0 for each in tied)
    for match in lot.finditer(words.content, ties):
        after = sorted(
            (span, each)
            for each in tied
            for span in find_person(words.content, str(each.person))
            if match.end() <= span[0] < match.end() + _AFTER_LOTS
        )
        if after:
            (start, end), winner = after[0]
            if not cues.pattern(cues.table()["lot_lost"]).match(words.content, end):
                yield winner.model_copy(
                    update={
                        "measure": "elected", "value": True, "round": None, "hedge": None,
                        "quote": words.content[start:end], "start": start, "end": end,
                    }
                )  # fmt: skip
            return

