"""A claim in words (control, change, elected, ...) -> a fact read from cue words, or rejected."""

from __future__ import annotations

from extract import cues
from extract.contest_cues import find_cue
from extract.nearest import nearest
from extract.owners import find_party
from extract.words import Span, Words, find_name
from schemas.fact import Fact
from schemas.parties import NOC


def ground(claims: list[Fact], words: Words, year: int | None) -> list[Fact]:
    """The claims with the spans of their cues, near the words that name area and party; else rejected."""
    return [_grounded(each, words, year) for each in claims]


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
