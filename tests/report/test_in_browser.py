"""
The report in a real browser: opened from disk, without network, by anybody.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from browsing import NARROW, Seen, a_page
from showing import POST, a_post, checked, said, stored, tamworth

from extract import settings
from extract.golden.expected import expected_facts
from extract.pages import read_pages
from extract.report.page import report_page

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from playwright.sync_api import Browser

HOSTILE = (
    "</p></style><script>document.title = 'stolen'</script>"
    "<img src='https://example.org/x.png' onerror='document.title = 1'>"
    f" Labour have 13\u202e31\u202c seats. \u0634\u0643\u0631\u0627 {'word ' * 40_000}{'x' * 4_000}"
)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    The report of the golden pages, and of posts that failed and that mean harm.
    """
    posts = list(read_pages([settings.GOLDEN / "pages"]).posts)
    hostile = a_post(HOSTILE, "<b>", title="<script>", url="javascript:alert(1)")
    facts = [
        *expected_facts(settings.GOLDEN / "expected", posts),
        *tamworth(),
        said(hostile, "13", "seats", 13, party="<u>Residents" + "x" * 300),
        said(POST, None, "majority", 3, party="Labour", status="rejected"),
    ]
    facts = [each.model_copy(update={"id": f"{each.page}-{each.id}"}) for each in facts]
    done = checked(facts, [*posts, POST, hostile])
    failed = stored(a_post("Lost.", "p3"), "failed", "no answer")
    whole = [*map(stored, [*posts, POST, hostile]), failed]
    path = tmp_path_factory.mktemp("report") / "report.html"
    page = report_page("friday", whole, done.facts, done.report, {}, {})
    path.write_text(page, encoding="utf-8")
    return path


def opened(browser: Browser, report: Path, **more: Any) -> AbstractContextManager[Seen]:
    """The file opened from disk, by a browser that has no network."""
    return a_page(browser, report.as_uri(), offline=True, **more)


class TestOpened:
    def test_asks_for_nothing_and_says_nothing(self, browser, report):
        """
        The file alone is loaded; the console has neither error nor breach of the policy.
        """
        with opened(browser, report) as seen:
            assert ([report.as_uri()], []) == (seen.asked, seen.said)

    def test_the_style_sheet_is_admitted(self, browser, report):
        """
        The policy lets the page's own style sheet work: a party's seat has its colour.
        """
        with opened(browser, report) as seen:
            seat = seen.page.locator(".chamber .party-labour .seat").first

            assert "rgb(228, 0, 59)" == seat.evaluate("each => getComputedStyle(each).stroke")

    def test_what_means_harm_is_text(self, browser, report):
        """
        Script, picture, link and mark of direction in a post are read, and do nothing.
        """
        with opened(browser, report) as seen:
            text = seen.page.locator(".post-text", has_text="Labour have 13[U+202E]31").inner_text()

            assert text.startswith("<script>\n\n</p></style><script>document.title")
            assert text.rstrip().endswith("x" * 100)
            assert "friday: what the posts say, and whether it adds up" == seen.page.title()
            assert 0 == seen.page.locator("script, img, a[href^='javascript:']").count()

    def test_a_figure_leads_to_its_words(self, browser, report):
        """
        A click on a figure goes to the words that state it, and marks them.
        """
        with opened(browser, report) as seen:
            council = seen.page.locator(
                ".council", has=seen.page.get_by_role("heading", name="Stirling")
            )
            council.locator(".parties b a").first.click()
            mark = seen.page.locator("mark:has(> :target)")

            assert re.fullmatch(r".*#fact-.+", seen.page.url)
            assert 1 == mark.count()
            assert mark.first.evaluate("each => each.getBoundingClientRect().top < innerHeight")


class TestForAnybody:
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_no_barrier(self, browser, report, scheme):
        """
        Axe-core finds nothing that keeps people out, in light and in dark.
        """
        with opened(browser, report, color_scheme=scheme) as seen:
            assert [] == seen.barriers

    def test_on_a_narrow_screen(self, browser, report):
        """
        A page 320 pixels wide, as WCAG 2 asks for, needs no scrolling sideways, and has no barrier.
        """
        with opened(browser, report, viewport={"width": NARROW, "height": 640}) as seen:
            assert 0 == seen.too_wide
            assert [] == seen.barriers

    def test_a_table_stays_a_table_on_a_narrow_screen(self, browser, report):
        """
        Rows that are laid out as blocks are still rows and cells for those who listen.
        """
        with opened(browser, report, viewport={"width": NARROW, "height": 640}) as seen:
            table = seen.page.get_by_role("table").filter(has=seen.page.get_by_role("columnheader"))

            assert table.first.get_by_role("row").first.get_by_role("columnheader").count()

    def test_in_print(self, browser, report):
        """
        Printed, the page is black on white even where the screen is dark, and no wider than the sheet.
        """
        with opened(
            browser, report, color_scheme="dark", viewport={"width": 700, "height": 900}
        ) as seen:
            seen.page.emulate_media(media="print")
            colours = seen.page.evaluate(
                "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
            )

            assert ["rgb(0, 0, 0)", "rgb(255, 255, 255)"] == colours
            assert 0 == seen.too_wide
