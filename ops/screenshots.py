"""Make the pictures of the documentation from the site itself: ``make screenshots``.

Debian's Chromium opens the fictitious association, a session, then the editor, on a site of its own, which
then disappears. Pictures of the editor (``guide-*.png``) are not kept in the repository: the guide reads
without them. Those of a session (``seance-*.png``) are, reduced: the host's guide shows them.
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
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
WIDTH, HEIGHT = 1100, 1250
# As in tests/browser: nothing goes out.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESK_WIDTH, DESK_HEIGHT = 1440, 900
# The site lives a minute, on this machine only.
PASSWORD = "chouette-barque-et-trois-rames"  # noqa: S105
WRITTEN = "/comprendre/temporalites/"
WALL = {"width": 1280, "height": 720}
HAND = {"width": 390, "height": 780}
ROOM = 6
COLOURS = 64
"""Enough for letters on paper: a picture of a session weighs a quarter of what it would."""


@dataclass(frozen=True)
class Site:
    """A site made for the pictures: where it answers, and how to run its commands."""

    address: str
    environment: dict[str, str]

    def command(self, *words: str) -> str:
        """What a management command prints."""
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "django", *words],
            env=self.environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        return done.stdout


@contextmanager
def served() -> Iterator[Site]:
    """A site with the shipped content, which disappears with its folder."""
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
            "SITE_ADDRESS": f"http://127.0.0.1:{port}",
            "WEB_CONCURRENCY": "1",
            "LOG_LEVEL": "ERROR",
        }
        site = Site(f"http://127.0.0.1:{port}", environment)
        site.command("migrate", "--verbosity", "0")
        site.command("collectstatic", "--noinput", "--verbosity", "0")
        site.command("contenu", "charger")
        server = subprocess.Popen(
            [
                sys.executable, "-m", "gunicorn", "--config", "src/trajectoires/config/gunicorn.py",
                "trajectoires.config.asgi:application",
            ],
            env=environment, cwd=ROOT, start_new_session=True,
        )  # fmt: skip
        try:
            wait_for(port)
            yield site
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


def take_result(browser: Browser, site: Site, folder: Path) -> list[Path]:
    """The model of the fictitious association, as a visitor sees it."""
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, locale="fr-FR", color_scheme="light")
    page.goto(f"{site.address}/essayer/")
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


def signed_in(browser: Browser, site: Site, group: str, name: str) -> Page:
    """The editor, opened by somebody of that group who has just chosen a password."""
    mail = f"{group}@exemple.fr"
    said = site.command("compte_editorial", "--courriel", mail, "--groupe", group, "--nom", name)
    page = browser.new_page(
        viewport={"width": DESK_WIDTH, "height": DESK_HEIGHT}, locale="fr-FR", color_scheme="light"
    )
    page.goto(said.split()[-1])
    page.fill("[name=new_password1]", PASSWORD)
    page.fill("[name=new_password2]", PASSWORD)
    page.locator("form button[type=submit]").first.click()
    page.wait_for_url(re.compile("complete"))
    page.goto(f"{site.address}/gestion/login/")
    page.fill("[name=username]", mail)
    page.fill("[name=password]", PASSWORD)
    page.locator("form button[type=submit]").first.click()
    page.wait_for_url(f"{site.address}/gestion/")
    return page


def open_form(page: Page, site: Site) -> None:
    """The form of a shipped page, found by its title as a coordinator would."""
    title = page.request.get(site.address + WRITTEN).text()
    found = re.search(r"<h1[^>]*>\s*([^<]+?)\s*</h1>", title)
    if found is None:
        raise LookupError(WRITTEN)
    page.goto(f"{site.address}/gestion/pages/search/?q={found[1]}")
    page.locator("main table a[href$='/edit/']").filter(has_text=found[1]).first.click()
    page.wait_for_load_state("networkidle")
    page.locator("[data-streamfield-stream-container]").first.wait_for()


def open_actions(page: Page) -> None:
    """The menu beside « Enregistrer le brouillon »."""
    page.locator("footer button", has_text="Plus d'actions").click()
    page.wait_for_timeout(400)  # it fades in


def take_guide(browser: Browser, site: Site, folder: Path) -> list[Path]:
    """Four pictures of the editor: a page, its preview, what waits, the moderation."""
    names = ("page", "apercu", "tableau-de-bord", "relecture")
    targets = {name: folder / f"guide-{name}.png" for name in names}
    writer = signed_in(browser, site, "contribution", "Camille Martin")
    open_form(writer, site)
    writer.screenshot(path=targets["page"])
    writer.locator("[data-side-panel-toggle=preview]").click()
    writer.frame_locator("#w-preview-iframe").locator("h1").first.wait_for()
    writer.screenshot(path=targets["apercu"])
    open_actions(writer)
    writer.locator("footer button", has_text="Soumettre à Relecture").click()
    writer.locator(".messages li").first.wait_for()
    editor = signed_in(browser, site, "coordination", "Dominique Bernard")
    editor.screenshot(path=targets["tableau-de-bord"])
    open_form(editor, site)
    open_actions(editor)
    editor.locator("footer button", has_text="Demander des modifications").wait_for()
    editor.screenshot(path=targets["relecture"])
    return list(targets.values())


def came(browser: Browser, site: Site, code: str) -> Page:
    """A phone that typed the code and took a seat."""
    phone = browser.new_page(viewport=HAND, locale="fr-FR", color_scheme="light")
    phone.goto(f"{site.address}/seance/{code}/")
    phone.get_by_role("button", name="Prendre place").click()
    phone.wait_for_url(re.compile("/seance/p/"))
    return phone


def pressed(host: Page, name: str) -> None:
    """A button of the host's page, which answers by a page."""
    with host.expect_navigation():
        host.get_by_role("button", name=name, exact=True).first.click()


