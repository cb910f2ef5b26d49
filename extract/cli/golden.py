"""seatcheck golden: expected facts against a model's answers, and recording those answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from extract import settings
from extract.cli.common import (
    base_url_option,
    format_option,
    json_option,
    model_for,
    model_option,
    note,
    plain,
    print_json,
    print_table,
    say,
)

if TYPE_CHECKING:
    from extract.golden import Comparison
    from extract.reading import PostRead
    from schemas.fact import Fact
    from schemas.post import Post

dir_option = click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    default=settings.GOLDEN,
    show_default="the project's own",
    help="A folder with pages/, expected/ and recordings/.",
)
pages_argument = click.argument("pages", nargs=-1)


def _posts(folder: Path, pages: tuple[str, ...], form: str | None) -> list[Post]:
    """The posts of the pages named, else of all golden pages. Raises the first thing unreadable."""
    from extract.pages import read_pages

    read = read_pages(pages or [folder / "pages"], form=form)
    if read.problems:
        raise read.problems[0]
    return list(read.posts)


@click.group(invoke_without_command=True)
@click.pass_context
def golden(ctx: click.Context) -> None:
    """Expected facts against a model's answers; without a verb: compare.

    \b
    seatcheck golden compare
    seatcheck golden compare --model openai/gpt-5-mini
    """  # noqa: D301
    if ctx.invoked_subcommand is None:
        ctx.invoke(compare)


@golden.command()
@pages_argument
@dir_option
@format_option
@click.option(
    "--model",
    "spec",
    metavar="SPEC",
    default="recorded",
    show_default=True,
    help="recorded replays; any other model is asked for real.",
)
@base_url_option
@click.option("--fresh", is_flag=True, help="Ask every post again, whatever is stored.")
@click.option(
    "--min-f1", type=click.FloatRange(0, 1), metavar="F1", help="Exit with 1 below this F1."
)
@click.option("-v", "--verbose", is_flag=True, help="List every missed and invented fact.")
@json_option
def compare(
    pages: tuple[str, ...],
    folder: Path,
    form: str | None,
    spec: str,
    base_url: str | None,
    fresh: bool,
    min_f1: float | None,
    verbose: bool,
    as_json: bool,
) -> None:
    """Precision, recall and F1 by measure, of PAGES or of all golden pages.

    Any page with a file of expected facts can be named. With recorded answers
    nothing is asked; a request that changed is drift, and exits with 1. Posts that
    failed exit with 3.

    \b
    seatcheck golden compare -v
    seatcheck golden compare --model local --fresh --min-f1 0.55 pages/*.txt
    seatcheck golden compare --dir mine --format numbered mine/pages/friday.txt
    """  # noqa: D301
    from extract.golden import compare as score
    from extract.golden import expected_facts
    from extract.model.spec import parse_spec
    from extract.reading import read_post

    model = parse_spec(spec, base_url)
    posts = _posts(folder, pages, form)
    expected = expected_facts(folder / "expected", posts)
    with model_for(model, fresh=fresh, recordings=folder / "recordings") as way:
        reads: list[tuple[Post, PostRead]] = []
        for post in posts:
            read = read_post(post, model, way.client)
            reads.append((post, read))
            if any(each.sent for each in read.parts):
                note(f"{len(reads)}/{len(posts)} {post.page}/{post.id}")
        result = score(posts, expected, reads)
    if as_json:
        print_json(result.as_json())
    else:
        _print(result, verbose)
    if result.failed:
        raise click.exceptions.Exit(3)
    if result.drift or (min_f1 is not None and result.total.f1 < min_f1):
        raise click.exceptions.Exit(1)


def _print(result: Comparison, verbose: bool) -> None:
    scores = [*sorted(result.by_measure.items()), ("all", result.total)]
    print_table(
        ["measure", "right", "invented", "missed", "precision", "recall", "F1"],
        [
            [
                name,
                str(each.right),
                str(each.invented),
                str(each.missed),
                f"{each.precision:.3f}",
                f"{each.recall:.3f}",
                f"{each.f1:.3f}",
            ]
            for name, each in scores
        ],
    )
    apart = ", ".join(f"{name} {right}/{of}" for name, (right, of) in result.apart.items())
    right, of = result.empty_posts
    say(f"of the facts that match: {apart}; posts that state nothing read so: {right}/{of}")
    if verbose:
        for sign, facts in (("missed", result.missed), ("invented", result.invented)):
            for each in facts:
                say(plain(f"{sign:9}{_line(each)}"))
    for line in result.drift:
        say(plain(f"drift: {line}"))
    for line in result.failed:
        say(plain(f"failed: {line}"))


def _line(fact: Fact) -> str:
    who = fact.person or fact.party or ""
    past = " (past)" if fact.when == "past" else ""
    words = f"  {fact.quote!r}" if fact.quote else ""
    return f"{fact.page}/{fact.post} {fact.area}: {who} {fact.measure} {fact.value}{past}{words}"


@golden.command()
@pages_argument
@dir_option
@format_option
@model_option
@base_url_option
def record(
    pages: tuple[str, ...], folder: Path, form: str | None, spec: str, base_url: str | None
) -> None:
    """Record the model's true answers for PAGES or all golden pages.

    Only what changed is asked; recordings that no request needs are removed.

    \b
    seatcheck golden record --model local
    seatcheck golden record --dir mine --format numbered mine/pages/friday.txt
    """  # noqa: D301
    from extract.golden import record as record_answers
    from extract.model.recordings import Recordings
    from extract.model.spec import parse_spec

    model = parse_spec(spec, base_url)
    if model.kind == "recorded":
        raise click.UsageError("recorded answers cannot be recorded; name a model that answers")
    posts = _posts(folder, pages, form)
    recordings = Recordings(folder / "recordings")
    with model_for(model, recordings=recordings.folder) as way:
        done = record_answers(
            posts,
            model,
            way.client,
            recordings,
            whole=not pages,
            on_post=lambda post, _read: note(f"recorded {post.page}/{post.id}"),
        )
    note(f"{len(done.written)} recordings written, {len(done.removed)} stale ones removed")
    for line in done.failed:
        note(f"failed: {line}")
    if done.failed:
        raise click.exceptions.Exit(3)
