"""Disputed facts and a model -> each asked for once more: whether the reader was at fault, or the source."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from extract import settings
from extract.check import Checked, check
from extract.facts import identity
from extract.grounding import ground
from extract.model.client import Client
from extract.model.request import Request
from extract.model.spec import Spec
from extract.model.structured import hold_to
from extract.numerals import Numeral, numerals
from extract.polling_days import with_elections
from extract.prompting import form, prefix, stretches
from extract.reading import PartRead, PostRead, moved
from extract.words import Span
from schemas.fact import MEASURES, Fact
from schemas.finding import Finding
from schemas.post import Post

QUESTION = "second-look"
NONE = "none"
Fault = Literal["reader", "source"]
_COUNTED = ("count", "signed", "percent", "points")
_SHARES = ("percent", "points")
_MAX_TOKENS = 24


class FigureAnswer(BaseModel):
    """The figure of the post that states what is asked, as the post writes it, or "none"."""

    model_config = ConfigDict(extra="forbid")

    figure: str


@dataclass(frozen=True, slots=True)
class Look:
    """
    One disputed fact with what the second look at it gave.

    ``finding``: the contradiction that was shown. ``figure``: the answer, None where
    there is none or the post has no such figure. ``fault``: reader where ``instead``
    takes the fact's place and the check holds, source where the answer is the same
    again; None where it stays undecided.
    """

    fact: Fact
    finding: Finding
    figure: str | None = None
    fault: Fault | None = None
    instead: Fact | None = None


@dataclass(frozen=True, slots=True)
class LookedAgain:
    """The posts as read after the second look, and every look; ``unanswered``: requests that failed."""

    reads: tuple[tuple[Post, PostRead], ...]
    looks: tuple[Look, ...]
    unanswered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question about one stretch of a post, in the words that the model sees."""

    span: Span
    text: str
    figures: tuple[str, ...]


def look_again(reads: Sequence[tuple[Post, PostRead]], spec: Spec, client: Client) -> LookedAgain:
    """
    Ask once more for the disputed figures of posts that are checked together.

    What is read from cue words (control, who is elected, whether a list is whole) is
    not asked for: the words decide it, whatever a model says. A fact gives way only to
    another grounded answer with which its contradiction is gone and no other comes;
    it stays beside it as ``rejected``. A request that fails leaves its fact as it was.

    Raises ``StopRunError`` where the model answers no more.
    """
    posts = [post for post, _ in reads]
    facts = {(post.page, post.id): list(read.facts) for post, read in reads}
    looks: list[Look] = []
    unanswered: list[str] = []
    after: list[tuple[Post, PostRead]] = []
    checked = _checked(facts, posts)
    disputes = _disputes(checked)
    for post, read in reads:
        answers: dict[str, str | None] = {}
        done: list[PartRead] = []
        found: list[Look] = []
        for fact, finding in disputes.get((post.page, post.id), ()):
            asked = _asked(fact, finding, post)
            if asked is None:
                continue
            if asked.text not in answers:
                request, model = _request(asked, len(done), post, spec)
                result = client.ask(request, model)
                done.append(PartRead(request, result.exchanges, result.sent))
                if result.error is not None:
                    unanswered.append(f"{request.label}: {result.error}")
                said = result.answer.figure if isinstance(result.answer, FigureAnswer) else None
                answers[asked.text] = said if said in asked.figures else None
            found.append(_look(fact, finding, answers[asked.text], asked, post, read))
        after.append((post, replace(read, parts=(*read.parts, *done))))
        looks += found
    looks = [_settle(each, facts, posts) for each in looks]
    return LookedAgain(
        tuple(
            (post, replace(read, facts=tuple(facts[post.page, post.id]))) for post, read in after
        ),
        tuple(looks),
        tuple(unanswered),
    )


def _checked(facts: dict[tuple[str, str], list[Fact]], posts: Sequence[Post]) -> Checked:
    return check([fact for each in facts.values() for fact in each], posts)


def _disputes(checked: Checked) -> dict[tuple[str, str], list[tuple[Fact, Finding]]]:
    """The disputed figures of each post, each with the worst contradiction that accuses it."""
    accused: dict[str, Finding] = {}
    for finding in checked.report.findings:
        suspects = {name for each in finding.explanations for name in each} or {*finding.facts}
        for name in suspects if finding.severity != "info" else ():
            accused.setdefault(name, finding)
    found: dict[tuple[str, str], list[tuple[Fact, Finding]]] = {}
    for fact in checked.facts:
        counted = MEASURES[fact.scope][fact.measure].form in _COUNTED
        if fact.status == "disputed" and counted and fact.id in accused:
            found.setdefault((fact.page, fact.post), []).append((fact, accused[fact.id]))
    return found


