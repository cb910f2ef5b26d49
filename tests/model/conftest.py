"""A cache in a folder of its own, and a guard: no test of the model layer leaves the machine."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.model.cache import ResponseCache


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[ResponseCache]:
    """
    An empty response cache.
    """
    opened = ResponseCache(tmp_path / "responses")
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def no_other_host(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A connection to any host but this one is an error: what bypasses the endpoint is seen.
    """
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            assert isinstance(address, tuple)
            assert "127.0.0.1" == address[0], f"a connection to {address}"
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
