"""seatcheck model: the embedded model listed, fetched, and served to other programs."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import click

from extract.cli.common import json_option, note, port_option, print_json, print_table, say

_LOOK_SECONDS = 0.2


@click.group(invoke_without_command=True)
@click.pass_context
def model(ctx: click.Context) -> None:
    """The embedded model: where it is, fetch it, serve it; without a verb: list.

    \b
    seatcheck model pull
    """  # noqa: D301
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_)


@model.command("list")
@json_option
def list_(as_json: bool) -> None:
    """The models that can be asked, and whether the embedded one is on this machine.

    \b
    seatcheck model list
    """  # noqa: D301
    from extract.model import embedded
    from extract.model.spec import EMBEDDED_NAME, EMBEDDED_SHA256, providers

    found = embedded.find()
    state = str(found) if found else "not fetched yet: seatcheck model pull"
    rows = [
        ["local", EMBEDDED_NAME, state],
        ["recorded", EMBEDDED_NAME, "replays golden/recordings"],
    ]
    rows += [[f"{name}/MODEL", "hosted", each["base_url"]] for name, each in providers().items()]
    if as_json:
        print_json(
            {
                "embedded": {
                    "name": EMBEDDED_NAME,
                    "sha256": EMBEDDED_SHA256,
                    "path": str(found) if found else None,
                },
                "providers": {name: each["base_url"] for name, each in providers().items()},
            }
        )
    else:
        print_table(["spec", "model", "where"], rows)


@model.command()
def pull() -> None:
    """Fetch the embedded model once (1.1 GB) and verify its digest.

    \b
    seatcheck model pull
    """  # noqa: D301
    from extract.model.connect import fetch_with_bar

    say(str(fetch_with_bar(note)))


@model.command()
@port_option
@click.option(
    "--file", "gguf", type=click.Path(path_type=Path), metavar="FILE", help="Another GGUF file."
)
def serve(port: int, gguf: Path | None) -> None:
    """Serve the embedded model on 127.0.0.1 as an OpenAI-compatible endpoint, until Ctrl-C.

    \b
    seatcheck model serve --port 8080
    """  # noqa: D301
    from extract.model import engine
    from extract.model.connect import fetch_with_bar

    running = engine.start(gguf or fetch_with_bar(note), port=port, api_key="")
    # a signal that raises can be lost: in a callback, or between a check and the sleep after it
    asked_to_end: list[int] = []
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda number, _frame: asked_to_end.append(number))
    say(running.base_url)
    note("serving on this machine alone; Ctrl-C ends it")
    while not asked_to_end:
        time.sleep(_LOOK_SECONDS)
    raise KeyboardInterrupt
