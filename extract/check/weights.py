"""A claim -> how much speaks against its being wrong: the way in which its post says it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.check.claims import Claim

ROW, PROSE, HEADLINE, HEDGED = 4, 3, 2, 1
_HEADLINES = frozenset({"head", "flash"})
_CELL_END = re.compile(r"[;|\n]|,(?!\d)")
_LETTERS = re.compile(r"[^\W\d_]")
_FIGURE_LAST = re.compile(r"[^\W\d_][^\d]*\d[\d\W]*")


def weight(claim: Claim) -> int:
    """
    A row of a table weighs 4, prose 3, a headline or a bullet of the summary 2, a hedged figure 1.

    A fact without a post, or without the words that state it, is prose.
    """
    if claim.fact.hedge:
        return HEDGED
    place, start = claim.place, claim.fact.start
    if place.kind in _HEADLINES or (start is not None and start < place.headline):
        return HEADLINE
    return ROW if _in_table(claim) else PROSE


def _in_table(claim: Claim) -> bool:
    """
    Whether the words are cells of a table: "LAB 31", "Con 23 (-15)".

    Of a figure, its cell holds no word but its owner's name; of a list, every cell
    ends in its figure.
    """
    fact, content = claim.fact, claim.place.content
    if content is None or fact.start is None or fact.end is None:
        return False
    if fact.measure == "list_complete":
        cells = _CELL_END.split(content[fact.start : fact.end])
        return len(cells) > 1 and all(_FIGURE_LAST.fullmatch(cell.strip()) for cell in cells)
    if fact.owner_start is None or fact.owner_end is None:
        return False
    ends = [match.start() for match in _CELL_END.finditer(content)]
    first = max((end + 1 for end in ends if end < fact.start), default=0)
    last = min((end for end in ends if end >= fact.end), default=len(content))
    if not first <= fact.owner_start < fact.owner_end <= last:
        return False
    words = content[first : fact.owner_start] + content[fact.owner_end : last]
    return _LETTERS.search(words) is None
