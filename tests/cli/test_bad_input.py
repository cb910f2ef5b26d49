"""
The matrix of bad input: each fault, in each way in which an input is given.

Named or on standard input it ends the command with 2 and one line; found by folder or glob it
is listed, the rest is read and stored, and the command ends with 3.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from loopback import Endpoint
from program import SCRIPT, Program, heed_ctrl_c, jsonl, post, reading

from extract import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

DERBY = jsonl([post("Derby")]).encode()
NO_ONE_OBJECT = b'{"posts": [\n  {"text": "Labour hold Derby."}\n]}\n'

# The name of the file, its bytes (None: a link to nothing), and what the one line must say.
FAULTS: dict[str, tuple[str, bytes | None, str]] = {
    "unreadable": ("a.txt", None, "cannot be read"),
    "empty": ("a.txt", b"", "nothing in it"),
    "blank": ("a.txt", b" \r\n\t\xc2\xa0\n", "nothing in it"),
    "binary": ("a.txt", bytes(range(256)) * 4, "not text"),
    "a PDF": ("a.txt", b"%PDF-1.7\n1 0 obj", "a PDF, not text"),
    "a picture": ("a.html", b"\x89PNG\r\n\x1a\n" + bytes(64), "not text"),
    "cut short in a character": ("a.txt", "Labour hold Derby – “".encode()[:-1], "cut short"),
    "JSONL cut short": ("a.jsonl", DERBY + DERBY[:30], ":2: not JSON"),
    "JSONL without text": ("a.jsonl", b'{"id": "a"}\n', ":1: the post has no text"),
    "JSONL with an id twice": ("a.jsonl", DERBY + DERBY, ":2: the page"),
    "JSON of another shape": ("a.json", NO_ONE_OBJECT, "JSON"),
    "a JSON list": ("a.json", b'["Labour hold Derby."]\n', "JSON"),
    "HTML without posts": (
        "a.html", b"<!doctype html><html><body><p>Nothing here.</p></body></html>", "no live-blog",
    ),
    "HTML cut short": ("a.html", b"<!doctype html><html><head><title>Live", "no live-blog"),
    "XML that is no feed": ("a.xml", b"<?xml version='1.0'?><plan><seat/></plan>", "no RSS or Atom feed"),
    "a feed cut short": (
        "a.xml",
        b"<?xml version='1.0'?><rss version='2.0'><channel><title>Live</title><item><title>Lab",
        "breaks off",
    ),
    "a feed without entries": (
        "a.rss", b"<rss version='2.0'><channel><title>Live</title></channel></rss>", "without entries",
    ),
    "huge": ("a.txt", b"x" * (settings.LARGEST_INPUT + 1), "MB"),
}  # fmt: skip


def put(folder: Path, name: str, data: bytes | None) -> Path:
    """A faulty file in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    if data is None:
        path.symlink_to("nowhere")
    else:
        path.write_bytes(data)
    return path


@pytest.mark.parametrize("way", ["named", "on standard input", "alone in a folder"])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_one_line(reader: Program, fault: str, way: str):
    """
    An input that is named, piped or all there is: exit 2, its name and its fault, nothing written.
    """
    name, data, said = FAULTS[fault]
    if way == "on standard input" and data is None:
        pytest.skip("standard input is no link")
    path = put(reader.folder / "in", name, data)
    before = reader.files()
    what = {"named": f"in/{name}", "on standard input": "-", "alone in a folder": "in"}[way]
    done = run(reader, "extract", what, *reader.model, stdin=data or b"")
    path.unlink()  # the huge one need not wait for the end of all tests
    line = done.stderr.decode().splitlines()[0]

    assert (2, b"") == (done.returncode, done.stdout)
    assert (before - {f"in/{name}"}, []) == (reader.files(), reader.endpoint.received)
    assert said in line
    assert ("standard input" if way == "on standard input" else f"in/{name}") in line
    assert "Traceback" not in done.stderr.decode()


