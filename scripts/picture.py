"""Draws docs/view.png anew: `python scripts/picture.py` after a change that the picture should show.

Needs the test extra and a Chromium (sh scripts/test.sh installs both).
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

PICTURE = Path(__file__).parent.parent / "docs" / "view.png"
SHOWN = "网格化管理"
SIZE = {"width": 1280, "height": 720}


def draw(browser: str) -> None:
    """Write the picture: the page of `kg demo` with one practice found and its card open."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder) / "demo.html"
        subprocess.run([sys.executable, "-m", "kg.cli.app", "demo", "-o", str(page_file)], check=True)
        with playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"]) as chromium:
            page = chromium.new_page(viewport=SIZE)
            page.goto(page_file.as_uri())
            page.wait_for_selector("html[data-drawn]")
            page.fill("#query", SHOWN)
            page.press("#query", "Enter")
            page.locator("#card h2", has_text=SHOWN).wait_for()
            page.wait_for_timeout(1000)  # the drawing glides to what was found
            page.locator("h1").click()  # takes the mark off the search box
            page.screenshot(path=PICTURE)


if __name__ == "__main__":
    found = os.environ.get("KG_TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        sys.exit("no Chromium: apt-get install chromium, or set KG_TEST_CHROMIUM to one")
    draw(found)
