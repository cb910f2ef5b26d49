"""What a post's phrases say of its contests -> facts: elected or beaten, held or gained, and from whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract import areas, cues
from extract.frames import Frame, frame_at
from extract.persons import persons
from extract.phrases import Stated, stated_in
from extract.places import places
from extract.polling_days import general_alone
from extract.symbols import symbols_of
from extract.words import Span, Words
from schemas.fact import Fact
from schemas.post import Post

_CHANGES = {"hold": "hold", "gain": "gain"}
SAID = ("elected", "change", "party_before")


def contested(
    frames: Sequence[Frame], claims: Sequence[Fact], words: Words, post: Post
) -> list[Fact]:
    """
    The facts of every phrase that says who holds, gains, wins or loses a contest.

    A place need not be among the ``frames``: "Labour gain Abbey Wood" names a contest
    wherever neither the model nor the register knows a council of that name. Wishes
    and questions say nothing, and nothing is said of a post without any claim.
    """
    if all(each.status == "rejected" for each in claims):
        return []
    people = persons(words, ((each.person, each.party) for each in claims if each.person))
    named = [(span, frame.like.area) for frame in frames for span in frame.spans]
    councils = [(each.start, each.end) for each in areas.find(words.content, post.year)]
    taken = [
        *((each.start, each.end) for each in words.parties),
        *(span for each in people for span in each.spans),
        *(span for frame in frames if frame.scope == "council" for span in frame.spans),
        *councils,
    ]
    claimed = [frame.like.area for frame in frames if frame.scope == "contest"]
    others = list(places(words, taken, claimed))
    contests = {
        span: frame for frame in frames if frame.scope == "contest" for span in frame.spans
    }
    facts: list[Fact] = []
    for said in stated_in(words, symbols_of(words, people, named, others)):
        if not _is_real(said, words):
            continue
        spans = [(each.start, each.end) for each in said.areas] or _there(said, frames, words)
        for span in spans:
            if span in contests or span in others:
                facts += _facts(said, span, contests, words, post)
    return _by_name(facts)


def _there(said: Stated, frames: Sequence[Frame], words: Words) -> list[Span]:
    """The contest that a statement without a place is about: no council must be named nearer."""
    frame = frame_at(said.span[0], frames, words)
    return [frame.spans[0]] if frame and frame.scope == "contest" and frame.spans else []


def _by_name(facts: list[Fact]) -> list[Fact]:
    """The facts without "elected" of a party whose winner is named."""
    named = {(each.area, each.party) for each in facts if each.person and each.value is True}
    return [
        each
        for each in facts
        if each.measure != "elected" or each.person or (each.area, each.party) not in named
    ]


def _is_real(said: Stated, words: Words) -> bool:
    low, high = words.sentence(said.span[0])
    table = cues.table()
    sentence = words.content[low:high].rstrip("\"”’) ")
    return not (
        sentence.endswith("?")
        or cues.pattern(table["unreal"]).search(words.content[low : said.span[1]])
    )


def _facts(
    said: Stated, span: Span, contests: dict[Span, Frame], words: Words, post: Post
) -> Iterator[Fact]:
    frame = contests.get(span)
    like = frame.like if frame else None
    party = said.party.party if said.party else said.person.party if said.person else None
    person = said.person.name if said.person else None
    owner = said.person.spans[0] if said.person else None
    if owner is None and said.party is not None:
        owner = (said.party.start, said.party.end)
    low, high = said.span

    def fact(measure: str, value: str | bool, **more: str | None) -> Fact:
        past = cues.is_past(words, low, post.year)
        return Fact(
            page=post.page, post=post.id, scope="contest",
            area=like.area if like else words.content[slice(*span)],
            contest=like.contest if like else _kind(words, span, post),
            authority=like.authority if like else None,
            measure=measure, value=value, when="past" if past else "now",
            quote=words.content[low:high], start=low, end=high,
            owner_start=owner[0] if owner else None, owner_end=owner[1] if owner else None,
            **more,
        )  # fmt: skip

    if party is None and person is None:
        return
    yield fact("elected", said.says != "lose", party=party, person=person)
    if said.says in _CHANGES and party is not None:
        yield fact("change", _CHANGES[said.says], party=party)
    if said.source is not None:
        yield fact("party_before", said.source.party)


def _kind(words: Words, span: Span, post: Post) -> str:
    if general_alone(post):
        return "constituency"
    low, high = words.sentence(span[0])
    by = cues.pattern(cues.table()["kinds"]["by-election"]).search(words.content[low:high])
    return "by-election" if by else "ward"
