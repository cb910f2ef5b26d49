"""What is said of a council -> one line a party: its seats now, before, and the change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from extract import areas
from extract.export.councils import figures_of_parties

if TYPE_CHECKING:
    from collections.abc import Mapping

    from extract.check.claims import Claim
    from extract.table import Row, Said

Origin = Literal["stated", "derived", "register", "reckoned"]
_SEATS = ("seats", "seats_before", "seats_change")


@dataclass(frozen=True, slots=True)
class Figure:
    """
    Seats, or a change in them, and where they are from.

    ``claim``: the fact that is stated or derived. The register's figures, and those
    ``reckoned`` here as now less before, have none.
    """

    value: int
    origin: Origin
    claim: Claim | None = None

    @property
    def exact(self) -> bool:
        """Whether no words soften it."""
        return self.claim is None or self.claim.fact.hedge is None


@dataclass(frozen=True, slots=True)
class PartyLine:
    """One party of a council; None for what neither posts nor, of seats before, the register say."""

    party: str
    now: Figure | None
    before: Figure | None
    change: Figure | None

    @property
    def is_disputed(self) -> bool:
        """Whether its seats now may be what breaks a sum."""
        claim = self.now.claim if self.now else None
        return claim is not None and claim.fact.status == "disputed"


def party_lines(said: Said, claims: Mapping[str, Claim]) -> tuple[PartyLine, ...]:
    """
    The parties of a council, those with most seats first.

    ``claims``: the run's facts and what is derived, by id.
    """
    known: dict[str, dict[str, Figure]] = {party: {} for party in said.row.seats}
    for claim in (claims[each.fact.id] for each in said.derived):
        if claim.party and claim.fact.measure in _SEATS:
            figure = Figure(_whole(claim), "derived", claim)
            known.setdefault(claim.party, {})[claim.fact.measure] = figure
    for party, facts in figures_of_parties(said).items():
        stated = {name: claims[facts[name].id] for name in _SEATS if name in facts}
        known.setdefault(party, {}).update(
            {name: Figure(_whole(claim), "stated", claim) for name, claim in stated.items()}
        )
    registered = _on_the_eve(said.row)
    lines = [_line(party, figures, registered) for party, figures in known.items()]
    return tuple(each for each in lines if each.now or each.before or each.change)


def _whole(claim: Claim) -> int:
    assert not isinstance(claim.value, str)
    return int(claim.value)


def _line(party: str, known: Mapping[str, Figure], registered: Mapping[str, int]) -> PartyLine:
    now, before, change = (known.get(name) for name in _SEATS)
    # Only beside seats: what the posts do not speak of is no news of theirs.
    if before is None and now is not None and party in registered:
        before = Figure(registered[party], "register")
    if change is None and now and before and now.exact and before.exact:
        change = Figure(now.value - before.value, "reckoned")
    return PartyLine(party, now, before, change)


def _on_the_eve(row: Row) -> Mapping[str, int]:
    """The register's row of the year before; what it lumps together is left out."""
    authority = areas.by_gss(row.gss) if row.gss else None
    if authority is None or row.election is None:
        return {}
    held = authority.composition(int(row.election[:4]) - 1) or {}
    return {party: seats for party, seats in held.items() if party != "Other"}
