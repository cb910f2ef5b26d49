"""The log of decisions -> the rows of ``decisions``: each with what became of it and of the facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extract.review.telling import fates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from schemas.decision import Decision
    from schemas.finding import Report


def decision_rows(log: Sequence[Decision], report: Report) -> Iterator[dict[str, Any]]:
    """One row an entry of the log, in its order."""
    fate = fates(log, report.reviewed)
    for each in log:
        mine = [one for one in report.amended if one.decision == each.id]
        yield {
            "id": each.id,
            "rule": each.subject.rule,
            "council": each.subject.name,
            "election": each.subject.election,
            "message": each.message,
            "kind": each.kind,
            "standing": each.standing,
            "mend": each.mend.says if each.mend else None,
            "why": each.why,
            "who": each.who,
            "at": each.at,
            "follows": list(each.follows),
            "fate": fate[each.id],
            "facts": [one.fact for one in mine],
            "made": [one.made for one in mine if one.made],
        }
