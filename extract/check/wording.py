"""Claims and intervals -> the words of a finding's message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.check.claims import one_place
from extract.check.intervals import Interval, total

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from extract.check.claims import Claim, Place
    from schemas.fact import Hedge

_HEDGES: dict[Hedge, str] = {
    "over": "more than ",
    "just_over": "just over ",
    "under": "fewer than ",
    "almost": "almost ",
    "at_least": "at least ",
    "at_most": "at most ",
    "about": "about ",
    "rounded": "a rounded ",
}


def number(value: float | Decimal) -> str:
    """A figure as it is printed: 32,000; 51.3."""
    return f"{value:,}"


def figure(claim: Claim) -> str:
    """A claim's value with the words that soften it; a change carries its sign."""
    fact, value = claim.fact, claim.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return "no overall control" if value == "NOC" else value
    signed = fact.measure in {"seats_change", "vote_share_change"} and value > 0
    hedge = _HEDGES[fact.hedge] if fact.hedge else ""
    percent = " %" if fact.measure in {"vote_share", "turnout"} else ""
    return f"{hedge}{'+' if signed else ''}{number(value)}{percent}"


def owner(claim: Claim) -> str | None:
    """Whose figure it is: a person's, else a party's."""
    return claim.fact.person or claim.party


def span(interval: Interval) -> str:
    """An interval as a phrase: "54", "at least 54", "at most 54", "48 to 52"."""
    low, high = interval.low, interval.high
    if low == high:
        return number(low)
    if low.is_infinite():
        return f"{'fewer than' if interval.open_high else 'at most'} {number(high)}"
    if high.is_infinite():
        return f"{'more than' if interval.open_low else 'at least'} {number(low)}"
    return f"{number(low)} to {number(high)}"


def addition(claims: Sequence[Claim]) -> str:
    """A sum as one would write it: "31 + 17 + 3 + 3 = 54"."""
    result = span(total([claim.hard for claim in claims]))
    if len(claims) == 1 and claims[0].fact.hedge is None:
        return result
    return f"{' + '.join(figure(claim) for claim in claims)} = {result}"


def signed(claim: Claim, factor: int = 1) -> str:
    """A figure with its sign in a sum: "+ 8", "- 15"; one with words around it in brackets."""
    assert not isinstance(claim.value, str)
    if claim.fact.hedge:
        return f"{'-' if factor < 0 else '+'} ({figure(claim)})"
    value = factor * claim.value
    return f"{'-' if value < 0 else '+'} {number(abs(value))}"


def listing(items: Sequence[str]) -> str:
    """Items joined as in a sentence: "a, b and c"."""
    if len(items) < 2:  # noqa: PLR2004 - a list of one needs no "and"
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def counted(count: Decimal | int, noun: str = "seat") -> str:
    """A number of seats: "1 seat", "2 seats"."""
    return f"{number(count)} {noun if count == 1 else noun + 's'}"


def post(place: Place) -> str:
    """A post as a message names it: by its time where it has one, else by its id."""
    return f"at {place.published[11:16]}" if place.published else f"post {place.id}"


def where(claim: Claim, others: Sequence[Claim]) -> str:
    """The post of a claim, in brackets, where others of its sum stand in other posts."""
    return "" if one_place([claim, *others]) else f" ({post(claim.place)})"
