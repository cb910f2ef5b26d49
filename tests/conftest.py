"""What tests of every folder share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from loopback import Endpoint

if TYPE_CHECKING:
    from playwright.sync_api import Browser

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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """
    One headless browser for all tests of a file; see browsing.py.
    """
    from browsing import a_chromium  # the tests that open none need no Playwright

    with a_chromium() as running:
        yield running
