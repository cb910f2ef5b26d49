"""seatcheck cache: the stored responses counted, cleared, written to a file and read from one."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extract import settings
from extract.cli.common import (
    json_option,
    note,
    output_option,
    print_json,
    print_table,
    put_out,
    say,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.model.cache import ResponseCache


@click.group(invoke_without_command=True)
@click.pass_context
def cache(ctx: click.Context) -> None:
    """The stored responses, which no run asks for again; without a verb: info.

    \b
    seatcheck cache info
    """  # noqa: D301
    if ctx.invoked_subcommand is None:
        ctx.invoke(info)


@contextmanager
def _opened() -> Iterator[ResponseCache]:
    from extract.model.cache import ResponseCache

    stored = ResponseCache(settings.responses_dir())
    try:
        yield stored
    finally:
        stored.close()


def _is_there() -> bool:
    """Whether any response was ever stored: to look into a cache makes none."""
    return settings.responses_dir().exists()


@cache.command()
@json_option
def info(as_json: bool) -> None:
    """Where the stored responses lie, how many there are, of which models, how old.

    \b
    seatcheck cache info
    """  # noqa: D301
    models: Counter[str] = Counter()
    times = None
    if _is_there():
        with _opened() as stored:
            models.update(
                str(each.response.get("model") or "unknown") for each in stored.exchanges()
            )
            times = stored.times()
    folder = settings.responses_dir()
    size = sum(each.stat().st_size for each in folder.glob("*"))
    oldest, newest = (
        (each.isoformat(timespec="seconds") for each in times) if times else (None, None)
    )
    if as_json:
        found = {"folder": str(folder), "responses": models.total(), "bytes": size}
        print_json(
            found | {"models": dict(sorted(models.items())), "oldest": oldest, "newest": newest}
        )
        return
    say(f"{folder}: {models.total():,} responses, {size:,} bytes")
    if times:
        say(f"stored between {oldest} and {newest}")
    if models:
        print_table(
            ["model", "responses"], [[name, f"{models[name]:,}"] for name in sorted(models)]
        )


@cache.command()
@click.option("--yes", is_flag=True, help="Do not ask first.")
def clear(yes: bool) -> None:
    """Forget every stored response; what was asked is then asked, and paid for, again.

    \b
    seatcheck cache clear --yes
    """  # noqa: D301
    if not yes and not sys.stdin.isatty():
        raise click.UsageError("nobody is at the terminal to be asked; add --yes")
    if not _is_there():
        say("0 responses forgotten")
        return
    with _opened() as stored:
        question = f"Forget {len(stored):,} responses in {settings.responses_dir()}?"
        if not yes and not click.confirm(question, err=True):
            note("nothing is forgotten")
            return
        say(f"{stored.clear():,} responses forgotten")


@cache.command()
@output_option
def export(output: Path | None) -> None:
    """Every stored response as JSONL, by key: for another machine, or to keep.

    No API key and no host is in it. The same responses give the same bytes.

    \b
    seatcheck cache export -o responses.jsonl
    """  # noqa: D301
    from extract.model.cachefile import to_jsonl

    data = b""
    if _is_there():
        with _opened() as stored:
            data = to_jsonl(stored.exchanges())
    put_out(data, output)


@cache.command("import")
@click.argument("file", type=click.Path(path_type=Path))
def import_(file: Path) -> None:
    """Store the responses of FILE beside those that are stored, which stay as they are.

    A line that is no response is named, and nothing is imported.

    \b
    seatcheck cache import responses.jsonl
    """  # noqa: D301
    from extract.model.cachefile import read_jsonl

    exchanges = read_jsonl(file)
    with _opened() as stored:
        done = stored.add(exchanges)
    for key in done.conflicting:
        note(f"kept as it was: {key}")
    say(
        f"{done.added:,} responses added, {done.known:,} there already, "
        f"{len(done.conflicting):,} kept as they were, for the file has others"
    )
