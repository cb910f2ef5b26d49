"""What is said of councils -> the rows of ``councils`` and of ``party_rows``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extract.export.shown import shown, source, values, where, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extract.export.shown import Posts
    from extract.table import Row, Said
    from schemas.fact import Fact

PARTY_MEASURES = (
    "seats", "seats_before", "seats_change", "seats_gained", "seats_lost", "seats_won",
    "seats_defended", "vote_share", "vote_share_change", "majority", "majority_before",
    "short_of_majority",
)  # fmt: skip


def council_rows(councils: Iterable[Said], posts: Posts) -> Iterator[dict[str, Any]]:
    """One row a council and election that has something to show."""
    for row in (each.row for each in councils if each.row.says_something):
        link = source((row.page, row.as_of or ""), posts)["url"]
        yield row.as_json() | {"seats": row.says_seats, "url": link}


def party_rows(councils: Iterable[Said], posts: Posts) -> Iterator[dict[str, Any]]:
    """One row a council, election and party: those with seats first, then as they are named."""
    for said in councils:
        for party, chosen in figures_of_parties(said).items():
            first = next(chosen[name] for name in PARTY_MEASURES if name in chosen)
            yield {
                "election": said.row.election,
                "council": said.row.council,
                "gss": said.row.gss,
                "party": party,
                **values(chosen, PARTY_MEASURES),
                **source(where(first), posts),
                **words(first),
            }


def figures_of_parties(said: Said) -> dict[str, dict[str, Fact]]:
    """
    Party -> measure -> the fact that is shown, for each party that has any.

    Those whose seats are stated come first, then the others as they are named.
    """
    by_party: dict[str, list[Fact]] = {party: [] for party in said.row.seats}
    for fact in said.facts:
        # Seats that the council's row does not show are not the party's current ones.
        former = fact.measure == "seats" and fact.party not in said.row.seats
        if fact.party and fact.measure in PARTY_MEASURES and not former:
            by_party.setdefault(fact.party, []).append(fact)
    return {party: _chosen(said.row, party, facts) for party, facts in by_party.items() if facts}


def _chosen(row: Row, party: str, facts: list[Fact]) -> dict[str, Fact]:
    of_seats = row.sources.get(party)
    return shown(
        facts, next((where(each) for each in facts if "/".join(where(each)) == of_seats), None)
    )
