"""A disputed fact and the sum that fails -> one short question about its figure, as a request."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict

from extract import settings
from extract.model.request import Request
from extract.model.spec import Spec
from extract.model.structured import hold_to, showing
from extract.numerals import Numeral, numerals
from extract.prompting import form, prefix, stretches
from extract.words import Span
from schemas.fact import MEASURES, Fact
from schemas.finding import Finding
from schemas.post import Post

QUESTION = "second-look"
_NONE = "none"
_SHARES = ("percent", "points")
_MAX_TOKENS = 24


class FigureAnswer(BaseModel):
    """The figure of the post that states what is asked, as the post writes it, or "none"."""

    model_config = ConfigDict(extra="forbid")

    figure: str


@dataclass(frozen=True, slots=True)
class Asked:
    """
    A question about one stretch of a post, in the words that the model sees.

    ``figures``: those of the stretch that can be the answer, by how the post writes them.
    """

    span: Span
    text: str
    figures: Mapping[str, Numeral]


def asked_of(fact: Fact, finding: Finding, post: Post) -> Asked | None:
    """The question about a fact; None where the post gives nothing to choose from."""
    if fact.start is None:
        return None
    span = next((each for each in stretches(post) if each[0] <= fact.start < each[1]), None)
    if span is None:
        return None
    content = post.content[slice(*span)]
    shares = MEASURES[fact.scope][fact.measure].form in _SHARES
    figures: dict[str, Numeral] = {}
    for each in numerals(content):
        if each.kind == "number" and (each.unit in _SHARES) == shares:
            figures.setdefault(each.text, each)
    if not figures:
        return None
    wording = _wordings()[fact.scope][fact.measure]
    question = wording.format(owner=fact.person or fact.party or "the winner")
    lines = (
        f"Post: {content.strip()}\n",
        f"Sum: {finding.message}",
        f"Question: {question}, in {fact.area}?",
        f"Figures: {', '.join(figures)}",
    )
    return Asked(span, "\n".join(lines), figures)


@cache
def _wordings() -> dict[str, dict[str, str]]:
    text = (settings.DATA / "second_look.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def request_for(
    asked: Asked, number: int, post: Post, spec: Spec
) -> tuple[Request, type[FigureAnswer]]:
    """
    The request of a post's question with the model of its answer.

    Where a schema may be a request's own, only the post's figures fit. Raises
    ``SchemaLimitError``.
    """
    figure: dict[str, Any] = {"type": "string"}
    if spec.output == "narrowed":
        figure["enum"] = [*asked.figures, _NONE]
    schema = {
        "type": "object",
        "properties": {"figure": figure},
        "required": ["figure"],
        "additionalProperties": False,
    }
    hold_to(spec.limits, schema, spec.text)
    # Its one field is always stated, so that there are no nulls to tell of.
    told = "" if spec.output == "strict" else form(schema, spec.output)
    sampling = spec.sampling
    # Where a limit counts the tokens of thinking too it stays as it is.
    if "max_tokens" in sampling:
        sampling = {**sampling, "max_tokens": _MAX_TOKENS}
    request = Request(
        page=post.page,
        post=post.id,
        part=number,
        question=QUESTION,
        model=spec.identity,
        messages=(*prefix(QUESTION, told), {"role": "user", "content": asked.text}),
        schema=schema,
        sampling=sampling,
        output=spec.output,
    )
    return request, showing(FigureAnswer, schema)
