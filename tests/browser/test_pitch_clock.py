"""The clock of the pitch: by keyboard, paused, started again; the part to be in is announced once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from equilibre.reference.pitch import frame
from harness.trajectories import open_trajectory

PARTS = frame().part


def current(page: Page) -> str:
    """The title of the part that is marked."""
    return page.locator(".pitch-parts [aria-current] h3").inner_text()


def test_three_minutes_by_keyboard(visit) -> None:  # type: ignore[no-untyped-def]
    visitor = visit()
    visitor.page.clock.install()
    page = visitor.open(open_trajectory().url("pitch"))
    said, time = page.locator("[data-say]"), page.get_by_role("timer")
    page.get_by_role("button", name="Démarrer").press("Enter")
    expect(said).to_have_text("1. Le besoin et le projet, 30\u00a0secondes.")
    page.clock.run_for(29_000)
    expect(time).to_have_text("0:29")
    assert current(page) == PARTS[0].title
    page.clock.run_for(2_000)
    assert current(page) == PARTS[1].title
    page.get_by_role("button", name="Mettre en pause").press("Space")
    page.clock.run_for(60_000)
    expect(time).to_have_text("0:31")
    page.get_by_role("button", name="Reprendre").press("Enter")
    page.clock.run_for(135_000)
    expect(time).to_have_text("2:46")
    expect(said).to_have_text("7. La demande, 15\u00a0secondes.")
    page.clock.run_for(15_000)
    expect(said).to_have_text("Les trois minutes sont passées.")
    assert page.locator(".pitch-parts [aria-current]").count() == 0
    page.get_by_role("button", name="Recommencer").press("Enter")
    expect(time).to_have_text("0:00")
    expect(page.get_by_role("button", name="Démarrer")).to_be_visible()


def test_words_are_counted_while_one_types_as_the_server_counts(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit().open(open_trajectory().url("pitch"))
    before = page.locator("[data-total]").inner_text()
    page.get_by_label("7. La demande").fill("Prêtez-nous 3 000 € :\ndemain, avant midi.")
    line = page.locator('[data-said="dit_demande"]')
    expect(line).to_have_text("6\u00a0mots, environ 3\u00a0s sur 15\u00a0s.")
    expect(page.locator('[data-words="dit_demande"]')).to_contain_text("demain, avant midi.")
    typed = page.locator("[data-total]").inner_text()
    assert typed != before
    page.get_by_role("button", name="Enregistrer").first.click()
    expect(page.get_by_role("status").first).to_have_text("Votre pitch est enregistré.")
    with_script = line.inner_text(), page.locator("[data-total]").inner_text()
    assert with_script == ("6\u00a0mots, environ 3\u00a0s sur 15\u00a0s.", typed)


@pytest.mark.parametrize("width", [360, 1280])
def test_without_a_script_the_times_are_written_and_no_button_is_dead(visit, width: int) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(width=width, scripts=False)
    opened = open_trajectory()
    page = visitor.open(opened.url("pitch"))
    expect(page.get_by_text("De 2:45 à 3:00")).to_be_visible()
    expect(page.get_by_role("button", name="Démarrer")).to_be_hidden()
    expect(page.get_by_role("timer")).to_be_hidden()
    page.get_by_label("7. La demande").fill("Le nôtre.")
    page.get_by_role("button", name="Enregistrer").last.click()
    assert opened.saved.pitch.text("demande") == "Le nôtre."


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(visit, width: int) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(width=width)
    page = visitor.open(open_trajectory().url("pitch"))
    page.get_by_role("button", name="Démarrer").click()
    for more in page.locator("summary").all():
        more.click()
    assert visitor.violations() == []
    assert visitor.sideways() == 0
    visitor.keep(f"pitch-{width}")
