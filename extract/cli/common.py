"""What the commands share: the run argument, printing of JSON and tables, the way to a model."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extract import settings

if TYPE_CHECKING:
    from extract.model.client import Client
    from extract.model.spec import Spec
    from extract.store import Store

run_argument = click.argument(
    "run", type=click.Path(path_type=Path), default=settings.DEFAULT_RUN, required=False
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
model_option = click.option(
    "--model",
    "spec",
    metavar="SPEC",
    default=settings.default_model,
    show_default="local",
    help="local (embedded), local:FILE.gguf, recorded, or provider/model, such as openai/gpt-5-mini.",
)
base_url_option = click.option(
    "--base-url", metavar="URL", help="An OpenAI-compatible endpoint; also OPENAI_BASE_URL."
)


@contextmanager
def opened(run: Path) -> Iterator[Store]:
    """The store of an existing run, closed afterwards."""
    from extract.store import Store

    store = Store(run)
    try:
        yield store
    finally:
        store.close()


def print_json(value: Any) -> None:
    """One JSON document on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table with aligned columns; colours on a terminal alone, tabs nowhere."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    width = None if sys.stdout.isatty() else 200
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for header in headers:
        table.add_column(header, overflow="fold")
    for row in rows:
        table.add_row(*(Text(plain(cell)) for cell in row))
    Console(width=width, highlight=False).print(table)


def plain(text: str) -> str:
    """A text for the terminal: no control characters, so that a post cannot steer it."""
    return "".join(each if each.isprintable() or each in "\n\t" else "�" for each in text)


@contextmanager
def client_for(
    spec: Spec, *, fresh: bool = False, recordings: Path = settings.GOLDEN / "recordings"
) -> Iterator[Client]:
    """The client that asks a model: over the response cache, and over the shipped recordings."""
    from extract.model.cache import ResponseCache
    from extract.model.client import Client
    from extract.model.connect import sender_for
    from extract.model.recordings import Recordings

    recorded = Recordings(recordings)
    if spec.kind == "recorded":
        yield Client(None, recordings=recorded)
        return
    cache = ResponseCache(settings.cache_dir() / "responses")
    try:
        yield Client(
            lambda: sender_for(spec, note),
            cache=cache,
            recordings=recorded,
            fresh=fresh,
            on_wait=note,
        )
    finally:
        cache.close()


def note(line: str) -> None:
    """One line for the person at the terminal, on standard error."""
    click.echo(plain(line), err=True)
