"""The grounded facts of a post -> what the post says of its lists and counts: complete, partial, final."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from extract import cues
from extract.frames import Frame, frame_at
from extract.words import Words
from schemas.fact import Fact

_COUNTING = frozenset(
    {"seats", "seats_won", "seats_declared", "seats_remaining", "control", "change"}
)
_FEWEST = 3  # parties that make a list
_FEWEST_IN_A_SENTENCE = 4  # candidates that do
_FEWEST_SAID = 2  # where the words say that it is one
_AFTER = 40  # characters after a list that may say that it is whole
_GAP = 90  # characters between two entries of one list
_BETWEEN = 140  # characters between two candidates' votes of one list
_PROSE = 220  # the same where they stand in sentences


def context_facts(facts: list[Fact], frames: Sequence[Frame], words: Words) -> list[Fact]:
    """
    ``count_status`` and ``list_complete`` of every council whose seats the post gives.

    ``frames``: the councils that the post speaks of.
    """
    found: list[Fact] = []
    councils: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.scope == "council" and fact.status != "rejected" and fact.when == "now":
            councils.setdefault(fact.area_id or fact.area.casefold(), []).append(fact)
    for stated in councils.values():
        seats = sorted(
            (each for each in stated if each.measure == "seats"), key=lambda f: f.start or 0
        )
        partial = _status(stated, frames, words, "partial")
        found += partial
        if not partial:
            found += _status(stated, frames, words, "final")
            counting = any(each.measure == "seats_remaining" and each.value for each in stated)
            if not counting:
                found += _summed(stated, seats, words) or _complete(seats, words)
    found += _counting(set(councils), frames, words)
    return found + _candidates(facts, words)


def _counting(told: set[str], frames: Sequence[Frame], words: Words) -> list[Fact]:
    """Councils of which the post says no more than that their count goes on."""
    found: list[Fact] = []
    for frame in frames:
        like = frame.like
        if frame.scope != "council" or (like.area_id or like.area.casefold()) in told:
            continue
        for start, _ in frame.spans:
            _, high = words.sentence(start)
            match = cues.pattern(cues.table()["count_goes_on"]).search(words.content, start, high)
            if match:
                found.append(
                    _fact(like, "count_status", "partial", match.start(), match.end(), words)
                )
                break
    return found


def _candidates(facts: list[Fact], words: Words) -> list[Fact]:
    """``list_complete`` of contests whose candidates and votes stand in a list, or are said to be all."""
    contests: dict[tuple[str, str | None, int | None], list[Fact]] = {}
    for fact in facts:
        counted = (fact.scope, fact.measure, fact.when) == ("contest", "votes", "now")
        if counted and fact.status != "rejected" and fact.start is not None:
            contests.setdefault((fact.area.casefold(), fact.contest, fact.round), []).append(fact)
    found: list[Fact] = []
    for votes in contests.values():
        votes.sort(key=lambda f: f.start or 0)
        start = min(_entry(votes[0])[0], votes[0].start or 0)
        end = max(each.end or 0 for each in votes)
        lines = len({words.sentence(each.start or 0) for each in votes})
        each_its_own = lines == len(votes) or _FEWEST <= lines <= len(votes) <= 2 * lines
        listed = len(votes) >= _FEWEST and each_its_own and "\n" in words.content[start:end]
        listed = listed and _follow_closely(votes)
        listed = listed or (len(votes) >= _FEWEST_IN_A_SENTENCE and lines == 1)
        said = cues.pattern(cues.table()["all_candidates"]).search(words.content)
        lead = words.content[max(0, start - _GAP) : start]
        if cues.pattern(cues.table()["list_of_some"]).search(lead):
            continue
        after = words.content[end : words.sentence(max(start, end - 1))[1]]
        if cues.pattern(cues.table()["list_goes_on"]).search(after):
            continue
        if len(votes) > 1 and (listed or said):
            whole = _fact(votes[0], "list_complete", True, start, end, words)
            like = {
                "scope": "contest",
                "contest": votes[0].contest,
                "authority": votes[0].authority,
                "round": votes[0].round,
            }
            found.append(whole.model_copy(update=like))
    return found


def _follow_closely(votes: list[Fact]) -> bool:
    """Whether each of some votes stands near the one before it, as in a list."""
    return all(
        (two.start or 0) - (one.end or 0) <= _BETWEEN for one, two in itertools.pairwise(votes)
    )


def _status(stated: list[Fact], frames: Sequence[Frame], words: Words, status: str) -> list[Fact]:
    """The status that the words give a council's count; of all councils where they say so of none by name."""
    if not any(each.measure in _COUNTING for each in stated):
        return []
    for match in cues.pattern(cues.table()[f"count_{status}"]).finditer(words.content):
        home = frame_at(match.start(), frames, words, "council")
        mine = home is not None and home.like.area.casefold() == stated[0].area.casefold()
        everywhere = cues.pattern(cues.table()["of_all_counts"]).search(match.group())
        alone = len([each for each in frames if each.scope == "council"]) < 2  # noqa: PLR2004
        if mine or everywhere or alone:
            return [_fact(stated[0], "count_status", status, match.start(), match.end(), words)]
    return []


