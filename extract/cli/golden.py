"""seatcheck golden: expected facts against a model's answers, and recording those answers."""

from __future__ import annotations

from itertools import chain
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
    from collections.abc import Iterator, Sequence

    from extract.model.client import Client
    from extract.model.spec import Spec
    from extract.reading import PostRead
    from extract.second_look import LookedAgain
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
second_look_option = click.option(
    "--second-look",
    is_flag=True,
    help="Ask once more for each disputed figure, with the sum that fails.",
)


def _posts(folder: Path, pages: tuple[str, ...], form: str | None) -> list[Post]:
    """The posts of the pages named, else of all golden pages. Raises the first thing unreadable."""
    from extract.pages import read_pages

    read = read_pages(pages or [folder / "pages"], form=form)
    if read.problems:
        raise read.problems[0]
    return list(read.posts)


def _reads(posts: Sequence[Post], model: Spec, client: Client) -> Iterator[tuple[Post, PostRead]]:
    """Each post with what is read of it, beside the councils that its page names."""
    from extract.placing import councils_of
    from extract.reading import read_post

    named = councils_of(posts)
    for post in posts:
        yield post, read_post(post, model, client, page=named[post.page])


def _looked_again(
    reads: Sequence[tuple[Post, PostRead]], model: Spec, folder: Path, *, fresh: bool = False
) -> LookedAgain:
    """The second look at what was read, over the golden folder's own recordings of such looks."""
    from extract.golden.looking import FOLDER, look_at_pages

    with model_for(model, fresh=fresh, recordings=folder / FOLDER) as way:
        again = look_at_pages(reads, model, way.client)
    if again.unanswered and model.kind == "recorded":
        note("seatcheck golden record --second-look records the looks that have no answer")
    return again


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
@second_look_option
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
    second_look: bool,
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

    With --second-look what is scored is what stands after a second look: how many disputed
    figures were asked for, how often the answer was the same again (the source's fault),
    how many were changed (the reader's), and of these how many came right, and
    how many had been right.

    What any model answers is also compared with its recordings, as golden record
    would change them: create (none yet), update (another, the facts stay), fix
    (the facts change: look with care), trim (no request needs it). Nothing is written.

    \b
    seatcheck golden compare -v
    seatcheck golden compare --dir mine --model openai/gpt-5-mini
    seatcheck golden compare --model local --fresh --min-f1 0.55 pages/*.txt
    seatcheck golden compare --json > before.json
    seatcheck golden compare --model local --against before.json
    seatcheck golden compare --second-look --against before.json
    seatcheck golden compare --dir mine --format numbered mine/pages/friday.txt
    """  # noqa: D301
    from extract.cli.scores import (
        count_line,
        print_against,
        print_changes,
        print_gain,
        print_scores,
    )
    from extract.golden.against import against, read_counts
    from extract.golden.changes import PostChanges, changes_of, counted, trimmed_posts
    from extract.golden.expected import expected_facts
    from extract.golden.looking import gain
    from extract.golden.scoring import compare as score
    from extract.golden.scoring import wanted_of
    from extract.model.recordings import Recordings
    from extract.model.spec import parse_spec

    model = parse_spec(spec, base_url)
    posts = _posts(folder, pages, form)
    expected = expected_facts(folder / "expected", posts)
    wanted_keys = wanted_of(expected, posts)
    wanted = {known: len(facts) for known, facts in wanted_keys.items()}
    there = read_counts(other, wanted) if other is not None else None
    recordings = Recordings(folder / "recordings")
    with model_for(model, fresh=fresh, recordings=recordings.folder) as way:
        reads: list[tuple[Post, PostRead]] = []
        for post, read in _reads(posts, model, way.client):
            reads.append((post, read))
            if any(each.sent for each in read.parts):
                note(f"{len(reads)}/{len(posts)} {post.page}/{post.id}")
    again = _looked_again(reads, model, folder, fresh=fresh) if second_look else None
    result = score(expected, reads if again is None else again.reads)
    gained = None if again is None else gain(again, chain.from_iterable(wanted_keys.values()))
    compared = against(result.by_post, there) if there is not None else None
    changes: list[PostChanges] = [
        *(changes_of(post, model, recordings, read) for post, read in reads),
        *trimmed_posts(posts, model, recordings, whole=not pages),
    ]
    if as_json:
        of_recordings = [each.as_json() for each in changes if each.changes]
        told = result.as_json() | {"recordings": counted(changes), "changes": of_recordings}
        told |= {"against": compared.as_json()} if compared is not None else {}
        print_json(told | ({"second_look": gained.as_json()} if gained is not None else {}))
    else:
        print_scores(result, verbose=verbose)
        if compared is not None:
            print_against(str(other), compared)
        if again is not None and gained is not None:
            print_gain(again, gained, verbose=verbose)
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
@second_look_option
@click.option("-v", "--verbose", is_flag=True, help="List every change, and the facts of each.")
def record(
    pages: tuple[str, ...],
    folder: Path,
    form: str | None,
    spec: str,
    base_url: str | None,
    plan: bool,
    second_look: bool,
    verbose: bool,
) -> None:
    """Record the model's true answers for PAGES or all golden pages.

    Only what has no recording, or changed since, is asked; a killed record goes on
    where it stopped; recordings that no request needs are trimmed. A fix, by which
    facts change, is listed: look at it with care. Expected facts are never written:
    edit them by hand. With --second-look the answers about disputed figures are recorded
    too, in second-looks/ beside recordings/.

    \b
    seatcheck golden record --plan
    seatcheck golden record --model local -v
    seatcheck golden record --dir mine --format numbered mine/pages/friday.txt
    """  # noqa: D301
    from extract.cli.scores import count_line, print_changes
    from extract.golden.changes import PostChanges, planned, trimmed_posts
    from extract.golden.looking import FOLDER, record_looks
    from extract.golden.record import record as record_answers
    from extract.model.client import Client
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
    if second_look:
        replay = Client(None, recordings=Recordings(recordings.folder))
        again = _looked_again([*_reads(posts, model, replay)], model, folder)
        say(f"second looks: {record_looks(again, model, folder / FOLDER)} recorded")
        for line in again.unanswered:
            note(f"no second look: {line}")
    for line in done.failed:
        note(f"failed: {line}")
    if done.failed:
        raise click.exceptions.Exit(3)
