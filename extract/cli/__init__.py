"""The command line: the only place that knows every part of the program."""

from __future__ import annotations

import importlib
import io
import os
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

import click

from extract import __version__
from extract.cli.common import note
from extract.errors import SeatcheckError

if TYPE_CHECKING:
    from types import FrameType

COMMANDS = {
    "extract": "extract.cli.extracting:extract",
    "table": "extract.cli.answers:table",
    "findings": "extract.cli.answers:findings",
    "check": "extract.cli.checking:check",
    "posts": "extract.cli.posts:posts",
    "show": "extract.cli.posts:show",
    "review": "extract.cli.reviewing:review",
    "decisions": "extract.cli.decisions:decisions",
    "export": "extract.cli.exporting:export",
    "report": "extract.cli.reporting:report",
    "rules": "extract.cli.checking:rules",
    "golden": "extract.cli.golden:golden",
    "model": "extract.cli.model:model",
    "cache": "extract.cli.cache:cache",
}
_INTERRUPTED = 130


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
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done; 1 --strict and an undecided error, or golden compare below its "
    "floor or drifted; 2 the command or a named input is wrong, and nothing was written; 3 done or "
    "stopped in good order (extract by Ctrl-C too), but posts failed or are pending, or an input "
    "found by folder or glob was unreadable; 130 another command stopped by Ctrl-C. 2 goes before "
    "3, 3 before 1.",
)
@click.version_option(__version__, prog_name="seatcheck")
@click.pass_context
def seatcheck(ctx: click.Context) -> None:
    """Read live blogs of UK election counts into figures tied to their words, and check the sums.

    \b
    seatcheck extract page.txt          read, check, store in ./seatcheck-run
    seatcheck table                     one row a council
    seatcheck findings                  what contradicts, worst first
    """  # noqa: D301 - \b keeps click from filling these lines
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main() -> NoReturn:
    """Run the command line; every error that a user can mend is one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        code = seatcheck(standalone_mode=False)
    except SeatcheckError as error:
        _fail(str(error), error.exit_code)
    except click.ClickException as error:
        _fail(error.format_message(), 2)
    except (click.Abort, KeyboardInterrupt):
        _fail("stopped", _INTERRUPTED)
    except SystemExit:  # click's answer to a reader that has gone away: no error here
        _leave(0)
    _leave(code if isinstance(code, int) else 0)


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    """End on a request to terminate as on Ctrl-C, in good order."""
    raise KeyboardInterrupt


def _fail(message: str, code: int) -> NoReturn:
    note(f"seatcheck: {message}")
    _leave(code)


def _leave(code: int) -> NoReturn:
    """End now: threads of the embedded engine must not hold the program back."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    if "xllamacpp" in sys.modules:
        os._exit(code)
    sys.exit(code)
