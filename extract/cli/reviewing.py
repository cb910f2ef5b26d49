"""seatcheck review: the local page on which a person decides the findings of a run."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import NamedTemporaryFile

import click

from extract import settings
from extract.cli.common import (
    check_by,
    note,
    opened,
    port_option,
    rules_chosen,
    run_argument,
    say,
)


@click.command()
@run_argument
@click.option(
    "--reviewer",
    metavar="NAME",
    default=settings.system_user,
    show_default="the system's user",
    help="Who decides; it stands with every decision.",
)
@port_option
@click.option("--no-browser", is_flag=True, help="Only print the address; open no browser.")
def review(run: Path, reviewer: str, port: int, no_browser: bool) -> None:
    """Decide the findings of RUN on a page of this machine, until Ctrl-C.

    Each finding stands with its arithmetic, its posts, the council's course and the
    register. Keys: s the source is wrong, m misread, x not a contradiction, l later,
    u undo, j and k the next and the one before, ? all keys. What is decided lasts:
    seatcheck decisions lists it. The address has a key of its own; nothing is loaded
    from anywhere else.

    \b
    seatcheck review
    seatcheck review friday --reviewer ann
    """  # noqa: D301
    from extract.check import chosen
    from extract.review.apart import Apart
    from extract.review.desk import Desk
    from extract.review.serving import serve
    from schemas.decision import LONGEST_REVIEWER

    who = reviewer.strip()
    if not who or len(who) > LONGEST_REVIEWER or not who.isprintable():
        raise click.UsageError(f"--reviewer is a name of 1 to {LONGEST_REVIEWER} letters")
    rules = rules_chosen()
    with opened(run):  # says what is not read yet
        pass
    with (
        Apart(check_by(rules)) as apart,
        Desk(run, apart, chosen(rules.select, rules.ignore)) as desk,
        NamedTemporaryFile("w", suffix=".html") as doorway,
    ):

        def ready(address: str) -> None:
            say(address)
            note("serving on this machine alone; Ctrl-C ends it")
            if not no_browser and sys.stdout.isatty():
                # Every user of a machine sees what programs are called with; this file is the user's own.
                doorway.write(f'<meta http-equiv="refresh" content="0; url={address}">')
                doorway.flush()
                click.launch(doorway.name)

        serve(desk, run.resolve().name, who, port=port, ready=ready)
