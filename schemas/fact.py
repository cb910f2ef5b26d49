"""The facts contract: one atomic claim each, flat, typed, tied to the words that state it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, model_validator

Scope = Literal["council", "contest"]
Contest = Literal["ward", "by-election", "mayor", "pcc", "constituency"]
When = Literal["now", "past"]
Baseline = Literal["last_election", "eve_of_poll"]
Hedge = Literal["over", "just_over", "under", "almost", "at_least", "at_most", "about", "rounded"]
Basis = Literal["stated", "derived", "corrected"]
Status = Literal["verified", "unchecked", "disputed", "rejected"]
Value = bool | int | float | str
Form = Literal["count", "signed", "percent", "points", "party", "flag", "word"]


@dataclass(frozen=True, slots=True)
class Measure:
    """
    What a measure's value looks like and who owns it.

    ``form``: count (int >= 0), signed (int), percent (0 to 100), points (signed
    percentage points), party (a party's name, or ``NOC`` for control), flag
    (true or false), word (one of ``words``). ``owner``: the field that a fact
    of this measure must fill, or may fill where it ends in ``?``.
    """

    form: Form
    owner: str = ""
    words: tuple[str, ...] = ()


COUNCIL_MEASURES: dict[str, Measure] = {
    "seats": Measure("count", "party"),
    "seats_before": Measure("count", "party"),
    "seats_change": Measure("signed", "party"),
    "seats_gained": Measure("count", "party"),
    "seats_lost": Measure("count", "party"),
    "seats_won": Measure("count", "party"),
    "seats_defended": Measure("count", "party"),
    "seats_up": Measure("count"),
    "seats_vacant": Measure("count"),
    "vote_share": Measure("percent", "party"),
    "vote_share_change": Measure("points", "party"),
    "council_size": Measure("count"),
    "council_size_before": Measure("count"),
    "majority_threshold": Measure("count", "party?"),
    "short_of_majority": Measure("count", "party"),
    "majority": Measure("count", "party"),
    "majority_before": Measure("count", "party"),
    "control": Measure("party"),
    "control_before": Measure("party"),
    "change": Measure("word", "party", ("gain", "hold", "loss")),
    "largest_party": Measure("party"),
    "seats_declared": Measure("count"),
    "seats_remaining": Measure("count"),
    "count_status": Measure("word", "", ("partial", "final")),
    "list_complete": Measure("flag"),
}

CONTEST_MEASURES: dict[str, Measure] = {
    "votes": Measure("count", "person?"),
    "vote_share": Measure("percent", "person?"),
    "vote_share_change": Measure("points", "person?"),
    "elected": Measure("flag", "person?"),
    "change": Measure("word", "party?", ("gain", "hold")),
    "party_before": Measure("party"),
    "majority": Measure("count", "person?"),
    "majority_before": Measure("count", "person?"),
    "seats_contested": Measure("count"),
    "seats_won": Measure("count", "party"),
    "turnout": Measure("percent"),
    "list_complete": Measure("flag"),
    "electorate": Measure("count"),
    "valid_votes": Measure("count"),
    "votes_cast": Measure("count"),
    "rejected_ballots": Measure("count"),
}

MEASURES: dict[str, dict[str, Measure]] = {
    "council": COUNCIL_MEASURES,
    "contest": CONTEST_MEASURES,
}


def fits(measure: Measure, value: Value) -> bool:
    """Whether a value has the measure's form; raises ``OverflowError`` where no double holds it."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if number:
        float(value)  # rules reckon with doubles
    match measure.form:
        case "count" | "signed":
            return number and float(value) == int(value)
        case "percent" | "points":
            return number
        case "flag":
            return isinstance(value, bool)
        case "party":
            return isinstance(value, str) and bool(value)
        case "word":
            return value in measure.words


class Fact(BaseModel):
    """
    One claim of one post, in the form of the facts contract.

    Raises ``pydantic.ValidationError`` where the measure does not belong to the
    scope or the value has not the measure's form, and ``OverflowError`` for a number
    that no double holds.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = ""
    page: str = ""
    post: str
    election: str | None = None
    scope: Scope
    area: str
    area_id: str | None = None
    authority: str | None = None
    contest: Contest | None = None
    party: str | None = None
    person: str | None = None
    measure: str
    value: Value
    round: Literal[1, 2] | None = None
    when: When = "now"
    baseline: Baseline | None = None
    hedge: Hedge | None = None
    said_by: str | None = None
    basis: Basis = "stated"
    corrects: str | None = None
    status: Status = "unchecked"
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    owner_start: int | None = None
    owner_end: int | None = None

    @model_validator(mode="before")
    @classmethod
    def _read_approx(cls, data: Any) -> Any:
        """Facts from outside may say ``approx: true`` for ``hedge: about``."""
        if isinstance(data, dict) and "approx" in data:
            data = dict(data)
            if data.pop("approx") is True and data.get("hedge") is None:
                data["hedge"] = "about"
        return data

    @model_validator(mode="after")
    def _measure_fits(self) -> Fact:
        known = MEASURES[self.scope]
        if self.measure not in known:
            raise ValueError(f"measure {self.measure!r} does not belong to scope {self.scope!r}")
        if not fits(known[self.measure], self.value):
            raise ValueError(
                f"value {self.value!r} is no {known[self.measure].form} for {self.measure!r}"
            )
        return self
