"""The sentences that name a council -> what they state of its control, read from cue words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract import cues
from extract.words import Mention, Span, Words
from schemas.parties import NOC

_PASSIVE = re.compile(r"\b(?:been|was|were|is|are|being)(?: \w+)? $")
_AGENT = re.compile(r"\bby (?:the )?$")
_FROM_TO = re.compile(r"\bfrom (?:the )?$")
_INTRANSITIVE = ("goes", "went", "gone", "stay", "remain", "turn")
_IN_CHARGE = re.compile(r" in (?:charge|control|power)\b")
_REACH = 40
_FOR_YEARS = re.compile(r"(?: (?:it|the \w+))? for (?:\w+ ){0,4}(?:years|decades)\b")
_CLAUSE_END = re.compile(
    r";\s|,\s+(?=(?:while|but|whereas|as)\b|and (?:the )?[A-Z])|\s(?:while|whereas|but)\s"
    r"|\s(?=and (?:the )?[A-Z][\w’' -]{1,40}? (?:goes|went|stays|remains|falls|holds?|keeps?|takes?)\b)"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a sentence says of control: a measure, its value and party, and the words."""

    measure: str
    value: str
    party: str | None
    span: Span
    owner: Span | None


@dataclass(frozen=True, slots=True)
class _Cue:
    action: str
    span: Span


def read_control(
    words: Words, areas: list[Span], claimed: str | None, others: Sequence[Span] = ()
) -> list[Statement]:
    """
    What the post states of the control of a council that stands at ``areas``.

    ``claimed`` is the party that the model names (None: none): where several
    parties could be the one meant, it decides. ``others``: where other councils are
    named; what follows is said of them. Empty where the words are not clear by
    themselves.
    """
    best: tuple[int, list[Statement]] = (-1, [])
    for low, high in words.sentences:
        inside = [each for each in areas if low <= each[0] < high]
        if not inside and not (
            _speaks_of_the_council(words.content[low:high]) and _is_mine(low, high, areas, others)
        ):
            continue
        if cues.pattern(cues.table()["looks_back"]).match(words.content, low, high):
            continue
        spans: list[Span | None] = [*inside] or [None]
        for area in spans:
            read = _read_clause(words, _clause(words.content, (low, high), area), area, claimed)
            weight = len(read) * 2 + bool(area)
            if read and weight > best[0]:
                best = (weight, read)
    return best[1]


def _is_mine(low: int, high: int, areas: Sequence[Span], others: Sequence[Span]) -> bool:
    """Whether a sentence that does not name the council can mean it: no other was named since."""
    if not others:
        return True
    last = max((start for start, _ in others if start < high), default=-1)
    return last < low and last < max((start for start, _ in areas if start < low), default=-1)


def _speaks_of_the_council(sentence: str) -> bool:
    return cues.pattern(cues.table()["the_council"]).search(sentence) is not None


def _clause(content: str, sentence: Span, area: Span | None) -> Span:
    """The part of a sentence that speaks of one area, where the sentence has several parts."""
    low, high = sentence
    if area is None:
        return sentence
    for match in _CLAUSE_END.finditer(content, low, high):
        if match.end() <= area[0]:
            low = match.end()
        elif match.start() >= area[1]:
            high = match.start()
            break
    return low, high


def _read_clause(
    words: Words, clause: Span, area: Span | None, claimed: str | None
) -> list[Statement]:
    low, high = clause
    found = list(_cues(words, clause))
    noc = next((each for each in found if each.action == "noc"), None)
    parties = list(words.parties_between(low, high))
    verbs = [each for each in found if each.action != "noc"]
    if area is not None:
        verbs.sort(key=lambda each: _gap(each.span, area))
    for verb in verbs:
        if verb.action == "move":
            moved = list(_moved(verb, parties, noc, words.content))
            if moved:
                return moved
            continue
        subject = _subject(verb, parties, claimed, words.content)
        subject = subject or _antecedent(words, low, verb, claimed)
        if subject is None:
            continue
        if verb.action == "lose":
            return list(_lost(verb.span, subject, noc))
        others = [each for each in parties if each.party != subject.party]
        source = _source(words.content, clause, others, noc)
        if noc is not None and (source is None or source[0] != NOC):
            continue
        return list(_held_or_won(verb, subject, source))
    return list(_none(noc, words.content, clause)) if noc is not None else []


def _cues(words: Words, clause: Span) -> Iterator[_Cue]:
    """The control verbs of a clause that speak of the council, as a fact, and its "no overall control"."""
    content, (low, high) = words.content, clause
    asked = content[low : words.sentence(low)[1]].rstrip('"”’) ').endswith("?")
    for action, text in cues.table()["control_verbs"].items():
        for match in cues.pattern(text).finditer(content, low, high):
            counted = words.counts(match.end()) or _FOR_YEARS.match(content, match.end())
            if not (counted or asked or cues.unreal(words, match.start())):
                yield _Cue(action, match.span())
    noc = cues.pattern(cues.table()["control"]["noc"]).search(content, low, high)
    if noc:
        yield _Cue("noc", noc.span())


