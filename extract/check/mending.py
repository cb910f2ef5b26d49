"""The explanations of a failure -> the sentence that says with what it would hold."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from extract.check.baselines import registered_change
from extract.check.book import cue, mending_words
from extract.check.claims import one_place
from extract.check.council import Council
from extract.check.slips import slip
from extract.check.wording import figure, listing, number, owner, post

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extract.check.claims import Subject
    from extract.check.localise import Explanation, Localised, Repair
    from extract.check.rule import Verdict
    from extract.check.system import Span

_NAMED = 8
_FEW = 3
_PLACES = 4
_SIGNED = frozenset({"seats_change", "vote_share_change"})
_BEFORE = frozenset({"seats_before", "council_size_before", "majority_before"})


def mend(group: Subject, verdict: Verdict, localised: Localised) -> str | None:
    """
    "It would hold with Conservative -14 for -15 or with Labour 21 for 20."

    A figure that the register has otherwise stands first, then one that one digit
    tells from the right one; both are named as such. So is a baseline or a gross
    figure where that mends the sum as well.
    """
    explanations = localised.explanations
    if not explanations:
        return None
    several = not one_place([*verdict.claims, *(r.claim for each in explanations for r in each)])
    likely = sorted(explanations, key=lambda each: _unlikely(group, each))
    named = likely[: max(1, _NAMED // len(likely[0]))]
    ways = [_way(group, each, several) for each in named]
    left = len(explanations) - len(named)
    if left or not localised.complete:
        at_least = "" if localised.complete else "more than "
        ways.append(f"with one of {at_least}{left} other corrections")
    ways += _readings(verdict, explanations)
    return f"It would hold {_either(ways)}."


def _unlikely(group: Subject, explanation: Explanation) -> tuple[int, int, int]:
    """A key that sorts what the register has first, then slips, then figures, then words."""
    words = sum(repair.span is None for repair in explanation)
    unregistered = sum(_registered(group, repair) is None for repair in explanation)
    return words, unregistered, sum(_slip(repair) is None for repair in explanation)


def _either(ways: Sequence[str]) -> str:
    return " or ".join(filter(None, [", ".join(ways[:-1]), ways[-1]]))


def _way(group: Subject, explanation: Explanation, several: bool) -> str:
    """One explanation: "with Labour 31 for 30 and if control is not Labour"."""
    figures: dict[str, list[Repair]] = {}
    words: dict[str, list[Repair]] = {}
    for repair in explanation:
        found, said = (words, _denied(repair)) if not repair.span else (figures, _right(repair))
        found.setdefault(said, []).append(repair)
    parts = []
    for opening, found in (("with", figures), ("if", words)):
        if found:
            remarked = [
                f"{said}{_remark(group, repairs, several)}" for said, repairs in found.items()
            ]
            parts.append(f"{opening} {listing(remarked)}")
    return " and ".join(parts)


def _remark(group: Subject, repairs: Sequence[Repair], several: bool) -> str:
    """Which posts say it, that it may be a slip, and that the register has it, in brackets."""
    places = list(dict.fromkeys(post(repair.claim.place) for repair in repairs))
    if len(places) > _PLACES:
        places[_PLACES - 1 :] = [f"{len(places) - _PLACES + 1} more posts"]
    first = repairs[0]
    remarks = [listing(places) if several else None, _slip(first), _registered(group, first)]
    return f" ({'; '.join(filter(None, remarks))})" if any(remarks) else ""


def _registered(group: Subject, repair: Repair) -> str | None:
    """The register's row, where it has just what would be right."""
    claim, span = repair.claim, repair.span
    if not isinstance(group, Council) or span is None or not claim.party:
        return None
    known = registered_change(group, claim.party)
    if known is None:
        return None
    has = {
        "seats": known.after,
        "seats_before": known.before,
        "seats_change": known.after - known.before,
    }
    right = has.get(claim.fact.measure)
    if right is None or not span[0] == span[1] == right:
        return None
    return f"the register: {known.before} before, {known.after} now"


def _denied(repair: Repair) -> str:
    claim, words = repair.claim, mending_words()["words"]
    measure = claim.fact.measure
    template = words.get(f"{measure} {claim.value}") or words.get(measure)
    if template is None:
        template = f"{measure.replace('_', ' ')} is not {{value}}"
    return template.format(owner=owner(claim) or "", value=figure(claim))


def _right(repair: Repair) -> str:
    claim = repair.claim
    template = mending_words()["figures"].get(
        claim.fact.measure, f"{{owner}} {claim.fact.measure.replace('_', ' ')} {{figure}}"
    )
    right = _figure(repair)
    right = f"{right} for {figure(claim)}" if right else f"another figure than {figure(claim)}"
    return template.format(owner=owner(claim) or "", figure=right).strip()


def _figure(repair: Repair) -> str | None:
    """The figures that would be right: "31", "31 or 32", "at least 31"; None where no bound tells."""
    assert repair.span
    assert repair.field
    (low, high), (least, most) = repair.span, repair.field
    said = repair.claim.hard
    if (low <= least and high >= most) or (low <= said.low and said.high <= high):
        return None
    few = _few(repair)
    if few:
        return " or ".join(_signed(repair, value) for value in few)
    if high >= most:
        return f"at least {_signed(repair, low)}"
    if low <= least:
        return f"at most {_signed(repair, high)}"
    return f"{_signed(repair, low)} to {_signed(repair, high)}"


def _signed(repair: Repair, value: Decimal) -> str:
    plus = "+" if repair.claim.fact.measure in _SIGNED and value > 0 else ""
    return f"{plus}{number(value.normalize() + 0)}"


def _few(repair: Repair) -> list[Decimal]:
    """The figures that would be right, where they can be counted on a hand."""
    span: Span | None = repair.span
    if span is None or span[1] - span[0] >= _FEW:
        return []
    low, high = span
    if low == high:
        return [low]
    return [low + step for step in range(int(high - low) + 1)] if repair.whole else []


def _slip(repair: Repair) -> str | None:
    """How the figure that is said comes from one that would be right, by one digit."""
    if repair.claim.fact.hedge or not repair.whole or repair.span is None:
        return None
    said = int(repair.claim.hard.low)
    for value in _few(repair):
        how = slip(said, int(value))
        if how:
            return how
    return None


def _readings(verdict: Verdict, explanations: Sequence[Explanation]) -> Iterator[str]:
    """Readings under which the figures stand as they are: gross ones, another baseline."""
    alone = [each[0] for each in explanations if len(each) == 1]
    for repair in alone:
        if _gross(repair):
            yield f"if {figure(repair.claim)} is gross"
    changes = [claim for claim in verdict.claims if claim.fact.measure == "seats_change"]
    counted = [claim for claim in verdict.claims if claim.fact.measure in _BEFORE] + changes
    blamed = {repair.claim.index for repair in alone}
    if not blamed & {claim.index for claim in counted}:
        return
    if len(counted) == 1 or None not in {claim.fact.baseline for claim in counted}:
        return
    if len(changes) == 1:
        yield f"if {figure(changes[0])} is counted from another baseline"
    else:
        yield "if not all of them are counted from one baseline"


def _gross(repair: Repair) -> bool:
    """Whether a smaller net change would be right, and the words are those of gains and losses."""
    claim, span = repair.claim, repair.span
    if claim.fact.measure != "seats_change" or span is None:
        return False
    said = claim.hard
    smaller = (said.low > 0 and span[1] < said.low) or (said.high < 0 and span[0] > said.high)
    return smaller and cue("gross").search(claim.sentence()) is not None
