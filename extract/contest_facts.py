"""A phrase that says who has a contest, and the words around it -> whether it is a result, of now or of before."""

from __future__ import annotations

from extract import cues
from extract.phrases import Stated
from extract.scene import Scene
from extract.words import Words

WAS = "was"
"""What a statement says that tells only who had a contest."""


def is_real(said: Stated, scene: Scene) -> bool:
    """Whether a statement is a fact: no question, wish or forecast, and no star of the sitting members."""
    words = scene.words
    if _is_starred(said, words) and not _stars_elect(scene):
        return False
    return not (
        words.asks(said.span[0])
        or cues.unreal(words, _main_clause(said.span[0], words))
        or (said.says != "lose" and cues.unreal(words, said.span[1]))
    )


def _main_clause(at: int, words: Words) -> int:
    """Where the clause of a statement goes on before an aside: "in Ash, where they had hoped, Labour hold"."""
    low, _ = words.sentence(at)
    aside = cues.pattern(cues.table()["aside"]).search(words.content, low, at)
    return aside.start() if aside else at


def was(said: Stated, scene: Scene) -> bool:
    """Whether a statement is of before: said so, or "had held the ward since 1998"."""
    low, high = said.span[0], scene.words.sentence(said.span[0])[1]
    then = cues.pattern(cues.table()["held_till_then"]).search(scene.words.content, low, high)
    return said.says == WAS or (
        said.says in ("hold", "win") and then is not None and then.start() < said.span[1]
    )


def _is_starred(said: Stated, words: Words) -> bool:
    return words.content[slice(*said.span)].endswith("*")


def _stars_elect(scene: Scene) -> bool:
    """Whether stars mark who is elected: said so, or as many as there are seats, beside the most votes."""
    words = scene.words
    if cues.pattern(cues.table()["star_of_the_elected"]).search(words.content):
        return True
    marked = {s.person.name for s in scene.stated if s.person and _is_starred(s, words)}
    votes = {
        s.person.name: s.numeral.value for s in scene.said if s.person and s.measure == "votes"
    }
    seats = {
        each.value
        for each in words.numerals
        if cues.contest_sense_of(words, each) == "seats_contested"
    }
    others = [value for name, value in votes.items() if name not in marked]
    return (
        seats == {len(marked)}
        and marked <= set(votes)
        and bool(others)
        and min(votes[name] for name in marked) > max(others)
    )


def is_past(said: Stated, scene: Scene) -> bool:
    """Whether a statement, at either end of its words, is of an earlier time."""
    low, high = said.span
    year = scene.post.year
    return cues.is_past(scene.words, low, year) or cues.is_past(scene.words, high - 1, year)
