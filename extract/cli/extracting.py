"""seatcheck extract: pages -> a run, with progress, a summary that reconciles, the findings."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extract import settings
from extract.cli.answers import rows_of, show_findings, show_table
from extract.cli.common import (
    base_url_option,
    checked,
    format_option,
    json_option,
    judge_of,
    model_for,
    model_option,
    note,
    plain,
    print_json,
    rules_chosen,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from extract.batch import Tally
    from extract.pages import Pages
    from extract.reading import PostRead
    from extract.store import Store, StoredPost
    from schemas.finding import Report


@click.command()
@click.argument("pages", nargs=-1, required=True)
@click.option(
    "--run",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    default=settings.DEFAULT_RUN,
    show_default=True,
    help="The run's folder; more pages add to it.",
)
@format_option
@model_option
@base_url_option
@click.option("--fresh", is_flag=True, help="Ask every post again, whatever is stored.")
@click.option("--strict", is_flag=True, help="Exit with 1 where an undecided error is found.")
@json_option
def extract(
    pages: tuple[str, ...],
    folder: Path,
    form: str | None,
    spec: str,
    base_url: str | None,
    fresh: bool,
    strict: bool,
    as_json: bool,
) -> None:
    """Read PAGES (files, folders, globs, - for standard input), check them, store the run.

    What a page holds decides how it is read: as saved HTML, an RSS or Atom feed, a
    flattened or a numbered text dump, or JSONL.

    The same command again goes on where the last one stopped: what is stored is
    not asked for again, a failed post is. Ctrl-C stops in good order. Saved pages
    and feeds of one live blog become one page, now or in a later command.

    \b
    seatcheck extract page.txt
    seatcheck extract live.html live-page-2.html feed.xml
    seatcheck extract pages/ --run friday --model openai/gpt-5-mini
    cat page.txt | seatcheck extract - --format numbered
    """  # noqa: D301
    from extract.errors import InputError
    from extract.model.spec import parse_spec
    from extract.pages import read_pages

    model = parse_spec(spec, base_url)
    rules = rules_chosen()
    read = read_pages(pages, form=form)
    if not read.posts:
        for problem in read.problems:
            note(f"not read: {problem}")
        raise InputError(", ".join(pages), None, "nothing in it could be read", "name other pages")
    from extract import (
        batch,
    )  # loads the model's libraries, which a wrong command need not wait for
    from extract.export.datasette import keep_metadata
    from extract.store import Store

    with model_for(model, fresh=fresh) as way:
        if batch.must_ask(folder, read, model, way.holds):
            way.connect()
        with Store(folder, "create") as store:
            keep_metadata(folder)
            todo = batch.enter(store, read, model, fresh=fresh)
            with _progress(len(todo)) as on_post:
                judge = judge_of(store, rules)
                tally = batch.run(store, todo, model, way.client, on_post=on_post, judge=judge)
            facts, report = checked(store)
            rows = rows_of(store, facts, report)
            if as_json:
                print_json(_json(store, tally, report) | {"table": [r.as_json() for r in rows]})
            else:
                show_table(rows)
                posts = [each.post for each in store.posts()]
                show_findings(report, posts, store.decisions())
            _summary(store, read, tally)
    if tally.failed or tally.stopped or read.problems:
        raise click.exceptions.Exit(3)
    if strict and any(each.severity == "error" for each in report.undecided):
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
        TextColumn("posts · {task.description}", markup=False),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=total)

        def on_post(_stored: StoredPost, read: PostRead, tally: Tally) -> None:
            if read.error is not None:
                bar.console.print(plain(f"failed: {tally.failed[-1][1]}"), markup=False)
            findings = f", {tally.findings} findings" if tally.findings else ""
            bar.update(task, completed=tally.done, description=_cost(tally) + findings)

        yield on_post


def _outcome(read: PostRead) -> str:
    if read.error is not None:
        return f"failed: {read.error}"
    stated = sum(1 for each in read.facts if each.status != "rejected")
    sent = sum(each.sent for each in read.parts)
    return f"{stated} facts{'' if sent else ', nothing asked'}"


def _cost(tally: Tally) -> str:
    tokens = tally.prompt_tokens + tally.completion_tokens
    cached = f" ({tally.cached_tokens:,} of them cached)" if tally.cached_tokens else ""
    return f"{tally.sent} calls asked, {tally.from_store} from store, {tokens:,} tokens{cached}"


def _summary(store: Store, read: Pages, tally: Tally) -> None:
    """Say what was read and how far it has come; the states add up to the posts of the run."""
    counts = store.counts()
    note(
        f"{len(read.origins)} pages, {len(read.posts)} posts read; the run {store.folder} holds "
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


def _json(store: Store, tally: Tally, report: Report) -> dict[str, object]:
    """What ``extract --json`` prints besides the table."""
    return {
        **report.model_dump(mode="json"),
        "posts": store.counts(),
        "calls": {"asked": tally.sent, "from_store": tally.from_store},
        "tokens": {
            "prompt": tally.prompt_tokens,
            "cached": tally.cached_tokens,
            "completion": tally.completion_tokens,
        },
        "stopped": tally.stopped,
    }
