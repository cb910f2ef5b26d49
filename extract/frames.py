"""Claims and a post's words -> the councils and contests that it speaks of, and which one each figure is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extract import areas, cues
from extract.words import Span, Words, find_name, overlaps
from schemas.fact import Fact

MOST_SEATS = 160
"""No council has more seats."""

ONE_SEAT = frozenset({"mayor", "pcc", "constituency"})
"""The contests that elect one person, whatever the words say."""


@dataclass(frozen=True, slots=True)
class Frame:
    """
    One council or contest of a post: a claim about it, and where it is named.

    ``claimed``: the model named it; else the register alone knows the name.
    """

    like: Fact
    spans: tuple[Span, ...]
    claimed: bool = True

    @property
    def scope(self) -> str:
        """Council or contest."""
        return self.like.scope


def frames_of(claims: Iterable[Fact], words: Words, year: int | None) -> list[Frame]:
    """
    The councils and contests of the claims that stand, and the register's names besides.

    Of the register's the ones that open a line or say that they are councils; all where
    the model took nothing but other places for councils.

    A name inside a longer one ("Derby" in "South Derbyshire", a council in its ward's
    name) is no mention of it.
    """
    claims = list(claims)
    found: dict[tuple[str, str | None, str], Fact] = {}
    for each in claims:
        if each.status != "rejected":
            key = each.area_id or each.area.casefold()
            found.setdefault((each.scope, each.contest, key), each)
    whole = [(each.start, each.end, each.gss) for each in areas.find(words.content, year)]
    frames = [Frame(each, _spans(each, whole, words)) for each in found.values()]
    known = {each.like.area_id for each in frames if each.scope == "council"}
    astray = not known and any(each.scope == "council" for each in claims)
    taken = [span for each in frames for span in each.spans]
    some = next(iter(claims), None)
    if some is not None:
        for gss in dict.fromkeys(gss for *_, gss in whole if gss and gss not in known):
            spans = tuple(
                (a, b)
                for a, b, other in whole
                if other == gss
                and not overlaps((a, b), taken)
                and (astray or is_topic((a, b), words) or _leads_bullet((a, b), taken, words))
            )
            if spans:
                frames.append(unclaimed_council(gss, spans, words, (some.page, some.post)))
    return frames


def unclaimed_council(
    gss: str, spans: Sequence[Span], words: Words, post: tuple[str, str]
) -> Frame:
    """A council that the register knows and no claim names; ``post``: its page and its own id."""
    start, end = spans[0]
    like = Fact(
        page=post[0], post=post[1], scope="council", area=words.content[start:end], area_id=gss,
        measure="council_size", value=0, owner_start=start, owner_end=end,
    )  # fmt: skip
    return Frame(like, tuple(spans), claimed=False)


def without_authorities(frames: Sequence[Frame], words: Words) -> tuple[Frame, ...]:
    """The frames, no council named where it only says whose a ward is: "Elmdon (Harwick)"."""
    wards = [span for each in frames if each.scope == "contest" for span in each.spans]
    return tuple(
        replace(each, spans=tuple(e for e in each.spans if not _is_of_a_ward(e, wards, words)))
        if each.scope == "council"
        else each
        for each in frames
    )


def _is_of_a_ward(span: Span, wards: Sequence[Span], words: Words) -> bool:
    """Whether a council only says where a ward is: "Elmdon (Harwick)", "at Elmdon, in Harwick, where"."""
    return any(
        cues.pattern(cues.table()["authority_of"]).fullmatch(words.content[end : span[0]])
        and words.content[span[1] : span[1] + 1] in (")", ",", ":", ";")
        for _, end in wards
        if end <= span[0]
    )


def is_topic(span: Span, words: Words) -> bool:
    """Whether a name says that it is a council's, or opens its line: "Wigan: Labour hold", "In Wigan"."""
    low, _ = words.sentence(span[0])
    start = words.content[low : span[0]].strip(" \t•*-–—♦·>0123456789.)")
    follows = words.content[span[1] : span[1] + 3].lstrip()
    said = words.content[slice(*span)]
    opens = cues.pattern(cues.table()["opens_a_topic"]).fullmatch(start) is not None
    heads = follows[:1] in (":", "-", "–", "—", ",")
    speaks = cues.pattern(cues.table()["speaks_of_a_topic"])
    told = start.casefold() in ("the", "and the", "") and speaks.match(words.content, span[1])
    return "Council" in said or bool(told) or (opens and (heads or start != ""))


