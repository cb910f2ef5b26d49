"""A run on disk -> its review served by the installed program, as a reviewer starts it."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM = Path(sys.executable).with_name("seatcheck")


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    headers: dict[str, str]
    text: str


@dataclass(frozen=True)
class Served:
    """A review that is running at an address; ``process``: the program."""

    address: str
    process: subprocess.Popen[str]

    @property
    def origin(self) -> str:
        """The scheme, host and port of the address."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"

    def ask(self, path: str = "", method: str = "GET", body: str = "", **headers: str) -> Answer:
        """One request to a path below the address, or to an absolute one."""
        parts = urlsplit(self.address)
        connection = HTTPConnection(parts.hostname or "", parts.port, timeout=30)
        full = path if path.startswith("/") else parts.path + path
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, full, body.encode() if method == "POST" else None, sent)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8")
        connection.close()
        return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, text)

    def post(self, path: str, **fields: str) -> Answer:
        """A form sent as the page itself sends it."""
        kind = "application/x-www-form-urlencoded"
        return self.ask(path, "POST", urlencode(fields), Origin=self.origin, Content_Type=kind)


def _heed_ctrl_c() -> None:
    """Take SIGINT as a terminal's program does, though a shell in the background ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def served(folder: Path, *options: str) -> Iterator[Served]:
    """The review of a run, served until the end of the block; it must end in good order."""
    process = subprocess.Popen(
        [PROGRAM, "review", str(folder), "--no-browser", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=folder.parent,
        preexec_fn=_heed_ctrl_c,  # noqa: PLW1509 - no threads run between fork and exec here
    )
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    assert address, process.communicate()[1]
    try:
        yield Served(address, process)
    finally:
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert "Traceback" not in said, said
    assert 0 == process.returncode, said