@pytest.fixture(scope="module", params=["in", "in/*"], ids=["in a folder", "by a glob"])
def beside(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, int], int, list[str]]:
    """
    What became of all faulty files beside a sound one: states, exit code, lines.
    """
    with Endpoint(otherwise=reading) as endpoint:
        program = Program(tmp_path_factory.mktemp("beside"), endpoint)
        for number, (name, data, _) in enumerate(FAULTS.values()):
            put(program.folder / "in", f"{number}-{name}", data)
        program.write("in/sound.jsonl", [post("Derby")])
        done = run(program, "extract", request.param, *program.model)
        shutil.rmtree(program.folder / "in")
        return program.states(), done.returncode, done.stderr.decode().splitlines()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_beside_a_sound_input(beside: tuple[dict[str, int], int, list[str]], fault: str):
    """
    Found by a folder or a glob: listed in one line, the sound input stored, exit 3.
    """
    states, code, lines = beside
    name, _, said = FAULTS[fault]
    mine = f"in/{list(FAULTS).index(fault)}-{name}:"
    (line,) = [each for each in lines if each.startswith(f"not read: {mine}")]

    assert ({"extracted": 1}, 3) == (states, code)
    assert said in line
    assert "Traceback" not in "".join(lines)


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """
    The program with a run whose exports do not fit.
    """
    with Endpoint(otherwise=reading) as endpoint:
        program = Program(tmp_path_factory.mktemp("stored"), endpoint)
        program.write("page.jsonl", [post("Derby", id=f"p{n}") for n in range(80)])
        assert 0 == program.extract("page.jsonl").returncode
    return program


class TestAFullDisk:
    """A small file system of its own, where the user may mount one."""

    @pytest.fixture
    def disk(self, tmp_path: Path) -> Iterator[Path]:
        folder = tmp_path / "disk"
        folder.mkdir()
        mount = shutil.which("mount")
        command = [str(mount), "-t", "tmpfs", "-o", "size=192k", "tmpfs", str(folder)]
        if mount is None or subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("mounting a small file system takes rights that this user has not")
        yield folder
        subprocess.run(["umount", "-l", str(folder)], check=True)

    def test_leaves_a_run_that_goes_on(self, reader: Program, disk: Path):
        """
        What fits is stored, the rest is pending; with room again nothing stored is asked anew.
        """
        padded = [post("Derby", text="Labour hold Derby. " * 400, id=f"p{n}") for n in range(60)]
        reader.write("page.jsonl", padded)
        full = run(reader, "extract", "page.jsonl", "--run", str(disk / "run"), *reader.model)

        assert full.returncode in (2, 3), full.stderr
        assert b"full" in full.stderr or b"No space left" in full.stderr
        assert b"Traceback" not in full.stderr

        subprocess.run(["mount", "-o", "remount,size=16m", str(disk)], check=True)
        asked = len(reader.endpoint.received)
        again = run(reader, "extract", "page.jsonl", "--run", str(disk / "run"), *reader.model)

        assert 0 == again.returncode, again.stderr
        assert len(reader.endpoint.received) - asked <= 2 * len(padded)
        assert 60 == sum(reader.states(str(disk / "run")).values())

    @pytest.mark.parametrize("form", ["facts", "json", "csv", "parquet"])
    def test_leaves_no_half_of_an_export(self, stored: Program, disk: Path, form: str):
        """
        An export that does not fit is one line and no file.
        """
        (disk / "taken").write_bytes(bytes(192 * 1024))
        done = run(stored, "export", "--format", form, "-o", str(disk / "out"))

        assert 2 == done.returncode
        assert b"No space left" in done.stderr
        assert 1 == done.stderr.count(b"\n")
        assert ["taken"] == sorted(each.name for each in disk.iterdir())


class TestNoNetworkAndNoModel:
    def test_is_one_line_and_no_run(self, reader: Program):
        """
        Without the model's file and any source of it nothing is written, and the line says what helps.
        """
        reader.write("page.jsonl", [post("Derby")])
        reader.environment |= {
            "HTTPS_PROXY": "http://127.0.0.1:9",
            "PIP_INDEX_URL": "http://127.0.0.1:9/",
            "PIP_EXTRA_INDEX_URL": "",
            "PIP_FIND_LINKS": "",
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_RETRIES": "0",
        }
        done = run(reader, "extract", "page.jsonl", "--model", "local")
        last = done.stderr.decode().splitlines()[-1]

        assert (2, {"page.jsonl"}) == (done.returncode, reader.files())
        assert last.startswith(
            "seatcheck: the embedded model cannot be had (the Hugging Face hub: "
        )
        assert "SEATCHECK_MODEL_FILE" in last


def run(program: Program, *args: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The program, run to its end on bytes."""
    return subprocess.run(
        [SCRIPT, *args],
        cwd=program.folder,
        env=program.env,
        input=stdin,
        capture_output=True,
        preexec_fn=heed_ctrl_c,
        timeout=120,
        check=False,
    )
