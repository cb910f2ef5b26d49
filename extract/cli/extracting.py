"""seatcheck extract: pages -> a run, with a progress bar, a summary that reconciles, and the findings."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extract import settings
from extract.cli.common import base_url_option, client_for, model_option, note
from extract.cli.answers import show_findings, show_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from extract.batch import Tally
    from extract.pages import Pages
    from extract.reading import PostRead
    from extract.store import Store, StoredPost


@click.command()
@click.argument("pages", nargs=-1, required=True)
@click.option(
    "--run",
    "folder",
    type=click.Path(path_type=Path),
    default=settings.DEFAULT_RUN,
    show_default=True,
    help="The run's folder; more pages add to it.",
)
@model_option
@base_url_option
@click.option("--fresh", is_flag=True, help="Ask every post again, whatever is stored.")
@click.option("--strict", is_flag=True, help="Exit with 1 where an undecided error is found.")
def extract(
    pages: tuple[str, ...],
    folder: Path,
    spec: str,
    base_url: str | None,
    fresh: bool,
    strict: bool,
) -> None:
    """Read PAGES (files, folders, globs, - for standard input), check them, store the run.

    The same command again goes on where the last one stopped: what is stored is
    not asked for again, a failed post is.

    \b
    seatcheck extract page.txt
    seatcheck extract pages/ --run friday --model openai/gpt-5-mini
    cat page.txt | seatcheck extract -
    """  # noqa: D301
    from extract import batch
    from extract.model.spec import parse_spec
    from extract.pages import read_pages
    from extract.store import Store

    model = parse_spec(spec, base_url)
    read = read_pages(pages)
    store = Store(folder, create=True)
    try:
        todo = batch.enter(store, read, model, fresh=fresh)
        with client_for(model, fresh=fresh) as client, _progress(len(todo)) as on_post:
            tally = batch.run(store, todo, model, client, on_post=on_post)
        errors = _summary(store, read, tally)
    finally:
        store.close()
    if tally.failed or tally.stopped or read.problems:
        raise click.exceptions.Exit(3)
    if strict and errors:
        raise click.exceptions.Exit(1)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[StoredPost, PostRead, Tally], None]]:
    """A bar on a terminal, else a plain line a post; both on standard error."""
    if not sys.stderr.isatty():
        yield lambda stored, read, tally: note(
            f"{tally.done}/{tally.posts} {stored.post.page}/{stored.post.id} {_outcome(read)}"
        )
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("posts · {task.description}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=total)

        def on_post(_stored: StoredPost, _read: PostRead, tally: Tally) -> None:
            bar.update(task, completed=tally.done, description=_cost(tally))

        yield on_post


def _outcome(read: PostRead) -> str:
    if read.error is not None:
        return f"failed: {read.error}"
    stated = sum(1 for each in read.facts if each.status != "rejected")
    sent = sum(each.sent for each in read.parts)
    return f"{stated} facts{'' if sent else ', nothing asked'}"


def _cost(tally: Tally) -> str:
    return (
        f"{tally.sent} calls asked, {tally.from_store} from store, "
        f"{tally.prompt_tokens + tally.completion_tokens} tokens"
    )


def _summary(store: Store, read: Pages, tally: Tally) -> int:
    """Print the answer and what is wrong with it; how many undecided errors there are."""
    counts = store.counts()
    report = store.report()
    show_table(store)
    show_findings(report)
    note(
        f"{len(read.origins)} pages, {len(read.posts)} posts read; the run holds "
        f"{sum(counts.values())} posts: "
        + ", ".join(f"{number} {state}" for state, number in counts.items())
    )
    note(f"{_cost(tally)}, {tally.seconds:.0f} s")
    for stored, reason in tally.failed:
        note(f"failed: {stored.post.page}/{stored.post.id}: {reason}")
    for problem in read.problems:
        note(f"not read: {problem}")
    if tally.stopped:
        note(f"stopped: {tally.stopped}; the same command again goes on from here")
    return sum(1 for each in report.findings if each.severity == "error")