def take_session(browser: Browser, site: Site, folder: Path) -> list[Path]:
    """A session of six phones: the wall while people come in, the host, a phone, the result, the sheet."""
    names = ("accueil", "hote", "telephone", "resultat", "feuille")
    targets = {name: folder / f"seance-{name}.png" for name in names}
    host = browser.new_page(viewport={"width": 1100, "height": 900}, locale="fr-FR", color_scheme="light")
    host.goto(f"{site.address}/seance/animer/")
    host.get_by_label("Le titre de la séance").fill("Notre modèle en débat")
    host.get_by_label("Votre projet, en trois lignes").fill("Faire vivre le lavoir.")
    pressed(host, "Préparer la séance")
    wall = browser.new_page(viewport=WALL, locale="fr-FR", color_scheme="light")
    wall.goto(host.get_by_label("L’écran de la salle").input_value())
    code = re.sub(r"\s", "", wall.locator(".screen-code").inner_text())
    phones = [came(browser, site, code) for _ in range(ROOM)]
    wall.get_by_text(f"{ROOM} personnes").wait_for()
    wall.wait_for_timeout(5000)  # the button of the full screen goes away
    wall.screenshot(path=targets["accueil"])
    pressed(host, "Commencer la séance")
    pressed(host, "Ouvrir la question")
    for rank, phone in enumerate(phones):
        phone.locator("fieldset.degrees").first.wait_for()
        for row, group in enumerate(phone.locator("fieldset.degrees").all()):
            group.locator("input").nth((rank * (row + 1)) % 4).check()
        if rank == 1:
            phone.locator("fieldset.degrees").first.scroll_into_view_if_needed()
            phone.screenshot(path=targets["telephone"])
        phone.get_by_role("button", name="Envoyer").click()
        phone.get_by_text("Réponse enregistrée.").wait_for()
    expect(host.get_by_text(f"{ROOM} réponses")).to_be_visible(timeout=10_000)
    host.evaluate("scrollTo(0, 0)")
    host.screenshot(path=targets["hote"])
    pressed(host, "Fermer la question")
    pressed(host, "Montrer à la salle")
    wall.locator(".found").wait_for()
    wall.screenshot(path=targets["resultat"])
    host.get_by_role("link", name="Imprimer la feuille de réponses").first.click()
    host.emulate_media(media="print")
    host.set_viewport_size({"width": 794, "height": 900})
    host.locator(".ballot").first.wait_for()
    host.evaluate("document.body.style.padding = '1.5rem'")
    host.screenshot(path=targets["feuille"])
    for path in targets.values():
        Image.open(path).convert("RGB").quantize(COLOURS).save(path, optimize=True)
    return list(targets.values())


def main(folder: Path) -> int:
    """Write the pictures into ``folder`` and say their size."""
    chromium = shutil.which(os.environ.get("CHROMIUM") or "chromium")
    if chromium is None:
        sys.stderr.write("Chromium n'a pas été trouvé (apt-get install chromium).\n")
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    with served() as site, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        takes = (take_result, take_session, take_guide)
        for path in [path for take in takes for path in take(browser, site, folder)]:
            sys.stdout.write(f"{path} ({path.stat().st_size // 1000} ko)\n")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
