"""What the commands share: options, the way to a run and to a model, and all that is printed."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from extract import settings
from extract.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from extract.model.client import Client
    from extract.model.sending import Sender
    from extract.model.spec import Spec
    from extract.review.settle import Check
    from extract.store import Store
    from extract.store.database import Mode
    from schemas.fact import Fact
    from schemas.finding import Report

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
    help="local (embedded), local:FILE.gguf, recorded, or provider/model, such as "
    "openai/gpt-5-mini; also SEATCHECK_MODEL.",
)
base_url_option = click.option(
    "--base-url", metavar="URL", help="An OpenAI-compatible endpoint; also OPENAI_BASE_URL."
)
format_option = click.option(
    "--format",
    "form",
    metavar="FORMAT",
    help="Read every page as html, feed, jsonl, numbered or dump, whatever its content looks like.",
)
output_option = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A file; standard output where none is named.",
)
port_option = click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="PORT",
    default=0,
    show_default="any free port",
    help="The port on 127.0.0.1.",
)
_WIDTH = 120
_NARROWEST = 40
_GAP = 2


@contextmanager
def opened(run: Path, mode: Mode = "read") -> Iterator[Store]:
    """The store of an existing run; says on standard error where it is not finished."""
    from extract.store import Store

    with Store(run, mode) as store:
        counts = store.counts()
        open_posts = [
            f"{counts[state]} {state}" for state in ("failed", "pending") if counts[state]
        ]
        if open_posts:
            note(f"{run}: {', '.join(open_posts)} posts; the same extract again asks for them")
        yield store


def run_option(says: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """``--run`` of a command whose arguments are something else; ``says``: what the run is to it."""
    return click.option(
        "--run",
        type=click.Path(path_type=Path),
        metavar="DIR",
        default=settings.DEFAULT_RUN,
        show_default=True,
        help=says,
    )


def checked(store: Store) -> tuple[list[Fact], Report]:
    """
    The facts and findings of a run by the rules that are set.

    Where posts or decisions came after its last check, or that was by other rules, of a
    check made now.
    """
    from extract.check import chosen

    rules = rules_chosen()
    report = store.report()
    if report is not None and set(chosen(rules.select, rules.ignore)) == report.verdicts.keys():
        return store.facts(), report
    posts = [each.post for each in store.posts()]
    now = judge_of(store, rules)(store.facts(as_read=True), posts)
    return list(now.facts), now.report


def judge_of(store: Store, rules: settings.Selection) -> Check:
    """The rules over facts and posts, and the decisions that the store then has."""
    from extract.review.settle import settle

    run_rules = check_by(rules)
    return lambda facts, posts: settle(facts, posts, store.decisions(), run_rules)


def check_by(rules: settings.Selection) -> Check:
    """The rules over facts and posts alone."""
    from extract.check import check

    return partial(check, select=rules.select, ignore=rules.ignore)


def rules_chosen(select: Sequence[str] = (), ignore: Sequence[str] = ()) -> settings.Selection:
    """
    The rules that a command names, else those of the configuration file.

    A command's ``select`` stands for all that the file says, ``ignore`` for what the
    file ignores. Raises ``UnknownRuleError`` for a code of the command that names no
    rule, ``InputError`` for one of the file.
    """
    from extract.check import UnknownRuleError, chosen

    named = settings.Selection() if select else settings.selection()
    made = settings.Selection(tuple(select) or named.select, tuple(ignore) or named.ignore)
    try:
        chosen(made.select, made.ignore)
    except UnknownRuleError as error:
        if named.source is None or error.code in ignore:
            raise
        raise InputError(str(named.source), None, str(error)) from error
    return made


@dataclass(frozen=True, slots=True)
class Model:
    """
    A client with what must be known before the first post is asked.

    ``holds``: whether the answer to a call is stored, by the call's key.
    ``connect``: make the way to the model now, or raise what is wrong with it.
    """

    client: Client
    holds: Callable[[str], bool]
    connect: Callable[[], object]


@contextmanager
def model_for(
    spec: Spec, *, fresh: bool = False, recordings: Path = settings.GOLDEN / "recordings"
) -> Iterator[Model]:
    """The way to ask a model: over the response cache, and over the shipped recordings."""
    from extract.model.cache import ResponseCache
    from extract.model.client import Client
    from extract.model.connect import sender_for
    from extract.model.recordings import Recordings

    recorded = Recordings(recordings)
    if spec.kind == "recorded":
        if fresh:
            raise click.UsageError("recorded answers cannot be asked afresh; drop --fresh")
        yield Model(Client(None, recordings=recorded), lambda _: True, lambda: None)
        return
    made: list[Sender] = []

    def connect() -> Sender:
        if not made:
            made.append(sender_for(spec, note))
        return made[0]

    cache = ResponseCache(settings.responses_dir())

    def holds(key: str) -> bool:
        found = None if fresh else cache.get(key) or recorded.get(key)
        return found is not None and found.chain != "failed"

    client = Client(connect, cache=cache, recordings=recorded, fresh=fresh, on_wait=note)
    try:
        yield Model(client, holds, connect)
    finally:
        for sender in made:
            sender.close()
        cache.close()


def say(text: str | bytes, *, nl: bool = True) -> None:
    """Data on standard output; a reader that has gone away is no error."""
    _put(text, sys.stdout, nl=nl)


def put_out(data: bytes, output: Path | None) -> None:
    """A file's content into the file that is named, else on standard output."""
    from extract.export.files import write_whole

    if output is None:
        say(data, nl=False)
    else:
        write_whole(output, data)


