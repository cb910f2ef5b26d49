"""Disputed facts and a model -> each asked for once more: whether the reader was at fault, or the source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extract.check import Checked, check
from extract.facts import identity
from extract.grounding import ground
from extract.model.client import Client
from extract.model.errors import ReplayMissError
from extract.model.spec import Spec
from extract.numerals import Numeral
from extract.polling_days import with_elections
from extract.reading import PartRead, PostRead, moved
from extract.second_question import Asked, FigureAnswer, asked_of, request_for
from extract.words import Span
from schemas.fact import MEASURES, Fact
from schemas.finding import Area, Finding
from schemas.post import Post

Fault = Literal["reader", "source"]
_PostName = tuple[str, str]
_Facts = Mapping[_PostName, Sequence[Fact]]
_COUNTED = ("count", "signed", "percent", "points")
_OWNER = ("scope", "area", "party", "person", "measure", "when")
_CLAIMED = {*_OWNER, "page", "post", "authority", "contest", "round"}


@dataclass(frozen=True, slots=True)
class Look:
    """
    One disputed fact with what the second look at it gave.

    ``finding``: the contradiction that was shown. ``figure``: the answer, None where
    there is none or the post has no such figure. ``fault``: reader where ``instead``
    takes the fact's place and the check holds, source where the answer is the same
    again; None where it stays undecided.
    """

    fact: Fact
    finding: Finding
    figure: str | None = None
    fault: Fault | None = None
    instead: Fact | None = None


@dataclass(frozen=True, slots=True)
class LookedAgain:
    """The posts as read after the second look, and every look; ``unanswered``: requests that failed."""

    reads: tuple[tuple[Post, PostRead], ...]
    looks: tuple[Look, ...]
    unanswered: tuple[str, ...] = ()


def look_again(reads: Sequence[tuple[Post, PostRead]], spec: Spec, client: Client) -> LookedAgain:
    """
    Ask once more for the disputed figures of posts that are checked together.

    What is read from cue words (control, who is elected, whether a list is whole) is
    not asked for: the words decide it, whatever a model says. A fact gives way only to
    another grounded answer with which its contradiction is gone and no other comes;
    it stays beside it as ``rejected``. A request that fails leaves its fact as it was.

    Raises ``StopRunError`` where the model answers no more.
    """
    posts = [post for post, _ in reads]
    facts: _Facts = {(post.page, post.id): read.facts for post, read in reads}
    checked = _checked(facts, posts)
    disputes = _disputes(checked)
    looks: list[Look] = []
    unanswered: list[str] = []
    asked_for: dict[_PostName, list[PartRead]] = {}
    for post, read in reads:
        answers: dict[str, str] = {}
        parts = asked_for.setdefault((post.page, post.id), [])
        for fact, finding in disputes.get((post.page, post.id), ()):
            asked = asked_of(fact, finding, post)
            if asked is None:
                continue
            if asked.text not in answers:
                request, answer_model = request_for(asked, len(parts), post, spec)
                result = client.ask(request, answer_model)
                parts.append(PartRead(request, result.exchanges, result.sent))
                if isinstance(result.error, ReplayMissError):  # it names the request itself
                    unanswered.append(str(result.error))
                elif result.error is not None:
                    unanswered.append(f"{request.label}: {result.error}")
                answer = result.answer
                answers[asked.text] = answer.figure if isinstance(answer, FigureAnswer) else ""
            looks.append(_look(fact, finding, asked, answers[asked.text], post, read))
    settled, facts = _settled(looks, facts, checked, posts)
    after = [
        (
            post,
            replace(
                read,
                facts=tuple(facts[post.page, post.id]),
                parts=(*read.parts, *asked_for[post.page, post.id]),
            ),
        )
        for post, read in reads
    ]
    return LookedAgain(tuple(after), tuple(settled), tuple(unanswered))


def _checked(facts: _Facts, posts: Sequence[Post]) -> Checked:
    return check([fact for each in facts.values() for fact in each], posts)


def _disputes(checked: Checked) -> dict[_PostName, list[tuple[Fact, Finding]]]:
    """The disputed figures of each post, each with the worst contradiction that accuses it."""
    accused: dict[str, Finding] = {}
    for finding in checked.report.findings:
        suspects = {name for each in finding.explanations for name in each} or {*finding.facts}
        for name in suspects if finding.severity != "info" else ():
            accused.setdefault(name, finding)
    found: dict[_PostName, list[tuple[Fact, Finding]]] = {}
    for fact in checked.facts:
        counted = MEASURES[fact.scope][fact.measure].form in _COUNTED
        if fact.status == "disputed" and counted and fact.id in accused:
            found.setdefault((fact.page, fact.post), []).append((fact, accused[fact.id]))
    return found


def _look(
    fact: Fact, finding: Finding, asked: Asked, said: str, post: Post, read: PostRead
) -> Look:
    """What an answer says of a fact: the same again, another that is grounded, or nothing."""
    numeral = asked.figures.get(said)
    if numeral is None:
        return Look(fact, finding)
    if abs(numeral.value) == abs(float(fact.value)):
        return Look(fact, finding, said, "source")
    return Look(fact, finding, said, instead=_grounded(fact, numeral, asked.span, post, read))


def _grounded(fact: Fact, numeral: Numeral, span: Span, post: Post, read: PostRead) -> Fact | None:
    """The fact with another figure, read from the post's words as any claim is; None if rejected."""
    sign = -1 if float(fact.value) < 0 and not numeral.sign else 1
    claim = Fact(**fact.model_dump(include=_CLAIMED), value=numeral.value * sign)
    alone = post.model_copy(update={"title": None, "text": post.content[slice(*span)]})
    for each in ground([claim], alone, read.page):
        same = all(getattr(each, name) == getattr(fact, name) for name in _OWNER)
        if same and each.status != "rejected" and abs(float(each.value)) == abs(numeral.value):
            return with_elections([moved(each, span[0])], [post])[0]
    return None


