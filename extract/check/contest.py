"""The claims about one contest: its voting system, the seats to fill, its candidates and countings."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from extract.area_names import normalised
from extract.check import systems
from extract.check.candidates import (
    STANDING,
    Candidate,
    doubled,
    mixed_up,
    people,
    with_parties,
)
from extract.check.claims import Claim, Place, best
from extract.check.council import Group
from extract.words import party_mentions

_SINGLE = frozenset({"mayor", "pcc", "constituency"})
SECOND = 2  # the second round


@dataclass(frozen=True, slots=True)
class Seats:
    """How many seats a contest fills, None where nobody knows, and the claims that tell it."""

    number: int | None
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Counting:
    """
    The votes of one round, most first; ``complete`` is the claim that all candidates are named.

    ``unclear`` says why its votes can be compared with nothing, where they cannot.
    """

    round: int | None
    votes: tuple[tuple[Candidate, Claim], ...]
    complete: Claim | None = None
    unclear: str = ""

    @property
    def claims(self) -> list[Claim]:
        """The votes alone, most first."""
        return [claim for _, claim in self.votes]


@dataclass(eq=False)
class Contest(Group):
    """One ward, by-election, mayoral, commissioner's or constituency contest."""

    @property
    def kind(self) -> str | None:
        """The contest's kind, as the facts contract names it."""
        return self.members[0].fact.contest

    @cached_property
    def system(self) -> systems.System | None:
        """The voting system; None where nobody knows it."""
        kind = self.kind or "ward"
        nation = systems.nation(kind, self.area.gss, self.members)
        day = systems.polling_day(self.members[0])
        return systems.system(kind, nation, day) if nation else None

    @cached_property
    def unnamed(self) -> bool:
        """Whether it may be several: wards of a council that posts name by the council alone."""
        fact = self.members[0].fact
        council = fact.authority or (self.area.name if self.area.gss else "")
        single = self.kind in _SINGLE or not council
        return not single and normalised(fact.area) == normalised(council)

    @cached_property
    def undecided(self) -> str:
        """Why the votes that are given decide nothing, where they do not."""
        if self.unnamed:
            return "the ward is not named"
        if self.system is None:
            return "" if self.may_have_rounds else "the voting system is not known"
        if self.system.decides == "preferences":
            return f"the votes of each candidate alone decide nothing under the {self.system.name}"
        return ""

    @cached_property
    def may_have_rounds(self) -> bool:
        """Whether a second round may have decided."""
        if self.system is None:
            return self.kind in {"mayor", "pcc"}
        return self.system.decides == "rounds"

    @cached_property
    def persons(self) -> list[Candidate]:
        """The candidates that are named as persons."""
        return people(self.members)

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """Every candidate: persons, and parties where no person is named."""
        one_each = self.seats.number in {1, None}
        return with_parties(self.persons, self.members, one_each=one_each)

    @cached_property
    def winners(self) -> list[Candidate]:
        """The candidates that are said to be elected."""
        return [each for each in self.candidates if elected(each)]

    @cached_property
    def seats(self) -> Seats:
        """
        The seats to fill: stated, else one where the kind of contest has one.

        A by-election may fill two vacancies where its posts say so or a party has two
        candidates; a ward's seats are known where they are stated.
        """
        said = self.said("seats_contested")
        stated = best(self.usable("seats_contested"))
        if said:
            if stated is None or not stated.hard.exact or stated.hard.low < 1:
                return Seats(None)
            return Seats(int(stated.value), (stated,))
        if self.kind in _SINGLE:
            multiple = self.system is not None and self.system.decides == "preferences"
            return Seats(None if multiple else 1)
        if self.kind != "by-election" or self.unnamed or doubled(self.persons):
            return Seats(None)
        several = any(place.says("several_vacancies") for place in self.places)
        return Seats(None if several else 1)

    @cached_property
    def to_fill(self) -> Seats:
        """
        The seats; one is presumed where a list of all candidates has one winner.

        Parties put up as many candidates as there are seats: where every candidate's
        party is known and none has two, one seat was to be filled.
        """
        complete = self.first.complete
        known = all(each.party for each in self.candidates) and not doubled(self.candidates)
        if self.said("seats_contested") or self.seats.number or not (complete and known):
            return self.seats
        if len(self.winners) != 1:
            return self.seats
        return Seats(1, (complete, *elected(self.winners[0])))

    @cached_property
    def rounds(self) -> set[int | None]:
        """The rounds that votes are said to be of."""
        return {claim.fact.round for claim in self.said("votes")}

    @cached_property
    def first(self) -> Counting:
        """The first counting, or the only one."""
        return self.counting(1 if 1 in self.rounds else None)

    @cached_property
    def final(self) -> Counting:
        """The counting that decides, as far as posts give it."""
        if SECOND in self.rounds:
            return self.counting(SECOND)
        return self.counting(None if None in self.rounds else 1)

    def counting(self, number: int | None, measure: str = "votes") -> Counting:
        """The votes (or shares) that are said to be of one round; of None, those that name none."""
        found: list[tuple[Candidate, Claim]] = []
        contradictory = False
        for each in self.candidates:
            said = [claim for claim in each.said(measure) if claim.fact.round == number]
            usable = [claim for claim in said if claim.index not in self.blocked]
            claim = best(usable)
            if claim:
                found.append((each, claim))
            agree = len(usable) == len(said) and all(
                c.hard.meets(claim.hard) for c in usable if claim
            )
            contradictory = contradictory or not agree
        unclear = "a figure is said in contradictory ways" if contradictory else self.mixed_up
        found.sort(key=lambda pair: pair[1].value, reverse=True)
        complete = self._complete(number, {each for each, _ in found})
        return Counting(number, tuple(found), complete, unclear)

    def _complete(self, number: int | None, counted: set[Candidate]) -> Claim | None:
        """The claim that a post names every candidate, where each has a figure in this counting."""
        second = number == SECOND
        standing = self._named[None, second]
        for claim in self.usable("list_complete"):
            if claim.value is not True or claim.fact.round not in {None, number}:
                continue
            if standing == self._named[claim.place, second] and standing <= counted:
                return None if _names_others(claim, counted) else claim
        return None

    @cached_property
    def mixed_up(self) -> str:
        """Why two of the candidates may be one, where they may."""
        return mixed_up(self.candidates, one_each=self.seats.number == 1)

    @cached_property
    def _named(self) -> dict[tuple[Place | None, bool], set[Candidate]]:
        """The candidates that each post names, or all posts (None); those of a second round too."""
        found: dict[tuple[Place | None, bool], set[Candidate]] = defaultdict(set)
        for each in self.candidates:
            for claim in each.claims:
                if claim.fact.measure in STANDING:
                    rounds = {False, claim.fact.round == SECOND}
                    for key in product((claim.place, None), rounds):
                        found[key].add(each)
        return found


def elected(candidate: Candidate, *, value: bool = True) -> list[Claim]:
    """The claims that a candidate is elected, or beaten."""
    return [claim for claim in candidate.said("elected") if claim.value is value]


def _names_others(complete: Claim, counted: set[Candidate]) -> bool:
    """Whether the words of a list name a party that has no votes in it."""
    parties = {each.party for each in counted}
    others = {mention.party for mention in party_mentions(complete.fact.quote or "")} - parties
    return len(others) > sum(each.party is None for each in counted)
