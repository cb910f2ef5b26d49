"""Facts, their posts and a finding -> what is judged there, without any place that a new run could move."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from extract.area_names import normalised
from extract.check.claims import read_claims
from extract.words import sentences
from schemas.decision import Statement, Subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.check.claims import Claim
    from schemas.fact import Fact
    from schemas.finding import Finding
    from schemas.post import Post

_ALIKE = str.maketrans("‘’“”–—−‐‑", "''\"\"-----")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def plain(text: str) -> str:
    """Words as they are compared: case, spaces, quotes, dashes and invisible signs evened out."""
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).translate(_ALIKE)
    return " ".join(text.casefold().split())


def sentence(content: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence that holds a span begins and ends; of several the first begins, the last ends."""
    low, high = 0, len(content)
    for begins, ends in sentences(content):
        if begins <= start:
            low = begins
        if ends >= end:
            high = ends
            break
    return low, high


class Judged:
    """What each finding about some facts judges; every fact is read once."""

    def __init__(self, facts: Sequence[Fact], posts: Sequence[Post]) -> None:
        self._claims = {claim.id: claim for claim in read_claims(facts, posts)}
        self._statements: dict[str, Statement] = {}

    def statement(self, fact: str) -> Statement:
        """What the fact of that id states."""
        if fact not in self._statements:
            self._statements[fact] = _statement(self._claims[fact])
        return self._statements[fact]

    def subject(self, finding: Finding) -> Subject:
        """What a finding judges: equal for equal words about one authority and election."""
        area = finding.areas[0]
        elections = {self._claims[each].fact.election for each in finding.facts}
        statements = {self.statement(each) for each in finding.facts}
        return Subject(
            rule=finding.rule,
            authority=area.gss or normalised(area.name),
            name=area.name,
            election=elections.pop() if len(elections) == 1 else None,
            statements=tuple(sorted(statements, key=lambda each: each.model_dump_json())),
        )


def _statement(claim: Claim) -> Statement:
    fact = claim.fact
    value = claim.value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return Statement(
        scope=fact.scope,
        area=normalised(fact.area) if fact.scope == "contest" else None,
        measure=fact.measure,
        party=claim.party,
        person=plain(fact.person) if fact.person else None,
        value=value,
        round=fact.round,
        sentence=plain(_words(claim)),
    )


def _words(claim: Claim) -> str:
    """The sentence that states a claim; its quote alone where it has no place in a post."""
    fact, content = claim.fact, claim.place.content
    if content is None or fact.start is None or fact.end is None:
        return fact.quote or ""
    low, high = sentence(content, fact.start, fact.end)
    return content[low:high]
