"""Requests and clients for the tests of extract.model: what is asked, and who asks it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from loopback import Endpoint as Loopback
from pydantic import BaseModel, ConfigDict

from extract import settings
from extract.model.client import Client
from extract.model.connect import Endpoint
from extract.model.request import Request
from extract.model.sending import Patience

KEY = "sk-test-0123456789abcdef"
QUICK = Patience(first_wait=0.01, longest_wait=2.0)
POST = "Labour have 31 seats in Leicester."


class Seats(BaseModel):
    """What these tests ask for."""

    model_config = ConfigDict(extra="forbid")

    party: str
    seats: int


GOOD = '{"party":"Labour","seats":31}'
WRONG = '{"party":"Labour","seats":"many"}'
BROKEN = '{"party":"Labour",'


def a_request(post: str = POST, **changes: Any) -> Request:
    """One request, with a system message, an example and the post."""
    whole: dict[str, Any] = {
        "page": "page",
        "post": "post",
        "part": 0,
        "question": "seats",
        "model": {"name": "loopback", "digest": None},
        "messages": (
            {"role": "system", "content": "Write down the seats."},
            {"role": "user", "content": "Con 12"},
            {"role": "assistant", "content": '{"party":"Con","seats":12}'},
            {"role": "user", "content": post},
        ),
        "schema": Seats.model_json_schema(),
        "sampling": {"temperature": 0, "max_tokens": 50},
    }
    return Request(**{**whole, **changes})


def client_of(
    endpoint: Loopback, *, key: str = KEY, seconds: float = 5.0, **options: Any
) -> Client:
    """A client of the scripted endpoint, with short waits."""
    return Client(
        lambda: Endpoint(endpoint.base_url, key, seconds), **{"patience": QUICK, **options}
    )


def heed_ctrl_c() -> None:
    """Take SIGINT as a terminal's program does, though a shell in the background ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def python(script: str, *arguments: object, **environment: str) -> subprocess.Popen[str]:
    """Another process with this script, which can import the program and these helpers."""
    here = Path(__file__).resolve().parent
    path = ":".join(map(str, (settings.ROOT, here.parent, here)))
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": path, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_ctrl_c,  # noqa: PLW1509 - no threads run between fork and exec here
    )
