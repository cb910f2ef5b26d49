"""A claim in words (control, change, elected, ...) -> a fact read from cue words, or rejected."""

from __future__ import annotations

from collections.abc import Sequence

from extract import cues
from extract.contest_cues import find_cue
from extract.control import read_control
from extract.frames import Frame
from extract.largest import read_largest
from extract.nearest import nearest
from extract.owners import find_party
from extract.words import Span, Words, find_name
from schemas.fact import Fact
from schemas.parties import NOC


def ground(
    claims: list[Fact],
    councils: list[Fact],
    frames: Sequence[Frame],
    words: Words,
    year: int | None,
) -> list[Fact]:
    """
    The claims with the spans of their cues, near the words that name area and party; else rejected.

    ``councils`` holds all claims, so that every council that the model found is
    known; ``frames`` those that the register knows besides. Where the words state the
    control of one clearly by themselves, they decide, and claims that say otherwise are
    rejected.
    """
    control = [each for each in claims if _is_control(each) and each.status != "rejected"]
    facts: list[Fact] = []
    likes: dict[str, Fact] = {}
    for each in councils:
        if _is_live_council(each):
            likes.setdefault(each.area.casefold(), each)
    for frame in frames:
        if frame.scope == "council":
            likes.setdefault(frame.like.area.casefold(), frame.like)
    contests = [span for each in frames if each.scope == "contest" for span in each.spans]
    for area, like in likes.items():
        mine = [each for each in control if each.area.casefold() == area]
        elsewhere = [a for name in likes if name != area for a in find_name(words.content, name)]
        facts += _control_facts(mine, like, elsewhere, contests, words, year)
    facts += _largest(claims, frames, words, year)
    others = [
        each
        for each in claims
        if each.measure != "largest_party"
        and (each not in control or each.area.casefold() not in likes)
    ]
    return facts + [_grounded(each, words, year) for each in others]


def _is_live_council(claim: Fact) -> bool:
    return claim.scope == "council" and claim.when == "now" and claim.status != "rejected"


def _is_control(claim: Fact) -> bool:
    return claim.scope == "council" and claim.measure in ("control", "control_before", "change")


def _largest(
    claims: list[Fact], frames: Sequence[Frame], words: Words, year: int | None
) -> list[Fact]:
    """The largest party of each council as the words call it; a claim counts where they call none."""
    mine = [each for each in claims if each.measure == "largest_party"]
    read = read_largest(words, frames, year)
    facts = [
        _stated(
            each.frame.like, "largest_party", each.party.party, None,
            each.span, (each.party.start, each.party.end), words,
        )
        for each in read
    ]  # fmt: skip
    if not read:
        return [_grounded(each, words, year) for each in mine]
    said = {(each.area.casefold(), each.value) for each in facts}
    refused = [each for each in mine if (each.area.casefold(), each.value) not in said]
    return facts + [each.model_copy(update={"status": "rejected"}) for each in refused]


def _stated(
    like: Fact,
    measure: str,
    value: str,
    party: str | None,
    span: Span,
    owner: Span | None,
    words: Words,
) -> Fact:
    """A fact of the same council with its cue's span."""
    owner = owner or (like.owner_start or 0, like.owner_end or 0)
    return like.model_copy(
        update={
            "measure": measure,
            "value": value,
            "party": party,
            "person": None,
            "hedge": None,
            "baseline": None,
            "said_by": like.said_by if words.in_quotation(span[0]) else None,
            "quote": words.content[slice(*span)],
            "start": span[0],
            "end": span[1],
            "owner_start": owner[0],
            "owner_end": owner[1],
        }
    )