@cache
def _wordings() -> dict[str, dict[str, str]]:
    text = (settings.DATA / "second_look.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _asked(fact: Fact, finding: Finding, post: Post) -> _Asked | None:
    """The question about a fact; None where the post gives nothing to choose from."""
    span = next((each for each in stretches(post) if each[0] <= (fact.start or 0) < each[1]), None)
    if span is None or fact.start is None:
        return None
    content = post.content[slice(*span)]
    shares = MEASURES[fact.scope][fact.measure].form in _SHARES
    figures = tuple(
        dict.fromkeys(each.text for each in numerals(content) if _may_be(each, shares=shares))
    )
    wording = _wordings()[fact.scope][fact.measure]
    question = wording.format(owner=fact.person or fact.party or "the winner")
    lines = (
        f"Post: {content.strip()}\n",
        f"Sum: {finding.message}",
        f"Question: {question}, in {fact.area}?",
        f"Figures: {', '.join(figures)}",
    )
    return _Asked(span, "\n".join(lines), figures) if figures else None


def _may_be(numeral: Numeral, *, shares: bool) -> bool:
    return numeral.kind == "number" and (numeral.unit in _SHARES) == shares


def _request(
    asked: _Asked, number: int, post: Post, spec: Spec
) -> tuple[Request, type[FigureAnswer]]:
    """One short question; where a schema may be a request's own, only the post's figures fit."""
    figure: dict[str, Any] = {"type": "string"}
    if spec.output == "narrowed":
        figure["enum"] = [*asked.figures, NONE]
    schema = {
        "type": "object",
        "properties": {"figure": figure},
        "required": ["figure"],
        "additionalProperties": False,
    }
    hold_to(spec.limits, schema, spec.text)
    # its one field is always stated, so that there are no nulls to tell of
    told = "" if spec.output == "strict" else form(schema, spec.output)

    class Offered(FigureAnswer):
        @classmethod
        def model_json_schema(cls, *_args: Any, **_options: Any) -> dict[str, Any]:
            return schema

    Offered.__name__ = Offered.__qualname__ = FigureAnswer.__name__
    sampling = spec.sampling
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
    return request, Offered


def _look(
    fact: Fact, finding: Finding, figure: str | None, asked: _Asked, post: Post, read: PostRead
) -> Look:
    """What an answer says of a fact: the same again, another that is grounded, or nothing."""
    look = Look(fact, finding, figure)
    content = post.content[slice(*asked.span)]
    numeral = next((each for each in numerals(content) if each.text == figure), None)
    if numeral is None:
        return look
    if abs(numeral.value) == abs(float(fact.value)):
        return replace(look, fault="source")
    return replace(look, instead=_grounded(fact, numeral, asked.span, post, read))


def _grounded(fact: Fact, numeral: Numeral, span: Span, post: Post, read: PostRead) -> Fact | None:
    """The fact with another figure, read from the post's words as any claim is; None if rejected."""
    sign = -1 if float(fact.value) < 0 and not numeral.sign else 1
    claim = Fact(
        **fact.model_dump(
            include={"page", "post", "scope", "area", "authority", "contest", "party", "person",
                     "measure", "round", "when"}
        ),
        value=numeral.value * sign,
    )  # fmt: skip
    alone = post.model_copy(update={"title": None, "text": post.content[slice(*span)]})
    for each in ground([claim], alone, read.page):
        same = (each.scope, each.area, each.party, each.person, each.measure, each.when) == (
            fact.scope, fact.area, fact.party, fact.person, fact.measure, fact.when,
        )  # fmt: skip
        if same and each.status != "rejected" and abs(float(each.value)) == abs(numeral.value):
            return with_elections([moved(each, span[0])], [post])[0]
    return None


def _settle(look: Look, facts: dict[tuple[str, str], list[Fact]], posts: Sequence[Post]) -> Look:
    """A look whose other answer mends its contradiction takes effect in ``facts``; else nothing does."""
    if look.instead is None:
        return look
    own = facts[look.fact.page, look.fact.post]
    before = _checked(facts, posts)
    changed = _replaced(own, look.fact, look.instead)
    facts[look.fact.page, look.fact.post] = changed
    if _mends(look, before, _checked(facts, posts)):
        return replace(look, fault="reader")
    facts[look.fact.page, look.fact.post] = own
    return replace(look, instead=None)


def _replaced(facts: Sequence[Fact], old: Fact, new: Fact) -> list[Fact]:
    """The facts with the new one, unless it is stated already, and the old one rejected."""
    said = any(identity(each) == identity(new) and each.status != "rejected" for each in facts)
    changed: list[Fact] = []
    for each in facts:
        if each.id != old.id:
            changed.append(each)
            continue
        changed += [] if said else [new]
        changed.append(each.model_copy(update={"status": "rejected"}))
    return changed


def _mends(look: Look, before: Checked, after: Checked) -> bool:
    """Whether the contradiction is gone, and of no kind and place are there more than before."""
    then, now = _failures(before.report.findings), _failures(after.report.findings)
    shown = _kind(look.finding)
    return now[shown] < then[shown] and all(count <= then[kind] for kind, count in now.items())


def _failures(findings: Iterable[Finding]) -> Counter[str]:
    return Counter(_kind(each) for each in findings if each.severity != "info")


def _kind(finding: Finding) -> str:
    return json.dumps([finding.rule, [each.model_dump() for each in finding.areas]])
