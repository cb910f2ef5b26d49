"""Seats by party -> a council's chamber: where each seat is drawn, and what it says in words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from parliamentarch.geometry import get_nrows_from_nseats, get_row_thickness, get_seats_centers

from extract.shown.colours import party_class

if TYPE_CHECKING:
    from collections.abc import Mapping

# Far more than any council has: such a figure is a slip, and no chamber.
MOST_SEATS = 400
_WIDTH = 360.0
_MARGIN = 4.0
# How much of its place a seat fills.
_FILLED = 0.82
_MARKS = 5


@dataclass(frozen=True, slots=True)
class Bench:
    """
    The seats of one party, side by side; ``party`` is None for those that no post gives anybody.

    ``css``: the class of its colour. ``mark``: which of five marks tells its seats from
    its neighbours' without colour. ``places``: the centres of its seats.
    """

    party: str | None
    css: str
    mark: int
    places: tuple[tuple[float, float], ...]

    @property
    def seats(self) -> int:
        """How many they are."""
        return len(self.places)


@dataclass(frozen=True, slots=True)
class Chamber:
    """
    A hemicycle in a box of ``width`` by ``height``, y downwards, seats of one ``radius``.

    The largest party sits on the left; whose benches cross the middle has a majority.
    ``size``: of the council, where it is known; more seats than that may be drawn, as
    posts state them.
    """

    benches: tuple[Bench, ...]
    size: int | None
    radius: float
    width: float
    height: float

    @property
    def seats(self) -> int:
        """All seats drawn."""
        return sum(each.seats for each in self.benches)

    @property
    def majority(self) -> int | None:
        """How many seats are a majority; None where the size is not known, or is exceeded."""
        return self.size // 2 + 1 if self.size == self.seats else None

    @property
    def title(self) -> str:
        """How many seats are drawn: all of the council's, or as many as are stated."""
        return f"{self.seats} {'seat' if self.seats == 1 else 'seats'}"

    @property
    def below(self) -> str:
        """What a majority is, else what the seats drawn are."""
        if self.majority:
            return f"{self.majority} for a majority"
        return f"stated, of {self.size}" if self.size else "stated so far"

    @property
    def marks(self) -> dict[str, int]:
        """Party -> the mark of its seats."""
        return {each.party: each.mark for each in self.benches if each.party}

    @property
    def not_stated(self) -> int:
        """How many seats no post gives anybody."""
        return self.seats - sum(each.seats for each in self.benches if each.party)

    @property
    def says(self) -> str:
        """The chamber in words, for those who do not see it."""
        told = [f"{each.party or 'not stated'} {each.seats}" for each in self.benches]
        return f"{self.title}: {', '.join(told)}; {self.below}"


def chamber(seats: Mapping[str, int], size: int | None = None) -> Chamber | None:
    """
    The chamber of a council: what its ``size`` has beyond the parties' seats is not stated.

    None where nobody has a seat, or where there are more than any council has.
    """
    held = {party: count for party, count in seats.items() if count > 0}
    total = max(sum(held.values()), size or 0)
    if not held or total > MOST_SEATS:
        return None
    scale = (_WIDTH - 2 * _MARGIN) / 2
    centres = get_seats_centers(total)
    left_to_right = sorted(centres, key=lambda place: (-centres[place], place))
    places = iter(
        [
            (round(_MARGIN + x * scale, 1), round(_MARGIN + (1 - y) * scale, 1))
            for x, y in left_to_right
        ]
    )
    parties = sorted(held.items(), key=lambda each: (-each[1], each[0]))
    benches = [
        Bench(party, party_class(party), number % _MARKS, tuple(islice(places, count)))
        for number, (party, count) in enumerate(parties)
    ]
    if rest := tuple(places):
        benches.append(Bench(None, party_class(None), 0, rest))
    radius = round(get_row_thickness(get_nrows_from_nseats(total)) * scale * _FILLED, 2)
    return Chamber(tuple(benches), size, radius, _WIDTH, _WIDTH / 2 + _MARGIN)
