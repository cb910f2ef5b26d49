"""A phrase that says who has a contest, and what the post speaks of -> the contests that it is said of."""

from __future__ import annotations

import re

from extract import cues
from extract.contest_facts import WAS, is_past
from extract.frames import Frame
from extract.heads import at_venue
from extract.phrases import Stated
from extract.scene import Scene
from extract.words import Span

_IN = re.compile(r"\b(?:in|at) (?:the )?$")


def contests_of(said: Stated, scene: Scene) -> list[Span]:
    """The contests that a statement names, else the one that the words there are about."""
    if said.areas:
        spans = [(each.start, each.end) for each in said.areas]
        return [each for each in spans if each in scene.contests or each in scene.others]
    if (inside := _place_inside(said, scene)) is not None:
        return [inside]
    if said.says == WAS and _of_a_council(said, scene):
        return []
    seat = cues.pattern(cues.table()["of_a_seat"])
    of_a_seat = (
        said.person is not None
        or said.says == WAS
        or seat.search(scene.words.content, *said.span) is not None
    )
    frame = scene.frame_at(said.span[0], "contest" if of_a_seat else None)
    if frame is not None and not frame.claimed and is_past(said, scene):
        return []
    if frame is not None and frame.scope == "council":
        frame = _at_the_address(said.span[0], frame, scene)
    return [frame.spans[0]] if frame and frame.scope == "contest" and frame.spans else []


def _at_the_address(at: int, council: Frame, scene: Scene) -> Frame | None:
    """The contest whose address the council named last is ("Abbey ward, Lincoln. Labour hold")."""
    named = max((span for span in council.spans if span[0] < at), default=None)
    if named is None:
        return None
    before = [span for span in scene.contests if span[1] <= named[0]]
    if not before:
        return None
    between = scene.words.content[max(before)[1] : named[0]]
    address = cues.pattern(cues.table()["address"]).fullmatch(between)
    return scene.contests[max(before)] if address else None


def _of_a_council(said: Stated, scene: Scene) -> bool:
    """Whether the sentence of a statement names a council and no contest."""
    low, high = scene.words.sentence(said.span[0])
    named = {e.scope for e in scene.frames for start, _ in e.spans if low <= start < high}
    return named == {"council"}


def _place_inside(said: Stated, scene: Scene) -> Span | None:
    """The place that a statement's words are said to be in: "polled 1,106 at Etwall and lost"."""
    low, high = said.span
    inside = [
        each
        for each in {**scene.contests, **dict.fromkeys(scene.others)}
        if low < each[0] < high and _IN.search(scene.words.content[low : each[0]])
    ]
    named = [each for each in inside if not at_venue(each, scene.words)]
    return named[0] if len(named) == 1 else None