def _leads_bullet(span: Span, taken: Sequence[Span], words: Words) -> bool:
    """Whether a name is the first of its bulleted line, before any figure, and no other council's is there."""
    low, high = words.line(span[0])
    return (
        words.is_bulleted(span[0])
        and not words.numerals_between(low, span[0])
        and not any(low <= start < high for start, _ in taken)
    )


def _spans(
    claim: Fact, whole: Sequence[tuple[int, int, str | None]], words: Words
) -> tuple[Span, ...]:
    named = set(find_name(words.content, claim.area))
    if claim.scope == "council" and claim.area_id is not None:
        named |= {(a, b) for a, b, gss in whole if gss == claim.area_id}
    longer = [(a, b) for a, b, gss in whole if claim.scope == "council" and gss != claim.area_id]
    return tuple(
        sorted(
            (a, b)
            for a, b in named
            if not any(low <= a and b <= high and high - low > b - a for low, high in longer)
        )
    )


def frame_at(
    place: int, frames: Sequence[Frame], words: Words, scope: str | None = None
) -> Frame | None:
    """
    The council or contest that the words at a place are about.

    The one that the words are said to be in ("31 in Bolton"), else the one named last
    before it in its sentence, else the first after it there, else the last named before
    that sentence, not in another bulleted line; of a single one that no name precedes
    all of the post speaks. None where two are named by the same words.
    """
    fitting = [each for each in frames if scope in (None, each.scope)]
    mentions = sorted(
        ((span, each) for each in fitting for span in each.spans), key=lambda pair: pair[0]
    )
    if not mentions:
        return fitting[0] if len(fitting) == 1 else None
    low, high = words.sentence(place)
    here = [pair for pair in mentions if low <= pair[0][0] < high]
    before = [pair for pair in here if pair[0][0] < place]
    earlier = [pair for pair in mentions if pair[0][0] < low]
    if not here and earlier and _in_another_bullet(place, earlier[-1][0], words):
        return None
    if not here and earlier and _several(earlier, words):
        return None
    alone = mentions[:1] if len(fitting) == 1 else []
    chosen = _told_where(place, here, words) or before[-1:] or here[:1] or earlier[-1:] or alone
    if not chosen:
        return None
    ((span, frame),) = chosen
    same = [each for other, each in mentions if other == span and each is not frame]
    return None if same and scope is None else frame


def _told_where(
    place: int, mentions: Sequence[tuple[Span, Frame]], words: Words
) -> Sequence[tuple[Span, Frame]]:
    """The council or contest that follows a figure closely: "60 seats in Wigan, 31 in Bolton"."""
    after = [pair for pair in mentions if pair[0][0] > place][:1]
    between = words.content[place : after[0][0][0]] if after else ""
    return after if cues.pattern(cues.table()["told_where"]).fullmatch(between) else []


def _in_another_bullet(place: int, span: Span, words: Words) -> bool:
    """Whether a place stands in a bulleted line, and a name in another one above it."""
    return (
        words.is_bulleted(place)
        and words.is_bulleted(span[0])
        and words.line(place) != words.line(span[0])
    )


def _several(mentions: Sequence[tuple[Span, Frame]], words: Words) -> bool:
    """Whether the sentence of the last mention names several of one scope."""
    (start, _), last = mentions[-1]
    low, high = words.sentence(start)
    named = [each for span, each in mentions if low <= span[0] < high]
    return any(each is not last and each.scope == last.scope for each in named)
