"""A post's words -> the councils that it is about and no claim names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extract import areas, cues
from extract.control_phrases import RULES, told_in, with_colours
from extract.factual import is_of_now
from extract.frames import MOST_SEATS, Frame, is_topic, unclaimed_council
from extract.numerals import SEAT_NOUNS
from extract.persons import Person
from extract.phrases import ENTRY, Said
from extract.polling_days import general_alone
from extract.symbols import AREA, in_signs, symbols_of
from extract.words import Span, Words
from schemas.post import Post

_LIST = 3  # parties
_FEW = 2  # parties, where a sentence says who has control


def unclaimed(
    words: Words, post: Post, said: Sequence[Said], people: Sequence[Person]
) -> Iterator[Frame]:
    """
    The councils that the words speak of, for a post of which the model named no council.

    Those that a sentence says to be somebody's or nobody's, beside the seats of two
    parties; else the one that the post names, or speaks of first of all, beside
    those of three. None in a general election.
    """
    seated = _seated(said, words)
    if general_alone(post) or len(seated) < _FEW:
        return
    named: dict[str, list[Span]] = {}
    for each in areas.find(words.content, post.year):
        if each.gss:
            named.setdefault(each.gss, []).append((each.start, each.end))
    ruled = _ruled(named, words, post, people)
    if not ruled and len(seated) >= _LIST:
        topics = [gss for gss, spans in named.items() if any(is_topic(s, words) for s in spans)]
        ruled = set(named if len(named) == 1 else topics if len(topics) == 1 else ())
    at = post.page, post.id
    yield from (unclaimed_council(gss, named[gss], words, at) for gss in named if gss in ruled)


def _seated(said: Iterable[Said], words: Words) -> set[str]:
    """The parties with a figure that can be of seats; none where some are too great for a council."""
    no_result = cues.table()["no_result"]
    figures = [
        each
        for each in said
        if each.party
        and not each.person
        and not cues.pattern(no_result).search(words.content, *words.sentence(each.numeral.start))
        and (each.numeral.noun is None or each.numeral.noun in SEAT_NOUNS)
    ]
    if any(each.measure == ENTRY and each.numeral.value > MOST_SEATS for each in figures):
        return set()
    return {each.party.party for each in figures if each.party}


def _ruled(
    named: dict[str, list[Span]], words: Words, post: Post, people: Sequence[Person]
) -> set[object]:
    """The councils of which a sentence says who has control."""
    places = [(span, gss) for gss, spans in named.items() for span in spans]
    symbols = with_colours(symbols_of(words, people, places), words)
    ruled: set[object] = set()
    for sentence in words.sentences:
        signs = in_signs(words.content, sentence, symbols)
        here = {each.means for each in signs.symbols if each.sign == AREA}
        for told in told_in(signs):
            if told.says in RULES and is_of_now(told, signs, words, post.year):
                ruled |= {each.means for each in told.areas} or (here if len(here) == 1 else set())
    return ruled
