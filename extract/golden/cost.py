"""What was read of a post -> what it cost: requests, tokens and seconds."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.reading import PostRead

UNITS = ("requests", "prompt_tokens", "cached_tokens", "output_tokens", "seconds")


@dataclass(frozen=True, slots=True)
class Cost:
    """
    What the answers to one post cost, re-asks and failed answers too.

    ``cached_tokens``: of the prompt's tokens, those that the endpoint took from its
    prompt cache. ``seconds``: the sum of the times that the requests took, on whatever
    machine asked them. ``sent``: of the ``requests``, those asked now; the other
    answers are stored. An endpoint that counts no tokens gives 0.
    """

    requests: int = 0
    sent: int = 0
    prompt_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    seconds: float = 0.0

    def as_json(self) -> dict[str, float]:
        """Every part of it."""
        return asdict(self)


def cost_of(read: PostRead) -> Cost:
    """What a post cost, all its parts together."""
    exchanges = [each for part in read.parts for each in part.exchanges]
    prompt, cached, output = (sum(each.usage[n] for each in exchanges) for n in range(3))
    return Cost(
        requests=len(exchanges),
        sent=sum(part.sent for part in read.parts),
        prompt_tokens=prompt,
        cached_tokens=cached,
        output_tokens=output,
        seconds=round(sum(each.seconds for each in exchanges), 3),
    )


@dataclass(frozen=True, slots=True)
class Spent:
    """
    What some posts cost together.

    ``asked``: how many of the ``posts`` anything was asked about. ``each``: for each of
    the ``UNITS`` the median of the posts asked about, and the total.
    """

    posts: int
    asked: int
    requests: int
    sent: int
    each: dict[str, tuple[float, float]]

    def as_json(self) -> dict[str, Any]:
        """The medians and totals by name."""
        return {
            "posts": self.posts,
            "asked": self.asked,
            "sent": self.sent,
            **{
                unit: {"median": middle, "total": total}
                for unit, (middle, total) in self.each.items()
            },
        }


def spent(costs: Sequence[Cost]) -> Spent:
    """The costs together; a post that was not asked about enters no median."""
    asked = [each for each in costs if each.requests]
    return Spent(
        posts=len(costs),
        asked=len(asked),
        requests=sum(each.requests for each in asked),
        sent=sum(each.sent for each in asked),
        each={unit: _middle_and_total([getattr(c, unit) for c in asked]) for unit in UNITS},
    )


def _middle_and_total(values: Sequence[float]) -> tuple[float, float]:
    return (round(median(values), 3), round(sum(values), 3)) if values else (0, 0)
