"""Facts and posts -> the same facts with their statuses, and the report: verdicts and findings."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract.check.book import chosen
from extract.check.claims import Claim, Subject, identity, read_claims
from extract.check.corrected import standing
from extract.check.counts import Counts
from extract.check.derive import derive
from extract.check.groups import gather, without
from extract.check.localise import Localised, localise
from extract.check.mending import mend
from extract.check.places import Register
from extract.check.rule import REGISTRY, Registered, Verdict
from extract.check.statuses import Standing, statuses
from extract.polling_days import with_elections
from schemas.finding import SEVERITIES, Finding, Report, Severity, Tally

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from extract.check.contest import Contest
    from extract.check.council import Council
    from schemas.fact import Fact
    from schemas.post import Post

# Judged first, in this order: what they find contradictory enters no sum, whether or not selected.
_BLOCKING = ("R000", "T002", "T003", "A001")


@dataclass(frozen=True, slots=True)
class Checked:
    """The facts in the order given, with new statuses, and what the rules answered."""

    facts: tuple[Fact, ...]
    report: Report


@dataclass(slots=True)
class _Ledger:
    """What the rules that were chosen have answered so far."""

    counts: Counts
    findings: dict[str, tuple[tuple[object, ...], Finding]] = field(default_factory=dict)
    standing: Standing = field(default_factory=Standing)

    def enter(
        self, code: str, subject: Subject, verdict: Verdict, localised: Localised | None = None
    ) -> None:
        self.counts.enter(code, subject, verdict)
        self.standing.enter(verdict, localised)
        if verdict.outcome in {"fails", "broke"}:
            self._find(code, subject, verdict, localised)

    def _find(
        self, code: str, subject: Subject, verdict: Verdict, localised: Localised | None
    ) -> None:
        order, finding = _finding(code, subject, verdict, localised)
        if finding.id in self.findings:
            earlier = self.findings[finding.id][1]
            facts = tuple(dict.fromkeys((*earlier.facts, *finding.facts)))
            finding = earlier.model_copy(update={"facts": facts})
        self.findings[finding.id] = (order, finding)

    @property
    def codes(self) -> Collection[str]:
        """The rules that were chosen."""
        return self.counts.verdicts.keys()

    def found(self) -> tuple[Finding, ...]:
        """The findings, the worst and then the oldest first."""
        found = sorted(self.findings.values(), key=lambda entry: entry[0])
        return tuple(finding for _, finding in found)


def run(
    facts: Sequence[Fact],
    posts: Sequence[Post],
    register: Register,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> Checked:
    """
    Judge the facts by every rule that is chosen; pure and deterministic.

    A fact that names no election has that of its post. A fact without words
    enters nothing; one that a correction replaces, that speaks of the past or that
    a person dismissed enters no rule about councils, and what is derived none at all.
    """
    ledger = _Ledger(Counts({code: Tally() for code in chosen(select, ignore)}))
    claims = read_claims(with_elections(facts, posts), posts)
    rejected = {claim.index for claim in claims if claim.fact.status == "rejected"}
    alive = [c for c in claims if c.index not in rejected and c.fact.basis != "derived"]
    for claim in alive:
        for registered in _rules_of(claim):
            if registered.code in ledger.codes:
                verdicts = _judge(registered, claim)
                rejected |= _failing(verdicts)
                for verdict in verdicts:
                    ledger.enter(registered.code, claim, verdict)
    entering = _entering(alive, rejected)
    groups = [_judge_group(group, ledger) for group in gather(entering, register)]
    judged = tuple(
        statuses(
            claims,
            ledger.standing,
            rejected=rejected,
            entering={claim.index for claim in entering},
        )
    )
    derived = tuple(
        derive(
            groups,
            judged,
            ledger.codes,
            lambda code, group, error: ledger.enter(code, group, _broke(code, group, error)),
        )
    )
    report = Report(
        findings=ledger.found(),
        verdicts=ledger.counts.verdicts,
        councils=ledger.counts.councils(),
        derived=derived,
        ceiling=ledger.counts.ceiling(claims, judged),
    )
    return Checked(judged, report)


def _entering(claims: list[Claim], rejected: set[int]) -> list[Claim]:
    grounded = [claim for claim in claims if claim.index not in rejected]
    replaced = {claim.fact.corrects for claim in grounded if claim.fact.corrects}
    return [c for c in grounded if c.fact.when == "now" and c.id not in replaced]


def _judge_group(group: Council | Contest, ledger: _Ledger) -> Council | Contest:
    """
    Every rule about a council or contest; then the errors of all of them are localised.

    The group comes back without what is said in contradictory ways.
    """
    answers: list[tuple[str, Verdict]] = []
    blocked: set[int] = set()
    for registered in _rules_of(group, _BLOCKING):
        verdicts = _judge(registered, group)
        answers += [(registered.code, verdict) for verdict in verdicts]
        if not _failing(verdicts) <= blocked:
            blocked |= _failing(verdicts)
            group = without(group, frozenset(blocked))
    group = standing(group)
    for registered in _rules_of(group):
        if registered.code in ledger.codes and registered.code not in _BLOCKING:
            answers += [(registered.code, verdict) for verdict in _judge(registered, group)]
    answers = [(code, verdict) for code, verdict in answers if code in ledger.codes]
    localised = localise(group, [verdict for _, verdict in answers])
    for number, (code, verdict) in enumerate(answers):
        ledger.enter(code, group, verdict, localised.get(number))
    return group


def _rules_of(subject: Subject, codes: Iterable[str] | None = None) -> list[Registered]:
    """The rules that judge such a subject: all, or those of some codes, in their order."""
    rules = REGISTRY.values() if codes is None else map(REGISTRY.__getitem__, codes)
    return [each for each in rules if isinstance(subject, each.of)]


def _failing(verdicts: Iterable[Verdict]) -> set[int]:
    return {c.index for verdict in verdicts if verdict.outcome == "fails" for c in verdict.claims}


def _judge(registered: Registered, subject: Subject) -> list[Verdict]:
    """Every verdict of a rule; an exception in it is a verdict of its own, never lost."""
    found: list[Verdict] = []
    try:
        for verdict in registered.judge(subject):
            found.append(verdict)  # noqa: PERF402 - those before an exception are kept
    except Exception as error:  # noqa: BLE001 - whatever a rule raises is reported as its bug
        found.append(_broke(registered.code, subject, error))
    return found


def _broke(code: str, subject: Subject, error: Exception) -> Verdict:
    what = f"{type(error).__name__}: {error}".rstrip(": ")
    message = (
        f"{code} broke on {subject.name} ({what}): this is a bug of seatcheck, not of the posts."
    )
    return Verdict("broke", subject.claims, severity="error", message=message)


def _finding(
    code: str, subject: Subject, verdict: Verdict, localised: Localised | None
) -> tuple[tuple[object, ...], Finding]:
    """A finding, with the key that sorts it: severity, post, rule."""
    severity: Severity = verdict.severity or "error"
    unique = {claim.index: claim for claim in verdict.claims}.values()
    claims = sorted(unique, key=lambda claim: (claim.place.order, claim.index))
    places = list(dict.fromkeys(claim.place for claim in claims))
    explanations = localised.explanations if localised else ()
    finding = Finding(
        id=_finding_id(code, verdict.outcome, claims),
        rule=code,
        severity=severity,
        posts=tuple(place.id for place in places),
        areas=(subject.area,),
        facts=tuple(claim.id for claim in claims),
        message=verdict.message,
        expected=verdict.expected,
        observed=verdict.observed,
        explanations=tuple(
            sorted(tuple(sorted(repair.claim.id for repair in each)) for each in explanations)
        ),
        mend=mend(subject, verdict, localised) if localised else None,
    )
    first = places[0].order if places else (-1, "", "")
    return (SEVERITIES.index(severity), *first, code, finding.id), finding


def _finding_id(code: str, outcome: str, claims: Iterable[Claim]) -> str:
    """The same contradiction has the same id in every run, until a fact under it changes."""
    said = sorted(json.dumps(identity(claim.fact)) for claim in claims)
    key = "\x1f".join([code, outcome, *said])
    return hashlib.sha256(key.encode()).hexdigest()[:12]
