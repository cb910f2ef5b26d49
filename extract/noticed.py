"""A post with a list of candidates -> the ward or constituency that heads it, where the model named none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract import areas, cues
from extract.frames import Frame
from extract.persons import persons
from extract.phrases import said_in
from extract.places import places
from extract.polling_days import general_alone
from extract.symbols import symbols_of
from extract.words import Words, find_name
from schemas.fact import Fact
from schemas.post import Post

_CANDIDATES = 2
_FEWEST_VOTES = 20
_TYPED = re.compile(r" (?:ward|division|by-election|constituency|result)\b", re.IGNORECASE)

_ENDING = re.compile(r" (?:ward|division|by-election|results?)$", re.IGNORECASE)


def noticed(frames: Sequence[Frame], claims: Sequence[Fact], words: Words, post: Post) -> list[Frame]:
    """
    The contest of a list of candidates with their votes, named in the first line or as a ward.

    Nothing where any contest is known, where the post speaks of a mayor or
    commissioner, or where the model found nothing at all in the post.
    """
    live = [each for each in claims if each.status != "rejected"]
    single = any(cues.pattern(cues.table()["kinds"][kind]).search(words.content) for kind in ("mayor", "pcc"))
    if not live or single or any(each.scope == "contest" for each in frames):
        return []
    people = persons(words)
    said = [
        each
        for each in said_in(words, symbols_of(words, people, ()))
        if each.person and each.measure == "votes" and each.numeral.value >= _FEWEST_VOTES
    ]
    if len({each.person.name for each in said if each.person}) < _CANDIDATES:
        return []
    taken = [
        *((each.start, each.end) for each in words.parties),
        *(span for each in people for span in each.spans),
        *((each.start, each.end) for each in areas.find(words.content, post.year)),
    ]
    names = list(places(words, taken, ()))
    typed = [each for each in names if _TYPED.match(words.content, each[1])]
    first = [each for each in names if each[1] <= words.sentences[0][1]]
    for start, end in [*typed, *first][:1]:
        area = _ENDING.sub("", words.content[start:end])
        end = start + len(area)
        by = cues.pattern(cues.table()["kinds"]["by-election"]).search(words.content)
        kind = "constituency" if general_alone(post) else "by-election" if by else "ward"
        like = Fact(
            page=post.page, post=post.id, scope="contest", contest=kind, area=area,
            measure="elected", value=True, owner_start=start, owner_end=end,
        )  # fmt: skip
        return [Frame(like, tuple(find_name(words.content, area)))]
    return []
