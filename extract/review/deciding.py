"""A finding and what a reviewer says of it -> an entry of the log of decisions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from schemas.decision import Decision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schemas.decision import Kind, Mend, Subject


def decide(
    subject: Subject,
    message: str,
    kind: Kind,
    *,
    who: str,
    follows: Sequence[str] = (),
    mend: Mend | None = None,
    standing: bool = False,
    why: str | None = None,
) -> Decision:
    """
    The entry, made now; ``follows``: the last entries that the reviewer had seen.

    Raises ``pydantic.ValidationError`` where its parts do not go together.
    """
    entry = Decision(
        subject=subject,
        message=message,
        kind=kind,
        mend=mend,
        standing=standing,
        why=(why or "").strip() or None,
        who=who,
        at=datetime.now(UTC).isoformat(timespec="microseconds"),
        follows=tuple(follows),
    )
    return entry.model_copy(update={"id": entry.digest})