def _summed(stated: list[Fact], seats: list[Fact], words: Words) -> list[Fact]:
    """A list of two parties and more that comes to all the seats of the council."""
    by_party = {each.party: float(each.value) for each in seats if each.hedge is None}
    if len(by_party) < 2 or len(by_party) != len({each.party for each in seats}):  # noqa: PLR2004
        return []
    vacant = sum(float(each.value) for each in stated if each.measure == "seats_vacant")
    sizes = {float(each.value) for each in stated if each.measure == "council_size"}
    if sum(by_party.values()) + vacant not in sizes:
        return []
    entries = [_entry(each) for each in seats]
    start, end = min(low for low, _ in entries), max(high for _, high in entries)
    return [_fact(seats[0], "list_complete", True, start, end, words)]


def _complete(seats: list[Fact], words: Words) -> list[Fact]:
    """
    A list of three parties and more that nothing leaves open, from its first to its last entry.

    Two will do where the words say that nobody else is seated.

    An entry whose figure was said before the list may stand outside it, where the
    list names its party again.
    """
    parties = {each.party for each in seats}
    if len(parties) < _FEWEST_SAID:
        return []
    run = _longest_run([(_entry(each), each.party) for each in seats])
    start, end = run[0][0][0], max(high for (_, high), _ in run)
    high = words.sentence(end - 1)[1]
    said = cues.pattern(cues.table()["list_said"]).search(words.content, start, high + _AFTER)
    fewest = _FEWEST_SAID if said else _FEWEST
    named: set[str | None] = {
        each.party for each in words.parties if start - _GAP <= each.start < high
    }
    named |= {each.party for each in seats if start - _GAP <= _entry(each)[0] < high}
    if len({party for _, party in run}) < fewest or parties - named:
        return []
    rest = [each.end for each in words.parties if end <= each.start < high]
    end = max([end, *rest])  # "with the Greens also represented": an unknown of the list
    low = words.sentence(start)[0]
    if cues.pattern(cues.table()["list_open"]).search(words.content[low:end]):
        return []
    return [_fact(seats[0], "list_complete", True, start, end, words)]


_Entry = tuple[tuple[int, int], str | None]


def _longest_run(entries: list[_Entry]) -> list[_Entry]:
    """The most entries that follow one another closely."""
    runs: list[list[_Entry]] = []
    for entry in sorted(entries):
        if runs and entry[0][0] - runs[-1][-1][0][1] <= _PROSE:
            runs[-1].append(entry)
        else:
            runs.append([entry])
    return max(runs, key=len)


def _entry(fact: Fact) -> tuple[int, int]:
    """An entry of a list, from its party's name to its figure, whichever comes first."""
    points = [
        each
        for each in (fact.start, fact.end, fact.owner_start, fact.owner_end)
        if each is not None
    ]
    low, high = min(points), max(points)
    if high - low > _GAP:
        return fact.start or 0, fact.end or 0
    return low, high


def _fact(like: Fact, measure: str, value: str | bool, start: int, end: int, words: Words) -> Fact:
    return Fact(
        page=like.page,
        post=like.post,
        scope="council",
        area=like.area,
        area_id=like.area_id,
        measure=measure,
        value=value,
        quote=words.content[start:end],
        start=start,
        end=end,
        owner_start=like.owner_start,
        owner_end=like.owner_end,
    )
