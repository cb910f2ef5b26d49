"""The golden Midlands page, replayed -> the README's pictures: ``python docs/screenshots.py``."""  # noqa: INP001

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "report.png"
REVIEW = ROOT / "docs" / "review.png"
COUNCIL = "Telford and Wrekin"
FINDING = "Tamworth: 14 + 10 + 5"
PROGRAM = Path(sys.executable).with_name("seatcheck")


def main() -> None:
    """Make report and review of the page; take pictures of one council and of one finding."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("no Chromium: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.html"
        _seatcheck(
            folder, "extract", ROOT / "golden/pages/midlands-2023.txt", "--model", "recorded"
        )
        _seatcheck(folder, "report", "-o", report)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium)
            page = browser.new_page(viewport={"width": 1000, "height": 640})
            page.goto(report.as_uri())
            page.locator(".council", has=page.get_by_role("heading", name=COUNCIL)).evaluate(
                "council => council.scrollIntoView()"
            )
            page.screenshot(path=PICTURE)
            _review(folder, page)
            browser.close()


def _review(folder: str, page: Page) -> None:
    """Take the picture of a finding that is being decided."""
    command = [PROGRAM, "review", "--no-browser", "--reviewer", "ann"]
    serving = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)  # noqa: S603
    assert serving.stdout is not None
    page.set_viewport_size({"width": 1100, "height": 640})
    page.goto(serving.stdout.readline().strip())
    page.locator(".queue .row", has_text=FINDING).click()
    page.locator("details[data-key=s] summary").click()
    page.locator(".ways").evaluate("ways => ways.scrollIntoView()")
    page.screenshot(path=REVIEW)
    serving.send_signal(signal.SIGINT)
    serving.wait()


def _seatcheck(folder: str, *words: object) -> None:
    subprocess.run([PROGRAM, *map(str, words)], cwd=folder, check=True, capture_output=True)  # noqa: S603


if __name__ == "__main__":
    main()
