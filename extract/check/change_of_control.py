"""What posts say of control, before and now, and of its change -> whether they agree (C005)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from extract.check.arithmetic import require
from extract.check.claims import Claim, Place, one_place
from extract.check.control import runs
from extract.check.council import Council
from extract.check.position import baselines
from extract.check.rule import Verdict, fails, holds, not_checkable, rule
from extract.check.wording import post
from schemas.parties import NOC, is_known

if TYPE_CHECKING:
    from collections.abc import Iterator

_OF_CONTROL = ("change", "control", "control_before")
_CHANGES = {"hold": "to hold the council", "gain": "to gain it", "loss": "to lose control"}
_NAMELESS = frozenset({"Independent", "Other"})


@dataclass(frozen=True, slots=True)
class _Saying:
    """
    Claims that say in one way who controls, or does not, at one time.

    ``time``: "before" the poll or "now". ``party``: NOC for nobody. ``does``: whether
    it controls. ``words``: how a sentence says it.
    """

    time: str
    party: str
    does: bool
    claims: tuple[Claim, ...]
    words: str

    @property
    def is_change(self) -> bool:
        return self.claims[0].fact.measure == "change"

    def contradicts(self, other: _Saying) -> bool:
        if self.does and other.does:
            return not _one_name(self.party, other.party)
        return self.does != other.does and self.party == other.party


@rule("C005", Council)
def change_of_control(council: Council) -> Iterator[Verdict]:
    """Who is said to hold, gain or lose a council, against who controls it now and did before."""
    for one, another in combinations(_sayings(council), 2):
        if not one.is_change or one.time != another.time or one.claims == another.claims:
            continue
        change, other = _comparable(one, another)
        if not other.claims:
            continue
        if change.contradicts(other):
            yield _contradiction(council, change, other)
        elif change.does and other.does:
            yield holds([*change.claims, *other.claims])


def _sayings(council: Council) -> list[_Saying]:
    """What is said, the changes first."""
    alike: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in _standing([c for measure in _OF_CONTROL for c in council.usable(measure)]):
        alike[claim.fact.measure, str(claim.value), claim.party or ""].append(claim)
    return [saying for key, claims in alike.items() for saying in _read(*key, tuple(claims))]


def _standing(claims: list[Claim]) -> list[Claim]:
    """The claims that no later post corrects in so many words."""
    corrections = [claim.place for claim in claims if claim.place.says("correction")]
    last = max(corrections, key=lambda place: place.order, default=None)
    return [claim for claim in claims if last is None or not claim.place.before(last)]


def _read(measure: str, value: str, party: str, claims: tuple[Claim, ...]) -> Iterator[_Saying]:
    """What a statement says of the time before and of now."""
    if measure == "control":
        yield _Saying("now", value, True, claims, _controls(value, "be", "control it"))
    elif measure == "control_before":
        words = _controls(value, "have been", "have controlled it")
        yield _Saying("before", value, True, claims, f"{words} before")
    elif party:
        words = f"{party} is said {_CHANGES[value]}"
        yield _Saying("before", party, value != "gain", claims, words)
        yield _Saying("now", party, value != "loss", claims, words)


def _controls(party: str, is_: str, controls: str) -> str:
    if party == NOC:
        return f"it is said to {is_} under no overall control"
    return f"{party} is said to {controls}"


def _comparable(one: _Saying, other: _Saying) -> tuple[_Saying, _Saying]:
    """Of control now, what posts say that say both: from one post to the next, T003 judges."""
    if one.time == "before":
        return one, other
    places = {claim.place for claim in one.claims} & {claim.place for claim in other.claims}
    return _in_posts(one, places), _in_posts(other, places)


def _in_posts(saying: _Saying, places: set[Place]) -> _Saying:
    return replace(saying, claims=tuple(c for c in saying.claims if c.place in places))


def _contradiction(council: Council, change: _Saying, other: _Saying) -> Verdict:
    claims = [*change.claims, *other.claims]
    why = _other_reading(change.time, claims)
    if why:
        return not_checkable(why, claims)
    return fails(
        "error" if _one_baseline(change, other) else "warning",
        f"{council.name}: {change.words}{_where(change, claims)}, "
        f"but {other.words}{_where(other, claims)}.",
        claims,
        constraints=[require((), low=1, unless=pair) for pair in _pairs(change, other)],
    )


def _pairs(change: _Saying, other: _Saying) -> Iterator[tuple[Claim, Claim]]:
    """Each claim with one that it cannot be right beside: as many pairs as claims, not more."""
    yield from ((claim, other.claims[0]) for claim in change.claims)
    yield from ((change.claims[0], claim) for claim in other.claims[1:])


def _other_reading(time: str, claims: list[Claim]) -> str | None:
    """Why statements that seem at odds may both be right."""
    if any(runs(claim) for claim in claims):
        return "a minority, a coalition or a mayor may run the council"
    if len({claim.place for claim in claims}) == 1 and claims[0].place.says("correction"):
        return "the post corrects what was said before"
    if time == "now":
        return None
    if len(baselines(claims)) > 1:
        return "control at the last election and on the eve of poll may differ"
    if any(claim.place.says("defections") for claim in claims):
        return "defections or by-elections may have changed control before the poll"
    if any(claim.place.says("new_council") for claim in claims):
        return "a new council has nobody in control before"
    return None


def _one_baseline(change: _Saying, other: _Saying) -> bool:
    """Whether both are of one time: one post says both, or both say what they are counted from."""
    places = {claim.place for claim in change.claims}
    together = any(claim.place in places for claim in other.claims)
    named = {claim.fact.baseline for claim in (*change.claims, *other.claims)}
    return change.time == "now" or (len(named) == 1 and (together or None not in named))


def _where(saying: _Saying, claims: list[Claim]) -> str:
    return "" if one_place(claims) else f" ({post(saying.claims[0].place)})"


def _one_name(one: str, other: str) -> bool:
    """Whether two names may be of one group: independents often stand under a name of their own."""
    return one == other or (
        any(name in _NAMELESS for name in (one, other))
        and not all(name == NOC or is_known(name) for name in (one, other))
    )
