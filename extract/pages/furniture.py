"""Turns the text of a flattened dump into its lines, rid of the page's furniture (boilerplate)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Line:
    """
    A line of somebody's words, with what the furniture around it said of it.

    ``more``: "Read More" stands right after it. ``quoted``: "Quote Message"
    stood before it. ``gap``: furniture (an embedded post, say) stood between it
    and the line before.
    """

    text: str
    more: bool = False
    quoted: bool = False
    gap: bool = False


@dataclass(frozen=True, slots=True)
class _Patterns:
    invisible: re.Pattern[str]
    read_more: re.Pattern[str]
    quote: re.Pattern[str]
    bullet: re.Pattern[str]
    lines: re.Pattern[str]
    inside: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    data = json.loads((Path(__file__).parent / "furniture.json").read_text(encoding="utf-8"))
    return _Patterns(
        invisible=re.compile(data["invisible"]),
        read_more=re.compile(data["read_more"]),
        quote=re.compile(data["quote"]),
        bullet=re.compile(data["bullet"]),
        lines=re.compile("|".join(f"(?:{each})" for each in data["lines"])),
        inside=re.compile("|".join(f"(?:{each})" for each in data["inside"])),
    )


def clean(text: str) -> list[Line]:
    """
    The lines that hold words, in the order of the file, furniture removed.

    White space (no-break spaces too) is one space between words and none at the
    ends; blank lines vanish, since dumps set them at random.
    """
    patterns = _patterns()
    lines: list[Line] = []
    gap = False
    for raw in patterns.invisible.sub("", text).splitlines():
        rest = " ".join(raw.split())
        if not rest:
            continue
        more = quoted = False
        while True:
            if found := patterns.read_more.match(rest):
                more = True
            elif found := patterns.quote.match(rest):
                quoted = True
            elif not (found := patterns.bullet.match(rest)):
                break
            rest = rest[found.end() :].lstrip()
        if more and lines and not gap:
            lines[-1] = replace(lines[-1], more=True)
        if patterns.lines.fullmatch(rest):
            gap = True
            continue
        rest = " ".join(patterns.inside.sub("", rest).split())
        if rest:
            lines.append(Line(rest, quoted=quoted, gap=gap))
            gap = False
    return lines
