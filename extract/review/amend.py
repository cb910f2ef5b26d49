"""Facts and what reviewers set right -> the facts with corrected ones beside them, misread ones rejected."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extract.areas import resolve
from extract.review.judged import plain, sentence
from extract.words import sentences
from schemas.decision import Amended, Anchor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from schemas.decision import Decision, Mend
    from schemas.fact import Fact
    from schemas.post import Post


@dataclass(frozen=True, slots=True)
class AmendedFacts:
    """
    The facts in the order of the posts, each amended one of a post after its others.

    ``amended``: what became of which fact; ``lost``: ids of the decisions whose words
    no post has any more, which change nothing.
    """

    facts: tuple[Fact, ...]
    amended: tuple[Amended, ...] = ()
    lost: frozenset[str] = frozenset()


def amend(
    facts: Sequence[Fact],
    posts: Sequence[Post],
    decisions: Iterable[tuple[Decision, Sequence[str]]],
) -> AmendedFacts:
    """
    Apply decisions, each with the ids of the facts that it mends, in the order given.

    A wrong source's fact stays, with a corrected one beside it; a misread fact is
    rejected, and what its post states in truth stands with its words.
    """
    by_id = {each.id: each for each in facts}
    made: list[Fact] = []
    amended: list[Amended] = []
    lost: set[str] = set()
    of_page: dict[str, list[Post]] = {}
    for post in posts:
        of_page.setdefault(post.page, []).append(post)
    for decision, targets in decisions:
        for target in targets:
            try:
                fact = by_id[target]
                new = _right(decision, fact, of_page.get(fact.page, []))
            except LookupError:
                lost.add(decision.id)
                continue
            if decision.kind == "misread":
                by_id[target] = fact.model_copy(update={"status": "rejected"})
            if new is not None:
                made.append(new)
                by_id[new.id] = new
            if new is not None or decision.kind == "misread":
                amended.append(
                    Amended(decision=decision.id, fact=target, made=new.id if new else None)
                )
    order = {(post.page, post.id): number for number, post in enumerate(posts)}
    every = [by_id[each.id] for each in (*facts, *made)]
    if made:
        every.sort(key=lambda fact: order.get((fact.page, fact.post), -1))
    return AmendedFacts(tuple(every), tuple(amended), frozenset(lost))


def _right(decision: Decision, fact: Fact, page: Sequence[Post]) -> Fact | None:
    """What is right instead of a fact; None where nothing is said to be. Raises ``LookupError``."""
    mend = decision.mend
    if mend is None or not mend.restates:
        return None
    changes: dict[str, Any] = {"status": "unchecked", "corrects": fact.id}
    changes["id"] = hashlib.sha256(f"{decision.id}\x1f{fact.id}".encode()).hexdigest()[:12]
    if mend.value is not None:
        changes["value"] = mend.value
    if decision.kind == "source" or mend.ungrounded:
        bare = {"quote": None, "start": None, "end": None, "hedge": None, "said_by": None}
        changes |= {"basis": "corrected", **bare}
    changes |= _owners(mend, fact, page)
    if mend.words is not None:
        post, start, end = _found(mend.words, fact, page)
        quote = post.content[start:end]
        changes |= {"post": post.id, "quote": quote, "start": start, "end": end, "hedge": None}
        if post.id != fact.post and mend.owner is None:
            changes |= {"owner_start": None, "owner_end": None}
    return fact.model_copy(update=changes)


def _owners(mend: Mend, fact: Fact, page: Sequence[Post]) -> Mapping[str, Any]:
    """The party, person and area that are right, with the words that name the owner."""
    changes: dict[str, Any] = {}
    if mend.party is not None:
        changes["party"] = mend.party
    if mend.person is not None:
        changes["person"] = mend.person
    if mend.area is not None:
        year = next((post.year for post in page if post.id == fact.post), None)
        authority = resolve(mend.area, year) if fact.scope == "council" else None
        changes["area"] = mend.area
        if fact.scope == "council":
            changes["area_id"] = authority.gss if authority else None
    if mend.owner is not None:
        _, start, end = _found(mend.owner, fact, page)
        changes |= {"owner_start": start, "owner_end": end}
    return changes


def anchor(content: str, start: int, end: int) -> Anchor:
    """A span of a post as it is found again wherever its sentence stands."""
    low, high = sentence(content, start, end)
    text = content[start:end]
    return Anchor(
        sentence=plain(content[low:high]),
        text=text,
        number=[at for at, _ in _places(text, content, low, high)].index(start),
    )


def _found(words: Anchor, fact: Fact, page: Sequence[Post]) -> tuple[Post, int, int]:
    """The post, and where in it the words stand now: the fact's post, else another of its page."""
    for post in sorted(page, key=lambda each: each.id != fact.post):
        for low, high in _runs(post.content, words.sentence):
            places = list(_places(words.text, post.content, low, high))
            if words.number < len(places):
                return post, *places[words.number]
    raise LookupError(words.text)


def _runs(content: str, text: str) -> Iterator[tuple[int, int]]:
    """Where one sentence, or several that follow one another, are this text."""
    spans = list(sentences(content))
    for number, (low, _) in enumerate(spans):
        for _, high in spans[number:]:
            said = plain(content[low:high])
            if said == text:
                yield low, high
            if len(said) >= len(text):
                break


def _places(text: str, content: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    at = content.find(text, low, high)
    while at >= 0:
        yield at, at + len(text)
        at = content.find(text, at + 1, high)
