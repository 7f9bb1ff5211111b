"""A real Chromium, without a network, that keeps note of all that a page asks for or complains of."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

CURE = "apt-get install chromium fonts-noto-cjk and pip install playwright, or set KG_TEST_CHROMIUM to a Chromium"
VIEWPORT = {"width": 1366, "height": 768}
VIOLATIONS = "addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective))"
DRAWN = "html[data-drawn]"


def chromium_path() -> str | None:
    """The browser to test with: KG_TEST_CHROMIUM, else the first on the path."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("KG_TEST_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@dataclass
class OpenPage:
    """A page that has been drawn; `requests` and `complaints` grow as long as it is open."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def place(self, name: str) -> tuple[float, float]:
        """Where on the screen the node of this name stands."""
        x, y = self.page.evaluate(
            """name => {
                const { network, nodes } = window.kaocha;
                const place = network.canvasToDOM(network.getPosition(nodes.find(node => node.label === name).id));
                const canvas = document.querySelector("#graph canvas").getBoundingClientRect();
                return [place.x + canvas.x, place.y + canvas.y];
            }""",
            name,
        )
        return x, y

    def click_node(self, name: str) -> None:
        """Click the node of this name and wait until its card is there."""
        self.page.mouse.click(*self.place(name))
        self.page.locator("#card h2", has_text=name).wait_for()

    def click_between(self, one: str, other: str) -> None:
        """Click the straight edge between two nodes, in its middle."""
        (x, y), (u, v) = self.place(one), self.place(other)
        self.page.mouse.click((x + u) / 2, (y + v) / 2)
        self.page.locator("#card .ends").wait_for()

    def drawn_names(self) -> set[str]:
        """The names of the nodes that the drawing holds now."""
        found = self.page.evaluate(
            """() => {
                const { network, nodes } = window.kaocha;
                return nodes.filter(node => network.body.nodes[node.id]).map(node => node.label);
            }"""
        )
        return set(found)

    def card(self) -> str:
        """The text of the card at the right."""
        return str(self.page.locator("#card").inner_text())


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser; skips where there is none, and fails in CI."""
    reason, path = None, chromium_path()
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        reason = "no playwright"
    if path is None:
        reason = "no Chromium"
    if reason:
        (pytest.fail if os.environ.get("CI", "").lower() == "true" else pytest.skip)(f"{reason}: {CURE}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Any) -> Iterator[Callable[[Path], OpenPage]]:
    """Opens a file in a fresh offline window; at the end it must have asked for nothing and complained of nothing."""
    context = chromium.new_context(offline=True, viewport=VIEWPORT)
    context.add_init_script(VIOLATIONS)
    opened: list[OpenPage] = []

    def open_file(path: Path) -> OpenPage:
        here = OpenPage(context.new_page())
        opened.append(here)
        here.page.set_default_timeout(20_000)
        here.page.on("request", lambda request: here.requests.append(request.url))
        here.page.on("console", lambda message: here.complaints.append(f"{message.type}: {message.text}"))
        here.page.on("pageerror", lambda error: here.complaints.append(f"error: {error}"))
        here.page.on("dialog", lambda dialog: (here.complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        here.page.goto(path.as_uri())
        here.page.wait_for_selector(DRAWN)
        return here

    yield open_file
    context.close()
    for here in opened:
        assert len(here.requests) == 1, here.requests
        assert here.complaints == []


def seconds_to_draw(path: Path) -> tuple[float, float | None]:
    """Seconds from opening the file to its first drawn frame, and from asking for all nodes to the next frame.

    The second is None where the page opens on all of them.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        page = browser.new_page(viewport=VIEWPORT)
        start = time.perf_counter()
        page.goto(path.as_uri())
        page.wait_for_selector(DRAWN)
        first, everything = time.perf_counter() - start, None
        if page.locator("#all").is_visible():
            start = time.perf_counter()
            page.click("#all")
            page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
            everything = time.perf_counter() - start
        browser.close()
    return first, everything
