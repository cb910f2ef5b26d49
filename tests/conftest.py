"""What tests of every folder share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings
from loopback import Endpoint

# How long one example takes says nothing on a machine that others share.
settings.register_profile("shared", deadline=None)
settings.load_profile("shared")


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    """
    A scripted OpenAI-compatible endpoint; see loopback.py.
    """
    with Endpoint() as running:
        yield running
