"""
extract/report/parties: one line a party, its seats now, before, and the change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from showing import POST, claims_of, said, tamworth

from extract.report.parties import party_lines
from extract.table import councils
from schemas.finding import Derived

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.report.parties import PartyLine
    from schemas.fact import Fact


def lines(facts: Sequence[Fact], derived: Sequence[Fact] = ()) -> dict[str, PartyLine]:
    """The lines of Tamworth, by party."""
    proven = [Derived(fact=each, rule="S006", proof="30 - 27 = 3") for each in derived]
    (council,) = councils(facts, [POST], [], proven)
    found = party_lines(council, claims_of([*facts, *derived], [POST]))
    return {each.party: each for each in found}


def figures(line: PartyLine) -> list[tuple[int, str] | None]:
    return [
        (each.value, each.origin) if each else None for each in (line.now, line.before, line.change)
    ]


class TestLines:
    def test_by_seats(self):
        """
        Parties stand by their seats.
        """
        assert ["Conservative", "Labour", "Independent"] == list(lines(tamworth()))

    def test_stated_before_goes_before_the_register(self):
        """
        What a post states of before is shown as stated; the change is reckoned where none is.
        """
        assert [(14, "stated"), (19, "stated"), (-5, "reckoned")] == figures(
            lines(tamworth())["Conservative"]
        )

    def test_the_register_helps_out(self):
        """
        Where no post states it, a national party's seats before are the register's (2022).
        """
        assert [(10, "stated"), (3, "register"), (7, "reckoned")] == figures(
            lines(tamworth())["Labour"]
        )

    def test_what_the_register_lumps_together(self):
        """
        Of independents and local parties the register tells nothing.
        """
        assert [(5, "stated"), None, None] == figures(lines(tamworth())["Independent"])

    def test_a_stated_change(self):
        """
        A change that a post states is that post's.
        """
        change = said(POST, "five", "seats_change", -5, party="Conservative")

        assert (-5, "stated") == figures(lines([*tamworth(), change])["Conservative"])[2]

    def test_a_softened_figure_gives_no_change(self):
        """
        Nothing is reckoned from "more than 14".
        """
        facts = tamworth()
        facts[2] = facts[2].model_copy(update={"hedge": "over"})

        assert [(14, "stated"), (19, "stated"), None] == figures(lines(facts)["Conservative"])

    def test_derived(self):
        """
        What no post states, but arithmetic tells, is shown as derived.
        """
        derived = said(POST, None, "seats_before", 3, party="Independent", basis="derived")

        assert [(5, "stated"), (3, "derived"), (2, "reckoned")] == figures(
            lines(tamworth(), [derived])["Independent"]
        )

    def test_disputed(self):
        """
        A line says whether its seats now are disputed.
        """
        marked = lines([said(POST, "14", "seats", 14, party="Conservative", status="disputed")])

        assert marked["Conservative"].is_disputed
        assert not lines(tamworth())["Conservative"].is_disputed
