"""What the rules answered about each claim -> each fact with its status."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract.check.claims import Claim, identity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from extract.check.localise import Localised
    from extract.check.rule import Verdict
    from schemas.fact import Fact, Status


@dataclass(slots=True)
class Standing:
    """
    What has been said of claims so far, by their index.

    ``proven``: by an equality that holds. ``failing``: in an error or a warning.
    ``disputed``: in some least-weight explanation of one.
    """

    proven: set[int] = field(default_factory=set)
    failing: set[int] = field(default_factory=set)
    disputed: set[int] = field(default_factory=set)

    def enter(self, verdict: Verdict, localised: Localised | None) -> None:
        """A failure that nothing localises disputes all its claims."""
        self.proven |= {claim.index for claim in verdict.proves}
        if verdict.doubts:
            self.failing |= {claim.index for claim in verdict.claims}
        if verdict.accuses:
            suspects = localised.suspects if localised else verdict.claims
            self.disputed |= {claim.index for claim in suspects}


def statuses(
    claims: Sequence[Claim],
    standing: Standing,
    *,
    rejected: Collection[int],
    entering: Collection[int],
) -> Iterable[Fact]:
    """
    Each fact with its status; one that a post gives twice over has that of its twin.

    ``rejected``: without words. ``entering``: those that enter the rules on councils and contests.
    """
    disputed = {identity(claims[index].fact) for index in standing.disputed}
    doubted = {identity(claims[index].fact) for index in standing.failing} | disputed
    verified = {identity(claims[index].fact) for index in standing.proven} - doubted
    for claim in claims:
        status: Status = "unchecked"
        fact = claim.fact
        if claim.index in rejected:
            status = "rejected"
        elif claim.index in entering:
            said = identity(fact)
            status = "disputed" if said in disputed else status
            status = "verified" if said in verified else status
        yield fact if fact.status == status else fact.model_copy(update={"status": status})
