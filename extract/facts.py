"""A reading (the model's answer) -> claims: facts as the model states them, not yet tied to any words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from schemas.fact import MEASURES, Contest, Fact, Value
from schemas.parties import NOC, canonical, is_known
from schemas.post import Post
from schemas.result import NOT_STATED, Candidate, ContestResult, CouncilResult, PartyRow, Reading

_PHRASE = re.compile(
    r"^(?P<party>.+?) (?P<verb>hold|win|gain|lose)(?: (?P<link>from|to) (?P<other>.+))?$"
)
_KEY_FIELDS = (
    "page", "post", "scope", "area", "contest", "party", "person", "measure", "round", "when",
    "basis", "start",
)  # fmt: skip


def fact_id(fact: Fact) -> str:
    """A stable id: the same claim of the same post at the same words has the same id in every run."""
    key = "\x1f".join([*(str(getattr(fact, name)) for name in _KEY_FIELDS), repr(fact.value)])
    return hashlib.sha256(key.encode()).hexdigest()[:12]


def identity(fact: Fact) -> tuple[object, ...]:
    """What makes two facts of one post the same claim, wherever they stand."""
    return (
        fact.scope, fact.area.casefold(), fact.contest, fact.party, fact.person, fact.measure,
        fact.value, fact.when, fact.round,
    )  # fmt: skip


def claims(reading: Reading, post: Post) -> list[Fact]:
    """
    Flatten one reading into claims, in the order of the answer.

    Pure: equal readings give equal claims. A row that the facts contract cannot
    hold (no party, no value) gives none.
    """
    found: list[Fact] = []
    for council in reading.councils:
        found += _of_council(council, post)
    for contest in reading.contests:
        found += _of_contest(contest, post)
    return found


def bare(reading: Reading, post: Post) -> list[Fact]:
    """
    A claim of nothing for each council and contest that a reading names without a figure.

    Such a claim says only that the post speaks of it; it never becomes a fact.
    """
    councils = [
        _nothing(post, each.council)
        for each in reading.councils
        if next(_of_council(each, post), None) is None
    ]
    contests = [
        _nothing(post, each.area, each.contest)
        for each in reading.contests
        if next(_of_contest(each, post), None) is None
    ]
    return councils + contests


def _nothing(post: Post, area: str, contest: Contest | None = None) -> Fact:
    return Fact(
        page=post.page,
        post=post.id,
        scope="contest" if contest else "council",
        area=area,
        contest=contest,
        measure="list_complete",
        value=True,
    )


def _of_council(result: CouncilResult, post: Post) -> Iterator[Fact]:
    def fact(measure: str, value: Value, party: str | None = None, **more: str | None) -> Fact:
        return Fact(
            page=post.page,
            post=post.id,
            scope="council",
            area=result.council,
            party=canonical(party) if party else None,
            measure=measure,
            value=value,
            when=result.when or "now",
            said_by=result.said_by,
            **more,  # type: ignore[arg-type]
        )

    for measure, value, party in control_facts(result.result):
        yield fact(measure, value, party)
    if result.largest_party:
        yield fact("largest_party", canonical(result.largest_party))
    if result.majority_threshold is not None:
        yield fact("majority_threshold", result.majority_threshold, result.passed_by)
    for measure in (
        "council_size", "council_size_before", "seats_up", "seats_vacant", "seats_declared",
        "seats_remaining", "count_status",
    ):  # fmt: skip
        value = getattr(result, measure)
        if value is not None:
            yield fact(measure, value)
    if result.list_complete:
        yield fact("list_complete", value=True)
    for row in result.parties or ():
        for measure in PartyRow.model_fields:
            value = getattr(row, measure)
            if measure in MEASURES["council"] and value is not None:
                yield fact(measure, value, row.party, baseline=row.baseline)


def control_facts(phrase: str) -> Iterator[tuple[str, str, str | None]]:
    """
    Read a control phrase into (measure, value, party), by the contract's table of control sentences.

    "Labour gain from no overall control" gives control Labour, change gain
    (Labour), control_before NOC; "not stated" gives nothing.
    """
    if phrase == NOT_STATED:
        return
    if phrase in ("no overall control", "still no overall control"):
        yield "control", NOC, None
        if phrase.startswith("still"):
            yield "control_before", NOC, None
        return
    match = _PHRASE.match(phrase)
    if match is None:
        return
    party = canonical(match["party"])
    match match["verb"]:
        case "win":
            yield "control", party, None
        case "hold":
            yield "control", party, None
            yield "change", "hold", party
        case "gain":
            yield "control", party, None
            yield "change", "gain", party
            if match["link"] == "from":
                yield "control_before", canonical(match["other"]), None
        case "lose":
            if match["link"] == "to":
                yield "control", canonical(match["other"]), None
            yield "control_before", party, None
            yield "change", "loss", party


def _of_contest(result: ContestResult, post: Post) -> Iterator[Fact]:
    winners = [each for each in result.candidates or () if each.elected]
    winner = winners[0] if len(winners) == 1 else None

    def fact(
        measure: str, value: Value, who: Candidate | None = None, party: str | None = None
    ) -> Fact:
        named = party or (who.party if who else None)
        person = who.person if who and not _is_party(who) else None
        return Fact(
            page=post.page,
            post=post.id,
            scope="contest",
            area=result.area,
            authority=result.authority,
            contest=result.contest,
            party=canonical(named) if named else None,
            person=person,
            measure=measure,
            value=value,
            round=result.round,
            when=result.when or "now",
            said_by=result.said_by,
        )

    if result.change is not None:
        yield fact("change", result.change, None, winner.party if winner else None)
    if result.party_before:
        yield fact("party_before", canonical(result.party_before))
    for measure in ("majority", "majority_before"):
        value = getattr(result, measure)
        if value is not None:
            yield fact(measure, value, winner)
    for measure in (
        "seats_contested", "turnout", "electorate", "valid_votes", "votes_cast",
        "rejected_ballots",
    ):  # fmt: skip
        value = getattr(result, measure)
        if value is not None:
            yield fact(measure, value)
    if result.list_complete:
        yield fact("list_complete", value=True)
    for each in result.candidates or ():
        if not (each.person or each.party) or (_is_party(each) and not each.party):
            continue
        for measure in ("votes", "vote_share", "vote_share_change", "elected", "seats_won"):
            value = getattr(each, measure)
            if value is not None and (measure != "seats_won" or each.party):
                yield fact(measure, value, each)


def _is_party(who: Candidate) -> bool:
    """Whether the person named is a party: "Labour" stands for no candidate."""
    return who.person is not None and (is_known(who.person) or who.person == who.party)
