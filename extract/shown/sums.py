"""A finding with its facts and posts -> the sum as a person checks it: each term, and what mends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.fact import MEASURES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from extract.check.claims import Claim
    from schemas.finding import Finding


@dataclass(frozen=True, slots=True)
class Term:
    """
    One fact of a finding's sum.

    ``blamed``: in how many of the finding's explanations it is at fault.
    """

    claim: Claim
    blamed: int

    @property
    def is_flag(self) -> bool:
        """Whether it says that something is so, such as that a list is complete, and is no figure."""
        fact = self.claim.fact
        return MEASURES[fact.scope][fact.measure].form == "flag"


@dataclass(frozen=True, slots=True)
class Sum:
    """
    A finding with its terms, those of the oldest post first, what is no figure last.

    ``explanations``: every way to mend it, each the terms that must be wrong together.
    They may name facts that are no terms, where several sums hang together.
    """

    finding: Finding
    terms: tuple[Term, ...]
    explanations: tuple[tuple[Term, ...], ...]


def sum_of(finding: Finding, claims: Mapping[str, Claim]) -> Sum:
    """
    The sum of a finding; ``claims``: the run's facts as the rules see them, by id.

    A fact that is not among them is left out.
    """

    def term(fact: str) -> Term:
        claim = claims[fact]
        blamed = sum(fact in each for each in finding.explanations)
        return Term(claim, blamed)

    return Sum(
        finding,
        tuple(
            sorted(
                (term(each) for each in finding.facts if each in claims),
                key=lambda each: each.is_flag,
            )
        ),
        tuple(
            tuple(term(each) for each in facts if each in claims) for facts in finding.explanations
        ),
    )
