"""The command line -> the command reference in README.md: ``python docs/commands.py`` renews it."""  # noqa: INP001

from __future__ import annotations

import inspect
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extract.cli import seatcheck

if TYPE_CHECKING:
    from collections.abc import Iterator

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- commands -->", "<!-- /commands -->"


def reference() -> str:
    """Every command with its help, its examples, and each of its options, as Markdown."""
    sections = (line for path, command in commands() for line in _section(path, command))
    return "\n".join([seatcheck.epilog or "", "", *sections])


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, by the words that call it."""
    yield from _below("seatcheck", seatcheck)


def _below(path: str, group: click.Group) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from _below(f"{path} {name}", command)
        elif command is not None:
            yield f"{path} {name}", command


def _section(path: str, command: click.Command) -> Iterator[str]:
    arguments = [each for each in command.params if isinstance(each, click.Argument)]
    yield f"### {' '.join([path, *map(_placeholder, arguments)])}"
    yield ""
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        if paragraph.startswith("\b"):
            yield from ("```console", *(f"$ {line}" for line in paragraph.split("\n")[1:]), "```")
        else:
            yield paragraph.replace("\n", " ")
        yield ""
    options = [each for each in command.params if isinstance(each, click.Option)]
    yield from (f"- {_names(each)}: {each.help}{_default(each)}" for each in options)
    yield from [""] * bool(options)


def _placeholder(argument: click.Argument) -> str:
    name = (argument.name or "").upper() + ("..." if argument.nargs == -1 else "")
    return name if argument.required else f"[{name}]"


def _names(option: click.Option) -> str:
    names = ", ".join(f"`{each}`" for each in reversed(option.opts))
    if option.is_flag:
        return names
    if isinstance(option.type, click.Choice):
        return f"{names} `{'|'.join(option.type.choices)}`"
    return f"{names} `{option.metavar or option.type.name.upper()}`"


def _default(option: click.Option) -> str:
    if not option.show_default:
        return ""
    known = option.show_default if isinstance(option.show_default, str) else option.default
    return f" Default: {known}."


def renewed(readme: str) -> str:
    """The README with the present reference between its markers."""
    before, _, rest = readme.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n\n{reference()}\n{END}{after}"


if __name__ == "__main__":
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")
