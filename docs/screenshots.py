"""The golden Midlands page, replayed -> the README's pictures: ``python docs/screenshots.py``."""  # noqa: INP001

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "report.png"
COUNCIL = "Telford and Wrekin"


def main() -> None:
    """Make the report of the page, and take the picture of one council of it."""
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
            browser.close()


def _seatcheck(folder: str, *words: object) -> None:
    program = Path(sys.executable).with_name("seatcheck")
    subprocess.run([program, *map(str, words)], cwd=folder, check=True, capture_output=True)  # noqa: S603


if __name__ == "__main__":
    main()
