"""What the checker answers: verdicts counted, the findings a person must see, what is derived."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from schemas.decision import UNDECIDED, Amended, Reviewed
from schemas.fact import Fact

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
    """How often rules answered what."""

    holds: int = 0
    fails: int = 0
    not_checkable: int = 0
    broke: int = 0


class CouncilTally(Tally):
    """How often the rules that add up answered what about one council at one election."""

    name: str
    gss: str | None = None
    election: str | None = None

    @property
    def says(self) -> str:
        """As in "12 of 14 sums hold, 2 could not be checked"; what fails or broke is said too."""
        every = self.holds + self.fails + self.not_checkable + self.broke
        parts = [f"{self.holds} of {every} {'sum holds' if every == 1 else 'sums hold'}"]
        parts += [f"{self.fails} {'fails' if self.fails == 1 else 'fail'}"] if self.fails else []
        parts += [f"{self.not_checkable} could not be checked"] if self.not_checkable else []
        parts += [f"{self.broke} broke"] if self.broke else []
        return ", ".join(parts)


class Ceiling(BaseModel):
    """
    How many facts are stated, how many of them enter an equality, how many are verified.

    No more than ``in_equalities`` can be verified: what nothing is equated with
    nothing can prove.
    """

    stated: int = 0
    in_equalities: int = 0
    verified: int = 0

    @property
    def says(self) -> str:
        """The three figures as one line."""
        return (
            f"{self.stated} facts stated; {self.in_equalities} enter an equality, "
            f"{self.verified} are verified"
        )


class Derived(BaseModel):
    """
    A fact that no post states, but that follows by arithmetic.

    ``rule``: of whose formula it is the missing term. ``proof``: the sum, such as
    "64 - 45 - 14 - 4 = 1". ``sources``: the ids of the facts under it; a size that the
    register gives has none.
    """

    model_config = ConfigDict(frozen=True)

    fact: Fact
    rule: str
    proof: str
    sources: tuple[str, ...] = ()


class Report(BaseModel):
    """
    The object that ``--json`` prints for ``check`` and ``findings``.

    ``verdicts``: by rule; ``councils``: the sums of each council and election.
    ``cured``: what would be found but for reviewers' corrections; ``reviewed``: how far
    each finding has come, cured ones too; ``amended``: the facts that were corrected.
    """

    version: Literal[1] = 1
    findings: tuple[Finding, ...] = ()
    verdicts: dict[str, Tally] = {}
    councils: tuple[CouncilTally, ...] = ()
    derived: tuple[Derived, ...] = ()
    ceiling: Ceiling = Ceiling()
    cured: tuple[Finding, ...] = ()
    reviewed: tuple[Reviewed, ...] = ()
    amended: tuple[Amended, ...] = ()

    @property
    def undecided(self) -> tuple[Finding, ...]:
        """The findings that no decision in effect settles."""
        settled = {each.finding for each in self.reviewed if each.state not in UNDECIDED}
        return tuple(each for each in self.findings if each.id not in settled)