def _control_facts(
    claims: list[Fact],
    like: Fact,
    others: list[Span],
    contests: list[Span],
    words: Words,
    year: int | None,
) -> list[Fact]:
    """
    The control facts of one council: as its sentences state them, else as claimed and cued.

    ``others``: where other councils are named, after which "the council" is not this one;
    ``contests``: where contests are, after which "it" is not.
    """
    now = [each for each in claims if each.when == "now"]
    past = [_grounded(each, words, year) for each in claims if each.when == "past"]
    claimed = next(
        (each.party or str(each.value) for each in now if each.party or each.value != NOC), None
    )
    mine = list(find_name(words.content, like.area))
    read = read_control(words, mine, claimed, others, contests, year)
    if not read:
        return past + [_grounded(each, words, year) for each in now]
    facts = [
        _stated(like, each.measure, each.value, each.party, each.span, each.owner, words)
        for each in read
    ]
    said = {(each.measure, each.value, each.party) for each in facts}
    refused = [each for each in now if (each.measure, each.value, each.party) not in said]
    return past + facts + [each.model_copy(update={"status": "rejected"}) for each in refused]


def _grounded(claim: Fact, words: Words, year: int | None) -> Fact:
    """One claim with the span of its cue, or rejected."""
    if claim.status == "rejected":
        return claim
    found = _find(claim, words)
    if found is None:
        return claim.model_copy(update={"status": "rejected"})
    (start, end), owner = found
    past = claim.when == "past" and cues.is_past(words, start, year)
    return claim.model_copy(
        update={
            "quote": words.content[start:end],
            "start": start,
            "end": end,
            "owner_start": owner[0],
            "owner_end": owner[1],
            "when": "past" if past else "now",
            "said_by": claim.said_by if words.in_quotation(start) else None,
        }
    )


def _find(claim: Fact, words: Words) -> tuple[Span, Span] | None:
    """The cue's span and the owner's."""
    area = [*find_name(words.content, claim.area)]
    match claim.measure:
        case "control" | "control_before":
            return _control(str(claim.value), claim.measure, area, words)
        case "change" if claim.scope == "council":
            cue = {"gain": "gain", "hold": "hold", "loss": "lose"}[str(claim.value)]
            owner = _party_spans(claim.party, words)
            return _near(cues.table()["control"][cue], owner, area, words, whole=True)
        case "change" | "elected" | "party_before":
            return find_cue(claim, words)
        case "largest_party":
            return _near(
                cues.table()["largest"], _party_spans(str(claim.value), words), area, words
            )
        case "count_status":
            cue = cues.table()[f"count_{claim.value}"]
            return _near(cue, area, area, words)
    return None


def _party_spans(party: str | None, words: Words) -> list[Span]:
    return list(find_party(words, party)) if party else []


def _control(value: str, measure: str, area: list[Span], words: Words) -> tuple[Span, Span] | None:
    table = cues.table()["control"]
    if value == NOC:
        return _near(table["noc"], area, area, words)
    cue = table["lose"] if measure == "control_before" else f"{table['hold']}|{table['win']}"
    if measure == "control_before":
        cue = rf"{cue}|\bfrom\b|\bafter\b|\bprevious\w*\b|\bformer\w*\b|\bhad\b"
    return _near(cue, _party_spans(value, words), area, words, whole=True)


def _near(
    cue: str, owners: list[Span], area: list[Span], words: Words, *, whole: bool = False
) -> tuple[Span, Span] | None:
    """
    The cue nearest to an owner, in one sentence with it where there is one.

    ``whole``: it must speak of a whole council, not of seats, hopes or persons.
    """
    found = (match.span() for match in cues.pattern(cue).finditer(words.content))
    spoken = (each for each in found if not whole or _of_council(each, words))
    return nearest(spoken, owners, area, words)


def _of_council(cue: Span, words: Words) -> bool:
    table = cues.table()
    low, high = words.sentence(cue[0])
    return (
        not words.counts(cue[1])
        and cues.pattern(table["council_words"]).search(words.content, low, high) is not None
        and not cues.unreal(words, cue[0])
        and not words.content[low:high].rstrip().endswith("?")
    )
