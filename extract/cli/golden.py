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
    print_json,
    say,
)

if TYPE_CHECKING:
    from extract.reading import PostRead
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
@click.option(
    "--against",
    "other",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Test whether F1 differs from that of FILE, the --json output of another comparison.",
)
@click.option(
    "-v", "--verbose", is_flag=True, help="List every error and every change of a recording."
)
@json_option
def compare(
    pages: tuple[str, ...],
    folder: Path,
    form: str | None,
    spec: str,
    base_url: str | None,
    fresh: bool,
    min_f1: float | None,
    other: Path | None,
    verbose: bool,
    as_json: bool,
) -> None:
    """Precision, recall and F1 by measure and by kind of post, of PAGES or of all golden pages.

    Any page with a file of expected facts can be named. An error is a wrong value, a
    wrong owner (party, person, contest or council), missed or invented; a wrong one
    counts as missed and as invented. With recorded answers nothing is asked; a request
    that changed is drift, and exits with 1. Posts that failed exit with 3.

    Of the whole also: 95 % intervals, by resampling the posts; of the facts that the
    rules verify, how many are right; of those that they verify where all is read as
    expected, how many are; requests, tokens and seconds. With --against another way of
    asking the same posts is compared post by post: differences, their intervals, and
    the p of the difference in F1, so that noise is not taken for a gain.

    What any model answers is also compared with its recordings, as golden record
    would change them: create (none yet), update (another, the facts stay), fix
    (the facts change: look with care), trim (no request needs it). Nothing is written.

    \b
    seatcheck golden compare -v
    seatcheck golden compare --dir mine --model openai/gpt-5-mini
    seatcheck golden compare --model local --fresh --min-f1 0.55 pages/*.txt
    seatcheck golden compare --json > before.json
    seatcheck golden compare --model local --against before.json
    seatcheck golden compare --dir mine --format numbered mine/pages/friday.txt
    """  # noqa: D301
    from extract.cli.scores import count_line, print_against, print_changes, print_scores
    from extract.golden.against import against, read_counts
    from extract.golden.changes import PostChanges, changes_of, counted, trimmed_posts
    from extract.golden.expected import expected_facts
    from extract.golden.scoring import compare as score
    from extract.golden.scoring import wanted_of
    from extract.model.recordings import Recordings
    from extract.model.spec import parse_spec
    from extract.placing import councils_of
    from extract.reading import read_post

    model = parse_spec(spec, base_url)
    posts = _posts(folder, pages, form)
    expected = expected_facts(folder / "expected", posts)
    wanted = {known: len(facts) for known, facts in wanted_of(expected, posts).items()}
    there = read_counts(other, wanted) if other is not None else None
    recordings = Recordings(folder / "recordings")
    with model_for(model, fresh=fresh, recordings=recordings.folder) as way:
        reads: list[tuple[Post, PostRead]] = []
        named = councils_of(posts)
        for post in posts:
            read = read_post(post, model, way.client, page=named[post.page])
            reads.append((post, read))
            if any(each.sent for each in read.parts):
                note(f"{len(reads)}/{len(posts)} {post.page}/{post.id}")
    result = score(expected, reads)
    compared = against(result.by_post, there) if there is not None else None
    changes: list[PostChanges] = [
        *(changes_of(post, model, recordings, read) for post, read in reads),
        *trimmed_posts(posts, model, recordings, whole=not pages),
    ]
    if as_json:
        of_recordings = [each.as_json() for each in changes if each.changes]
        told = result.as_json() | {"recordings": counted(changes), "changes": of_recordings}
        print_json(told | ({"against": compared.as_json()} if compared is not None else {}))
    else:
        print_scores(result, verbose=verbose)
        if compared is not None:
            print_against(str(other), compared)
        print_changes(changes, verbose=verbose)
        say(count_line(changes))
    if result.failed:
        raise click.exceptions.Exit(3)
    if result.drift or (min_f1 is not None and result.total.f1 < min_f1):
        raise click.exceptions.Exit(1)


@golden.command()
@pages_argument
@dir_option
@format_option
@model_option
@base_url_option
@click.option(
    "--plan",
    is_flag=True,
    help="Only say what would be recorded or trimmed, and what changed; ask and write nothing.",
)
@click.option("-v", "--verbose", is_flag=True, help="List every change, and the facts of each.")
def record(
    pages: tuple[str, ...],
    folder: Path,
    form: str | None,
    spec: str,
    base_url: str | None,
    plan: bool,
    verbose: bool,
) -> None:
    """Record the model's true answers for PAGES or all golden pages.

    Only what has no recording, or changed since, is asked; a killed record goes on
    where it stopped; recordings that no request needs are trimmed. A fix, by which
    facts change, is listed: look at it with care. Expected facts are never written:
    edit them by hand.

    \b
    seatcheck golden record --plan
    seatcheck golden record --model local -v
    seatcheck golden record --dir mine --format numbered mine/pages/friday.txt
    """  # noqa: D301
    from extract.cli.scores import count_line, print_changes
    from extract.golden.changes import PostChanges, planned, trimmed_posts
    from extract.golden.record import record as record_answers
    from extract.model.recordings import Recordings
    from extract.model.spec import parse_spec

    model = parse_spec(spec, base_url)
    if model.kind == "recorded":
        raise click.UsageError("recorded answers cannot be recorded; name a model that answers")
    posts = _posts(folder, pages, form)
    recordings = Recordings(folder / "recordings")
    if plan:
        changes = [
            *(planned(post, model, recordings) for post in posts),
            *trimmed_posts(posts, model, recordings, whole=not pages),
        ]
        print_changes(changes, verbose=True)
        say(count_line(changes))
        return

    def show(changes: PostChanges) -> None:
        if any(each.kind != "trim" for each in changes.changes):
            note(f"recorded {changes.page}/{changes.post}")
        print_changes([changes], verbose=verbose)

    with model_for(model, recordings=recordings.folder) as way:
        done = record_answers(posts, model, way.client, recordings, whole=not pages, on_post=show)
    say(count_line(done.posts))
    for line in done.failed:
        note(f"failed: {line}")
    if done.failed:
        raise click.exceptions.Exit(3)
