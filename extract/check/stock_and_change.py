"""What a party held, its change and what it holds -> whether they add up (S002)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from extract.check.arithmetic import require
from extract.check.claims import Claim, Place, best, exact, one_place
from extract.check.council import Council
from extract.check.intervals import ZERO, Interval
from extract.check.rule import Constraint, Verdict, fails, holds, not_checkable, rule
from extract.check.wording import figure, signed, span

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class _Change:
    """What a party is said to have gained or lost in all, and the claims that say so."""

    claims: tuple[Claim, ...]
    net: Interval
    words: str

    @property
    def place(self) -> Place:
        return self.claims[0].place

    @property
    def baselines(self) -> set[str]:
        return {claim.fact.baseline for claim in self.claims if claim.fact.baseline}

    @property
    def says(self) -> tuple[object, ...]:
        return (self.net, self.words, frozenset(self.baselines))


@rule("S002", Council)
def stock_and_change(council: Council) -> Iterator[Verdict]:
    """What each party held, its change, and what it holds."""
    for party in council.parties:
        befores = council.said("seats_before", party)
        afters = [c for c in council.said("seats", party) if not council.in_count(c.place)]
        if not befores or not afters:
            continue
        for changes in (_net(council, party), _gross(council, party)):
            if changes:
                yield from _balances(council, party, befores, changes, afters)


def _net(council: Council, party: str) -> list[_Change]:
    return [
        _Change((claim,), claim.hard, signed(claim))
        for claim in council.said("seats_change", party)
        if not council.in_count(claim.place)
    ]


def _gross(council: Council, party: str) -> list[_Change]:
    found = []
    for gained in council.said("seats_gained", party):
        lost = best(council.usable("seats_lost", party, gained.place))
        if lost and not council.in_count(gained.place):
            words = f"+ {figure(gained)} - {figure(lost)}"
            found.append(_Change((gained, lost), gained.hard - lost.hard, words))
    return found


def _balances(
    council: Council,
    party: str,
    befores: list[Claim],
    changes: list[_Change],
    afters: list[Claim],
) -> Iterator[Verdict]:
    """One verdict for each change that is said: in its own post where that says all three."""
    sums = _Sums(
        [claim for claim in befores if claim.index not in council.blocked],
        [claim for claim in afters if claim.index not in council.blocked],
    )
    usable = [
        change
        for change in changes
        if not any(claim.index in council.blocked for claim in change.claims)
    ]
    if not (sums.befores and sums.afters and usable):
        said = [*befores, *chain.from_iterable(change.claims for change in changes), *afters]
        yield not_checkable("a figure is said in contradictory ways", said)
        return
    whole = {claim.place for claim in sums.befores} & {claim.place for claim in sums.afters}
    usable.sort(key=lambda change: change.place not in whole)
    for change in {change.says: change for change in reversed(usable)}.values():
        yield _balance(council, party, sums, change)


@dataclass(frozen=True, slots=True)
class _Sums:
    """What a party held and holds, of all posts, as far as nothing contradicts it."""

    befores: list[Claim]
    afters: list[Claim]


def _balance(council: Council, party: str, sums: _Sums, change: _Change) -> Verdict:
    now = best([claim for claim in sums.afters if claim.place is change.place] or sums.afters)
    explicit = change.baselines
    before = [c for c in sums.befores if not c.fact.baseline or explicit <= {c.fact.baseline}]
    before = [claim for claim in before if claim.place is change.place] or before
    assert now is not None
    if not before:
        return not_checkable("different baselines", [*sums.befores, *change.claims, now])
    for claim in before:
        if (claim.hard + change.net).meets(now.hard):
            involved = [claim, *change.claims, now]
            return holds(
                involved,
                proves=involved if exact(involved) else (),
                constraints=[_adds_up(claim, change, now)],
            )
    involved = [before[0], *change.claims, now]
    if _gross_for_net(council, party, before[0], change, now):
        return not_checkable("the change may be a gross figure", involved)
    result = span(before[0].hard + change.net)
    held = figure(before[0])
    return fails(
        "error" if one_place(involved) else "warning",
        f"{council.name}, {party}: {held} held before, and {held} {change.words} = {result}, "
        f"but {figure(now)} is given now.",
        involved,
        expected=result,
        observed=figure(now),
        constraints=[_adds_up(before[0], change, now)],
    )


def _adds_up(before: Claim, change: _Change, now: Claim) -> Constraint:
    """The sum b + d − a = 0, or b + gained − lost − a = 0."""
    changes = zip((1, -1), change.claims, strict=False)
    return require([(1, before), *changes, (-1, now)], low=0, high=0)


def _gross_for_net(
    council: Council, party: str, before: Claim, change: _Change, now: Claim
) -> bool:
    """Whether the post's gross figures mend the sum: "up five" that are gained, "lost one"."""
    if len(change.claims) > 1:
        return False
    gained = best(council.usable("seats_gained", party, change.place))
    lost = best(council.usable("seats_lost", party, change.place))
    plus = gained.hard if gained else ZERO
    minus = lost.hard if lost else ZERO
    readings = [plus - minus] if gained and lost else []
    if change.net.low > 0 and lost:
        readings.append(change.net - minus)
    if change.net.high < 0 and gained:
        readings.append(change.net + plus)
    return any((before.hard + reading).meets(now.hard) for reading in readings)
