"""What the checker answers: verdicts counted by rule, and the findings that a person must see."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Severity = Literal["error", "warning", "info"]
Outcome = Literal["holds", "fails", "not_checkable", "broke"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


class Area(BaseModel):
    """An authority as a finding names it; ``gss`` is None where it is not resolved."""

    model_config = ConfigDict(frozen=True)

    name: str
    gss: str | None = None


class Finding(BaseModel):
    """
    One contradiction (or note): the rule, the arithmetic, the facts and posts concerned.

    ``explanations``: all least-weight sets of facts that must be at fault, by id.
    ``mend``: a sentence that says with which figures the check would hold.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    rule: str
    severity: Severity
    posts: tuple[str, ...] = ()
    areas: tuple[Area, ...] = ()
    facts: tuple[str, ...] = ()
    message: str
    expected: str | None = None
    observed: str | None = None
    explanations: tuple[tuple[str, ...], ...] = ()
    mend: str | None = None


class Tally(BaseModel):
    """How often one rule answered what."""

    holds: int = 0
    fails: int = 0
    not_checkable: int = 0
    broke: int = 0


class Report(BaseModel):
    """The object that ``--json`` prints for ``check`` and ``findings``."""

    version: Literal[1] = 1
    findings: tuple[Finding, ...] = ()
    verdicts: dict[str, Tally] = {}
