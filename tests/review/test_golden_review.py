"""
A golden run with more than forty contradictions, cleared in a real browser by the keyboard alone.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import cycle
from typing import TYPE_CHECKING

import pytest
from browsing import a_page
from served import served

from extract import batch, settings
from extract.check import check
from extract.model.client import Client
from extract.model.recordings import Recordings
from extract.model.spec import parse_spec
from extract.pages import read_pages
from extract.review.settle import settle
from extract.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from browsing import Seen

MOST_DECISIONS = 300
PAGES = {
    settings.GOLDEN: ("pages",),
    settings.GOLDEN / "tune": ("pages/north.jsonl", "pages/south.jsonl"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """
    The run of the golden pages, replayed from their recordings.
    """
    spec = parse_spec("recorded", None)
    with Store(tmp_path / "run", "create") as store:
        for golden, pages in PAGES.items():
            todo = batch.enter(store, read_pages([golden / each for each in pages]), spec)
            client = Client(None, recordings=Recordings(golden / "recordings"))
            judge = partial(settle, log=(), check=check)
            assert [] == batch.run(store, todo, spec, client, judge=judge).failed
    return tmp_path / "run"


class Keyboard:
    """A reviewer who has no mouse; each method takes one kind of decision on the finding shown."""

    def __init__(self, seen: Seen) -> None:
        self._page = seen.page

    def _send(self, key: str) -> None:
        with self._page.expect_navigation():
            self._page.keyboard.press(key)

    def _press(self, *keys: str) -> None:
        for key in keys:
            self._page.keyboard.press(key)

    @property
    def progress(self) -> tuple[int, int]:
        """How many are decided, of how many."""
        done, of = re.findall(r"\d+", self._page.locator(".progress").inner_text())
        return int(done), int(of)

    def opens_an_undecided(self) -> bool:
        """In the queue, once the sums know of all decisions: open the first that is undecided."""
        while self._page.get_by_text("being checked again").count():
            self._page.wait_for_timeout(200)
            self._page.reload()
        if len(set(self.progress)) == 1:
            return False
        self._page.keyboard.press("j")
        self._send("Enter")
        return True

    def wrong_source(self) -> None:
        """The source is wrong; with the right value where the page says that only one would do."""
        self._press("s", "Tab")
        told = self._page.locator("article.finding").inner_text()
        right = re.search(r"would hold with (?:\D+ )?(\d+) for \d+[^,]*?\.\n", told)
        if right and "What must be wrong, at the least" in told and " and with " not in told:
            self._page.keyboard.type(right[1])
        self._send("Enter")

    def misread(self) -> None:
        """The post states nothing of the kind."""
        self._press("m", *["Tab"] * 7, "Space")
        assert self._page.locator("[name=nothing]").is_checked()
        self._press("Tab")
        self._send("Enter")

    def no_contradiction(self) -> None:
        """Not a contradiction, for a reason."""
        self._press("x")
        self._page.keyboard.type("they speak of two counts")
        self._send("Enter")

    def always(self) -> None:
        """A standing exception."""
        self._press("x")
        self._page.keyboard.type("always so here")
        self._press("Tab", "Space", "Tab")
        self._send("Enter")

    def later(self) -> None:
        """Put off."""
        self._send("l")

    def later_undone_and_decided(self) -> None:
        """Put off, taken back, and decided."""
        self._send("l")
        self._send("u")
        self.no_contradiction()


def test_every_finding_is_cleared_by_the_keyboard_alone(browser, folder):
    """
    Every kind of decision is used, nothing is left undecided, and a repeated run keeps it so.
    """
    with Store(folder) as store:
        report = store.report()
        assert report is not None
        asked = [each for each in report.findings if each.severity != "info"]
    assert 40 <= len(asked)
    with (
        served(folder, "--reviewer", "ann") as running,
        a_page(browser, running.address) as seen,
    ):
        reviewer = Keyboard(seen)
        kinds: list[Callable[[], None]] = [
            reviewer.wrong_source,
            reviewer.no_contradiction,
            reviewer.misread,
            reviewer.always,
        ]
        assert reviewer.opens_an_undecided()
        reviewer.later()
        reviewer.later_undone_and_decided()
        for _, decide in zip(range(MOST_DECISIONS), cycle(kinds), strict=False):
            if "/findings/" not in seen.page.url and not reviewer.opens_an_undecided():
                break
            decide()
        done, of = reviewer.progress
        assert done == of >= len(asked) // 2
        assert [] == seen.said

    with Store(folder, "write") as store:
        log = store.decisions()
        again = store.check(lambda facts, posts: settle(facts, posts, log, check))
    assert {"source", "misread", "dismissed", "later", "undo"} == {each.kind for each in log}
    assert any(each.standing for each in log)
    assert any(each.mend and each.mend.value is not None for each in log)
    assert [] == [each for each in again.undecided if each.severity != "info"]
