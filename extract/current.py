"""What posts say of a council's seats, one after the other -> the seats of each party as they are now."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from schemas.fact import Fact, Value

PostName = tuple[str, str]
"""Page and id of a post."""

# Stage, undisputed, of a list that names every party, the post's number: the higher goes before.
_Rank = tuple[int, bool, bool, int]
# How far a count is: still on, not said to be on, at its end.
_ON, _OVER, _FINAL = range(3)


def current_seats(
    by_post: Mapping[PostName, Sequence[Fact]], corrections: Container[PostName] = ()
) -> list[Fact]:
    """
    The seats of each party as they are now, from the council's posts, oldest first.

    A final result goes before a figure of a count that is not said to be on, and
    that before one still on; then an undisputed figure before a disputed one, one
    of a list that names every party before any other, and the later before the
    earlier. What a post corrects in so many words is gone. Where a final list
    names every party, there are no others.
    """
    stages = _stages(by_post)
    chosen: dict[str, tuple[_Rank, Fact]] = {}
    lists: list[tuple[bool, int, set[str]]] = []
    for number, (post, facts) in enumerate(by_post.items()):
        seats = _seats(facts)
        whole = stages[post] == _FINAL and _says(facts, "list_complete", True)
        if whole and seats:
            sound = all(each.status != "disputed" for each in seats.values())
            lists.append((sound, number, set(seats)))
        for party, fact in seats.items():
            rank = (stages[post], fact.status != "disputed", whole, number)
            if party not in chosen or post in corrections or rank > chosen[party][0]:
                chosen[party] = (rank, fact)
    named = max(lists)[2] if lists else chosen.keys()
    return [fact for party, (_, fact) in chosen.items() if party in named]


def _seats(facts: Sequence[Fact]) -> dict[str, Fact]:
    """Each party's seats in one post; of two values the one that it states first."""
    found: dict[str, Fact] = {}
    for each in facts:
        if each.measure == "seats" and each.party:
            found.setdefault(each.party, each)
    return found


def _stages(by_post: Mapping[PostName, Sequence[Fact]]) -> dict[PostName, int]:
    """How far the count is in each post: what its page has before a count still on is of it."""
    found: dict[PostName, int] = {}
    on: set[str] = set()
    for post, facts in reversed(list(by_post.items())):
        page = post[0]
        running = _says(facts, "count_status", "partial") or any(
            each.measure == "seats_remaining" and each.value for each in facts
        )
        final = _says(facts, "list_complete", True) or _says(facts, "count_status", "final")
        if running:
            on.add(page)
        found[post] = _ON if running else _FINAL if final else _ON if page in on else _OVER
    return found


def _says(facts: Sequence[Fact], measure: str, value: Value) -> bool:
    return any(each.measure == measure and each.value == value for each in facts)
