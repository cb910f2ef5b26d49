"""The one party table: a party's name as somebody wrote it -> its canonical name; and its colour."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

NOC = "NOC"
_NOC_WORDS = frozenset({"noc", "no overall control", "no overall majority", "hung", "hung council"})
_SPACE = re.compile(r"\s+")


def _folded(name: str) -> str:
    name = _SPACE.sub(" ", name.replace("’", "'").strip())
    return name.removesuffix("'s").removesuffix("'").casefold().removeprefix("the ")


@cache
def _table() -> dict[str, Any]:
    """Canonical name -> its colour, and what else it is called."""
    path = Path(__file__).parent / "parties.json"
    table: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return table


@cache
def aliases() -> dict[str, str]:
    """Every known way to write a party (folded) -> its canonical name."""
    return {
        _folded(alias): name for name, row in _table().items() for alias in (name, *row["also"])
    }


@cache
def colours() -> dict[str, str]:
    """Canonical name -> the colour in which the party is drawn, as "#rrggbb"."""
    return {name: row["colour"] for name, row in _table().items()}


@cache
def spellings() -> tuple[str, ...]:
    """Every known way to write a party, longest first, as it stands in text."""
    names = {alias for name, row in _table().items() for alias in (name, *row["also"])}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def is_known(name: str) -> bool:
    """Whether the table holds this name; a local party is not known and keeps its own name."""
    return _folded(name) in aliases()


def canonical(name: str) -> str:
    """
    The canonical party name; ``NOC`` for no overall control.

    A local party ("Ashfield Independents", "Reform Derby") keeps its own name,
    without article, possessive or stray spaces.
    """
    folded = _folded(name)
    if folded in _NOC_WORDS:
        return NOC
    known = aliases().get(folded)
    if known:
        return known
    plain = _SPACE.sub(" ", name.strip()).removesuffix("'s").removesuffix("’s")
    return re.sub(r"^[Tt]he ", "", plain)
