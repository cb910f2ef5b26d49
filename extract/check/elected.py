"""Who is elected in a contest -> whether there is a seat for each, and who held it (V007, V009)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.check.arithmetic import require
from extract.check.candidates import Candidate
from extract.check.claims import NO_PARTIES, Claim, best
from extract.check.contest import Contest, elected
from extract.check.limits import breach, plus
from extract.check.rule import Verdict, fails, holds, not_checkable, rule
from extract.check.wording import counted, figure, listing, where
from schemas.parties import is_known

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("V007", Contest)
def places(contest: Contest) -> Iterator[Verdict]:
    """No more are elected than there are seats to fill."""
    seats = contest.seats
    if seats.number is None:
        return
    seated = _seated(contest)
    if not seated.number:
        return
    terms = plus(seated.won) + plus(seats.claims, -1)
    room = 0 if seats.claims else seats.number
    constraint = require(terms, high=room - seated.named, unless=seated.elected)
    involved = [*seated.won, *seated.elected, *seats.claims]
    if breach([constraint]) is None:
        yield holds(involved, constraints=[constraint])
    elif contest.mixed_up:
        yield not_checkable(contest.mixed_up, involved)
    else:
        number = seated.number
        yield fails(
            "error",
            f"{contest.name}: {number} are said to be elected ({seated.words}), but there "
            f"{'is' if seats.number == 1 else 'are'} {counted(seats.number)} to fill.",
            involved,
            expected=f"at most {seats.number}",
            observed=str(number),
            constraints=[constraint],
        )


@dataclass(frozen=True, slots=True)
class _Seated:
    """
    At how many elected a contest's posts arrive: the seats that parties won, and those named.

    ``named``: the elected that are counted in no party's seats, with the claims that name them.
    """

    won: tuple[Claim, ...]
    named: int
    elected: tuple[Claim, ...]
    words: str

    @property
    def number(self) -> int:
        return self.named + sum(int(claim.hard.low) for claim in self.won)


def _seated(contest: Contest) -> _Seated:
    """
    Each party's seats: those it won, or its elected candidates where these are more.

    Elected persons of no known party may be among the seats that a party won.
    """
    winners: dict[str | None, list[Candidate]] = defaultdict(list)
    for each in contest.winners:
        if all(claim.index not in contest.blocked for claim in elected(each)):
            winners[each.party].append(each)
    won: list[Claim] = []
    named: list[Candidate] = []
    unnamed = 0
    for party in contest.parties:
        claim = best(contest.usable("seats_won", party))
        if claim and claim.hard.low >= len(winners[party]):
            won.append(claim)
            unnamed += int(claim.hard.low) - len(winners[party])
        else:
            named += winners[party]
    named += winners[None][unnamed:]
    words = [f"{figure(claim)} for {claim.party}" for claim in won if claim.hard.low > 0]
    words += [each.name for each in named]
    claims = tuple(claim for each in named for claim in elected(each))
    return _Seated(tuple(won), len(named), claims, listing(words))


@rule("V009", Contest)
def hold_or_gain(contest: Contest) -> Iterator[Verdict]:
    """A seat is held by the party that had it, and gained by another."""
    changes, befores = contest.said("change"), contest.said("party_before")
    if not (changes and befores):
        return
    why = _why_not(contest, [*changes, *befores])
    if why:
        yield not_checkable(why, [*changes, *befores])
        return
    said: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in changes:
        said[claim.value, claim.party].append(claim)
    for claims in said.values():
        yield _hold_or_gain(contest, claims, befores)


def _why_not(contest: Contest, claims: list[Claim]) -> str:
    if any(claim.index in contest.blocked for claim in claims):
        return "it is said in contradictory ways"
    if contest.unnamed:
        return "the ward is not named"
    if (contest.seats.number or 1) > 1 or len(contest.winners) > 1:
        return "of several seats one may be held and another gained"
    if len({claim.fact.baseline for claim in claims if claim.fact.baseline}) > 1:
        return "different baselines"
    if any(claim.place.says("changed_party") for claim in claims):
        return "the holder may have changed party"
    return ""


def _hold_or_gain(contest: Contest, claims: list[Claim], befores: list[Claim]) -> Verdict:
    said = [claim for each in contest.winners for claim in elected(each)]
    winner = next((each.party for each in contest.winners), None)
    party, before = winner or claims[0].party, str(befores[0].value)
    involved = [*claims, *befores, *said]
    if party is None:
        return not_checkable("the winner's party is not known", involved)
    held = claims[0].value == "hold"
    if held == (party == before):
        return holds(involved)
    if not (_one_party(party) or _one_party(before)) and (held or party in NO_PARTIES):
        return not_checkable("independents and local names may be one party or several", involved)
    gained = f"{party} is said to gain the seat, but to have held it before"
    return fails(
        "error",
        f"{contest.name}: "
        + (f"{party} is said to hold the seat, but {before} had it before" if held else gained)
        + f"{where(befores[0], claims)}.",
        involved,
        expected="a gain" if held else "a hold",
        observed="a hold" if held else "a gain",
        constraints=[require((), low=1, unless=involved)],
    )


def _one_party(name: str) -> bool:
    """Whether a name is of one party, and not what a writer calls independents of some kind."""
    return is_known(name) and name not in NO_PARTIES
