"""What tests of every folder share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from loopback import Endpoint


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    """
    A scripted OpenAI-compatible endpoint; see loopback.py.
    """
    with Endpoint() as running:
        yield running
