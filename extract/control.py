"""The sentences that name a council -> what they state of its control, read from cue words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract import cues
from extract.control_cues import ControlCue, coloured, control_cues
from extract.nearest import distance
from extract.owners import antecedent
from extract.words import Mention, Span, Words
from schemas.parties import NOC

_PASSIVE = re.compile(r"\b(?:been|was|were|is|are|being)(?: \w+)? $")
_AGENT = re.compile(r"\bby (?:the )?$")
_FROM_TO = re.compile(r"\bfrom (?:the )?$")
_INTRANSITIVE = ("belong", "goes", "went", "gone", "stay", "remain", "turn")
_IN_CHARGE = re.compile(r" in (?:charge|control|power|office|the (?:saddle|driving seat|chair))\b")
_FROM = re.compile(r"\bfrom $")
_TO = re.compile(r" to (?:[\w-]+ ){0,3}")
_REACH = 40
_CLAUSE_END = re.compile(
    r";\s|,\s+(?=(?:[A-Z][\w’'-]+ ){1,4}(?:is|are|stays?|remains?|goes|falls?|turns?)\b)"
    r"|,\s+(?=(?:while|but|whereas|as(?! (?:it|they|ever|before|you|always)))\b|and (?:the )?[A-Z])"
    r"|\s(?:while|whereas|but)\s"
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


def read_control(
    words: Words,
    areas: list[Span],
    claimed: str | None,
    others: Sequence[Span] = (),
    contests: Sequence[Span] = (),
    year: int | None = None,
) -> list[Statement]:
    """
    What the post states of the control of a council that stands at ``areas``.

    ``claimed`` is the party that the model names (None: none): where several
    parties could be the one meant, it decides. ``others``: where other councils are
    named, ``contests``: where contests are; what follows is said of them. ``year``:
    of the post, what is said of an earlier one is left out. Empty where the words
    are not clear by themselves.
    """
    read: list[tuple[int, list[Statement]]] = []
    for low, high in words.sentences:
        inside = [each for each in areas if low <= each[0] < high]
        if not inside and not _is_meant(words, (low, high), areas, others, contests):
            continue
        if cues.pattern(cues.table()["looks_back"]).match(words.content, low, high):
            continue
        spans: list[Span | None] = [*inside] or [None]
        for area in spans:
            clause = _clause(words.content, (low, high), area)
            said = _read_clause(words, clause, area, claimed, year)
            if not said and not any(low <= start < high for start, _ in [*others, *contests]):
                said = _read_clause(words, (low, high), area, claimed, year)
            read.append((len(said) * 2 + bool(area), said))
    return _joined([said for _, said in sorted(read, key=lambda each: -each[0])])


def _joined(read: list[list[Statement]]) -> list[Statement]:
    """What several sentences state of one council: the fullest decides, others add what agrees with it."""
    joined: dict[str, Statement] = {}
    for said in read:
        fitting = [each for each in said if each.measure not in joined and _agrees(each, joined)]
        joined |= {each.measure: each for each in fitting}
    return list(joined.values())


def _agrees(said: Statement, known: Mapping[str, Statement]) -> bool:
    """Whether a statement can be true beside those known of the same council."""
    if not known:
        return True
    now, change, before = (known.get(each) for each in ("control", "change", "control_before"))
    match said.measure:
        case "control":
            whose = change.party if change else None
            lost = change is not None and change.value == "loss"
            return said.value == (NOC if lost else whose or said.value)
        case "change" if said.value == "loss":
            left = now is None or now.value == NOC
            return left and (before is None or before.value == said.party)
        case "change":
            return now is not None and now.value == said.party
        case _:
            held = change is not None and change.value == "hold"
            lost = change is not None and change.value == "loss"
            if lost and change is not None:
                return said.value == change.party
            return not held and (now is None or now.value != said.value)


def _is_meant(
    words: Words,
    sentence: Span,
    areas: Sequence[Span],
    others: Sequence[Span],
    contests: Sequence[Span],
) -> bool:
    """Whether a sentence that does not name the council speaks of it: "the council", or "took it"."""
    table, (low, high) = cues.table(), sentence
    if cues.pattern(table["the_council"]).search(words.content, low, high):
        return _is_mine(low, high, areas, others)
    perhaps = cues.pattern(table["the_council_perhaps"]).search(words.content, low, high)
    return perhaps is not None and _is_mine(low, high, areas, [*others, *contests])


def _is_mine(low: int, high: int, areas: Sequence[Span], others: Sequence[Span]) -> bool:
    """Whether a sentence that does not name the council can mean it: no other was named since."""
    if not others:
        return True
    last = max((start for start, _ in others if start < high), default=-1)
    return last < low and last < max((start for start, _ in areas if start < low), default=-1)


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
    words: Words, clause: Span, area: Span | None, claimed: str | None, year: int | None
) -> list[Statement]:
    low, high = clause
    found = list(control_cues(words, clause, year))
    noc = next((each for each in found if each.action == "noc"), None)
    was = next((each for each in found if each.action == "noc before"), None)
    parties = sorted(
        [*words.parties_between(low, high), *coloured(words, clause)], key=lambda each: each.start
    )
    verbs = [each for each in found if not each.action.startswith("noc")]
    if area is not None:
        verbs.sort(key=lambda each: distance(each.span, area))
    for verb in verbs:
        if verb.action == "move":
            moved = list(_moved(verb, parties, noc or was, words.content))
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
        if source is None and was is not None:
            source = NOC, was.span
        if noc is not None and (source is None or source[0] != NOC):
            continue
        return list(_held_or_won(verb, subject, source))
    if noc is not None and _FROM.search(words.content[: noc.span[0]]) and parties:
        return list(_turned(noc, parties, words.content))
    return list(_none(noc, was, words.content, clause))


def _turned(noc: ControlCue, parties: list[Mention], content: str) -> Iterator[Statement]:
    """A gain without a verb: "Labour, from no overall control", "from no overall control to Labour"."""
    after = [each for each in parties if each.start >= noc.span[1]]
    to = [each for each in after if _TO.fullmatch(content[noc.span[1] : each.start])]
    before = [each for each in parties if each.end <= noc.span[0]]
    whose = to[0] if to else before[-1] if before else None
    if whose is not None:
        yield from _held_or_won(ControlCue("gain", noc.span), whose, (NOC, noc.span))


def _subject(
    verb: ControlCue, parties: list[Mention], claimed: str | None, content: str
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


def _antecedent(words: Words, low: int, verb: ControlCue, claimed: str | None) -> Mention | None:
    """The party that "they" stands for: the one claimed, unless it was taken from, else as ever."""
    if not cues.pattern(cues.table()["pronoun"]).search(words.content[low : verb.span[0]]):
        return None
    earlier = [each for each in words.parties if each.start < low]
    high = words.sentence(low)[1]
    source = _source(words.content, (low, high), list(words.parties_between(low, high)), None)
    robbed = source is not None and source[0] == claimed
    chosen = [each for each in earlier if each.party == claimed and not robbed]
    return chosen[-1] if chosen else antecedent(low, words)


def _moved(
    verb: ControlCue, parties: list[Mention], noc: ControlCue | None, content: str
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
        yield from _lost(verb.span, owner, ControlCue("noc", (first, last)))
        return
    owner = Mention(first, last, content[first:last], target)
    gain = ControlCue("gain", verb.span)
    yield from _held_or_won(gain, owner, (source, (start, stop)))


def _source(
    content: str, clause: Span, others: list[Mention], noc: ControlCue | None
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


def _lost(verb: Span, subject: Mention, noc: ControlCue | None) -> Iterator[Statement]:
    owner = (subject.start, subject.end)
    if noc is not None:
        yield Statement("control", NOC, None, noc.span, owner)
    yield Statement("control_before", subject.party, None, verb, owner)
    yield Statement("change", "loss", subject.party, verb, owner)


def _held_or_won(
    verb: ControlCue, subject: Mention, source: tuple[str, Span] | None
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


def _none(
    noc: ControlCue | None, was: ControlCue | None, content: str, clause: Span
) -> Iterator[Statement]:
    if noc is not None:
        yield Statement("control", NOC, None, noc.span, None)
    table = cues.table()
    still = cues.pattern(f"{table['still']}|{table['still_more']}").search(content, *clause)
    before = was or (noc if still else None)
    if before is not None:
        yield Statement("control_before", NOC, None, before.span, None)
