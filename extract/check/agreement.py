"""One fact said more than once -> whether it is one value (A001)."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from extract.check.arithmetic import require, same
from extract.check.claims import NO_PARTIES, Claim, Place, one_place
from extract.check.contest import Contest
from extract.check.corrected import Key, since_correction, statement
from extract.check.council import Council, Group
from extract.check.rule import Constraint, Verdict, fails, holds, not_checkable, rule
from extract.check.wording import figure, listing, owner, post

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extract.check.intervals import Interval

# A council's majority has rival readings (C004); a list and a count's progress are said of a post.
_NOT_COMPARED = {
    "council": frozenset({"list_complete", "count_status", "majority", "majority_before"}),
    "contest": frozenset({"list_complete"}),
}
# What may change while a count is on.
_GROWS = frozenset(
    {
        "seats",
        "seats_change",
        "seats_gained",
        "seats_lost",
        "seats_won",
        "seats_declared",
        "seats_remaining",
        "seats_vacant",
        "short_of_majority",
        "largest_party",
        "vote_share",
        "vote_share_change",
    }
)


@rule("A001", Group)
def agreement(group: Group) -> Iterator[Verdict]:
    """Each fact that is said twice, in one post or in several, has one value."""
    statements: dict[Key, list[Claim]] = defaultdict(list)
    for claim in group.claims:
        compared = claim.fact.measure not in _NOT_COMPARED[claim.fact.scope]
        if compared and claim.index not in group.blocked:
            statements[statement(claim)].append(claim)
    for key in sorted(statements):
        if len(statements[key]) > 1:
            yield from _agreement(group, statements[key])


def _agreement(group: Group, claims: list[Claim]) -> Iterator[Verdict]:
    if isinstance(group, Contest) and _several_people(group, claims):
        yield not_checkable("candidates of one party who are not named", claims)
        return
    uncorrected = since_correction(claims)
    if isinstance(group, Contest):
        uncorrected = since_correction(uncorrected, "recount")
    conflicts: dict[int, Claim] = {}
    severe = in_one = False
    compared = False
    one_value: list[Constraint] = []
    for statements in _comparable(group, uncorrected):
        compared = True
        one_value += _one_value(statements)
        apart, hard = _apart(statements)
        if apart:
            severe = severe or hard
            in_one = in_one or (hard and _twice_in_a_post(apart))
            conflicts |= {claim.index: claim for claim in apart}
    if not compared:
        yield not_checkable("a correction, or a running count", claims)
    elif not conflicts:
        yield holds(claims, constraints=one_value)
    else:
        apart = [claim for claim in claims if claim.index in conflicts]
        yield fails(
            "error" if severe and in_one else "warning",
            _message(group, apart),
            apart,
            expected="one value",
            observed=listing(list(dict.fromkeys(figure(claim) for claim in apart))),
            constraints=one_value,
        )


def _one_value(claims: list[Claim]) -> list[Constraint]:
    """What says the same is one; figures that differ are one too, of other words one is wrong."""
    in_words = any(claim.bounds is None for claim in claims)
    alike: dict[object, list[Claim]] = defaultdict(list)
    for claim in claims:
        alike[claim.value if in_words else claim.bounds].append(claim)
    first = [those[0] for those in alike.values()]
    found = [same(those[0], other) for those in alike.values() for other in those[1:]]
    if in_words:
        return found + [require([], low=1, unless=pair) for pair in combinations(first, 2)]
    highest = max(first, key=lambda claim: claim.hard.low)
    return found + [same(highest, claim) for claim in first if claim is not highest]


def _several_people(group: Contest, claims: list[Claim]) -> bool:
    """Whether figures of one party may be of several candidates: several seats, or independents."""
    fact = claims[0].fact
    if fact.person or fact.measure not in {"votes", "vote_share", "vote_share_change", "elected"}:
        return False
    return group.seats.number != 1 or claims[0].party in NO_PARTIES


def _comparable(group: Group, claims: list[Claim]) -> Iterator[list[Claim]]:
    """
    The statements that must agree with each other.

    A figure that grows is compared within each post, and among the posts whose
    count is over; control within each post alone. What time makes of them is for
    others: two final results (T002), control once declared (T003). A figure that
    names no baseline meets the one that others name; where they name two, it may
    be of either.
    """
    for together in _of_one_time(group, claims):
        named = sorted({claim.fact.baseline for claim in together if claim.fact.baseline})
        if len(named) < 2:  # noqa: PLR2004 - the last election and the eve of poll
            if len(together) > 1:
                yield together
            continue
        for baseline in named:
            same = [claim for claim in together if claim.fact.baseline == baseline]
            if len(same) > 1:
                yield same


def _of_one_time(group: Group, claims: list[Claim]) -> Iterator[list[Claim]]:
    if not claims:
        return
    measure = claims[0].fact.measure
    in_time = isinstance(group, Council) and (measure in _GROWS or measure == "control")
    if not in_time and not _first_round_or_last(group, claims):
        yield claims
        return
    posts: dict[Place, list[Claim]] = defaultdict(list)
    for claim in claims:
        posts[claim.place].append(claim)
    yield from posts.values()
    if isinstance(group, Council) and measure != "control":
        over = [claim for claim in claims if not group.in_count(claim.place)]
        ends = [claim.place for claim in over if claim.place in group.final]
        earlier = set(ends[:-1]) - set(ends[-1:]) if measure == "seats" else set()
        yield [claim for claim in over if claim.place not in earlier]


def _first_round_or_last(group: Group, claims: list[Claim]) -> bool:
    """Whether votes without a round may be of either: the contest has rounds, or may have had."""
    fact = claims[0].fact
    counted = fact.measure in {"votes", "vote_share", "majority"} and fact.round is None
    return (
        counted
        and isinstance(group, Contest)
        and group.kind in {"mayor", "pcc"}
        and any(claim.fact.round for claim in group.claims)
    )


def _apart(claims: list[Claim]) -> tuple[list[Claim], bool]:
    """The claims that some other contradicts, and whether by more than rounding of votes."""
    if any(claim.bounds is None for claim in claims):
        values = {claim.value for claim in claims}
        return (claims, True) if len(values) > 1 else ([], False)
    hard = _disjoint(claims, [claim.hard for claim in claims])
    if hard:
        return hard, True
    soft = [claim.bounds.soft for claim in claims if claim.bounds]
    return _disjoint(claims, soft), False


def _disjoint(claims: list[Claim], intervals: Sequence[Interval]) -> list[Claim]:
    """The claims whose interval misses some other's: in time linear in their number."""
    highest = max(intervals, key=lambda interval: (interval.low, interval.open_low))
    lowest = min(intervals, key=lambda interval: (interval.high, not interval.open_high))
    return [
        claim
        for claim, interval in zip(claims, intervals, strict=True)
        if not (interval.meets(highest) and interval.meets(lowest))
    ]


def _twice_in_a_post(apart: list[Claim]) -> bool:
    """Whether one post says two values, counted from the same baseline."""
    posts: dict[tuple[Place, str | None], list[Claim]] = defaultdict(list)
    for claim in apart:
        posts[claim.place, claim.fact.baseline].append(claim)
    return any(_apart(said)[1] for said in posts.values() if len(said) > 1)


def _message(group: Group, apart: list[Claim]) -> str:
    fact = apart[0].fact
    whose = owner(apart[0])
    measure = fact.measure.replace("_", " ")
    what = f"{group.name}, {whose}, {measure}" if whose else f"{group.name}, {measure}"
    if one_place(apart):
        values = listing(list(dict.fromkeys(figure(claim) for claim in apart)))
        return f"{what}: one post says both {values}."
    said: dict[str, list[str]] = defaultdict(list)
    for claim in apart:
        if post(claim.place) not in said[figure(claim)]:
            said[figure(claim)].append(post(claim.place))
    values = listing([f"{value} ({', '.join(posts)})" for value, posts in said.items()])
    return f"{what}: posts say {values}."
