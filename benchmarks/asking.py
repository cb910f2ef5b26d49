"""Golden posts -> how well and how fast each way of holding the model to the post's own numbers reads them.

Three ways are asked in one run, with the same posts, prompts and model:

- free: the schema leaves numbers open; grounding rejects what the post lacks (the product's way);
- grammar: each request's schema admits only the post's own numbers;
- reask: a number that the post lacks breaks validation, and the model is asked again, twice at most.

Usage: python benchmarks/asking.py [--model SPEC] [--ways free,grammar,reask] [PAGES...]
"""

from __future__ import annotations

import argparse
import time
from copy import deepcopy
from typing import Any

from pydantic import model_validator

from extract import offers, settings
from extract.cli.common import model_for
from extract.golden.expected import expected_facts
from extract.golden.scoring import compare
from extract.model.request import Request
from extract.model.spec import Spec, parse_spec
from extract.numerals import numerals
from extract.pages import read_pages
from extract.placing import councils_of
from extract.prompting import Part, request
from extract.reading import Form, read_post
from schemas.post import Post


def own_numbers(post: Post, part: Part) -> set[int]:
    """The whole numbers that a stretch of a post states, without sign."""
    found = numerals(post.content[part.start : part.end])
    return {abs(int(each.value)) for each in found if each.kind == "number"}


def grammar(post: Post, part: Part, spec: Spec) -> tuple[Request, offers.Answer]:
    """The usual request with every count limited to the post's own numbers."""
    asked, _ = request(post, part, spec)
    own = sorted(own_numbers(post, part))
    schema = deepcopy(asked.schema)
    for definition in schema["$defs"].values():
        for name, field in definition["properties"].items():
            if field.get("type") == "integer" and own:
                signed = sorted({*own, *(-each for each in own)})
                definition["properties"][name] = {"enum": signed if "change" in name else own}
    limited = Request(
        asked.page, asked.post, asked.part, asked.question, asked.model, asked.messages, schema,
        asked.sampling,
    )  # fmt: skip
    return limited, offers.answer_model(part.question, schema)


def reask(post: Post, part: Part, spec: Spec) -> tuple[Request, offers.Answer]:
    """The usual request, whose answer is refused while it holds a number that the post lacks."""
    asked, answer_model = request(post, part, spec)
    own = own_numbers(post, part)

    class Strict(answer_model):  # type: ignore[misc, valid-type]
        @model_validator(mode="after")
        def _own_numbers(self) -> Any:
            strange = sorted(
                {each for each in _whole_numbers(self.model_dump()) if abs(each) not in own}
            )
            if strange:
                raise ValueError(
                    f"the post does not state {', '.join(map(str, strange))}; leave it out"
                )
            return self

    Strict.__name__ = answer_model.__name__
    return asked, Strict


def _whole_numbers(value: Any) -> list[int]:
    if isinstance(value, dict):
        return [n for name, each in value.items() if name != "round" for n in _whole_numbers(each)]
    if isinstance(value, list):
        return [number for each in value for number in _whole_numbers(each)]
    return [value] if isinstance(value, int) and not isinstance(value, bool) else []


WAYS: dict[str, Form] = {"free": request, "grammar": grammar, "reask": reask}


def main() -> None:
    """Ask every way and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="*", default=[str(settings.GOLDEN / "pages")])
    parser.add_argument("--model", default="local")
    parser.add_argument("--ways", default=",".join(WAYS))
    parser.add_argument("--only", action="append", help="only posts of this page; may be repeated")
    options = parser.parse_args()
    spec = parse_spec(options.model)
    only = options.only
    posts = [p for p in read_pages(options.pages).posts if only is None or p.page in only]
    named = councils_of(posts)
    expected = expected_facts(settings.GOLDEN / "expected", posts)
    print(
        f"{'way':8} {'posts':>5} {'failed':>6} {'precision':>9} {'recall':>6} {'F1':>6} {'tokens':>7} {'s/post':>6}"
    )
    for way in options.ways.split(","):
        with model_for(spec) as way_to:
            started = time.monotonic()
            reads = [
                (post, read_post(post, spec, way_to.client, WAYS[way], page=named[post.page]))
                for post in posts
            ]
            elapsed = time.monotonic() - started
        result = compare(expected, reads)
        calls = [each for _, read in reads for part in read.parts for each in part.exchanges]
        seconds = sum(each.seconds for each in calls) or elapsed
        print(
            f"{way:8} {len(posts):5} {len(result.failed):6} {result.total.precision:9.3f} "
            f"{result.total.recall:6.3f} {result.total.f1:6.3f} "
            f"{sum(each.usage[2] for each in calls):7} {seconds / len(posts):6.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
