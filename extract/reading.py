"""A post -> its facts: every part asked, every answer flattened and grounded in that part's words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from extract import settings
from extract.asserted import asserted
from extract.facts import bare, claims, fact_id, identity
from extract.grounding import ground
from extract.model.cache import Exchange
from extract.model.client import Client
from extract.model.errors import AnswerError, TooLongError
from extract.model.request import Request
from extract.model.spec import Spec
from extract.offers import Answer
from extract.polling_days import with_elections
from extract.prompting import Part, is_too_long, parts, request
from extract.register import Authority
from extract.seen import Seen
from extract.words import Span
from schemas.fact import Fact
from schemas.post import Post
from schemas.result import Reading

Form = Callable[[Post, Part, Spec], tuple[Request, Answer]]


@dataclass(frozen=True, slots=True)
class PartRead:
    """One request and the chain of exchanges that it led to; ``sent`` of them asked for now."""

    request: Request
    exchanges: tuple[Exchange, ...]
    sent: int

    @property
    def ended(self) -> bool:
        """Whether the chain came to its end, in an answer or a failure: it was not cut short."""
        return bool(self.exchanges) and self.exchanges[-1].chain is not None


@dataclass(frozen=True, slots=True)
class PostRead:
    """
    All that was read from one post; ``error`` is why it failed, and then there are no facts.

    ``page``: the councils that the posts of its page name, beside which it was read.
    """

    facts: tuple[Fact, ...]
    parts: tuple[PartRead, ...]
    error: AnswerError | None = None
    page: tuple[Authority, ...] = ()

    @property
    def ended(self) -> bool:
        """Whether every chain came to its end."""
        return all(each.ended for each in self.parts)


def read_post(
    post: Post,
    spec: Spec,
    client: Client,
    form: Form = request,
    *,
    page: Sequence[Authority] = (),
) -> PostRead:
    """
    Ask for every part of a post and ground what comes back.

    ``page``: the councils that the posts of its page name. ``form`` makes the request
    for a part; benchmarks compare others with it. A post that is too long fails
    unasked.

    Raises ``StopRunError`` where no other post could be answered either.
    """
    if is_too_long(post):
        error = TooLongError(len(post.content), settings.LONGEST_POST)
        return PostRead((), (), error, tuple(page))
    done: list[PartRead] = []
    answers: list[tuple[Part, BaseModel]] = []
    for part in parts(post):
        asked, answer_model = form(post, part, spec)
        result = client.ask(asked, answer_model)
        done.append(PartRead(asked, result.exchanges, result.sent))
        if result.answer is None:
            return PostRead((), tuple(done), result.error, tuple(page))
        answers.append((part, result.answer))
    return PostRead(facts_of_post(post, answers, page), tuple(done), page=tuple(page))


def facts_of_post(
    post: Post, answers: Iterable[tuple[Part, BaseModel]], page: Sequence[Authority] = ()
) -> tuple[Fact, ...]:
    """The facts of a post's answers: those about one stretch are read together."""
    readings: dict[Span, Reading] = {}
    for part, answer in answers:
        span = (part.start, part.end)
        readings[span] = readings.get(span, Reading()).model_copy(update=dict(answer))
    facts = [
        each for span, reading in readings.items() for each in facts_of(reading, post, span, page)
    ]
    return _once(facts)


def facts_of(
    reading: Reading, post: Post, span: Span, page: Sequence[Authority] = ()
) -> list[Fact]:
    """The facts of one stretch of a post, with its election and offsets in the whole content."""
    whole = post.content[slice(*span)]
    said = asserted(whole)
    alone = post.model_copy(update={"title": None, "text": said.text})
    grounded = ground(claims(reading, alone), alone, page, bare(reading, alone))
    if said.text != whole:
        grounded = [_in_place(each, said, whole) for each in grounded]
    return with_elections([moved(each, span[0]) for each in grounded], [post])


def _in_place(fact: Fact, said: Seen, whole: str) -> Fact:
    """A fact of what a stretch asserts with its offsets and quote in the whole stretch."""
    update: dict[str, int | str] = {}
    if fact.start is not None and fact.end is not None:
        start, end = said.span(fact.start, fact.end)
        update |= {"start": start, "end": end, "quote": whole[start:end]}
    if fact.owner_start is not None and fact.owner_end is not None:
        start, end = said.span(fact.owner_start, fact.owner_end)
        update |= {"owner_start": start, "owner_end": end}
    placed = fact.model_copy(update=update)
    return placed.model_copy(update={"id": fact_id(placed)})


def moved(fact: Fact, by: int) -> Fact:
    """A fact of a stretch with its offsets counted from where the whole content begins."""
    if not by:
        return fact
    names = ("start", "end", "owner_start", "owner_end")
    away = fact.model_copy(
        update={n: at + by for n in names if (at := getattr(fact, n)) is not None}
    )
    return away.model_copy(update={"id": fact_id(away)})


def _once(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """A fact that two parts of a post state is written once, with its first span."""
    kept: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        kept.setdefault((*identity(fact), fact.status == "rejected"), fact)
    return tuple(kept.values())
