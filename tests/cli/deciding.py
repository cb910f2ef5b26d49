"""A run on disk -> the same run with a decision about its first finding, as a reviewer takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extract.review.deciding import decide
from extract.review.judged import Judged
from extract.store import Store
from schemas.decision import Mend

if TYPE_CHECKING:
    from pathlib import Path

    from schemas.decision import Decision, Kind


def decided(
    folder: Path, kind: Kind, who: str = "ann", *, value: int | None = None, **more: Any
) -> Decision:
    """The decision, entered; ``value``: what is right of Labour's figure."""
    with Store(folder, "write") as store:
        report = store.report()
        assert report is not None
        finding = report.findings[0]
        subject = Judged(store.facts(), [s.post for s in store.posts()]).subject(finding)
        mend = None
        if value is not None:
            wrong = next(each for each in subject.statements if each.party == "Labour")
            mend = Mend(fact=wrong, value=value)
        entry = decide(subject, finding.message, kind, who=who, mend=mend, **more)
        store.decide([entry])
        return entry
