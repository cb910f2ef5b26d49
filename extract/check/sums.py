"""Figures with their factors -> their sum in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.check.limits import Terms, summed
from extract.check.wording import signed, span

if TYPE_CHECKING:
    from extract.check.claims import Claim


def times(factor: int, terms: Terms) -> Terms:
    """A sum, ``factor`` times."""
    return tuple((factor * each, claim) for each, claim in terms)


def claims_of(terms: Terms) -> list[Claim]:
    """The claims whose figures make a sum."""
    return [claim for _, claim in terms]


def written(terms: Terms) -> str:
    """A sum as one would write it: "-15 + 8 + 7 - 1"."""
    words = " ".join(signed(claim, factor) for factor, claim in terms)
    return words[2:] if words.startswith("+") else words.replace("- ", "-", 1)


def equation(terms: Terms) -> str:
    """A sum and what it comes to: "-15 + 8 + 7 - 1 = -1"; a single plain figure is its own."""
    result = span(summed(terms))
    alone = len(terms) == 1 and terms[0][1].fact.hedge is None
    return result if alone else f"{written(terms)} = {result}"
