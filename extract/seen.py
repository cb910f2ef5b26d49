"""A text -> what a reader sees of it, with the way back to the text's own offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_UNSEEN = re.compile(  # Unicode's Default_Ignorable_Code_Point, and the marks of annotations
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
_TURNED = re.compile("\u202e[^\u202c\n]*")  # shown from right to left: 12 as 21
UNREAD = "\ufffc"
"""Stands for words that are not read, so that those beside them do not join."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is left of a text to be read; ``at``: the offset in it of each character that is left."""

    text: str
    at: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of what is left, of one character at least, stands in the whole text."""
        return self.at[start], self.at[end - 1] + 1

    def without(self, spans: Iterable[tuple[int, int]], instead: str = "") -> Seen:
        """The same without some stretches, given in order; ``instead``: the character in their place."""
        parts: list[str] = []
        kept: list[int] = []
        last = 0
        for start, end in spans:
            parts += [self.text[last:start], instead]
            kept += [*self.at[last:start], *([self.at[start]] if instead else [])]
            last = end
        if not last:
            return self
        return Seen("".join([*parts, self.text[last:]]), [*kept, *self.at[last:]])


def as_seen(text: str) -> Seen:
    """A text without characters that nobody sees; what is shown in another order than written is unread."""
    seen = Seen(text, range(len(text)))
    seen = seen.without((match.span() for match in _TURNED.finditer(seen.text)), UNREAD)
    return seen.without(match.span() for match in _UNSEEN.finditer(seen.text))
