"""The places of a cue and of owners -> the cue that stands nearest to one of them, with that owner."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from extract.words import Span, Words

_REACH = 400
_BORDER = 150


def distance(one: Span, other: Span) -> int:
    """Characters between two stretches; 0 where they meet or overlap."""
    return max(0, max(one[0], other[0]) - min(one[1], other[1]))


def nearest(
    found: Iterable[Span],
    owners: Sequence[Span],
    area: Sequence[Span],
    words: Words,
    fits: Callable[[Span, Span], bool] = lambda _cue, _owner: True,
) -> tuple[Span, Span] | None:
    """
    The cue nearest to an owner, and the owner; None where none is near.

    A border of sentences between them counts as 150 characters, the way to the
    ``area`` a quarter of its own. ``fits``: whether a cue may be of an owner.
    """
    best: tuple[float, Span, Span] | None = None
    for cue in found:
        aside = min((distance(cue, each) for each in area), default=0) / 4
        for owner in owners:
            if fits(cue, owner):
                cost = distance(cue, owner) + _BORDER * words.between(cue[0], owner[0]) + aside
                if cost < _REACH and (best is None or cost < best[0]):
                    best = (cost, cue, owner)
    return (best[1], best[2]) if best else None
