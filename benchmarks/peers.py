"""Golden posts -> how well, how fast and at what cost seatcheck, instructor and LangExtract read them.

    python benchmarks/peers.py [--model SPEC] [--dir DIR] [--only PAGE] [--limit N] [--json FILE]

The same posts, model and machine in one run; every answer is asked for afresh:

- seatcheck: as it is;
- instructor: as its documentation shows it, a Pydantic model of optional fields as the
  response model (seatcheck's own), three retries, the examples as message turns;
- langextract: its openai provider, one pass over the whole post, the examples turned
  into extractions: the measure, the words that state it, the rest as attributes.

All get the same instructions and examples. An example answers one question, about
councils or about single contests, and so the peers are asked both of every whole post.
What is seatcheck's own is left to it: which posts and parts to ask, which fields to
offer, values and owners read from the words.

All facts are scored by the comparison of ``golden compare``. What a peer says and no
fact can hold (a measure of its own, no area, no value) counts as unusable and not
against its precision. LangExtract's suppression of parse errors is off: an answer that
it cannot parse makes the post fail, as it does with the others.

An engine keeps the prefixes that it has computed: a way's first posts pay for those, and
instructor's are those that seatcheck has paid for. Compare the medians of many posts.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from statistics import mean, median
from typing import Any, NamedTuple

from counting import Call, Counting
from ways import WAYS, Answered, Way

from extract import settings
from extract.cli.common import note, say
from extract.errors import InputError, SeatcheckError
from extract.golden.expected import expected_facts
from extract.golden.scoring import Comparison, compare
from extract.model.connect import sender_for
from extract.model.errors import UnknownModelError
from extract.model.spec import Spec, parse_spec
from extract.pages import read_pages
from schemas.fact import Fact
from schemas.post import Post

_COLUMNS = (
    "way", "posts", "failed", "precision", "recall", "F1", "wrong values", "with span", "unusable",
    "tokens in", "cached", "out", "s/post", "median",
)  # fmt: skip


class Timed(NamedTuple):
    """A post as it was read, with the seconds that it took and the calls that it led to."""

    post: Post
    answered: Answered
    seconds: float
    calls: Sequence[Call]


def timed(way: Way, posts: Sequence[Post], counting: Counting, name: str) -> list[Timed]:
    """Every post read in turn, in wall time."""
    done = []
    for number, post in enumerate(posts, start=1):
        before, started = len(counting.calls), time.monotonic()
        answered = way(post)
        seconds = time.monotonic() - started
        done.append(Timed(post, answered, seconds, counting.calls[before:]))
        failed = f": {answered.read.error}" if answered.read.error else ""
        note(f"{name} {number}/{len(posts)} {post.page}/{post.id} {seconds:.1f} s{failed}")
    return done


def figures(done: Sequence[Timed], expected: Sequence[Fact]) -> dict[str, Any]:
    """
    What one way comes to; tokens and seconds are means a post.

    ``with_span``: of the facts found that are wrong, how many carry a span all the
    same, by what is wrong with them.
    """
    result = compare(expected, [(each.post, each.answered.read) for each in done])
    return {
        "posts": len(done),
        "failed": len(result.failed),
        "precision": round(result.total.precision, 4),
        "recall": round(result.total.recall, 4),
        "f1": round(result.total.f1, 4),
        "wrong_values": result.total.counts["wrong value"],
        "with_span": _with_span(result),
        "unusable": sum(each.answered.unusable for each in done),
        "prompt_tokens": mean(sum(call.prompt for call in each.calls) for each in done),
        "cached_tokens": mean(sum(call.cached for call in each.calls) for each in done),
        "answer_tokens": mean(sum(call.answer for call in each.calls) for each in done),
        "seconds": mean(each.seconds for each in done),
        "median_seconds": median(each.seconds for each in done),
        "by_post": [
            {
                "page": each.post.page,
                "post": each.post.id,
                "seconds": round(each.seconds, 3),
                "calls": [call._asdict() for call in each.calls],
                "facts": [fact.model_dump(exclude_none=True) for fact in each.answered.read.facts],
            }
            for each in done
        ],
        "comparison": result.as_json(),
    }


def _with_span(result: Comparison) -> dict[str, int]:
    return dict(
        Counter(
            pair.outcome
            for pair in result.errors
            if pair.found is not None and pair.found.start is not None
        )
    )


def row(name: str, found: dict[str, Any]) -> str:
    """One line of the table."""
    cells = (
        name, found["posts"], found["failed"], f"{found['precision']:.3f}", f"{found['recall']:.3f}",
        f"{found['f1']:.3f}", found["wrong_values"], found["with_span"].get("wrong value", 0),
        found["unusable"], f"{found['prompt_tokens']:.0f}", f"{found['cached_tokens']:.0f}",
        f"{found['answer_tokens']:.0f}", f"{found['seconds']:.1f}", f"{found['median_seconds']:.1f}",
    )  # fmt: skip
    return _line(cells)


def _line(cells: Sequence[object]) -> str:
    widths = [max(len(column), 6) for column in _COLUMNS]
    widths[0] = max(map(len, WAYS))
    first, *others = zip(cells, widths, strict=True)
    return "  ".join([f"{first[0]!s:{first[1]}}", *(f"{cell!s:>{wide}}" for cell, wide in others)])


def chosen(folder: Path, pages: Sequence[str]) -> list[Post]:
    """
    The posts of some pages of a golden folder, or of all where none is named, in order.

    Raises ``InputError`` where a page is not there.
    """
    where = folder / "pages"
    posts = read_pages([str(where)]).posts
    known = dict.fromkeys(each.page for each in posts)
    for page in pages:
        if page not in known:
            raise InputError(
                str(where), None, f"has no page {page!r}", f"it has {', '.join(known)}"
            )
    return [each for each in posts if not pages or each.page in pages]


def named(text: str) -> list[str]:
    """The ways of a comma-separated list, each once. Raises ``InputError``."""
    ways = list(dict.fromkeys(text.split(",")))
    for way in ways:
        if way not in WAYS:
            raise InputError("--ways", None, f"unknown way {way!r}", f"name {', '.join(WAYS)}")
    if "langextract" in ways and find_spec("langextract") is None:
        raise InputError(
            "--ways",
            None,
            "langextract is not installed",
            "pip install '.[peers]' in the project's folder, or name --ways seatcheck,instructor",
        )
    return ways


def run(options: argparse.Namespace) -> None:
    """
    Ask every way, and print a line for each as it is done.

    Raises ``SeatcheckError`` where an option, a file or the model is wrong.
    """
    ways = named(options.ways)
    spec = parse_spec(options.model, options.base_url)
    if spec.kind == "recorded":
        raise UnknownModelError(spec.text, "recordings hold seatcheck's answers alone")
    posts = chosen(options.dir, options.only)
    expected = expected_facts(options.dir / "expected", posts)
    posts = posts[: options.limit]
    if options.json:
        _writable(options.json)
    say(_line(_COLUMNS))
    found = {}
    with closing(sender_for(spec, note)) as sender, Counting(sender) as counting:
        for name in ways:
            done = timed(WAYS[name](spec, counting.base_url, posts), posts, counting, name)
            found[name] = figures(done, expected)
            say(row(name, found[name]))
            if options.json:
                options.json.write_text(_report(spec, ways, found), encoding="utf-8")


def _writable(path: Path) -> None:
    """Raises ``InputError`` now, and not after an hour of answers."""
    try:
        path.touch()
    except OSError as error:
        said = error.strerror or type(error).__name__
        raise InputError(str(path), None, said, "name a file that can be written") from error


def _report(spec: Spec, ways: Sequence[str], found: dict[str, Any]) -> str:
    versions = {name: version(name) for name in ("seatcheck", *ways)}
    report = {"model": spec.text, "versions": versions, "ways": found}
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _some(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of posts; name 1 or more")
    return int(text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; what is wrong with its call or its files is one line, and exit code 2."""
    parser = argparse.ArgumentParser(
        description=__doc__.splitlines()[0],
        epilog="example: python benchmarks/peers.py --only thirds-2024 --limit 10 --json peers.json",
    )
    parser.add_argument("--model", default="local", help="as for seatcheck extract; default: local")
    parser.add_argument("--base-url", help="an OpenAI-compatible endpoint")
    parser.add_argument(
        "--dir", type=Path, default=settings.GOLDEN, help="a folder with pages/ and expected/"
    )
    parser.add_argument(
        "--only", action="append", default=[], metavar="PAGE", help="may be repeated"
    )
    parser.add_argument("--limit", type=_some, metavar="N", help="the first N posts alone")
    parser.add_argument("--ways", default=",".join(WAYS), help="default: %(default)s")
    parser.add_argument("--json", type=Path, metavar="FILE", help="all figures, facts and errors")
    try:
        run(parser.parse_args(arguments))
    except SeatcheckError as error:
        note(f"peers: {error}")
        return error.exit_code
    return 0


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)  # threads of the embedded engine must not hold the program back
