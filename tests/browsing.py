"""Debian's Chromium, headless -> a page as a person sees it, with all that it says and asks for."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

_BINARY = shutil.which("chromium")
WIDE, NARROW = 1280, 320


@contextmanager
def a_chromium() -> Iterator[Browser]:
    """The browser; the test is skipped where the machine has none."""
    if _BINARY is None:
        pytest.skip("no Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_BINARY)
        yield browser
        browser.close()


@dataclass
class Seen:
    """A page that is open; ``said``: its console and its errors; ``asked``: what it would load."""

    page: Page
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    @property
    def barriers(self) -> list[str]:
        """What axe-core finds that keeps people from using the page, with the elements at fault."""
        found: list[dict[str, Any]] = Axe().run(self.page).response["violations"]
        return [
            f"{each['id']}: {', '.join(str(node['html'])[:120] for node in each['nodes'][:3])}"
            for each in found
        ]

    @property
    def too_wide(self) -> int:
        """By how many pixels the page is wider than the window."""
        width: int = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return width


@contextmanager
def a_page(browser: Browser, address: str, **more: Any) -> Iterator[Seen]:
    """An address opened in a window of its own; ``more``: how the window differs from a desk's."""
    context = browser.new_context(**({"viewport": {"width": WIDE, "height": 900}} | more))
    seen = Seen(context.new_page())
    seen.page.on("console", lambda message: seen.said.append(message.text))
    seen.page.on("pageerror", lambda error: seen.said.append(str(error)))
    seen.page.on("request", lambda request: seen.asked.append(request.url))
    seen.page.goto(address)
    yield seen
    context.close()
