"""The program itself in a process of its own, pages to give it, and an endpoint that reads them."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loopback import answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from loopback import Endpoint, Received, Reply

SCRIPT = Path(sys.executable).with_name("seatcheck")
COUNCILS = (
    "Leicester", "Derby", "Charnwood", "Blaby", "Gedling", "Ashfield", "Rushcliffe", "Bassetlaw",
    "Mansfield", "Broxtowe", "Erewash", "Bolsover", "Chesterfield", "Amber Valley", "High Peak",
    "Harborough",
)  # fmt: skip
_SEATS = re.compile(r"(?P<party>Labour|Conservatives) now (?:have|has) (?P<seats>\d+) seats")
_COUNCIL = re.compile(r"\bIn (?P<council>[A-Z][a-z]+(?: [A-Z][a-z]+)?),")


def post(council: str, labour: int = 31, conservatives: int = 17, **more: Any) -> dict[str, Any]:
    """A post that states two parties' seats in one council, as an object of JSONL."""
    text = (
        f"In {council}, Labour now has {labour} seats. "
        f"The Conservatives now have {conservatives} seats."
    )
    return {"id": council.lower().replace(" ", "-"), "text": text} | more


def jsonl(posts: Iterable[dict[str, Any]]) -> str:
    """Posts as JSONL."""
    return "".join(json.dumps(each) + "\n" for each in posts)


def reading(request: Received, delay: float = 0.0) -> Reply:
    """The answer of a model that reads such posts without a fault, whatever it is asked."""
    asked = request.body["response_format"]["json_schema"]["schema"]["properties"]
    found: dict[str, list[Any]] = {name: [] for name in ("councils", "contests") if name in asked}
    council = _COUNCIL.search(request.post)
    if council and "councils" in found:
        parties = [
            {"party": match["party"], "seats": int(match["seats"])}
            for match in _SEATS.finditer(request.post)
        ]
        found["councils"] = [
            {"council": council["council"], "result": "not stated", "parties": parties}
        ]
    return answer(json.dumps(found), delay=delay)


@dataclass
class Program:
    """The installed program in a folder of its own, with a cache of its own."""

    folder: Path
    endpoint: Endpoint | None = None
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def env(self) -> dict[str, str]:
        """The program's environment: nothing of the user's own settings."""
        shut_out = ("SEATCHECK_", "OPENAI_", "COLUMNS", "NO_COLOR")
        kept = {name: each for name, each in os.environ.items() if not name.startswith(shut_out)}
        own = {"SEATCHECK_CACHE": str(self.folder / "cache"), "OPENAI_API_KEY": "test-key"}
        return kept | own | self.environment

    @property
    def model(self) -> list[str]:
        """The options that send every question to the endpoint."""
        assert self.endpoint is not None
        return ["--model", "openai/x", "--base-url", self.endpoint.base_url]

    def write(self, name: str, posts: Iterable[dict[str, Any]]) -> Path:
        """A page of these posts."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(jsonl(posts), encoding="utf-8")
        return path

    def start(self, *args: object, **more: Any) -> subprocess.Popen[str]:
        """The program, started; its output is kept."""
        return subprocess.Popen(
            [SCRIPT, *map(str, args)],
            cwd=self.folder,
            env=self.env,
            preexec_fn=heed_ctrl_c,  # noqa: PLW1509 - no threads run between fork and exec here
            text=True,
            encoding="utf-8",
            **(
                {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
                | more
            ),
        )

    def __call__(self, *args: object, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """The program, run to its end."""
        return self._run(args, stdin, subprocess.PIPE)

    def onto(self, output: int, *args: object) -> subprocess.CompletedProcess[str]:
        """The program, run to its end, with a file descriptor as its standard output."""
        return self._run(args, "", output)

    def on_a_terminal(self, *args: object, columns: int = 100, typed: str = "") -> tuple[int, str]:
        """
        The program on a terminal: its exit code and all that it showed.

        Its input is that terminal too where something is ``typed``.
        """
        main, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        stdin = terminal if typed else subprocess.DEVNULL
        running = self.start(*args, stdin=stdin, stdout=terminal, stderr=terminal)
        os.write(main, typed.encode())
        os.close(terminal)
        shown = b""
        with suppress(OSError):  # Linux says EIO where the other end has closed
            while data := os.read(main, 4096):
                shown += data
        os.close(main)
        return running.wait(timeout=60), shown.decode()

    def _run(
        self, args: tuple[object, ...], stdin: str, stdout: int
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [SCRIPT, *map(str, args)],
            cwd=self.folder,
            env=self.env,
            input=stdin,
            stdout=stdout,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    def extract(self, *args: object) -> subprocess.CompletedProcess[str]:
        """``seatcheck extract`` on the endpoint."""
        return self("extract", *args, *self.model)

    def files(self) -> set[str]:
        """Everything below the folder, the cache left out."""
        found = (path.relative_to(self.folder) for path in self.folder.rglob("*"))
        return {str(path) for path in found if path.parts[0] != "cache"}

    def states(self, *run: str) -> dict[str, int]:
        """How many posts of a run are in each state."""
        listed = json.loads(self("posts", *run, "--json").stdout)
        states: dict[str, int] = {}
        for each in listed:
            states[each["state"]] = states.get(each["state"], 0) + 1
        return states


def slow(request: Received) -> Reply:
    """A true reading after a while, so that a run can be met in the middle."""
    return reading(request, delay=0.15)


def until(ready: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


def unless(replies: Mapping[str, Reply]) -> Callable[[Received], Reply]:
    """The reply for the first of these fragments that stands in the post, else a true reading."""
    return lambda request: (
        next(
            (reply for fragment, reply in replies.items() if fragment in request.post),
            None,
        )
        or reading(request)
    )


def heed_ctrl_c() -> None:
    """Take SIGINT as a terminal's program does, though a shell in the background ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def interrupt(process: subprocess.Popen[str], how: int = signal.SIGINT) -> tuple[str, str]:
    """Send a signal; what the program has said by its end."""
    process.send_signal(how)
    return process.communicate(timeout=60)
