"""What a post says of a poll of part of a council -> which of its figures are of seats won there."""

from __future__ import annotations

from collections.abc import Sequence

from extract import cues
from extract.frames import Frame
from extract.numerals import Numeral
from extract.scene import Scene
from extract.words import Span, Words
from schemas.fact import Fact


def part_up(frame: Frame | None, scene: Scene) -> bool:
    """Whether only a part of a council's seats were up, as is said of it and of no other."""
    whole = {each.numeral for each in scene.said if each.measure == "council_size"}
    if any(each.measure == "seats_up" and each.numeral in whole for each in scene.said):
        return False
    said = cues.pattern(cues.table()["part_up"]).finditer(scene.words.content)
    homes = [scene.frame_at(match.start(), "council") for match in said]
    return any(frame is None or each is None or each is frame for each in homes)


def won(numeral: Numeral, words: Words) -> bool:
    """Whether the last verb before a figure is of winning: "Labour won seven, the Greens two"."""
    low, _ = words.sentence(numeral.start)
    verbs = cues.pattern(cues.table()["won_or_has"]).finditer(words.content, low, numeral.start)
    return next((each["won"] is not None for each in [*verbs][-1:]), False)


def of_those_up(at: int, scene: Scene) -> bool:
    """Whether a figure is of the seats that its sentence says were up: "Of the 16 contested, ten ..."."""
    low, _ = scene.words.sentence(at)
    up = [
        each.numeral.end
        for each in scene.said
        if each.measure == "seats_up" and low <= each.numeral.start < at
    ]
    between = scene.words.content[up[-1] : at] if up else ""
    return bool(up) and not cues.pattern(cues.table()["whole_again"]).search(between)


def won_by_the_sum(facts: Sequence[Fact], words: Words) -> list[Fact]:
    """The facts, a sentence's seats won at this poll where together they are just the seats that were up."""
    up = {
        each.area: each.value
        for each in facts
        if each.measure == "seats_up"
        and not any(f.measure == "council_size" and f.value == each.value for f in facts)
    }
    sums: dict[tuple[str, Span], float] = {}
    for each in facts:
        if each.measure == "seats":
            where = (each.area, words.sentence(each.start or 0))
            sums[where] = sums.get(where, 0) + float(each.value)
    return [
        each.model_copy(update={"measure": "seats_won"})
        if each.measure == "seats"
        and sums[each.area, words.sentence(each.start or 0)] == up.get(each.area)
        else each
        for each in facts
    ]
