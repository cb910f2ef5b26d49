"""What the sentences of a post state of one council -> its control now, before, and how it changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from extract.words import Mention, Span
from schemas.parties import NOC


@dataclass(frozen=True, slots=True)
class Statement:
    """
    One thing that a sentence states of a council, and its words.

    ``says``: hold, gain, gain_noc, win, lose, lose_to_noc, noc, still, was, was_noc or largest; ``party``: whose
    it is; ``source``: whom it was taken from.
    """

    says: str
    party: Mention | None
    source: Mention | None
    span: Span


Outcome = tuple[str, str, str | None, Statement]
"""A measure, its value, its party, and the statement that states it."""


@dataclass(slots=True)
class _Known:
    """What is known of one council: each measure's value with the statement that it is from."""

    said: dict[str, tuple[str, Statement]] = field(default_factory=dict)

    def value(self, measure: str) -> str | None:
        return self.said[measure][0] if measure in self.said else None

    def learn(self, measure: str, value: str, statement: Statement) -> None:
        self.said.setdefault(measure, (value, statement))

    def doubts(self, **values: str | None) -> bool:
        """Whether any of these values differs from the one known."""
        return any(
            value is not None and self.value(measure) not in (None, value)
            for measure, value in values.items()
        )


def outcome(statements: Iterable[Statement]) -> Iterator[Outcome]:
    """
    The facts that the statements come to, the first deciding where two differ.

    Who had a council before completes what is said of now: nobody's now and Labour's
    before is Labour's loss.
    """
    known = _Known()
    statements = list(statements)
    for each in statements:
        if not each.says.startswith("was"):
            _learn(known, each)
    for each in statements:
        if each.says.startswith("was"):
            _learn_before(known, each)
    _complete(known)
    for measure, (value, statement) in known.said.items():
        change, _, party = value.partition(" ")
        if measure == "change":
            yield measure, change, party, statement
        else:
            yield measure, value, None, statement


def _learn(known: _Known, said: Statement) -> None:
    party = said.party.party if said.party else NOC
    match said.says:
        case "hold":
            _held(known, said, party)
        case "gain" | "gain_noc" | "win":
            _won(known, said, party)
        case "lose" | "lose_to_noc":
            _lost(known, said, party)
        case "noc" | "still":
            _nobodys(known, said)
        case _:
            known.learn("largest_party", party, said)


def _held(known: _Known, said: Statement, party: str) -> None:
    if not known.doubts(control=party, change=f"hold {party}", control_before=party):
        known.learn("control", party, said)
        known.learn("change", f"hold {party}", said)


def _won(known: _Known, said: Statement, party: str) -> None:
    """Who wins it; another's loss, told before, is then this one's gain."""
    source = said.source.party if said.source else NOC if said.says == "gain_noc" else None
    change = known.value("change") or ""
    if change == f"loss {party}" or (change == f"hold {party}" and said.says == "win"):
        return
    if change.startswith("loss") and known.value("control") is None:
        del known.said["change"]
        source = source or change.removeprefix("loss ")
    if source == party or known.doubts(control=party, change=f"gain {party}"):
        return
    known.learn("control", party, said)
    if said.says != "win" or source:
        known.learn("change", f"gain {party}", said)
    if source:
        known.learn("control_before", source, said)


def _lost(known: _Known, said: Statement, party: str) -> None:
    if known.value("control") == party or known.doubts(control_before=party):
        return
    known.learn("control_before", party, said)
    if known.value("control") in (None, NOC) and "change" not in known.said:
        known.learn("change", f"loss {party}", said)
    if said.says == "lose_to_noc":
        known.learn("control", NOC, said)


def _nobodys(known: _Known, said: Statement) -> None:
    change = known.value("change")
    if known.doubts(control=NOC) or not (change or "loss").startswith("loss"):
        return
    known.learn("control", NOC, said)
    if said.says == "still" and change is None:
        known.learn("control_before", NOC, said)


def _learn_before(known: _Known, said: Statement) -> None:
    """Who had it: nobody, whatever is said of now; a party, where others have it or nobody."""
    party = said.party.party if said.party else NOC
    now, change = known.value("control"), known.value("change") or ""
    if change.startswith("hold") or now == party != NOC or known.doubts(control_before=party):
        return
    if party == NOC or now is not None:
        known.learn("control_before", party, said)


def _complete(known: _Known) -> None:
    now, before = known.value("control"), known.value("control_before")
    if now is None or before is None or now == before or "change" in known.said:
        return
    if now == NOC:
        known.learn("change", f"loss {before}", known.said["control_before"][1])
    else:
        known.learn("change", f"gain {now}", known.said["control"][1])
