"""The one party table: a party's name as somebody wrote it -> its canonical name."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

NOC = "NOC"
_NOC_WORDS = frozenset({"noc", "no overall control", "no overall majority", "hung", "hung council"})
_SPACE = re.compile(r"\s+")


def _folded(name: str) -> str:
    name = _SPACE.sub(" ", name.replace("’", "'").strip())
    return name.removesuffix("'s").removesuffix("'").casefold().removeprefix("the ")


@cache
def aliases() -> dict[str, str]:
    """Every known way to write a party (folded) -> its canonical name."""
    table = json.loads((Path(__file__).parent / "parties.json").read_text(encoding="utf-8"))
    return {_folded(alias): name for name, others in table.items() for alias in (name, *others)}


@cache
def spellings() -> tuple[str, ...]:
    """Every known way to write a party, longest first, as it stands in text."""
    table = json.loads((Path(__file__).parent / "parties.json").read_text(encoding="utf-8"))
    names = {alias for name, others in table.items() for alias in (name, *others)}
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
