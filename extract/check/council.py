"""The claims about one council: its posts, its size, whether its count is still on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from extract.check.claims import Claim, Place, Subject, best
from extract.check.intervals import Interval, point
from extract.check.wording import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from extract.placing import Placed
    from extract.register import Authority
    from schemas.finding import Area


@dataclass(frozen=True, slots=True)
class Size:
    """
    How many seats a council has, the claims that say so, and how a sentence says it.

    ``year``: of the register's row, where no claim says it.
    """

    seats: Interval
    claims: tuple[Claim, ...]
    words: str
    year: int | None = None


@dataclass(eq=False)
class Group(Subject):
    """
    The claims about one thing at one election; those ``blocked`` may enter no sum.

    ``called``: the names under which they speak of a council, and what each means.
    """

    title: str
    where: Area
    members: tuple[Claim, ...]
    blocked: frozenset[int] = frozenset()
    called: tuple[tuple[str, Placed], ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims in place order."""
        return self.members

    @property
    def area(self) -> Area:
        """The authority as a finding names it."""
        return self.where

    @property
    def name(self) -> str:
        """The council or contest as a message names it."""
        return self.title

    @cached_property
    def _index(self) -> dict[tuple[str, str | None, Place | None], list[Claim]]:
        index: dict[tuple[str, str | None, Place | None], list[Claim]] = defaultdict(list)
        for claim in self.members:
            measure = claim.fact.measure
            for party in {claim.party, None}:
                index[measure, party, None].append(claim)
                index[measure, party, claim.place].append(claim)
        return dict(index)

    def said(
        self, measure: str, party: str | None = None, place: Place | None = None
    ) -> list[Claim]:
        """Every claim of a measure; of one party or post where named."""
        return self._index.get((measure, party, place), [])

    def usable(
        self, measure: str, party: str | None = None, place: Place | None = None
    ) -> list[Claim]:
        """The claims of a measure that may enter a sum: those that nothing contradicts."""
        return [c for c in self.said(measure, party, place) if c.index not in self.blocked]

    def sharpest(self, measure: str, place: Place, party: str | None = None) -> Claim | None:
        """The sharpest figure of a measure that the post gives, else that any post does."""
        return best(self.usable(measure, party, place)) or self._anywhere(measure, party)

    def _anywhere(self, measure: str, party: str | None) -> Claim | None:
        if (measure, party) not in self._found:
            claims = self.usable(measure, party)
            corrections = [claim for claim in claims if claim.place.says("correction")]
            self._found[measure, party] = best(corrections[-1:] or claims)
        return self._found[measure, party]

    @cached_property
    def _found(self) -> dict[tuple[str, str | None], Claim | None]:
        return {}

    @cached_property
    def places(self) -> dict[Place, list[Claim]]:
        """The posts that speak of it, oldest first on each page, with what they say."""
        found: dict[Place, list[Claim]] = defaultdict(list)
        for claim in self.members:
            found[claim.place].append(claim)
        return dict(found)

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """Every party named as an owner, by name."""
        return tuple(sorted({claim.party for claim in self.members if claim.party}))


