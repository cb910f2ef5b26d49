"""The command line: the only place that knows every part of the program."""

from __future__ import annotations

import importlib
import os
import sys

import click

from extract import __version__
from extract.errors import SeatcheckError

COMMANDS = {
    "extract": "extract.cli.extracting:extract",
    "table": "extract.cli.answers:table",
    "findings": "extract.cli.answers:findings",
    "check": "extract.cli.checking:check",
    "posts": "extract.cli.answers:posts",
    "show": "extract.cli.answers:show",
    "export": "extract.cli.answers:export",
    "rules": "extract.cli.checking:rules",
    "golden": "extract.cli.golden:golden",
    "model": "extract.cli.model:model",
}


class _Lazy(click.Group):
    """A group that imports a command's module when that command is looked at."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        module, name = place.split(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(
    cls=_Lazy,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done; 1 --strict and an undecided error, or golden compare below its "
    "floor or drifted; 2 the command or a named input is wrong; 3 done, but some posts failed "
    "or are pending.",
)
@click.version_option(__version__, prog_name="seatcheck")
def seatcheck() -> None:
    """Read live blogs of UK election counts into figures tied to their words, and check the sums.

    \b
    seatcheck extract page.txt          read, check, store in ./seatcheck-run
    seatcheck table                     one row a council
    seatcheck findings                  what contradicts, worst first
    """  # noqa: D301 - \b keeps click from filling these lines


def main() -> None:
    """Run the command line; every error that a user can mend is one line on stderr."""
    try:
        seatcheck(standalone_mode=False)
    except SeatcheckError as error:
        _fail(str(error), error.exit_code)
    except click.ClickException as error:
        _fail(error.format_message(), 2)
    except (click.Abort, KeyboardInterrupt):
        _fail("stopped; the same command again goes on from here", 130)
    except click.exceptions.Exit as done:
        _leave(done.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _leave(0)
    _leave(0)


def _fail(message: str, code: int) -> None:
    line = " ".join(message.split())
    click.echo(f"seatcheck: {line}", err=True)
    _leave(code)


def _leave(code: int) -> None:
    """End now: threads of the embedded engine must not hold the program back."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.stderr.flush()
    if "xllamacpp" in sys.modules:
        os._exit(code)
    sys.exit(code)
