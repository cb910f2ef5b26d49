"""How far a finding has come, and the log of decisions -> lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from extract.review.effects import effects
from schemas.decision import UNDECIDED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from schemas.decision import Decision, Reviewed

Fate = Literal[
    "in effect", "later", "conflict", "reopened", "undone or replaced", "not in this run", "undo"
]


def says_who(decision: Decision) -> str:
    """Who decided, and when in UTC: "ann, 2023-05-05 03:12"."""
    return f"{decision.who}, {decision.at[:16].replace('T', ' ')}"


def tell(reviewed: Reviewed | None, decisions: Sequence[Decision]) -> Iterator[str]:
    """What has been decided of one finding, a line each; nothing of one that is open."""
    if reviewed is None:
        return
    mine = [each for each in decisions if each.id in reviewed.decisions]
    match reviewed.state:
        case "decided" | "excepted":
            yield from (f"decided: {each.says} ({says_who(each)})" for each in mine)
        case "later":
            yield from (f"put off: {each.says} ({says_who(each)})" for each in mine)
        case "conflict":
            yield "reviewers contradict each other:"
            yield from (f"  {each.says} ({says_who(each)})" for each in mine)
        case "reopened":
            yield from (
                f"reopened; decided before: {each.says} ({says_who(each)})" for each in mine
            )
            yield from (f"  {line}" for line in reviewed.difference)
        case "cured":
            yield "cured by a correction of another finding"


def settled(reviewed: Iterable[Reviewed], log: Iterable[Decision]) -> dict[str, str]:
    """By the id of each finding that is settled, what was decided, in words."""
    by_id = {each.id: each for each in log}
    found: dict[str, str] = {}
    for each in reviewed:
        if each.state == "cured":
            found[each.finding] = "made whole by the correction of another finding"
        elif each.state not in UNDECIDED:
            mine = [by_id[name] for name in each.decisions]
            found[each.finding] = "; ".join(f"{one.says} ({says_who(one)})" for one in mine)
    return found


def fates(log: Sequence[Decision], reviewed: Sequence[Reviewed]) -> dict[str, Fate]:
    """By id, what has become of every entry of the log in a run whose findings have come so far."""
    in_effect = {one.id for effect in effects(log).values() for one in effect.decisions}
    states = {name: each.state for each in reviewed for name in each.decisions}

    def fate(decision: Decision) -> Fate:
        if decision.kind == "undo":
            return "undo"
        if decision.id not in in_effect:
            return "undone or replaced"
        match states.get(decision.id):
            case "conflict" | "reopened" | "later" as state:
                return state
            case None:
                return "not in this run"
        return "in effect"

    return {each.id: fate(each) for each in log}