@dataclass(eq=False)
class Council(Group):
    """A whole council; ``contests``: what is said of its wards and its mayor."""

    authority: Authority | None = None
    contests: tuple[Claim, ...] = ()

    @cached_property
    def contests_at(self) -> dict[Place, list[Claim]]:
        """What each post says of the council's contests."""
        found: dict[Place, list[Claim]] = defaultdict(list)
        for claim in self.contests:
            found[claim.place].append(claim)
        return dict(found)

    @cached_property
    def year(self) -> int | None:
        """The year of the poll, by the first claim that knows it."""
        return next((claim.year for claim in self.members if claim.year is not None), None)

    def registered(self, year: int | None) -> Mapping[str, int] | None:
        """Party -> seats after a year's elections, by the register."""
        return self.authority.composition(year) if self.authority and year is not None else None

    def registered_size(self, claim: Claim) -> int | None:
        """The register's size for the year that the claim speaks of."""
        return self._size_in(claim.year)

    def _size_in(self, year: int | None) -> int | None:
        return self.authority.size(year) if self.authority and year is not None else None

    def size(self, place: Place) -> Size | str:
        """
        The seats of the council: stated in the post, else in another, else in the register.

        A string says why there is none: contradictory statements block what they enter.
        """
        said = self.said("council_size", place=place) or self.said("council_size")
        if said:
            stated = self.sharpest("council_size", place)
            if stated is None or (said[0].place is place and stated.place is not place):
                return "the council's size is said in contradictory ways"
            registered = self.registered_size(stated)
            fits = registered is not None and stated.hard.meets(point(registered))
            if registered is not None and fits and not stated.hard.exact:
                return self._from_register(registered, stated.year)
            words = f"the council has {stated.value} seats"
            if stated.place is not place:
                words = f"the council is said to have {stated.value} seats"
            return Size(stated.hard, (stated,), words)
        first = self.places[place][0]
        seats = self.registered_size(first)
        if seats is None:
            return self._why_no_size(first.year)
        return self._from_register(seats, first.year)

    def seats_up(self, place: Place) -> Size | None:
        """The seats that are up at this poll, where the post or else another says how many."""
        up = self.sharpest("seats_up", place)
        if up is None:
            return None
        words = f"{counted(int(up.value))} {'was' if up.value == 1 else 'were'} up"
        return Size(up.hard, (up,), words)

    def size_before(self, place: Place) -> Size | str:
        """
        The seats before the poll: stated in the post, else in another, else the year before's.

        A string says why there is none.
        """
        year = self.places[place][0].year
        year = None if year is None else year - 1
        seats = self._size_in(year)
        stated = self.sharpest("council_size_before", place)
        if stated is None and self.said("council_size_before"):
            return "the council's size before the poll is said in contradictory ways"
        if stated and (seats is None or stated.hard.exact or not stated.hard.meets(point(seats))):
            return Size(stated.hard, (stated,), f"the council had {stated.value} seats before")
        return self._why_no_size(year) if seats is None else self._from_register(seats, year)

    @staticmethod
    def _from_register(seats: int, year: int | None) -> Size:
        return Size(point(seats), (), f"the register has {seats} seats ({year})", year)

    def _why_no_size(self, year: int | None) -> str:
        if self.authority is None:
            return "no size is stated, and the name is no authority of the register"
        if year is None:
            return "no size is stated, and no date says which year of the register to read"
        return f"no size is stated, and the register has none for {year}"

    @cached_property
    def running(self) -> frozenset[Place]:
        """The posts that say that the count is still on."""
        return frozenset(place for place in self.places if self._says_running(place))

    def _says_running(self, place: Place) -> bool:
        if any(c.value == "partial" for c in self.said("count_status", place=place)):
            return True
        if any(c.hard.high > 0 for c in self.said("seats_remaining", place=place)):
            return True
        declared = self.said("seats_declared", place=place)
        every = self.seats_up(place) or self.size(place) if declared else ""
        return any(isinstance(every, str) or c.hard.below(every.seats) for c in declared)

    @cached_property
    def final(self) -> frozenset[Place]:
        """The posts that say that the count is over, or name every party, with no count on."""
        return frozenset(
            claim.place
            for measure, value in (("count_status", "final"), ("list_complete", True))
            for claim in self.said(measure)
            if claim.value == value and claim.place not in self.running
        )

    @cached_property
    def ended(self) -> dict[str, Claim]:
        """Each party's seats after the count: the last said, and if any post is final, there."""
        found: dict[str, Claim] = {}
        for claim in self.usable("seats"):
            earlier = found.get(claim.party or "")
            settled = earlier is not None and earlier.place in self.final
            if not self.in_count(claim.place) and (claim.place in self.final or not settled):
                found[claim.party or ""] = claim
        return found

    @cached_property
    def _last_running(self) -> dict[str, int]:
        last: dict[str, int] = {}
        for place in self.running:
            if place.position is not None:
                last[place.page] = max(place.position, last.get(place.page, -1))
        return last

    @cached_property
    def _last_running_time(self) -> str:
        return max((place.published or "" for place in self.running), default="")

    def in_count(self, place: Place) -> bool:
        """
        Whether a post's figures may still grow.

        Its own words say so, or a later post's, unless it says that it is final.
        """
        if place in self.running:
            return True
        if place in self.final:
            return False
        if place.position is not None and place.page in self._last_running:
            return place.position < self._last_running[place.page]
        return bool(place.published) and (place.published or "") < self._last_running_time
