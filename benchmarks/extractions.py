"""A question's instructions and examples -> LangExtract's prompt and examples; its extractions -> facts.

An extraction is one fact: its class is the measure, its text the words that state it,
its attributes the rest. For the examples these words are found by grounding each
example's answer in its post; a fact's party stands there by its canonical name.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ValidationError

from extract.facts import claims
from extract.grounding import ground
from extract.numerals import numerals
from extract.prompting import examples
from schemas.fact import MEASURES, Fact, Form, Value
from schemas.parties import NOC, canonical, is_known
from schemas.post import Post
from schemas.result import Candidate, ContestResult, CouncilResult, PartyRow, Reading

_SCOPES = {"councils": "council", "contests": "contest"}
_FORMS: dict[str, tuple[type[BaseModel], ...]] = {
    "councils": (CouncilResult, PartyRow),
    "contests": (ContestResult, Candidate),
}
# what seatcheck's own form says in one phrase, and so without a description of each
_CONTROL = {
    "control": "the party that controls the council now, or no overall control",
    "control_before": "the party that controlled it before, or no overall control",
    "change": "what became of control for the party that held or took it",
}
_ASK = """\
Extract one item for each figure or statement, in the order of the words. Its text is the exact \
words of the post that state it. Its attributes: area ({area}), party and person where it is theirs, \
value (figures in digits, yes or no as true or false){contest}, and when ("past") if it is about an \
earlier election. The kinds of item:"""
_NO_OVERALL_CONTROL = "no overall control"


@dataclass(frozen=True, slots=True)
class Extraction:
    """An extraction as LangExtract has it; ``span`` is its interval in the post, None where it has none."""

    measure: str
    text: str
    attributes: Mapping[str, str]
    span: tuple[int, int] | None = None


def description(question: str, instructions: str) -> str:
    """
    The prompt of a question: the instructions that all ways get, in LangExtract's words.

    Lines about the fields and the JSON of seatcheck's own answer give way to a list
    of the measures, described as seatcheck's schema describes them.
    """
    shared = [line for line in instructions.splitlines() if "`" not in line and "{" not in line]
    known = {
        name: field.description
        for form in _FORMS[question]
        for name, field in form.model_fields.items()
    }
    if question == "councils":
        known |= _CONTROL
    council = question == "councils"
    ask = _ASK.format(
        area="the council" if council else "the ward, city, police area or constituency",
        contest="" if council else ", contest (ward, by-election, mayor, pcc or constituency)",
    )
    kinds = [
        f"- {name}: {known[name]}" + (f" ({', '.join(measure.words)})" if measure.words else "")
        for name, measure in MEASURES[_SCOPES[question]].items()
    ]
    return "\n".join([*shared, "", ask, *kinds])


def example_extractions(question: str) -> list[tuple[str, list[Extraction]]]:
    """The examples of a question: each post with the extractions that its answer comes to, in order."""
    return [
        (text, list(map(_extraction, _stated(text, said)))) for text, said in examples(question)
    ]


def _stated(text: str, answer: str) -> list[Fact]:
    """The facts of an example's answer with their words, without what completion adds to it."""
    post = Post(id="example", page="examples", text=text)
    said = claims(Reading.model_validate(json.loads(answer)), post)
    answered = {(each.area, each.measure, each.value) for each in said}
    found = [
        each
        for each in ground(said, post)
        if each.start is not None and (each.area, each.measure, each.value) in answered
    ]
    return sorted(found, key=lambda fact: (fact.start or 0, fact.end or 0))


def _extraction(fact: Fact) -> Extraction:
    form = MEASURES[fact.scope][fact.measure].form
    attributes = {
        "area": fact.area,
        "contest": fact.contest,
        "party": fact.party,
        "person": fact.person,
        "value": _written(fact.value, form),
        "when": "past" if fact.when == "past" else None,
    }
    given = {name: value for name, value in attributes.items() if value is not None}
    span = (fact.start or 0, fact.end or 0)
    return Extraction(fact.measure, fact.quote or "", given, span)


def _written(value: Value, form: Form) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return _NO_OVERALL_CONTROL if value == NOC else value
    return f"{value:+}" if form in ("signed", "points") else str(value)


def fact_of(said: Extraction, question: str, post: Post) -> Fact | None:
    """
    The fact that an extraction states; None where it comes to none.

    That is where its class is no measure of the question, no area is named, or its
    value (that of its words, where it gives none) has not the measure's form.
    """
    scope = _SCOPES[question]
    measure = MEASURES[scope].get(said.measure)
    area = said.attributes.get("area", "").strip()
    if measure is None or not area:
        return None
    value = _value(said.attributes.get("value") or said.text, measure.form)
    party, person = said.attributes.get("party"), said.attributes.get("person")
    if person and is_known(person):
        party, person = party or person, None
    owned, personal = bool(measure.owner), measure.owner.startswith("person")
    start, end = said.span or (None, None)
    try:
        return Fact.model_validate(
            {
                "page": post.page,
                "post": post.id,
                "scope": scope,
                "area": area,
                "contest": said.attributes.get("contest") if scope == "contest" else None,
                "party": canonical(party) if party and owned else None,
                "person": person if person and personal else None,
                "measure": said.measure,
                "value": value,
                "when": "past" if said.attributes.get("when") == "past" else "now",
                "quote": post.content[start:end] if said.span else None,
                "start": start,
                "end": end,
            }
        )
    except (ValidationError, OverflowError):
        return None


def _value(text: str, form: Form) -> Value | None:
    match form:
        case "flag":
            return {"true": True, "false": False}.get(text.strip().lower())
        case "word":
            return text.strip().lower()
        case "party":
            return canonical(text)
        case _:
            found = numerals(text)
            return found[0].value if found else None
