"""What posts say of control one after the other -> whether it is one thing (T003)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain, product, starmap
from typing import TYPE_CHECKING

from extract.check.arithmetic import require, same
from extract.check.book import cue
from extract.check.claims import NO_PARTIES, Claim, Place
from extract.check.compared import national
from extract.check.control import runs
from extract.check.council import Council
from extract.check.rule import Constraint, Verdict, fails, holds, rule
from extract.check.wording import listing, post
from schemas.parties import NOC

if TYPE_CHECKING:
    from collections.abc import Iterator

# Words that make a forecast of a declaration stand right before it: "are on course to take".
_NEAR = 45
_NO_PARTIES = NO_PARTIES - {NOC}


@dataclass(frozen=True, slots=True)
class _Declared:
    """
    One post's word on control: ``party`` has it, or (``lost``) has it no more.

    ``claim`` says so; ``beside``: the claim of a change that is said with it.
    ``runs``: a minority, a coalition or a mayor may do what the words say.
    """

    claim: Claim
    party: str
    lost: bool
    runs: bool
    beside: tuple[Claim, ...] = ()

    @property
    def place(self) -> Place:
        return self.claim.place

    @property
    def words(self) -> str:
        who = "no overall control" if self.party == NOC else self.party
        return f"no more {who}" if self.lost else who

    def contradicts(self, other: _Declared) -> bool:
        """
        A council has one control; who has lost it does not have it.

        Whoever runs a council need not have control of it; independents may be a
        local party, or a majority that others call no overall control.
        """
        parties = {self.party, other.party}
        holders = [each for each in (self, other) if not each.lost and each.party != NOC]
        if len(holders) == 1 and holders[0].runs:
            return False
        if self.lost or other.lost:
            return self.party == other.party and self.lost != other.lost
        if parties & _NO_PARTIES and not any(map(national, parties)):
            return False
        return len(parties) > 1


@rule("T003", Council)
def control_in_time(council: Council) -> Iterator[Verdict]:
    """All that posts declare of a council's control, against each other."""
    declared = _standing(council)
    if len({each.place for each in declared}) < 2:  # noqa: PLR2004 - one post is agreement's business
        return
    kinds = {(each.party, each.lost, each.runs): each for each in declared}.values()
    wrong = [each for each in declared if any(each.contradicts(other) for other in kinds)]
    if wrong:
        yield _contradiction(council, wrong)
    else:
        yield holds([each.claim for each in declared])


def _contradiction(council: Council, wrong: list[_Declared]) -> Verdict:
    said: dict[str, list[str]] = {}
    for each in wrong:
        said.setdefault(each.words, []).append(post(each.place))
    values = [f"{words} ({', '.join(dict.fromkeys(at))})" for words, at in said.items()]
    pairs = [
        (one, other)
        for number, one in enumerate(wrong)
        for other in wrong[number + 1 :]
        if one.contradicts(other)
    ]
    return fails(
        "error",
        f"{council.name}: control is declared as {listing(values)}.",
        [claim for each in wrong for claim in (each.claim, *each.beside)],
        expected="one control",
        observed=listing(list(said)),
        constraints=[*_said_alike(wrong), *chain.from_iterable(starmap(_not_both, pairs))],
    )


def _said_alike(wrong: list[_Declared]) -> list[Constraint]:
    """What several posts declare in the same words is right or wrong in all of them."""
    alike: dict[object, list[Claim]] = defaultdict(list)
    for each in wrong:
        alike[each.party, each.claim.fact.measure, each.claim.value].append(each.claim)
    return [same(those[0], claim) for those in alike.values() for claim in those[1:]]


def _not_both(one: _Declared, other: _Declared) -> Iterator[Constraint]:
    """Whatever says the one is wrong, or whatever says the other."""
    for claims in product((one.claim, *one.beside), (other.claim, *other.beside)):
        yield require([], low=1, unless=claims)


def _standing(council: Council) -> list[_Declared]:
    """What is declared, oldest post first, but for what a later post corrects."""
    declared = [
        each
        for place in council.places
        for each in _said(council, place)
        if not (_forecast(each.claim) or _not_yet(council, each) or _was(council, each))
    ]
    corrections = [each.place for each in declared if each.place.says("correction")]
    if not corrections:
        return declared
    last = corrections[-1]
    return [each for each in declared if each.place is last or last.before(each.place)]


def _said(council: Council, place: Place) -> list[_Declared]:
    """What one post says of control: nothing where it says two things (A001)."""
    stated = council.usable("control", place=place)
    changes = council.usable("change", place=place)
    if len({claim.value for claim in stated}) > 1:
        return []
    if stated:
        party = str(stated[0].value)
        beside = [each for each in changes if each.party in {party, None} and each.value != "loss"]
        first, *again = stated
        return [_Declared(first, party, False, runs(first), (*again, *beside))]
    return [
        _Declared(change, change.party, change.value == "loss", runs(change))
        for change in changes
        if change.party
    ]


def _forecast(claim: Claim) -> bool:
    """Whether the words make a forecast of it: "set to", "on course to"."""
    quote, sentence = claim.fact.quote or "", claim.sentence()
    at = max(0, sentence.find(quote))
    return cue("forecast").search(sentence[max(0, at - _NEAR) : at] + quote) is not None


def _not_yet(council: Council, said: _Declared) -> bool:
    """Whether nobody has control only so far: the post says that the count is on."""
    return said.party == NOC and not said.lost and said.place in council.running


def _was(council: Council, said: _Declared) -> bool:
    """Whether a post tells who has control as the count begins, and a later one who had it."""
    sentence = said.claim.sentence()
    held = cue("position").search(sentence) or cue("holder").search(sentence)
    if said.lost or said.beside or not held:
        return False
    later = [c for c in council.said("control_before") if c.value == said.party]
    lost = [c for c in council.said("change", said.party) if c.value == "loss"]
    return any(
        claim.place is not said.place and said.place.before(claim.place) is not False
        for claim in (*later, *lost)
    )
