"""Make the pictures of the documentation from the site itself: ``make screenshots``.

Debian's Chromium opens the fictitious association on a site of its own, which then disappears.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
WIDTH, HEIGHT = 1100, 1250


@contextmanager
def served() -> Iterator[str]:
    """The address of a site made for the pictures."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "VAR_DIR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/images.sqlite3",
            "DJANGO_SETTINGS_MODULE": "trajectoires.config.settings",
            "PORT": str(port),
            "WEB_CONCURRENCY": "1",
            "LOG_LEVEL": "ERROR",
        }
        django = [sys.executable, "-m", "django"]
        for command in (["migrate", "--verbosity", "0"], ["collectstatic", "--noinput", "--verbosity", "0"]):
            subprocess.run([*django, *command], env=environment, cwd=ROOT, check=True)  # noqa: S603
        server = subprocess.Popen(
            [
                sys.executable, "-m", "gunicorn", "--config", "src/trajectoires/config/gunicorn.py",
                "trajectoires.config.wsgi:application",
            ],
            env=environment, cwd=ROOT, start_new_session=True,
        )  # fmt: skip
        try:
            wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(timeout=40)


def wait_for(port: int) -> None:
    """Return once the site accepts connections, or fail after twenty seconds."""
    end = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return


def box(page: Page, selector: str) -> dict[str, float]:
    """Where the first element of that kind stands on the whole page."""
    found = page.locator(selector).first.bounding_box()
    if found is None:
        raise LookupError(selector)
    return dict(found)


def take(page: Page, address: str, folder: Path) -> list[Path]:
    """The pictures, in the order a visitor meets the pages."""
    page.goto(f"{address}/essayer/")
    page.locator("main form button").first.click()
    page.wait_for_url(re.compile("/m/"))
    page.wait_for_load_state("networkidle")
    target = folder / "resultat.png"
    top = box(page, "h1")["y"] - 40
    picture = box(page, "main figure svg")
    bottom = picture["y"] + picture["height"] + 40
    clip = {"x": 0, "y": top, "width": WIDTH, "height": bottom - top}
    page.screenshot(path=target, clip=clip, full_page=True)
    return [target]


def main(folder: Path) -> int:
    """Write the pictures into ``folder`` and say their size."""
    chromium = shutil.which(os.environ.get("CHROMIUM") or "chromium")
    if chromium is None:
        sys.stderr.write("Chromium n'a pas été trouvé (apt-get install chromium).\n")
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    with served() as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT}, locale="fr-FR", color_scheme="light"
        )
        for path in take(page, address, folder):
            sys.stdout.write(f"{path} ({path.stat().st_size // 1000} ko)\n")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
