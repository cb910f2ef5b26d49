"""A desk -> its page served on 127.0.0.1, at an address that nobody else knows, until Ctrl-C."""

from __future__ import annotations

import secrets
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

import uvicorn

from extract.errors import SeatcheckError
from extract.review.app import review_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from extract.review.desk import Desk

_LOOPBACK = "127.0.0.1"


class PortError(SeatcheckError):
    """Raised when the port that a user names cannot be served at."""

    def __init__(self, port: int, reason: str) -> None:
        super().__init__(f"port {port} cannot be used ({reason}); name another, or none")


def serve(desk: Desk, run: str, who: str, *, port: int = 0, ready: Callable[[str], object]) -> None:
    """
    Serve the page until the process is asked to end; ``ready`` is told its address.

    Raises ``PortError`` where the port cannot be had.
    """
    token = secrets.token_urlsafe(24)
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((_LOOPBACK, port))
        except OSError as error:
            raise PortError(port, error.strerror or type(error).__name__) from error
        port = listening.getsockname()[1]
        config = uvicorn.Config(
            review_app(desk, run, who, token, port),
            log_level="warning",
            access_log=False,  # it would tell the token
            server_header=False,
            proxy_headers=False,
            ws="none",
            lifespan="off",
            timeout_graceful_shutdown=2,
        )
        listening.listen()
        ready(f"http://{_LOOPBACK}:{port}/{token}/")
        with suppress(KeyboardInterrupt):  # uvicorn ends in good order, then passes the signal on
            uvicorn.Server(config).run(sockets=[listening])
