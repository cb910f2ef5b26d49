"""seatcheck table, findings, posts, show, export: what a run holds, as tables, JSON or JSONL."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from extract import settings
from extract.cli.common import json_option, opened, plain, print_json, print_table, run_argument
from extract.errors import RunError

if TYPE_CHECKING:
    from extract.store import Store, StoredPost
    from extract.table import Row
    from schemas.finding import Report


def _rows(store: Store) -> list[Row]:
    from extract.table import table as rows_of

    posts = [each.post for each in store.posts()]
    return rows_of(store.facts(), posts, store.report().findings)


def show_table(store: Store) -> None:
    """Print one row a council."""
    rows = _rows(store)
    pages = len({row.page for row in rows}) > 1
    print_table(
        [*(["page"] if pages else []), "council", "control", "change", "seats", "of", "count",
         "status", "findings"],
        [
            [
                *([row.page] if pages else []),
                row.council,
                row.control or "",
                row.change or "",
                ", ".join(f"{party} {seats}" for party, seats in row.seats.items()),
                str(row.size or ""),
                row.progress or "",
                row.status,
                str(row.findings or ""),
            ]
            for row in rows
        ],
    )  # fmt: skip


def show_findings(report: Report) -> None:
    """Print the findings, worst first, each with its arithmetic, and how many sums hold."""
    for each in report.findings:
        click.echo(plain(f"{each.severity:8}{each.rule}  {each.message}"))
        click.echo(f"{'':14}post {', '.join(each.posts)}")
    sums = report.verdicts.values()
    held, failed = sum(each.holds for each in sums), sum(each.fails for each in sums)
    unknown = sum(each.not_checkable for each in sums)
    click.echo(
        f"{len(report.findings)} findings; {held} of {held + failed} checks hold, "
        f"{unknown} could not be made"
    )


@click.command()
@run_argument
@json_option
def table(run: Path, as_json: bool) -> None:
    """The answer: one row a council with control, change, seats by party, progress and status.

    \b
    seatcheck table
    seatcheck table friday --json
    """  # noqa: D301
    with opened(run) as store:
        if as_json:
            print_json([row.as_json() for row in _rows(store)])
        else:
            show_table(store)


@click.command()
@run_argument
@json_option
def findings(run: Path, as_json: bool) -> None:
    """The contradictions, worst first, each with its arithmetic.

    \b
    seatcheck findings
    seatcheck findings friday --json | jq .verdicts
    """  # noqa: D301
    with opened(run) as store:
        report = store.report()
    if as_json:
        print_json(report.model_dump(mode="json"))
    else:
        show_findings(report)


@click.command()
@run_argument
@click.option(
    "--state",
    type=click.Choice(["pending", "extracted", "nothing here", "failed"]),
    help="Only posts in this state.",
)
@json_option
def posts(run: Path, state: str | None, as_json: bool) -> None:
    """The posts of a run with their state, oldest first.

    \b
    seatcheck posts --state failed
    """  # noqa: D301
    with opened(run) as store:
        listed = store.posts(state)
    if as_json:
        print_json([_post_json(each) for each in listed])
        return
    print_table(
        ["page", "post", "kind", "state", "author", "begins"],
        [
            [
                each.post.page,
                each.post.id,
                each.post.kind,
                each.state + (f": {each.reason}" if each.reason else ""),
                each.post.author or each.post.role or "",
                " ".join(each.post.content.split())[:60],
            ]
            for each in listed
        ],
    )


def _post_json(stored: StoredPost) -> dict[str, object]:
    return {
        **stored.post.model_dump(),
        "state": stored.state,
        "reason": stored.reason,
        "revision": stored.revision,
    }


@click.command()
@click.argument("post")
@click.option("--run", type=click.Path(path_type=Path), default=settings.DEFAULT_RUN,
              show_default=True, help="The run that holds the post.")  # fmt: skip
@json_option
def show(post: str, run: Path, as_json: bool) -> None:
    """One POST (its id, or page/id) with its text and its facts, rejected ones too.

    \b
    seatcheck show midlands-2023/6853dc7bfe4d
    """  # noqa: D301
    with opened(run) as store:
        page, _, name = post.rpartition("/")
        found = [
            each
            for each in store.posts()
            if each.post.id in (name, post) and page in ("", each.post.page, post)
        ]
        facts = store.facts()
    if not found:
        raise RunError(run, f"has no post {post}", "list them with: seatcheck posts")
    if len(found) > 1:
        pages = ", ".join(f"{each.post.page}/{each.post.id}" for each in found)
        raise RunError(run, f"has several posts {post}", f"name one of {pages}")
    stored = found[0]
    mine = [f for f in facts if (f.page, f.post) == (stored.post.page, stored.post.id)]
    if as_json:
        print_json({**_post_json(stored), "facts": [each.model_dump() for each in mine]})
        return
    click.echo(f"{stored.post.page}/{stored.post.id}  {stored.post.kind}  {stored.state}")
    click.echo(plain(stored.post.content) + "\n")
    print_table(
        ["status", "area", "who", "measure", "value", "words"],
        [
            [
                each.status,
                each.area,
                " ".join(filter(None, (each.person, f"({each.party})" if each.party else ""))),
                each.measure + (" (past)" if each.when == "past" else ""),
                f"{each.hedge.replace('_', ' ')} {each.value}" if each.hedge else str(each.value),
                each.quote or "none in the post",
            ]
            for each in mine
        ],
    )


@click.command()
@run_argument
@click.option("--format", "form", type=click.Choice(["facts"]), default="facts", show_default=True,
              help="facts: one JSON object a line, the facts contract.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False),
              help="A file; standard output where none is named.")  # fmt: skip
def export(run: Path, form: str, output: Path | None) -> None:  # noqa: ARG001
    """The facts of a run in the form of the facts contract.

    \b
    seatcheck export --format facts > facts.jsonl
    """  # noqa: D301
    from extract.export import facts_jsonl

    with opened(run) as store:
        text = facts_jsonl(store.facts())
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{output}: {error.strerror}; name another --output") from error
