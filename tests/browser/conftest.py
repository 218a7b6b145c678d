"""A real browser on a real server: Debian's Chromium, driven by Playwright.

Without Chromium these tests are skipped, and say so; where ``TRAJECTOIRES_REQUIRE`` names ``chromium`` they
fail instead. ``CHROMIUM`` names the program, ``BROWSER_SHOTS`` a folder for the screenshots to be judged
against ``docs/page-rubric.md``.
"""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlparse

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from harness import content_copy

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What passes is thousands of elements described one by one: it stays in the browser.
AXE_LINES = """async tags => {
    const found = await axe.run({runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]});
    return found.violations.map(v => `${v.id} (${v.impact}) ${v.nodes[0].html.slice(0, 200)}`);
}"""
DESK, PHONE = 1280, 360
LAST_ANSWERS = 10
"""Seconds."""

# Playwright's synchronous interface keeps an event loop in this thread: Django must not take it for a view's.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder needs the browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    name = os.environ.get("CHROMIUM", "chromium")
    program = shutil.which(name)
    if program is None:
        message = f"{name} n'est pas installé : les essais dans un navigateur n'ont pas été faits."
        if "chromium" in os.environ.get("TRAJECTOIRES_REQUIRE", "").split(","):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe_source() -> str:
    """The axe-core script."""
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()


@dataclass
class Visitor:
    """A browser window, and what went wrong in it."""

    page: Page
    root: str
    axe_source: str
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def open(self, path: str, *, status: int = 200) -> Page:
        """Go to a path of the site, or to a full address, that answers ``status``."""
        address = path if path.startswith("http") else self.root + path
        response = self.page.goto(address, wait_until="load")
        assert response is not None and response.status == status, (
            f"{address}: {response and response.status}"
        )
        return self.page

    def sideways(self) -> int:
        """By how many pixels the page scrolls sideways."""
        return int(
            self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        )

    def violations(self) -> list[str]:
        """What axe finds, one line for each rule."""
        self.page.evaluate(self.axe_source)
        return list(self.page.evaluate(AXE_LINES, AXE_TAGS))

    def keep(self, name: str) -> None:
        """Keep a picture of the page for the eye, when ``BROWSER_SHOTS`` says where."""
        folder = os.environ.get("BROWSER_SHOTS")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


class Visits:
    """Opens windows, and checks at the end that none of them complained."""

    def __init__(self, browser: Browser, root: str, axe_source: str) -> None:
        self.browser = browser
        self.root = root
        self.axe_source = axe_source
        self.made: list[Visitor] = []

    def __call__(self, *, width: int = DESK, dark: bool = False, scripts: bool = True) -> Visitor:
        """A new window; ``scripts=False`` is a browser without JavaScript."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 900},
            locale="fr-FR",
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
        )
        page = context.new_page()
        visitor = Visitor(page=page, root=self.root, axe_source=self.axe_source)
        host = urlparse(self.root).netloc
        page.on("console", lambda m: visitor.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: visitor.errors.append(str(e)))
        page.on(
            "request",
            lambda r: visitor.foreign.append(r.url) if urlparse(r.url).netloc not in (host, "") else None,
        )
        self.made.append(visitor)
        return visitor


@pytest.fixture
def content(transactional_db: None) -> None:
    """The shipped content, whatever the server wrote since the last test ended."""
    content_copy.put_back()


@pytest.fixture(scope="session")
def site(live_server) -> Iterator[str]:  # type: ignore[no-untyped-def]
    """The address of the running site; it stops once its last answers have left, whose threads share its
    database.
    """
    yield live_server.url
    _last_answers()


def _last_answers() -> None:
    """Wait for the threads of the site: they share its database, which is put back or closed next."""
    end = time.monotonic() + LAST_ANSWERS
    while time.monotonic() < end and any("process_request" in one.name for one in threading.enumerate()):
        time.sleep(0.02)


@pytest.fixture
def visit(chromium: Browser, content: None, site: str, axe_source: str) -> Iterator[Visits]:
    """Windows on a running site; any console error or foreign request fails the test."""
    visits = Visits(chromium, site, axe_source)
    yield visits
    errors = [error for visitor in visits.made for error in visitor.errors]
    foreign = [url for visitor in visits.made for url in visitor.foreign]
    for visitor in visits.made:
        visitor.page.context.close()
    _last_answers()
    assert errors == []
    assert foreign == []
