"""Turns the text of a dump into its lines, rid of the page's furniture (boilerplate)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@dataclass(frozen=True, slots=True)
class Line:
    """
    A line of somebody's words, with what the furniture around it said of it.

    ``more``: "Read More" stands right after it. ``quoted``: "Quote Message"
    stood before it, ``bullet``: a bullet. ``gap``: furniture (an embedded post,
    say) stood between it and the line before.
    """

    text: str
    more: bool = False
    quoted: bool = False
    gap: bool = False
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class _Patterns:
    invisible: re.Pattern[str]
    read_more: re.Pattern[str]
    quote: re.Pattern[str]
    bullet: re.Pattern[str]
    lines: re.Pattern[str]
    embed_begins: re.Pattern[str]
    embed_ends: re.Pattern[str]
    inside: re.Pattern[str]
    summary: str
    labels: frozenset[str]


@cache
def _patterns() -> _Patterns:
    data = json.loads((Path(__file__).parent / "furniture.json").read_text(encoding="utf-8"))
    lines = [*data["lines"], data["embed_begins"], data["embed_ends"]]
    return _Patterns(
        invisible=re.compile(data["invisible"]),
        read_more=re.compile(data["read_more"]),
        quote=re.compile(data["quote"]),
        bullet=re.compile(data["bullet"]),
        lines=re.compile("|".join(f"(?:{each})" for each in lines)),
        embed_begins=re.compile(data["embed_begins"]),
        embed_ends=re.compile(data["embed_ends"]),
        inside=re.compile("|".join(f"(?:{each})" for each in data["inside"])),
        summary=data["summary"],
        labels=frozenset(data["labels"]),
    )


def is_summary(line: str) -> bool:
    """Whether a line heads the bullets at the top of a numbered dump."""
    return line == _patterns().summary


def is_label(line: str) -> bool:
    """Whether a line is one of the labels that stand below a headline ("Breaking")."""
    return line in _patterns().labels


def tidy(line: str) -> str:
    """A line without invisible characters, white space being one space between words."""
    return " ".join(_patterns().invisible.sub("", line).split())


def outside_embeds(lines: Iterable[str], is_headline: Callable[[str], bool]) -> list[str]:
    """
    The lines of a page without what stands between "Skip x post" and "End of x post".

    These two stay. Where an end is missing, a headline or another embedded post
    comes before it, and nothing goes.
    """
    patterns = _patterns()
    kept: list[str] = []
    platform, begun = None, 0
    for raw in lines:
        line = tidy(raw)
        if found := patterns.embed_begins.fullmatch(line):
            platform, begun = found[1].casefold(), len(kept) + 1
        elif platform is not None and is_headline(line):
            platform = None
        elif (found := patterns.embed_ends.fullmatch(line)) and found[1].casefold() == platform:
            del kept[begun:]
            platform = None
        kept.append(raw)
    return kept


def clean(text: str) -> list[Line]:
    """
    The lines that hold words, in the order of the file, furniture removed.

    Every kind of line end ends one; blank lines vanish, since dumps set them at
    random.
    """
    patterns = _patterns()
    lines: list[Line] = []
    gap = False
    for raw in text.splitlines():
        rest = tidy(raw)
        if not rest:
            continue
        more = quoted = bullet = False
        while True:
            if found := patterns.read_more.match(rest):
                more = True
            elif found := patterns.quote.match(rest):
                quoted = True
            elif found := patterns.bullet.match(rest):
                bullet = True
            else:
                break
            rest = rest[found.end() :].lstrip()
        if more and lines and not gap:
            lines[-1] = replace(lines[-1], more=True)
        if patterns.lines.fullmatch(rest):
            gap = True
            continue
        rest = " ".join(patterns.inside.sub("", rest).split())
        if rest:
            lines.append(Line(rest, quoted=quoted, gap=gap, bullet=bullet))
            gap = False
    return lines
