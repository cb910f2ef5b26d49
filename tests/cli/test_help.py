"""
The help: quick, whole, with examples, and the same in the README.
"""

from __future__ import annotations

import inspect
import runpy
import subprocess
import sys
from pathlib import Path

import click
import pytest

from extract.cli import seatcheck

ROOT = Path(__file__).parent.parent.parent
DOCS = runpy.run_path(str(ROOT / "docs" / "commands.py"))
COMMANDS: dict[str, click.Command] = dict(DOCS["commands"]())
HEAVY = (
    "openai", "instructor", "pydantic", "rich", "sqlite3", "xllamacpp", "diskcache", "httpx2",
    "pyarrow", "jinja2", "starlette", "uvicorn",
)  # fmt: skip


class TestQuick:
    @pytest.mark.parametrize("command", ["", *(name[10:] for name in COMMANDS)])
    def test_help_loads_nothing_heavy(self, command):
        """
        No help needs the libraries that ask, read, store or draw.
        """
        tells = (
            "import sys; from extract.cli import main; sys.argv[0] = 'seatcheck'\n"
            "try: main()\n"
            f"finally: sys.stderr.write(' '.join(n for n in {HEAVY!r} if n in sys.modules))"
        )
        done = subprocess.run(
            [sys.executable, "-c", tells, *command.split(), "--help"],
            capture_output=True,
            text=True,
            check=False,
        )

        assert (0, "") == (done.returncode, done.stderr)
        assert done.stdout.startswith("Usage: seatcheck")

    def test_without_a_command(self, program):
        """
        The bare program shows its help.
        """
        assert program("--help").stdout == program().stdout

    def test_version(self, program):
        """
        The version is shown, and is the package's.
        """
        from extract import __version__

        assert f"seatcheck, version {__version__}\n" == program("--version").stdout


class TestWhole:
    @pytest.mark.parametrize("name", COMMANDS)
    def test_every_command_has_help_with_an_example(self, name):
        """
        A command's help says what it does, in a sentence, and shows how it is called.
        """
        told = inspect.cleandoc(COMMANDS[name].help or "")
        sentence, _, rest = told.partition("\n")
        examples = rest.partition("\b")[2]

        assert sentence.endswith(".")
        assert name in examples

    @pytest.mark.parametrize("name", COMMANDS)
    def test_every_option_has_help(self, name):
        """
        Every option says in a sentence what it does.
        """
        options = [each for each in COMMANDS[name].params if isinstance(each, click.Option)]

        assert [] == [each.name for each in options if not (each.help or "").endswith(".")]

    def test_exit_codes(self):
        """
        The program's help tells every exit code.
        """
        assert all(f"{code} " in (seatcheck.epilog or "") for code in (0, 1, 2, 3, 130))


class TestReadme:
    @pytest.fixture
    def readme(self) -> str:
        return (ROOT / "README.md").read_text(encoding="utf-8")

    def test_is_current(self, readme):
        """
        The README's command reference is that of the program; docs/commands.py renews it.
        """
        assert DOCS["renewed"](readme) == readme

    @pytest.mark.parametrize("name", COMMANDS)
    def test_documents_every_command_and_option(self, readme, name):
        """
        Every command has its heading, and under it every option.
        """
        section = readme.partition(f"\n### {name}")[2].partition("\n### ")[0]
        options = [each for each in COMMANDS[name].params if isinstance(each, click.Option)]

        assert section
        assert [] == [opt for each in options for opt in each.opts if f"`{opt}`" not in section]

    def test_keeps_what_stands_around_it(self):
        """
        Renewing the reference leaves the rest of the README alone.
        """
        text = f"before {DOCS['BEGIN']} old {DOCS['END']} after"
        renewed = DOCS["renewed"](text)

        assert (True, True) == (renewed.startswith("before "), renewed.endswith(" after"))
        assert " old " not in renewed
