"""seatcheck export: a run as the facts contract, or as tables in JSON, CSV or Parquet."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extract.cli.common import checked, opened, run_argument, say

if TYPE_CHECKING:
    from extract.export.cells import Table
    from extract.store import Store

_ONE_FILE = {"facts": "facts.jsonl", "json": "seatcheck.json"}


@click.command()
@run_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["facts", "json", "csv", "parquet"]),
    default="facts",
    show_default=True,
    help="facts: one JSON object a line, the facts contract. json: all tables in one document. "
    "csv: a file a table and datapackage.json. parquet: a file a table.",
)
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    help="A file or a folder, for facts and json (default: standard output); the folder that csv "
    "and parquet are written into.",
)
def export(run: Path, form: str, output: str | None) -> None:
    """What RUN says, for other tools: its facts, or tidy tables.

    The tables: councils, party_rows, contests, candidates, posts, facts, findings,
    decisions. The same run gives the same bytes.

    \b
    seatcheck export --format facts > facts.jsonl
    seatcheck export friday --format csv -o results
    """  # noqa: D301
    if form in _ONE_FILE:
        _one_file(run, form, output)
    elif output is None:
        raise click.UsageError(f"{form} is a folder of files: name it with -o DIR")
    else:
        _folder(run, form, Path(output))


def _one_file(run: Path, form: str, output: str | None) -> None:
    from extract.export.as_json import as_json, facts_jsonl
    from extract.export.files import write_folder, write_whole

    with opened(run) as store:
        data = (
            facts_jsonl(checked(store)[0]).encode() if form == "facts" else as_json(_tables(store))
        )
    if output is None:
        say(data, nl=False)
    elif output.endswith(os.sep) or Path(output).is_dir():
        write_folder(Path(output), {_ONE_FILE[form]: data})
    else:
        write_whole(Path(output), data)


def _folder(run: Path, form: str, folder: Path) -> None:
    from extract.export.files import write_folder

    with opened(run) as store:
        tables = _tables(store)
    if form == "csv":
        from extract.export.as_csv import as_csv

        files = as_csv(tables)
    else:
        from extract.export.as_parquet import as_parquet

        files = as_parquet(tables)
    write_folder(folder, files)


def _tables(store: Store) -> list[Table]:
    from extract.export.tables import tables

    facts, report = checked(store)
    return tables(store.posts(), facts, report, store.decisions())
