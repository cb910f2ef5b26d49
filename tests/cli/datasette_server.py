"""The real Datasette on a free port of this machine, asked for JSON over HTTP."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

from program import until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Get = Callable[..., Any]

DATASETTE = Path(sys.executable).with_name("datasette")


@contextmanager
def datasette(folder: Path, arguments: Sequence[str]) -> Iterator[Get]:
    """``datasette`` with these arguments in a folder; what it answers to a path, as JSON."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]

    def get(path: str, **parameters: str) -> Any:
        url = f"http://127.0.0.1:{port}{path}?{urlencode(parameters)}"
        with urlopen(url, timeout=30) as response:
            return json.load(response)

    def answers() -> bool:
        assert running.poll() is None, "Datasette has ended"
        try:
            return bool(get("/-/versions.json"))
        except URLError:
            return False

    running = subprocess.Popen(
        [DATASETTE, *arguments, "--host", "127.0.0.1", "--port", str(port)],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until(answers)
        yield get
    finally:
        running.terminate()
        running.wait(timeout=30)