def _gap(one: Span, other: Span) -> int:
    return max(0, max(one[0], other[0]) - min(one[1], other[1]))


def _subject(
    verb: _Cue, parties: list[Mention], claimed: str | None, content: str
) -> Mention | None:
    """
    The party that does it: the nearest one before the verb ("Labour hold").

    After "goes to" and "stays" it follows; in the passive it follows "by".
    """
    said = content[slice(*verb.span)].casefold()
    after = [each for each in parties if each.start >= verb.span[1]]
    if not said.endswith("ing") and _PASSIVE.search(content[: verb.span[0]]):
        agents = [each for each in after if _AGENT.search(content[verb.span[1] : each.start])]
        return agents[0] if agents else None
    if said.startswith(_INTRANSITIVE) and not _IN_CHARGE.match(content, verb.span[1]):
        near = [each for each in after if each.start - verb.span[1] <= _REACH]
        return near[0] if near else None
    before = [each for each in parties if each.end <= verb.span[0]]
    chosen = [each for each in before[-2:] if each.party == claimed]
    return chosen[-1] if chosen else before[-1] if before else None


def _antecedent(words: Words, low: int, verb: _Cue, claimed: str | None) -> Mention | None:
    """The party that "they" stands for: the one claimed, else the last one named before."""
    if not cues.pattern(cues.table()["pronoun"]).search(words.content[low : verb.span[0]]):
        return None
    earlier = [each for each in words.parties if each.start < low]
    chosen = [each for each in earlier if each.party == claimed]
    nearest = chosen or earlier
    return nearest[-1] if nearest else None


def _moved(
    verb: _Cue, parties: list[Mention], noc: _Cue | None, content: str
) -> Iterator[Statement]:
    """What "goes from X to Y", says, where X or Y may be no overall control."""
    ends = [(each.start, each.end, each.party) for each in parties if each.start >= verb.span[1]]
    if noc is not None and noc.span[0] >= verb.span[1]:
        ends.append((*noc.span, NOC))
    ends.sort()
    if len(ends) < 2 or not _FROM_TO.search(content[verb.span[1] : ends[0][0]]):  # noqa: PLR2004
        return
    (start, stop, source), (first, last, target) = ends[:2]
    if not content[stop:first].strip().endswith(("to", "to the")):
        return
    if target == NOC:
        owner = Mention(start, stop, content[start:stop], source)
        yield from _lost(verb.span, owner, _Cue("noc", (first, last)))
        return
    owner = Mention(first, last, content[first:last], target)
    gain = _Cue("gain", verb.span)
    yield from _held_or_won(gain, owner, (source, (start, stop)))


def _source(
    content: str, clause: Span, others: list[Mention], noc: _Cue | None
) -> tuple[str, Span] | None:
    """Whom control was taken from: a party or no overall control, after "from" and the like."""
    pattern = cues.pattern(cues.table()["taken_from"])
    for match in pattern.finditer(content, *clause):
        reach = range(match.end(), match.end() + 5)
        for each in others:
            if each.start in reach:
                return each.party, (match.start(), each.end)
        if noc is not None and noc.span[0] in reach:
            return NOC, (match.start(), noc.span[1])
    return None


def _lost(verb: Span, subject: Mention, noc: _Cue | None) -> Iterator[Statement]:
    owner = (subject.start, subject.end)
    if noc is not None:
        yield Statement("control", NOC, None, noc.span, owner)
    yield Statement("control_before", subject.party, None, verb, owner)
    yield Statement("change", "loss", subject.party, verb, owner)


def _held_or_won(
    verb: _Cue, subject: Mention, source: tuple[str, Span] | None
) -> Iterator[Statement]:
    owner = (subject.start, subject.end)
    yield Statement("control", subject.party, None, verb.span, owner)
    if verb.action == "hold":
        yield Statement("change", "hold", subject.party, verb.span, owner)
        return
    if verb.action == "gain" or source is not None:
        yield Statement("change", "gain", subject.party, verb.span, owner)
    if source is not None:
        yield Statement("control_before", source[0], None, source[1], owner)


def _none(noc: _Cue, content: str, clause: Span) -> Iterator[Statement]:
    yield Statement("control", NOC, None, noc.span, None)
    still = cues.pattern(cues.table()["still"]).search(content, *clause)
    if still:
        yield Statement("control_before", NOC, None, noc.span, None)
