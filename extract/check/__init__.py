"""Facts and posts -> facts with statuses, and a report: verdicts by rule and findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract import placing
from extract.check import (  # noqa: F401 - each registers its rules as it is imported
    agreement,
    ballots,
    before,
    change_of_control,
    composition,
    control,
    declared,
    elected,
    finals,
    grounded,
    half,
    largest,
    majority,
    net_change,
    passed,
    placed,
    progress,
    registered,
    rounds,
    sanity,
    seats_up,
    shares,
    stock_and_change,
    timeline,
    turnout,
    votes,
)
from extract.check.book import Example, RuleInfo, UnknownRuleError, book, chosen, explain
from extract.check.engine import Checked, run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.check.places import Register
    from schemas.fact import Fact
    from schemas.post import Post

__all__ = [
    "Checked",
    "Example",
    "RuleInfo",
    "UnknownRuleError",
    "book",
    "check",
    "chosen",
    "explain",
]


def check(
    facts: Sequence[Fact],
    posts: Sequence[Post] = (),
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    register: Register = placing,
) -> Checked:
    """
    The facts in the order given, with new statuses and their elections, and the findings.

    ``select`` and ``ignore`` take codes and prefixes. Raises ``UnknownRuleError``
    for one that names no rule. What a rule raises becomes an error finding.
    """
    return run(facts, posts, register, select=select, ignore=ignore)
