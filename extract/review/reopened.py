"""Decisions whose matter is gone and findings that nobody decided -> which of these are those, changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from schemas.decision import Decision, Statement, Subject


def reopened(
    gone: Iterable[Decision], found: Mapping[str, Subject]
) -> dict[str, tuple[Decision, tuple[str, ...]]]:
    """
    By the key of a matter found now: the decision that judged it before, and how it changed.

    It is the matter of the same rule, authority and election that states most of
    what was judged, and at least the same thing of somebody.
    """
    best: dict[str, tuple[tuple[int, int], Decision]] = {}
    for decision in gone:
        former = decision.subject
        alike = [
            (_overlap(former, subject), key)
            for key, subject in found.items()
            if _question(subject) == _question(former)
        ]
        overlap, key = max(alike, default=((0, 0), ""))
        if overlap > (0, 0) and overlap >= best.get(key, ((0, 0), decision))[0]:
            best[key] = (overlap, decision)
    return {
        key: (decision, tuple(difference(decision.subject, found[key])))
        for key, (_, decision) in best.items()
    }


def _question(subject: Subject) -> tuple[object, ...]:
    return (subject.rule, subject.authority, subject.election)


def _overlap(one: Subject, other: Subject) -> tuple[int, int]:
    """How much both state alike, and about how much both state anything."""
    of = {each.of for each in one.statements} & {each.of for each in other.statements}
    return len(set(one.statements) & set(other.statements)), len(of)


def difference(former: Subject, now: Subject) -> Iterable[str]:
    """What was judged and is stated otherwise now, a line each."""
    gone = [each for each in former.statements if each not in now.statements]
    came = [each for each in now.statements if each not in former.statements]
    for statement in gone:
        successor = next((each for each in came if each.of == statement.of), None)
        if successor is None:
            yield f"no longer: {statement.says}"
            continue
        came.remove(successor)
        yield _changed(statement, successor)
    for statement in came:
        yield f"new: {statement.says}"


def _changed(former: Statement, now: Statement) -> str:
    if former.value != now.value:
        return f"{former.says} is now {now.value}"
    return f"{former.says} stood in {former.sentence!r}, now in {now.sentence!r}"
