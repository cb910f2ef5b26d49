"""Claims and a post's words -> who and what the post speaks of: persons, councils, contests, other places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from extract import areas, cues
from extract.control_phrases import with_colours
from extract.frames import ONE_SEAT, Frame, frame_at, frames_of, without_authorities
from extract.headings import CANDIDATES, FEWEST_VOTES
from extract.heads import at_venue, heads
from extract.persons import Person, persons
from extract.phrases import Said, Stated, said_in, stated_in
from extract.places import places
from extract.polling_days import general_alone, no_ordinary_poll
from extract.symbols import Symbol, symbols_of
from extract.unclaimed import unclaimed
from extract.words import Span, Words, find_name, overlaps
from schemas.fact import Contest, Fact
from schemas.post import Post

SURELY_VOTES = 100
"""A figure of a candidate below may be of seats, or an age."""

_IN = re.compile(r"\b(?:[Ii]n|[Aa]t) (?:the )?$")
_LEADS = re.compile(r"\b(?:[Ii]n|[Tt]o|was|is) $")
_WHERE = re.compile(r",? where\b")
_BULLET = re.compile(r"^\W*[•*♦‣▪–-]\W*$")
_ENDING = re.compile(r" (?:ward|division|by-election|results?)$", re.IGNORECASE)


@dataclass(frozen=True)
class Scene:
    """
    What the phrases of one post can be about.

    ``claims``: as the model states them, named as the post names things. ``frames``:
    the councils and contests, those that the register or a list of candidates
    names too. ``others``: places that no register holds and no claim names.
    """

    post: Post
    words: Words
    claims: tuple[Fact, ...]
    people: tuple[Person, ...]
    frames: tuple[Frame, ...]
    others: tuple[Span, ...]

    @cached_property
    def symbols(self) -> list[Symbol]:
        """The post's text as signs."""
        named = [(span, frame.like.area) for frame in self.frames for span in frame.spans]
        return symbols_of(self.words, self.people, named, self.others)

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """What the phrases of the post say of its figures."""
        return tuple(said_in(self.words, self.symbols))

    @cached_property
    def stated(self) -> tuple[Stated, ...]:
        """What the phrases of the post say of who holds, gains, wins or loses a contest."""
        return tuple(stated_in(self.words, with_colours(self.symbols, self.words)))

    @cached_property
    def contests(self) -> dict[Span, Frame]:
        """Where each contest is named."""
        return {
            span: frame for frame in self.frames if frame.scope == "contest" for span in frame.spans
        }

    def frame_at(self, place: int, scope: str | None = None) -> Frame | None:
        """The council or contest that the words at a place are about."""
        return frame_at(place, self.frames, self.words, scope)

    def kind_at(self, place: int) -> Contest:
        """What a contest named at a place is, where no claim says it."""
        low, high = self.words.sentence(place)
        by_election = cues.pattern(cues.table()["kinds"]["by-election"])
        if by_election.search(self.words.content, low, high):
            return "by-election"
        table = cues.table()
        commissioners = cues.pattern(table["of_commissioners"]).search(self.words.content)
        if commissioners and not cues.pattern(table["of_wards"]).search(self.words.content):
            return "pcc"
        if no_ordinary_poll(self.post):
            return "by-election"
        return "constituency" if general_alone(self.post) else "ward"


def scene_of(claims: Sequence[Fact], words: Words, post: Post) -> Scene:
    """Everything that one post speaks of."""
    people = persons(words, ((each.person, each.party) for each in claims if each.person))
    frames = tuple(frames_of(claims, words, post.year))
    scene = _scene(post, words, claims, people, frames)
    if not any(each.scope == "council" for each in frames):
        frames = (*frames, *unclaimed(words, post, scene.said, people))
        scene = _scene(post, words, claims, people, frames)
    refused = all(each.status == "rejected" for each in claims)
    if not frames and refused and not _lists_candidates(scene):
        return scene
    for more in (_headed, _decided, _topics, _heading):
        frames = (*scene.frames, *more(scene))
        scene = _scene(post, words, claims, people, frames)
    return scene


def _lists_candidates(scene: Scene) -> bool:
    """Whether the words give several candidates their votes, whatever the model made of them."""
    voted = {
        each.person.name
        for each in scene.said
        if each.person and each.measure == "votes" and each.numeral.value >= SURELY_VOTES
    }
    return len(voted) >= CANDIDATES


def _scene(
    post: Post,
    words: Words,
    claims: Sequence[Fact],
    people: tuple[Person, ...],
    frames: tuple[Frame, ...],
) -> Scene:
    others = _places(people, frames, words, post)
    frames = without_authorities(frames, words)
    return Scene(post, words, tuple(claims), people, frames, others)


