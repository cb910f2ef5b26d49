"""Facts expected of a post and facts found in it -> pairs: right, wrong value, wrong owner, or alone."""

from __future__ import annotations

from operator import ne
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from extract import areas
from extract.owners import without_title

if TYPE_CHECKING:
    from collections.abc import Mapping

    from schemas.fact import Fact, Value

Outcome = Literal["right", "wrong value", "wrong owner", "missed", "invented"]
ERRORS: tuple[Outcome, ...] = ("wrong value", "wrong owner", "missed", "invented")


class Key(NamedTuple):
    """What two facts must share to be one; ``area`` is a GSS code, else a normalised name."""

    page: str
    post: str
    scope: str
    area: str
    contest: str | None
    party: str | None
    person: str | None
    measure: str
    value: Value
    when: str

    def with_owner_of(self, other: Key) -> Key:
        """The same figure as another's: of its council or contest, its party or person."""
        return self._replace(
            scope=other.scope,
            area=other.area,
            contest=other.contest,
            party=other.party,
            person=other.person,
        )


class Pair(NamedTuple):
    """A fact expected and what was found for it; None on a side where there is nothing."""

    outcome: Outcome
    expected: Fact | None
    found: Fact | None

    @property
    def measure(self) -> str:
        """What is measured, on both sides the same."""
        return next(each.measure for each in (self.expected, self.found) if each is not None)

    def as_json(self) -> dict[str, Any]:
        """The outcome with the facts that there are."""
        sides = {"expected": self.expected, "found": self.found}
        facts = {name: each.model_dump(exclude_none=True) for name, each in sides.items() if each}
        return {"outcome": self.outcome, **facts}


def match_key(fact: Fact, year: int | None = None) -> Key:
    """
    What a fact is known by.

    Its area by the code, given or resolved for the ``year``, else by the normalised
    name; a person without title or case.
    """
    code = fact.area_id
    if code is None and fact.scope == "council":
        authority = areas.resolve(fact.area, year)
        code = authority.gss if authority else None
    return Key(
        fact.page,
        fact.post,
        fact.scope,
        code or areas.normalised(fact.area),
        fact.contest,
        fact.party,
        without_title(fact.person).casefold() if fact.person else None,
        fact.measure,
        fact.value,
        fact.when,
    )


def paired(expected: Mapping[Key, Fact], found: Mapping[Key, Fact]) -> list[Pair]:
    """
    Every fact of a post in exactly one pair, whatever order they come in.

    The same ones first; of the others those that differ in value alone, then those
    that differ in owner alone (of several the least different one); the rest alone.
    """
    right = expected.keys() & found.keys()
    missed, invented = expected.keys() - right, found.keys() - right
    pairs = [Pair("right", expected[key], found[key]) for key in sorted(right, key=repr)]
    wrong = [(fault, w, f) for w in missed for f in invented if (fault := _fault(w, f))]
    for fault, wanted, got in sorted(wrong, key=_nearest_first):
        if wanted in missed and got in invented:
            pairs.append(Pair(fault, expected[wanted], found[got]))
            missed.remove(wanted)
            invented.remove(got)
    pairs += [Pair("missed", expected[key], None) for key in sorted(missed, key=repr)]
    pairs += [Pair("invented", None, found[key]) for key in sorted(invented, key=repr)]
    return pairs


def _fault(wanted: Key, got: Key) -> Outcome | None:
    """The one thing that is wrong with a fact found for another, if it is one thing."""
    if wanted._replace(value=got.value) == got:
        return "wrong value"
    if wanted.with_owner_of(got) == got:
        return "wrong owner"
    return None


def _nearest_first(wrong: tuple[Outcome, Key, Key]) -> tuple[int, int, str]:
    fault, *keys = wrong
    return ERRORS.index(fault), sum(map(ne, *keys)), repr(keys)