def note(line: str) -> None:
    """One line for the person at the terminal, on standard error."""
    _put(one_line(line), sys.stderr, nl=True)


def _put(text: str | bytes, stream: IO[str], *, nl: bool) -> None:
    try:
        click.echo(text, file=stream, nl=nl)
    except BrokenPipeError:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())
        os.close(null)


def print_json(value: Any) -> None:
    """One JSON document on standard output, in UTF-8 whatever the terminal's encoding."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    say(text.encode("utf-8", "replace"))


def print_table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """
    A table with aligned columns, no wider than the terminal; colours on a terminal alone.

    Columns without a word are left out; words are broken only where all else would not do.
    """
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    columns = [
        [one_line(cell) for cell in column]
        for column in zip(headers, *rows, strict=True)
        if any(column[1:]) or not rows
    ]
    width = max(_NARROWEST, shutil.get_terminal_size((_WIDTH, 24)).columns)
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, _GAP - 1, 0, 0))
    for (header, *_), wide in zip(columns, _widths(columns, width), strict=True):
        table.add_column(header, overflow="fold", width=wide)
    for cells in list(zip(*columns, strict=True))[1:]:
        table.add_row(*map(Text, cells))
    page = io.StringIO()
    terminal = sys.stdout.isatty()
    console = Console(file=page, width=width, force_terminal=terminal, highlight=False)
    console.print(table)
    lines = page.getvalue().split("\n")
    say("\n".join(line.rstrip() for line in lines), nl=False)


def _widths(columns: Sequence[Sequence[str]], width: int) -> list[int]:
    """How wide each column may be: the widest give way first, down to their longest words."""
    room = width - _GAP * (len(columns) - 1)
    least = [max(len(word) for cell in each for word in cell.split()) for each in columns]
    while sum(least) > max(room, len(columns)):
        least[least.index(max(least))] -= 1
    widths = [max(map(len, each)) for each in columns]
    while sum(widths) > sum(least) and sum(widths) > room:
        spare = [wide - low for wide, low in zip(widths, least, strict=True)]
        widest = max(range(len(widths)), key=lambda n: (spare[n] > 0, widths[n]))
        widths[widest] -= 1
    return widths


def plain(text: str) -> str:
    """
    A text for the terminal: nothing in it can steer it.

    Every space is a plain one; control, formatting and direction marks are
    shown as "�"; line ends and tabs stay.
    """
    return "".join(_shown(each) for each in text)


def one_line(text: str) -> str:
    """A text for the terminal on one line."""
    return plain(" ".join(text.split()))


def _shown(character: str) -> str:
    if character.isprintable() or character in "\n\t":
        return character
    return " " if unicodedata.category(character) == "Zs" else "�"
