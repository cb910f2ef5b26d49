"""What the model may answer of one post: council results and contest results, nothing that is not stated."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from schemas.fact import Baseline, Contest, When

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Count = Annotated[int, Field(ge=0, le=99_999_999)]
Signed = Annotated[int, Field(ge=-9_999, le=9_999)]
Percent = Annotated[float, Field(ge=0)]
Points = float

NOT_STATED = "not stated"
# any name in letters, so that a party that no list holds can be said; the grammar of the
# embedded engine knows no wider class that keeps the JSON whole
_PARTY = "[A-Za-zÀ-ÿŴ-ŷ0-9][A-Za-zÀ-ÿŴ-ŷ0-9 '’&./-]{0,58}"
CONTROL_PHRASE = (
    rf"^(not stated|no overall control|still no overall control|{_PARTY} "
    rf"(hold|win|gain|gain from no overall control|gain from {_PARTY}"
    r"|lose|lose to no overall control))$"
)
ControlPhrase = Annotated[str, StringConstraints(pattern=CONTROL_PHRASE)]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PartyRow(_Answer):
    """The figures of one party on one council."""

    party: Name = Field(description="the party, as the post names it")
    seats: Count | None = Field(
        None, description="seats it holds now on the whole council; so far, if a count is still on"
    )
    seats_before: Count | None = Field(
        None, description="seats it held before: 'from 24', 'they had 13', 'previously 36'"
    )
    seats_change: Signed | None = Field(
        None, description="net change: 'lost seven seats' is -7, '(+8)' is 8"
    )
    seats_gained: Count | None = Field(
        None, description="seats gained, only where gains and losses are both given"
    )
    seats_lost: Count | None = Field(
        None, description="seats lost, only where gains and losses are both given"
    )
    seats_won: Count | None = Field(
        None, description="seats won at this poll, where only part of the council was up"
    )
    seats_defended: Count | None = Field(
        None, description="how many of its own seats the party was defending"
    )
    vote_share: Percent | None = Field(None, description="percent of the votes in the whole area")
    vote_share_change: Points | None = Field(
        None, description="percentage points up or down, with its sign"
    )
    short_of_majority: Count | None = Field(
        None, description="how many seats short of a majority it is: 'five shy of a majority'"
    )
    majority: Count | None = Field(
        None, description="the size of its majority in seats: 'a majority of eleven'"
    )
    majority_before: Count | None = Field(None, description="the size of its former majority")
    baseline: Baseline | None = Field(
        None, description="what 'before' and 'change' are counted from, where the post says so"
    )


class CouncilResult(_Answer):
    """What a post states of one whole council."""

    council: Name = Field(description="the council, as the post names it")
    result: ControlPhrase = Field(
        description="who controls the council: '<party> hold', '<party> win', '<party> gain', "
        "'<party> gain from <party>', '<party> gain from no overall control', '<party> lose', "
        "'<party> lose to no overall control', 'no overall control', "
        "'still no overall control', or 'not stated'"
    )
    when: When | None = Field(
        None, description="'past' if all of this is about an earlier election"
    )
    council_size: Count | None = Field(
        None, description="all seats on the council: 'of 64', 'the 55-seat council'"
    )
    council_size_before: Count | None = Field(None, description="all seats before new boundaries")
    majority_threshold: Count | None = Field(
        None, description="seats needed for a majority: 'the 33 needed'"
    )
    passed_by: Name | None = Field(
        None, description="the party that has reached the seats needed for a majority"
    )
    seats_up: Count | None = Field(None, description="seats up for election at this poll")
    seats_vacant: Count | None = Field(None, description="seats left vacant")
    seats_declared: Count | None = Field(None, description="seats or results declared so far")
    seats_remaining: Count | None = Field(None, description="seats or results still to come")
    largest_party: Name | None = Field(
        None, description="the party that the post calls the largest"
    )
    count_status: Literal["partial", "final"] | None = Field(
        None, description="whether the count goes on or is over, where the post says so"
    )
    list_complete: bool | None = Field(None, description="true if every party with seats is listed")
    said_by: Name | None = Field(
        None, description="who says it, if all of this stands in a quotation"
    )
    parties: list[PartyRow] | None = Field(
        None, max_length=12, description="one row for each party with a figure"
    )


class Candidate(_Answer):
    """What a post states of one candidate, or of a party where no person is named."""

    person: Name | None = Field(None, description="the candidate's name")
    party: Name | None = Field(None, description="the candidate's party")
    votes: Count | None = Field(None, description="votes received")
    vote_share: Percent | None = Field(None, description="percent of the vote")
    vote_share_change: Points | None = Field(None, description="percentage points up or down")
    elected: bool | None = Field(
        None, description="true if elected or re-elected, false if beaten, where the post says so"
    )
    seats_won: Count | None = Field(
        None, description="seats a party won in a ward of several seats"
    )


class ContestResult(_Answer):
    """What a post states of one ward, by-election, mayoral, police or parliamentary contest."""

    contest: Contest = Field(
        description="ward, by-election, mayor, pcc (police and crime commissioner) or constituency"
    )
    area: Name = Field(description="the ward, city, police area or constituency")
    authority: Name | None = Field(None, description="the council that the ward belongs to")
    when: When | None = Field(
        None, description="'past' if all of this is about an earlier election"
    )
    change: Literal["gain", "hold"] | None = Field(
        None, description="whether the winning party held the seat or took it from another"
    )
    party_before: Name | None = Field(None, description="the party that held the seat before")
    majority: Count | None = Field(None, description="the winner's lead in votes")
    majority_before: Count | None = Field(None, description="the lead at the election before")
    seats_contested: Count | None = Field(None, description="how many seats the ward elects")
    turnout: Percent | None = Field(None, description="percent")
    electorate: Count | None = Field(None, description="people entitled to vote")
    valid_votes: Count | None = Field(None, description="valid votes in all")
    votes_cast: Count | None = Field(None, description="ballot papers cast in all")
    rejected_ballots: Count | None = Field(None, description="spoilt or rejected papers")
    round: Literal[1, 2] | None = Field(
        None, description="the round counted, where the post says which"
    )
    list_complete: bool | None = Field(None, description="true if every candidate is listed")
    said_by: Name | None = Field(
        None, description="who says it, if all of this stands in a quotation"
    )
    candidates: list[Candidate] | None = Field(
        None, max_length=12, description="one row for each candidate or party named"
    )


class CouncilAnswer(_Answer):
    """What a post states of whole councils; empty where it states nothing of one."""

    councils: list[CouncilResult] = Field(max_length=8, description="results for whole councils")


class ContestAnswer(_Answer):
    """What a post states of single contests; empty where it states nothing of one."""

    contests: list[ContestResult] = Field(max_length=12, description="results of single contests")


class Reading(_Answer):
    """All that a post states: the answers to both questions together."""

    councils: list[CouncilResult] = Field(default_factory=list)
    contests: list[ContestResult] = Field(default_factory=list)