def _settled(
    looks: Iterable[Look], facts: _Facts, checked: Checked, posts: Sequence[Post]
) -> tuple[list[Look], _Facts]:
    """
    The looks, and the facts by post after them; ``checked``: the facts before.

    An answer takes effect where it mends its contradiction among those that took effect
    before it; else it is dropped.
    """
    done: list[Look] = []
    for look in looks:
        if look.instead is None:
            done.append(look)
            continue
        name = (look.fact.page, look.fact.post)
        changed = {**facts, name: _replaced(facts[name], look.fact, look.instead)}
        now = _checked(changed, posts)
        if _mends(look.finding, checked, now):
            facts, checked = changed, now
            done.append(replace(look, fault="reader"))
        else:
            done.append(replace(look, instead=None))
    return done, facts


def _replaced(facts: Sequence[Fact], old: Fact, new: Fact) -> list[Fact]:
    """The facts with the new one, unless it is stated already, and the old one rejected."""
    said = any(identity(each) == identity(new) and each.status != "rejected" for each in facts)
    changed: list[Fact] = []
    for each in facts:
        if each.id != old.id:
            changed.append(each)
            continue
        changed += [] if said else [new]
        changed.append(each.model_copy(update={"status": "rejected"}))
    return changed


def _mends(finding: Finding, before: Checked, after: Checked) -> bool:
    """Whether the contradiction is gone, and of no kind and place are there more than before."""
    then, now = _failures(before.report.findings), _failures(after.report.findings)
    shown = _kind(finding)
    return now[shown] < then[shown] and all(count <= then[kind] for kind, count in now.items())


def _failures(findings: Iterable[Finding]) -> Counter[tuple[str, tuple[Area, ...]]]:
    return Counter(_kind(each) for each in findings if each.severity != "info")


def _kind(finding: Finding) -> tuple[str, tuple[Area, ...]]:
    return finding.rule, finding.areas