def _places(
    people: Sequence[Person], frames: Sequence[Frame], words: Words, post: Post
) -> tuple[Span, ...]:
    """The names of places beside those of parties, persons and councils."""
    taken = [
        *((each.start, each.end) for each in words.parties),
        *(span for each in people for span in each.spans),
        *(span for each in frames if each.scope == "council" for span in each.spans),
        *((each.start, each.end) for each in areas.find(words.content, post.year)),
    ]
    claimed = [each.like.area for each in frames if each.scope == "contest"]
    return tuple(each for each in places(words, taken, claimed) if not _departed(each, words))


def _departed(span: Span, words: Words) -> bool:
    """Whether a name is of the person for whose seat a by-election is held."""
    table, content = cues.table(), words.content
    low, _ = words.sentence(span[0])
    return bool(
        cues.pattern(table["departed_before"]).search(content, low, span[0])
        or cues.pattern(table["departed_after"]).match(content, span[1])
    )


def _headed(scene: Scene) -> list[Frame]:
    """The contests that the words call so ("Elmdon ward", "Elmdon, one to elect") and no claim names."""
    people = [span for each in scene.people for span in each.spans]
    names: dict[str, Span] = {}
    for start, end in heads(scene.words, scene.post.year):
        if not overlaps((start, end), [*scene.contests, *people]):
            names.setdefault(scene.words.content[start:end].casefold(), (start, end))
    return [_named(span, scene) for span in names.values()]


def _decided(scene: Scene) -> list[Frame]:
    """The places that a party or person is said to hold, gain, win or lose, and no claim names."""
    found: dict[str, Span] = {}
    known = {each.like.area.casefold() for each in scene.contests.values()}
    for said in scene.stated:
        for each in said.areas:
            span = (each.start, each.end)
            if scene.words.content[slice(*span)].casefold() in known or overlaps(
                span, scene.contests
            ):
                continue
            if span in scene.others and not cues.unreal(scene.words, said.span[0]):
                found.setdefault(scene.words.content[slice(*span)].casefold(), span)
    return [_named(span, scene) for span in found.values()]


def _topics(scene: Scene) -> list[Frame]:
    """The places that a candidate's votes, or who is elected, are said to be in."""
    words = scene.words
    found: dict[Span, Span] = {}
    voted = [
        words.sentence(each.numeral.start)
        for each in scene.said
        if each.person and each.measure == "votes" and each.numeral.value >= SURELY_VOTES
    ]
    voted += [
        words.sentence(each.span[0]) for each in scene.stated if each.person and not each.areas
    ]
    contests = {words.sentence(start) for start, _ in scene.contests}
    single = any(each.contest in ONE_SEAT for each in scene.claims)
    for start, end in scene.others:
        sentence = words.sentence(start)
        before = words.content[sentence[0] : start]
        if sentence in contests or at_venue((start, end), words):
            continue
        number = words.sentences.index(sentence)
        after = words.sentences[number + 1 : number + 2]
        told = bool(after) and after[0] in voted and after[0] not in contests and not single
        headed = _BULLET.search(before) and words.content[end : end + 1] == ":"
        led = headed or _IN.search(before) or _WHERE.match(words.content, end)
        opens = not before.strip() and " " in words.content[start:end]
        if (sentence in voted and led) or (told and (opens or _LEADS.search(before))):
            found.setdefault(sentence, (start, end))
    return [_named(span, scene) for span in found.values()]


def _named(span: Span, scene: Scene) -> Frame:
    """A contest that the words alone name."""
    start, end = span
    area = scene.words.content[start:end]
    like = Fact(
        page=scene.post.page, post=scene.post.id, scope="contest", contest=scene.kind_at(start),
        area=area, measure="elected", value=True, owner_start=start, owner_end=end,
    )  # fmt: skip
    return Frame(like, tuple(find_name(scene.words.content, area)), claimed=False)


def _heading(scene: Scene) -> list[Frame]:
    """
    The contest of a list of candidates with votes, by the name in the post's first line.

    None where any contest is known, or where a mayor or commissioner is spoken of.
    """
    words, table = scene.words, cues.table()
    single = any(
        cues.pattern(table["kinds"][kind]).search(words.content) for kind in ("mayor", "pcc")
    )
    if scene.contests or single:
        return []
    voted = {
        each.person.name
        for each in scene.said
        if each.person and each.measure == "votes" and each.numeral.value >= FEWEST_VOTES
    }
    if len(voted) < CANDIDATES:
        return []
    first = [each for each in scene.others if each[1] <= words.sentences[0][1]]
    return [
        _named((start, start + len(_ENDING.sub("", words.content[start:end]))), scene)
        for start, end in first[:1]
    ]
