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
    from pathlib import Path

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

    def watch(self) -> None:
        """Write down all that the page says and asks for from now on."""
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

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
def a_page(browser: Browser, file: Path, **more: Any) -> Iterator[Seen]:
    """A file opened from disk, by a browser that has no network."""
    settings = {"viewport": {"width": WIDE, "height": 900}} | more
    context = browser.new_context(**settings, offline=True)
    seen = Seen(context.new_page())
    seen.watch()
    seen.page.goto(file.as_uri())
    yield seen
    context.close()
