"""A post -> the requests that read it: instructions and examples first, the post (or one part of it) last."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from extract import __version__, cues, offers, settings
from extract.asserted import asserted
from extract.model.request import Request, digest
from extract.model.spec import Spec
from extract.model.structured import Output, hold_to
from extract.numerals import numerals
from extract.words import Span
from schemas.parties import aliases
from schemas.post import Post

_EXAMPLE = re.compile(
    r"^=== post\n(?P<post>.+?)\n=== answer\n(?P<answer>.+?)\n*(?=^=== post|\Z)",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One question about a stretch of a post's content; offsets count in the content."""

    number: int
    question: str
    start: int
    end: int


@cache
def examples(question: str) -> tuple[tuple[str, str], ...]:
    """The few-shot examples of a question: (post, answer) as text."""
    text = (settings.PROMPTS / f"{question}.examples.txt").read_text(encoding="utf-8")
    return tuple(
        (match["post"].strip(), match["answer"].strip()) for match in _EXAMPLE.finditer(text)
    )


@cache
def prefix(question: str, added: str = "") -> tuple[dict[str, str], ...]:
    """
    The turns before the post, the same in every request: instructions, then the examples.

    ``added``: what else the instructions say, of how an answer must look.
    """
    instructions = "\n\n".join([_prompt(question), *([added] if added else [])])
    turns = [{"role": "system", "content": instructions}]
    for post, answer in examples(question):
        turns += [{"role": "user", "content": post}, {"role": "assistant", "content": answer}]
    return tuple(turns)


def form(schema: dict[str, Any], output: Output) -> str:
    """What the instructions must say of an answer's form, where no schema says it all."""
    if output == "strict":
        return _prompt("strict")
    if output == "json":
        written = json.dumps(schema, ensure_ascii=False, separators=(",", ":"))
        return f"{_prompt('json')}\n\n{written}"
    return ""


def _prompt(name: str) -> str:
    return (settings.PROMPTS / f"{name}.md").read_text(encoding="utf-8").strip()


def parts(post: Post) -> tuple[Part, ...]:
    """
    The stretches to ask one by one: a head line by line after its title and standfirst.

    A stretch with no number and no word of a result is left out: nothing in it
    could be grounded. A post that is too long has none.
    """
    if is_too_long(post):
        return ()
    told = ((each, asserted(post.content[slice(*each)]).text) for each in stretches(post))
    return tuple(
        Part(number, question, *span)
        for number, (span, text) in enumerate(told)
        if can_state(text)
        for question in offers.questions(text)
    )


def is_too_long(post: Post) -> bool:
    """Whether a post is longer than any that a person writes, so that it is not read at all."""
    return len(post.content) > settings.LONGEST_POST


def stretches(post: Post) -> list[Span]:
    """What is asked about at a time: of a head title and first line, then each line; else all."""
    content = post.content
    if post.kind != "head":
        return [(0, len(content))]
    spans = [match.span() for match in re.finditer(r"[^\n]+", content)]
    return [(spans[0][0], spans[1][1]), *spans[2:]] if len(spans) > 1 else spans


def can_state(text: str) -> bool:
    """Whether any number or result word stands in a text."""
    if any(each.kind == "number" for each in numerals(text)):
        return True
    table = cues.table()
    words = [*table["control"].values(), *table["elected"].values()]
    return any(cues.pattern(each).search(text) for each in words)


def request(post: Post, part: Part, spec: Spec) -> tuple[Request, offers.Answer]:
    """
    One request with the model of its answer.

    It shows the words that can state a result, and no others. Raises ``SchemaLimitError``.
    """
    text = asserted(post.content[part.start : part.end]).text.strip()
    question = part.question
    if spec.output == "narrowed":
        schema = offers.narrowed(question, text)
    else:
        schema = offers.sent_schema(question, spec.output)
    hold_to(spec.limits, schema, spec.text)
    asked = Request(
        page=post.page,
        post=post.id,
        part=part.number,
        question=question,
        model=spec.identity,
        messages=(
            *prefix(question, form(schema, spec.output)),
            {"role": "user", "content": text},
        ),
        schema=schema,
        sampling=spec.sampling,
        output=spec.output,
    )
    return asked, offers.answer_model(question, schema)


def reading_id(spec: Spec) -> str:
    """
    A name for this way of reading: the model, all that it is shown, and what grounds its answers.

    Posts that were read another way are asked again; their former reading stays.
    """
    home = settings.DATA.parent
    files = sorted(
        [
            *settings.DATA.glob("*.json"),
            *settings.DATA.glob("*.toml"),
            *home.glob("*.py"),
            settings.ROOT / "schemas" / "councils.csv",
            settings.ROOT / "schemas" / "polling_days.toml",
        ]
    )
    grounded = [(each.name, digest(each.read_text(encoding="utf-8"))) for each in files]
    schemas = {name: offers.sent_schema(name, spec.output) for name in offers.QUESTIONS}
    shown = [(prefix(name, form(schema, spec.output)), schema) for name, schema in schemas.items()]
    asked = (spec.identity, spec.sampling, spec.output, shown)
    return digest([__version__, asked, grounded, sorted(aliases().items())])[:12]
