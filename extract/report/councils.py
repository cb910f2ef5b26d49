"""What is said of councils and contests, and the findings -> the sections of the report, each fact in one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract.check.claims import read_claims
from extract.export.contests import contests_of
from extract.report.parties import party_lines
from extract.shown.chamber import chamber
from extract.shown.sums import sum_of
from extract.table import councils

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from extract.check.claims import Claim
    from extract.check.contest import Contest
    from extract.report.parties import PartyLine
    from extract.shown.chamber import Chamber
    from extract.shown.sums import Sum
    from extract.table import Row, Said
    from schemas.fact import Fact
    from schemas.finding import Derived, Finding, Report
    from schemas.post import Post


@dataclass(frozen=True, slots=True)
class ContestPart:
    """One contest: its kind, where it is, and what the posts say of it."""

    kind: str
    name: str
    claims: tuple[Claim, ...]


@dataclass(slots=True)
class CouncilPart:
    """
    One council at one election: the answer, its chamber, its parties, and all that is said.

    ``chamber`` is None where no seats are known. ``derived``: what no post states,
    each with its proof. ``findings``: those that a fact of it or of its contests enters.
    """

    row: Row
    chamber: Chamber | None
    parties: tuple[PartyLine, ...]
    claims: tuple[Claim, ...]
    derived: tuple[tuple[Claim, Derived], ...]
    contests: list[ContestPart] = field(default_factory=list)
    findings: list[Sum] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """The id of its section: unlike another's."""
        return f"council-{self.claims[0].id}"

    @property
    def every_claim(self) -> list[Claim]:
        """Its own and its contests'."""
        return [*self.claims, *(claim for each in self.contests for claim in each.claims)]

    @property
    def statuses(self) -> Counter[str]:
        """How many of its facts have which status."""
        return Counter(claim.fact.status for claim in self.every_claim)

    @property
    def most_seats(self) -> int:
        """The longest bar of its parties: no shorter than one seat."""
        figures = (each for line in self.parties for each in (line.now, line.before) if each)
        return max((each.value for each in figures), default=1) or 1


@dataclass(frozen=True, slots=True)
class Parts:
    """
    Every part of the report that speaks of places; each fact with words stands in one of them.

    ``contests`` and ``findings``: those of no council that has a part of its own.
    ``aside``: what speaks of an earlier time or was corrected.
    """

    councils: tuple[CouncilPart, ...]
    contests: tuple[ContestPart, ...]
    findings: tuple[Sum, ...]
    aside: tuple[Claim, ...]


def claims_of(facts: Sequence[Fact], posts: Sequence[Post], report: Report) -> dict[str, Claim]:
    """The facts of a checked run, and what is derived of them, as the rules see them, by id."""
    every = [*facts, *(each.fact for each in report.derived)]
    return {each.id: each for each in read_claims(every, posts)}


def parts_of(
    facts: Sequence[Fact],
    posts: Sequence[Post],
    report: Report,
    claims: Mapping[str, Claim],
) -> Parts:
    """
    Divide a checked run into its councils, in the order of the pages, and the rest.

    ``claims``: by ``claims_of``.
    """
    said = councils(facts, posts, report.undecided, report.derived)
    found = [_council(each, claims) for each in said]
    homeless: list[ContestPart] = []
    for contest in contests_of(facts, posts):
        part = ContestPart(
            contest.kind or "ward", contest.name, tuple(claims[each.id] for each in contest.claims)
        )
        home = next((each for each in found if _is_in(contest, each.row)), None)
        (home.contests if home else homeless).append(part)
    placed = {claim.id for each in found for claim in each.every_claim}
    placed |= {claim.id for each in homeless for claim in each.claims}
    aside = [each.id for each in facts if each.status != "rejected" and each.id not in placed]
    return Parts(
        tuple(found),
        tuple(homeless),
        tuple(_shared_out((*report.findings, *report.cured), found, claims)),
        tuple(claims[each] for each in aside),
    )


def _council(said: Said, claims: Mapping[str, Claim]) -> CouncilPart:
    derived = tuple((claims[each.fact.id], each) for each in said.derived)
    return CouncilPart(
        said.row,
        chamber(said.row.seats, said.row.size),
        party_lines(said, claims),
        tuple(claims[each.id] for each in said.facts),
        derived,
    )


def _is_in(contest: Contest, row: Row) -> bool:
    election = contest.claims[0].fact.election
    return row.gss is not None and (contest.area.gss, election) == (row.gss, row.election)


def _shared_out(
    findings: Iterable[Finding], councils: Sequence[CouncilPart], claims: Mapping[str, Claim]
) -> Iterable[Sum]:
    """Give each finding to the first council that it is about; yield those of none."""
    homes: dict[str, CouncilPart] = {}
    for council in councils:
        for claim in council.every_claim:
            homes.setdefault(claim.id, council)
    for each in findings:
        home = next((homes[fact] for fact in each.facts if fact in homes), None)
        if home:
            home.findings.append(sum_of(each, claims))
        else:
            yield sum_of(each, claims)
