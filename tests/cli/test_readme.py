"""
README.md: a user's path from a saved page to a Datasette view and a CSV, as it stands there.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datasette_server import datasette
from program import SCRIPT

from extract import settings
from extract.export.columns import layouts

if TYPE_CHECKING:
    from program import Program

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
TITLE = "From a saved page to a Datasette view and a CSV"


def commands(title: str) -> list[str]:
    """The commands in a section's blocks of shell."""
    section = README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    return "".join(
        re.findall(r"^```sh\n(.*?)^```$", section, re.DOTALL | re.MULTILINE)
    ).splitlines()


def run(program: Program, line: str) -> Any:
    """What a line prints; of Datasette, which is started on a free port, a saved query's rows."""
    if line.startswith("datasette "):
        with datasette(program.folder, shlex.split(line)[1:]) as get:
            return get("/run/seats.json", _shape="array")
    path = f"{SCRIPT.parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", line],
        cwd=program.folder,
        env=program.env | {"PATH": path},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_from_a_saved_page_to_a_datasette_view_and_a_csv(program: Program):
    """
    Every command of the section runs as it is written, and shows what the section says.
    """
    shutil.copytree(settings.GOLDEN / "pages", program.folder / "golden" / "pages")
    said = [run(program, line) for line in commands(TITLE)]
    _, view, _, csv, _, parquet = said
    saved = {path.name for path in (program.folder / "results").iterdir()}

    assert [14, 10, 5] == [
        each["seats"] for each in view if each["council"] == "Tamworth Borough Council"
    ]
    assert re.search(r"Telford and Wrekin +│ Labour +│ +38 │ 38 ", csv)
    assert "14 + 10 + 5 = 29" in parquet
    assert {f"{name}.{form}" for name in layouts().tables for form in ("csv", "parquet")} < saved


def test_every_table_is_named():
    """
    The section has a row for each table of an export.
    """
    section = README.partition(f"\n## {TITLE}\n")[2].partition("\n## ")[0]

    assert [] == [name for name in layouts().tables if f"`{name}`" not in section]
