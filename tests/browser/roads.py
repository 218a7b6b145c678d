"""The ways through the site that several tests take, as a visitor would."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from equilibre.examples.files import example_files

YEARS = ("2023", "2024", "2025")


def fec_files(*years: str) -> list[dict[str, object]]:
    """The fictitious association's accounts, as files to choose."""
    return [
        {"name": name, "mimeType": "text/plain", "buffer": data}
        for name, data in example_files().items()
        if any(f"FEC{year}" in name for year in years or YEARS)
    ]


def arrived(page: Page, title: str) -> None:
    """Wait for the page of this title, and for its scripts: before them, a link opens a page of its own."""
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.wait_for_load_state("load")


def deposit(page: Page, root: str, *years: str) -> None:
    """Choose files and have them read."""
    page.goto(f"{root}/deposer/")
    page.set_input_files("input[type=file]", fec_files(*years))
    page.get_by_role("button", name="Lire mes comptes").click()
    arrived(page, "Ce que nous avons lu")


def deposited(page: Page, root: str, *years: str) -> str:
    """Deposit, then open the model; its address."""
    deposit(page, root, *years)
    page.get_by_role("link", name="Voir mon modèle sans garder de nom").click()
    arrived(page, "Voici votre modèle")
    return page.url


def example(page: Page, root: str) -> str:
    """Open a copy of the fictitious association; its address."""
    page.goto(f"{root}/essayer/")
    page.get_by_role("button", name="Ouvrir l’association fictive").click()
    arrived(page, "Voici votre modèle")
    return page.url


def trajectory_example(page: Page, root: str) -> str:
    """Open the trajectory of the fictitious association; its address."""
    page.goto(f"{root}/trajectoire/")
    page.get_by_role("button", name="Ouvrir l’exemple").click()
    arrived(page, "Votre trajectoire")
    return page.url
