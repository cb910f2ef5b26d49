"""The log of decisions -> what is in effect of each matter, and where reviewers contradict each other."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from schemas.decision import Decision


@dataclass(frozen=True, slots=True)
class Effect:
    """
    What is in effect of one matter, the last word of those who agree last.

    ``conflict``: reviewers who did not know of each other decided otherwise; then
    nothing is. ``heads``: the last entries about the matter.
    """

    decisions: tuple[Decision, ...]
    conflict: bool
    heads: tuple[str, ...]

    @property
    def decision(self) -> Decision | None:
        """The decision that is in effect, if one is."""
        return None if self.conflict or not self.decisions else self.decisions[-1]


def effects(log: Iterable[Decision]) -> dict[str, Effect]:
    """By the key of each matter that the log speaks of, in whatever order its entries came."""
    by_key: dict[str, dict[str, Decision]] = defaultdict(dict)
    for each in log:
        by_key[each.subject.key][each.id] = each
    return {key: _effect(entries) for key, entries in by_key.items()}


def _effect(entries: Mapping[str, Decision]) -> Effect:
    standing: dict[str, set[str]] = {}
    before: dict[str, set[str]] = {}
    follows = {name: [f for f in each.follows if f in entries] for name, each in entries.items()}
    for name in TopologicalSorter(follows).static_order():
        before[name] = {each for former in follows[name] for each in standing[former]}
        undone = {each for former in before[name] for each in before[former]}
        standing[name] = undone if entries[name].kind == "undo" else {name}
    followed = {former for each in follows.values() for former in each}
    heads = sorted(entries.keys() - followed, key=lambda name: (entries[name].at, name))
    ids = {each for head in heads for each in standing[head]}
    found = sorted((entries[each] for each in ids), key=lambda each: (each.at, each.id))
    # To put a matter off decides nothing that could contradict a decision.
    found = [each for each in found if each.kind != "later"] or found
    conflict = len({each.verdict for each in found}) > 1
    return Effect(tuple(found), conflict, tuple(heads))
