"""What a reviewer decides: of which words, how, by whom and why; keyed on what was judged, never on places."""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from schemas.fact import MEASURES, Scope, Value, fits

Kind = Literal["source", "misread", "dismissed", "later", "undo"]
State = Literal["open", "later", "reopened", "conflict", "decided", "excepted", "cured"]
UNDECIDED: frozenset[State] = frozenset({"open", "later", "reopened", "conflict"})
KINDS: dict[Kind, str] = {
    "source": "source is wrong",
    "misread": "misread",
    "dismissed": "not a contradiction",
    "later": "later",
    "undo": "undone",
}

LONGEST_REVIEWER = 200  # letters of a name
Reason = Annotated[str, Field(max_length=4000)]
Reviewer = Annotated[str, Field(min_length=1, max_length=LONGEST_REVIEWER)]
Moment = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$")]


def _digest(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class Statement(BaseModel):
    """
    A fact as it was judged: what it states of whom, in which sentence.

    ``area``: the contest's, normalised; None for a council, whose authority the
    subject has. ``party`` and ``value`` have canonical names, ``person`` and
    ``sentence`` are normalised.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    scope: Scope
    area: str | None = None
    measure: str
    party: str | None = None
    person: str | None = None
    value: Value
    round: Literal[1, 2] | None = None
    sentence: str = ""

    @property
    def of(self) -> tuple[object, ...]:
        """What it is about, whatever its value and its words."""
        return (self.scope, self.area, self.measure, self.party, self.person, self.round)

    @property
    def says(self) -> str:
        """As in "Labour seats 31"; the area of a contest and the person go before."""
        parts = (self.area, self.person or self.party, self.measure.replace("_", " "))
        return " ".join([*(each for each in parts if each), str(self.value)])


class Subject(BaseModel):
    """
    What was judged: the rule, the authority (its code, else its normalised name) and the statements.

    ``name`` is what the authority is called for people; it is no part of the key.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: str
    authority: str
    name: str
    election: str | None = None
    statements: tuple[Statement, ...] = ()

    @property
    def key(self) -> str:
        """The same for the same matter in every run, on every page, by every model."""
        return _digest(self.model_dump(mode="json", exclude={"name"}))


class Anchor(BaseModel):
    """Words of a post: the normalised sentence that holds them, and which of their places in it (from 0)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sentence: str
    text: str = Field(min_length=1)
    number: int = Field(default=0, ge=0)


class Mend(BaseModel):
    """
    What is right of a fact that was judged wrong; with nothing right, the fact is only dismissed.

    ``words`` state the value, ``owner`` the party or person; None where they are
    those of the fact judged. ``ungrounded``: the value is the reviewer's own and
    stands nowhere in the post.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    fact: Statement
    value: Value | None = None
    party: str | None = None
    person: str | None = None
    area: str | None = None
    words: Anchor | None = None
    owner: Anchor | None = None
    ungrounded: bool = False

    @property
    def restates(self) -> bool:
        """Whether anything is said to be right."""
        return any(each is not None for each in (self.value, self.party, self.person, self.area))

    @property
    def says(self) -> str:
        """As in "Labour seats 31: Green 32"."""
        right = [
            str(each) for each in (self.area, self.person, self.party, self.value)
            if each is not None
        ]  # fmt: skip
        return f"{self.fact.says}: {' '.join(right) or 'not stated'}"


class Decision(BaseModel):
    """
    One entry of the log of decisions, which is only ever added to.

    ``follows``: the entries about this matter that were last when this one was made;
    two that do not follow one another were made apart. An ``undo`` takes back what
    the entries that it follows have in effect. ``at``: ISO 8601 in UTC, to the
    microsecond. ``message``: the finding as it was shown.

    Raises ``pydantic.ValidationError`` where the parts do not go together, and for
    an ``id`` that is not that of the entry's content.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = ""
    subject: Subject
    message: str
    kind: Kind
    mend: Mend | None = None
    standing: bool = False
    why: Reason | None = None
    who: Reviewer
    at: Moment
    follows: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _goes_together(self) -> Decision:
        if self.kind == "misread" and self.mend is None:
            raise ValueError("a misreading names the fact that was misread")
        if self.kind not in {"source", "misread"} and self.mend is not None:
            raise ValueError(f"a decision of kind {self.kind!r} mends nothing")
        if self.kind == "dismissed" and not (self.why or "").strip():
            raise ValueError("not a contradiction: say why")
        if self.standing and self.kind != "dismissed":
            raise ValueError("a standing exception is of kind 'dismissed'")
        if self.kind == "undo" and not self.follows:
            raise ValueError("an undo follows what it takes back")
        if self.mend is not None:
            _check_mend(self.mend, self.kind, self.subject)
        if self.id not in ("", self.digest):
            raise ValueError("its id is not that of its content")
        return self

    @property
    def digest(self) -> str:
        """The id that the entry's content gives."""
        return _digest(self.model_dump(mode="json", exclude={"id"}))

    @property
    def verdict(self) -> tuple[object, ...]:
        """What is decided; equal for reviewers who agree, whatever reasons they give."""
        return (self.kind, self.mend, self.standing)

    @property
    def says(self) -> str:
        """The decision in words, with what is right and the reason."""
        right = f" ({self.mend.says})" if self.mend else ""
        always = ", always here" if self.standing else ""
        return f"{KINDS[self.kind]}{right}{always}" + (f": {self.why}" if self.why else "")


def _check_mend(mend: Mend, kind: Kind, subject: Subject) -> None:
    if mend.fact not in subject.statements:
        raise ValueError("the fact that is mended is none of those judged")
    if mend.value is not None and not _is_value(mend.value, mend.fact):
        raise ValueError(f"no value of {mend.fact.measure}: {mend.value!r}")
    if kind == "source":
        if mend.party or mend.person or mend.area or mend.words or mend.owner:
            raise ValueError("of a wrong source only the value can be set right")
    elif mend.value is not None and (mend.words is not None) == mend.ungrounded:
        raise ValueError("a value that was misread has words in the post, or is said to have none")


def _is_value(value: Value, of: Statement) -> bool:
    measure = MEASURES[of.scope].get(of.measure)
    try:
        return measure is not None and fits(measure, value)
    except OverflowError:  # no double holds it
        return False


class Reviewed(BaseModel):
    """
    How far a finding has come.

    ``decisions``: ids of the entries that are in effect, that contradict each other,
    or (``reopened``) that judged it before the facts under it changed;
    ``difference``: how they changed. ``heads``: the last entries about it, which the
    next one follows.
    """

    model_config = ConfigDict(frozen=True)

    finding: str
    key: str
    state: State
    decisions: tuple[str, ...] = ()
    difference: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()


class Amended(BaseModel):
    """A fact that a decision replaced by another (``made``) or, where that is None, dismissed."""

    model_config = ConfigDict(frozen=True)

    decision: str
    fact: str
    made: str | None = None
