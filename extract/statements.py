"""A claim in words (control, change, elected, ...) -> a fact read from cue words, or rejected."""

from __future__ import annotations


from extract import cues
from extract.owners import find_owner, find_party
from extract.words import Span, Words, find_name
from schemas.fact import Fact
from schemas.parties import NOC

_REACH = 400


def ground(claim: Fact, words: Words, year: int | None) -> Fact:
    """The claim with the span of its cue, near the words that name its area and party; else rejected."""
    if claim.status == "rejected":
        return claim
    found = _find(claim, words)
    if found is None:
        return claim.model_copy(update={"status": "rejected"})
    (start, end), owner = found
    quotation = words.in_quotation(start)
    compares = claim.measure in ("control_before", "party_before", "change")
    past = cues.is_past(words, start, year) and (claim.when == "past" or not compares)
    return claim.model_copy(
        update={
            "quote": words.content[start:end],
            "start": start,
            "end": end,
            "owner_start": owner[0],
            "owner_end": owner[1],
            "when": "past" if past and claim.when == "past" else "now",
            "said_by": claim.said_by if quotation else None,
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
            return _near(cues.table()["control"][cue], _party_spans(claim.party, words), area, words)
        case "change":
            cue = cues.table()["contest_change"][str(claim.value)]
            owner = _party_spans(claim.party, words) if claim.party else area
            return _near(cue, owner, area, words)
        case "elected":
            owner_found = find_owner(claim, words)
            cue = cues.table()["elected"]["true" if claim.value else "false"]
            return _near(cue, list(owner_found.spans) if owner_found else [], area, words)
        case "party_before" | "largest_party":
            spans = _party_spans(str(claim.value), words)
            if claim.measure == "largest_party":
                return _near(cues.table()["largest"], spans, area, words)
            return next(
                (
                    (span, area[0])
                    for span in spans
                    if area and cues.may_state("party_before", _sentence(words, span[0]))
                ),
                None,
            )
        case "count_status":
            cue = cues.table()[f"count_{claim.value}"]
            return _near(cue, area, area, words)
    return None


def _sentence(words: Words, at: int) -> str:
    low, high = words.sentence(at)
    return words.content[low:high]


def _party_spans(party: str | None, words: Words) -> list[Span]:
    return list(find_party(words, party)) if party else []


def _control(
    value: str, measure: str, area: list[Span], words: Words
) -> tuple[Span, Span] | None:
    table = cues.table()["control"]
    if value == NOC:
        return _near(table["noc"], area, area, words)
    cue = table["lose"] if measure == "control_before" else f"{table['hold']}|{table['win']}"
    if measure == "control_before":
        cue = rf"{cue}|\bfrom\b|\bafter\b|\bprevious\w*\b|\bformer\w*\b|\bhad\b"
    return _near(cue, _party_spans(value, words), area, words)


def _near(
    cue: str, owners: list[Span], area: list[Span], words: Words
) -> tuple[Span, Span] | None:
    """The cue nearest to an owner, in one sentence with it where there is one."""
    best: tuple[float, Span, Span] | None = None
    for match in cues.pattern(cue).finditer(words.content):
        for owner in owners:
            cost = _distance(match.span(), owner) + 150 * words.between(match.start(), owner[0])
            cost += min((_distance(match.span(), each) for each in area), default=0) / 4
            if cost < _REACH and (best is None or cost < best[0]):
                best = (cost, match.span(), owner)
    return (best[1], best[2]) if best else None


def _distance(one: Span, other: Span) -> int:
    return max(0, max(one[0], other[0]) - min(one[1], other[1]))
