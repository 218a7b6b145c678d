"""Pages that listen: told at once, silent in between, and plain about a server that has gone."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.load.served import Served, serve

from browser.conftest import DESK, PHONE
from harness import prepared_database

SOON = 8000


@pytest.fixture
def served(tmp_path: Path, db: None) -> Iterator[Served]:
    """The site as it is served: pages and streams from one process."""
    with prepared_database.another(tmp_path) as url:
        said = argparse.Namespace(base=url, postgresql="", redis="", processus=1)
        with serve(said) as site:
            yield site


def window(chromium: Browser, width: int) -> Page:
    """A window on another server than the one that tests share."""
    return chromium.new_context(viewport={"width": width, "height": 900}, locale="fr-FR").new_page()


def asked(page: Page) -> list[str]:
    """The addresses of fragments that a page asks for, from now."""
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url) if "/direct/" in request.url else None)
    return found


def withdraw_a_second_host(chromium: Browser, host: Page) -> None:
    """Their page learns it by the stream, which then ends, and says so."""
    host.get_by_role("link", name="Animer à deux, passer la main").click()
    host.get_by_role("button", name="Créer l’adresse à confier").click()
    second = window(chromium, DESK)
    second.goto(host.get_by_label("Adresse à confier").input_value())
    expect(second.get_by_text("Connecté", exact=True)).to_be_visible(timeout=SOON)
    host.get_by_role("button", name="Retirer cette adresse").click()
    expect(second.get_by_text("Cette adresse ne sert plus.")).to_be_visible(timeout=SOON)
    seen = asked(second)
    second.wait_for_timeout(4500)
    assert seen == [], "nothing more is asked by a page whose link is gone"


@pytest.mark.slow
def test_pages_are_told_at_once_and_say_when_nobody_answers(chromium: Browser, served: Served) -> None:
    root = f"http://{served.address}"
    host = window(chromium, DESK)
    host.goto(f"{root}/seance/animer/")
    host.get_by_label("Le titre de la séance").fill("Notre modèle en débat")
    host.get_by_role("button", name="Préparer la séance").click()
    screen = window(chromium, DESK)
    screen.goto(host.get_by_label("L’écran de la salle").input_value())
    phone = window(chromium, PHONE)
    phone.goto(f"{root}/seance/{screen.locator('.screen-code').inner_text().replace(chr(160), '')}/")
    phone.get_by_role("button", name="Prendre place").click()
    expect(phone.get_by_text("Connecté")).to_be_visible()
    expect(screen.get_by_text("1 personne est là")).to_be_visible(timeout=SOON)

    # Nothing moves: nothing is asked, where a page that listens to nobody asks every two seconds.
    by_phone, by_screen = asked(phone), asked(screen)
    phone.wait_for_timeout(5000)
    assert (by_phone, by_screen) == ([], [])

    begun = time.monotonic()
    host.get_by_role("button", name="Commencer la séance").click()
    expect(phone.get_by_role("heading", name="Partager le socle")).to_be_visible(timeout=SOON)
    assert time.monotonic() - begun < SOON / 1000
    assert len(by_phone) == 1

    withdraw_a_second_host(chromium, host)
    served.kill()
    expect(phone.get_by_text("Hors connexion. La page réessaie toute seule.")).to_be_visible(timeout=SOON)
    served.start()
    expect(phone.get_by_text("Connecté")).to_be_visible(timeout=2 * SOON)
    # It listens again.
    phone.wait_for_timeout(6000)
    by_phone.clear()
    phone.wait_for_timeout(4500)
    assert by_phone == []
