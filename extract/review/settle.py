"""Facts, posts and decisions -> the facts set right, checked, and how far each finding has come."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract.check.engine import Checked
from extract.review.amend import AmendedFacts, amend
from extract.review.effects import Effect, effects
from extract.review.judged import Judged
from extract.review.reopened import reopened
from schemas.decision import UNDECIDED, Reviewed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from schemas.decision import Decision, State, Statement, Subject
    from schemas.fact import Fact, Status
    from schemas.finding import Finding, Report
    from schemas.post import Post

    Check = Callable[[Sequence[Fact], Sequence[Post]], Checked]

_WORDS_GONE = "the words that the decision points to are no longer there"


@dataclass(slots=True)
class _Seen:
    """
    Every finding of any pass, and what it judges.

    ``keys``: of each finding; ``by_key``: the facts of all findings that judge one
    matter, each with what it states.
    """

    findings: dict[str, Finding] = field(default_factory=dict)
    subjects: dict[str, Subject] = field(default_factory=dict)
    by_key: dict[str, dict[str, Statement]] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)

    def enter(self, checked: Checked, posts: Sequence[Post]) -> None:
        judged = Judged(checked.facts, posts)
        for finding in checked.report.findings:
            if finding.id in self.findings or not (finding.areas and finding.facts):
                continue
            subject = judged.subject(finding)
            key = subject.key
            self.findings[finding.id] = finding
            self.subjects[key] = subject
            self.keys[finding.id] = key
            facts = self.by_key.setdefault(key, {})
            facts.update({each: judged.statement(each) for each in finding.facts})


def settle(
    facts: Sequence[Fact], posts: Sequence[Post], log: Sequence[Decision], check: Check
) -> Checked:
    """
    Check the facts, set right what reviewers decided of what is found, check again until nothing is new.

    A decision counts only where the matter that it judged is found; the corrections of
    those in effect are applied. The facts come back in the order of the posts, those
    that a reviewer made after the others of their post.
    """
    in_effect = effects(log)
    seen = _Seen()
    mended = AmendedFacts(tuple(facts))
    applied: list[Decision] = []
    while True:
        checked = check(mended.facts, posts)
        seen.enter(checked, posts)
        due = _due(in_effect, seen)
        if due == applied:
            break
        applied = due
        mended = amend(facts, posts, [(each, _targets(each, seen)) for each in due])
    reviewed = _reviewed(in_effect, seen, mended.lost, checked.report)
    stand = {each.id for each in checked.report.findings}
    report = checked.report.model_copy(
        update={
            "cured": tuple(each for name, each in seen.findings.items() if name not in stand),
            "reviewed": tuple(reviewed),
            "amended": mended.amended,
        }
    )
    return Checked(_with_statuses(checked, mended, reviewed, log), report)


def _due(in_effect: Mapping[str, Effect], seen: _Seen) -> list[Decision]:
    """The decisions that set facts right which are found, in the order in which they were taken."""
    found = [
        effect.decision
        for key, effect in in_effect.items()
        if key in seen.subjects and effect.decision is not None and effect.decision.mend is not None
    ]
    return sorted(found, key=lambda each: (each.at, each.id))


def _targets(decision: Decision, seen: _Seen) -> list[str]:
    assert decision.mend is not None
    facts = seen.by_key[decision.subject.key]
    return [name for name, statement in facts.items() if statement == decision.mend.fact]


def _reviewed(
    in_effect: Mapping[str, Effect], seen: _Seen, lost: frozenset[str], report: Report
) -> list[Reviewed]:
    stand = {each.id for each in report.findings}
    always: dict[tuple[str, str], Decision] = {}
    for effect in in_effect.values():
        if effect.decision is not None and effect.decision.standing:
            subject = effect.decision.subject
            always[subject.rule, subject.authority] = effect.decision
    gone = [
        effect.decision
        for key, effect in in_effect.items()
        if key not in seen.subjects
        and effect.decision is not None
        and effect.decision.kind != "later"
    ]
    undecided = {
        key: subject
        for key, subject in seen.subjects.items()
        if key not in in_effect or not in_effect[key].decisions
    }
    again = reopened(gone, undecided)
    found = []
    for name, key in seen.keys.items():
        subject = seen.subjects[key]
        exception = always.get((subject.rule, subject.authority))
        one = Reviewed(finding=name, key=key, state="open")
        if key in in_effect:
            one = by_effect(one, in_effect[key], lost)
        if one.state == "open" and exception is not None:
            one = _at(one, "excepted", exception.id)
        elif one.state == "open" and key in again:
            one = _at(one, "reopened", again[key][0].id, difference=again[key][1])
        if name not in stand and one.state in UNDECIDED:
            one = _at(one, "cured", *one.decisions)
        found.append(one)
    return found


def by_effect(one: Reviewed, effect: Effect, lost: Collection[str] = ()) -> Reviewed:
    """How far a finding has come by the decisions about its own matter alone."""
    one = one.model_copy(update={"heads": effect.heads})
    ids = [each.id for each in effect.decisions]
    decision = effect.decision
    if not ids:
        return _at(one, "open")
    if decision is None:
        return _at(one, "conflict", *ids)
    if decision.id in lost:
        return _at(one, "reopened", *ids, difference=(_WORDS_GONE,))
    return _at(one, "later" if decision.kind == "later" else "decided", *ids)


def _at(one: Reviewed, state: State, *ids: str, difference: tuple[str, ...] = ()) -> Reviewed:
    return one.model_copy(update={"state": state, "decisions": ids, "difference": difference})


def _with_statuses(
    checked: Checked, mended: AmendedFacts, reviewed: Sequence[Reviewed], log: Sequence[Decision]
) -> tuple[Fact, ...]:
    """
    The facts with the statuses that reviewers give.

    What a wrong source states stays disputed, though a corrected fact stands in its
    place; what only findings dispute that are no contradictions is unchecked.
    """
    kinds = {each.id: each.kind for each in log}
    wrong = {each.fact for each in mended.amended if kinds[each.decision] == "source"}
    dismissed = {
        each.finding
        for each in reviewed
        if each.state == "excepted"
        or (each.state == "decided" and {kinds[name] for name in each.decisions} == {"dismissed"})
    }
    doubted: dict[bool, set[str]] = {True: set(), False: set()}
    for finding in checked.report.findings:
        if finding.severity != "info":
            doubted[finding.id in dismissed].update(finding.facts)
    cleared = doubted[True] - doubted[False]

    def status(fact: Fact) -> Status:
        if fact.id in wrong and fact.status != "rejected":
            return "disputed"
        return "unchecked" if fact.status == "disputed" and fact.id in cleared else fact.status

    return tuple(
        each if each.status == status(each) else each.model_copy(update={"status": status(each)})
        for each in checked.facts
    )
