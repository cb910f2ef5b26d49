"""A post's words -> the candidates that its lists name with their votes, each with the party that heads them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from extract.words import CAPITAL, Mention, Words
from schemas.parties import is_known

WORD = rf"(?:{CAPITAL}|[A-Z]\.)"
"""Pattern of a word of a person's name, or its initial."""

PERSON_NAME = rf"{WORD}(?: (?:(?:de|van|der|von|ap|al|le|la|du) )?{WORD}){{1,3}}"
"""Pattern of a person's name, in two to four words."""

SURNAME_FIRST = rf"{WORD}, (?:{WORD}|[A-Z]\.?)(?: (?:{WORD}|[A-Z]\.?))?"
"""Pattern of a person's name as a list has it by surname: "Okoro, Prue", "Iqbal, S"."""

OUTCOME = re.compile(r" (?i:holds?|gains?|cl[iu]ngs? on|hangs? on)\b")
"""What follows the party that has a contest: "Lab hold"."""

_VOTES = r"(?:\d{1,3},\d{3}|\d{2,})"
_SHARE = r"(?:,? ?[(\[–-]? ?\d{1,2}(?:\.\d)? ?%[^;,\n]{0,12})?"
_MARK = r"(?:\*| ?\(?(?:(?i:re-)?elected|ELECTED|E)\)?)?"
_ENTRY = re.compile(
    rf"(?P<name>{PERSON_NAME}){_MARK}"
    rf"(?:,| on| with|:| [-–—]{{1,2}}| ?\.{{2,}})? \(?{_VOTES}\b(?!%|\.\d)\)?{_SHARE}{_MARK}"
)
_NEXT = re.compile(r"(?:[,;]|,? and| &)+ ")
_HEADS = re.compile(
    r"(?: [-–—]{1,2}|:) |[^.;:?!\d\n]{0,60}? (?:both|two|three|all \w+|the two|the three) "
    r"(?:seats|places|of them|there|here)(?:,|:| [-–—]{1,2}| with| through) "
)
_FROM = re.compile(r" (?i:from) (?:the )?$")
_LEAD = re.compile(rf"[^\w\n]{{1,4}}(?:[^\d\n]{{0,40}}?[.,:!–—-] )??(?={PERSON_NAME})")
_FOR = re.compile(rf",? {_VOTES} for (?P<name>{PERSON_NAME})")
_INVERTED = re.compile(rf"(?m)(?:^[^\w\n]*|(?<=[.;:“\"]) ?[“\"]?)(?P<name>{SURNAME_FIRST})(?=, )")
_ALONE = re.compile(rf"(?m)(?:^|(?<=[.;:,] ))\W{{0,3}}(?P<name>{WORD})(?=, )")
_POLLED_AFTER = re.compile(rf"(?: [Pp]arty)?(?: [Cc]andidates?)?,? {_VOTES}\b")
_BARE = re.compile(rf"(?P<name>{PERSON_NAME}) {_VOTES}(?=[,;.)*]|$| and\b| \(\d)", re.MULTILINE)
_PAIR, _LIST = 2, 3


def under_a_party(words: Words) -> Iterator[tuple[str, Mention]]:
    """
    The candidates of the party that heads their list, or whose hold or gain opens it.

    "Con -- Al Bo 866, Cy Day 811", "both to Labour: Al Bo, 944, and Cy Day, 902",
    "Lab gain from Con. Al Bo 873", "Green 41 for Al Bo".
    """
    for number, mention in enumerate(words.parties):
        head = _HEADS.match(words.content, mention.end)
        if head and not words.parties_between(mention.end, head.end()):
            yield from ((name, mention) for name in _entries(head.end(), words.content))
        given = _FOR.match(words.content, mention.end)
        if given:
            yield given["name"], mention
        at = _after_outcome(number, words)
        lead = _LEAD.match(words.content, at) if at else None
        entry = _ENTRY.match(words.content, lead.end()) if lead else None
        if entry and not _opens_with_party(entry["name"]):
            yield entry["name"], mention


def _after_outcome(number: int, words: Words) -> int | None:
    """Where "Lab hold", "Lab gain from Con" of a party ends; None where there is no such thing."""
    mention = words.parties[number]
    outcome = OUTCOME.match(words.content, mention.end)
    if outcome is None:
        return None
    for after in words.parties[number + 1 : number + 2]:
        if _FROM.fullmatch(words.content, outcome.end(), after.start):
            return after.end
    return outcome.end()


def _entries(at: int, content: str) -> Iterator[str]:
    """The names of a list's entries, one after another on one line."""
    while (entry := _ENTRY.match(content, at)) and not _opens_with_party(entry["name"]):
        yield entry["name"]
        after = _NEXT.match(content, entry.end())
        if after is None:
            return
        at = after.end()


@cache
def _opens_with_party(name: str) -> bool:
    """Whether what looks like a name is of a party's candidate: "LD Jane Farrow"."""
    parts = name.split(" ")
    return any(is_known(" ".join(parts[:number])) for number in range(1, len(parts)))


def in_commas(words: Words) -> Iterator[tuple[str, Mention]]:
    """
    The candidates of a list whose entries are parted by commas, surname first or alone.

    "Okoro, Prue, Labour Party, 318.", "BADDER, Conservative, 288; CLEWES, Green, 131".
    """
    starts = {each.start: each for each in words.parties}
    for pattern, fewest in ((_INVERTED, _PAIR), (_ALONE, _LIST)):
        found = [
            (match["name"], starts[match.end() + 2])
            for match in pattern.finditer(words.content)
            if match.end() + 2 in starts
        ]
        found = [(name, party) for name, party in found if _has_votes(party, words)]
        if len(found) >= fewest:
            yield from found


def _has_votes(party: Mention, words: Words) -> bool:
    if _POLLED_AFTER.match(words.content, party.end):
        return True
    near = words.numerals_between(party.end, party.end + 20)[:1]
    return any(each.kind == "number" and each.value >= 20 for each in near)  # noqa: PLR2004


def in_a_row(words: Words) -> Iterator[str]:
    """Names with votes right behind, two and more in one line: "Al Bo 1,534, Cy Day 1,466"."""
    matches = [*_BARE.finditer(words.content)]
    lines = Counter(words.line(match.start()) for match in matches)
    for match in matches:
        several = lines[words.line(match.start())] >= _PAIR
        if several and not _opens_with_party(match["name"]):
            yield match["name"]
