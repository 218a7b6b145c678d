"""From the accounts of the fictitious association to a decided trajectory: the eight steps, by two people."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

from django.utils import timezone
from playwright.sync_api import Page, expect
from pptx import Presentation

from browser.conftest import DESK, PHONE, Visits
from browser.roads import arrived, deposited

ACQUIRED = ("Cotisations", "Ventes et participations des usagers", "Formation")
WRITTEN = {
    1: "Le conseil a donné mandat le 12 janvier.",
    2: "Le projet : un lieu pour réparer et pour apprendre.",
    3: "Quatre ressources sur dix sont publiques.",
    4: "Force : les bénévoles. Fragilité : la convention.",
    5: "Tenir sans que la moitié vienne d’une seule source.",
    6: "Former les communes, puis chercher deux mécènes.",
    7: "Le conseil retient la formation.",
    8: "Premier point dans treize semaines.",
}


def press(page: Page, name: str) -> None:
    """A button that leads to a page."""
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=name, exact=True).click()


def write_step(page: Page, number: int) -> None:
    """On the page of a step, write what it leaves and close it."""
    page.locator("textarea[name=text]").fill(WRITTEN[number])
    press(page, "Enregistrer : l’étape est faite")


def write_steps(page: Page, base: str, *numbers: int) -> None:
    """The same for several, one after the other."""
    for number in numbers:
        page.goto(f"{base}etapes/{number}/")
        write_step(page, number)


def say_what_is_acquired(page: Page) -> None:
    """On the page of the lines."""
    for name in ACQUIRED:
        page.get_by_label(f"Où en est-elle ? {name}").select_option(label="Acquis")
    press(page, "Enregistrer où elles en sont")


def plan_the_road(page: Page, base: str, meeting: dt.date) -> None:
    """Name the pair and count the dates back from the meeting that chooses."""
    page.goto(f"{base}etapes/feuille-de-route/")
    page.get_by_label("Une personne élue").fill("trésorière")
    page.get_by_label("Une personne de la direction").fill("directrice")
    page.get_by_label("La question à laquelle vous voulez répondre").fill("Comment tenir en 2028 ?")
    page.get_by_label("La réunion qui choisira les actions").fill(meeting.isoformat())
    press(page, "Enregistrer et proposer les dates à rebours")


def add_action(page: Page, base: str, label: str, *, amount: str, start: str) -> None:
    """An action with what a search asks for: amount, delay, cost."""
    page.goto(f"{base}actions/ajouter/")
    page.get_by_label("Ce que vous faites").fill(label)
    page.get_by_label("Ce qu’elle rapporte par an").fill(amount)
    page.get_by_label("Premier mois de travail").fill(start)
    page.get_by_label("Mois entre ce début et le premier euro").fill("4")
    page.get_by_label("La première année de recettes").fill("60")
    page.get_by_label("La deuxième année").fill("100")
    page.get_by_label("Ce qu’elle coûte au départ").fill("1 500")
    page.get_by_label("Ce qu’elle coûte par an").fill("1 200")
    page.get_by_label("Temps de travail").fill("0,2")
    page.get_by_label("Chance qu’elle réussisse").fill("70")
    press(page, "Enregistrer")


def retain_a_mix(page: Page, base: str, year: str) -> None:
    """« Retrouver l’équilibre », then the first mix as a scenario, which opens first from then on."""
    page.goto(f"{base}recherche/")
    page.get_by_label("En quelle année voulez-vous y être").select_option(label=year)
    page.get_by_label("Temps de travail que vous pouvez y mettre").fill("0,5")
    press(page, "Chercher")
    expect(page.get_by_text("Ce sont des combinaisons possibles")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="En faire un scénario").first.click()
    arrived(page, "Scénarios")


def decide(page: Page, base: str, year: int) -> None:
    """A decision with its delay, then a line of the action plan."""
    page.goto(f"{base}decisions/ajouter/")
    page.get_by_label("Ce qu’il faut décider").fill("Garder le local")
    page.get_by_label("Si…").fill("si la Région n’a pas notifié")
    page.get_by_label("Alors nous…").fill("nous rendons le local")
    page.get_by_label("Mois où l’effet doit être là").fill(f"{year}-09")
    page.get_by_label("Délai 1", exact=True).fill("préavis")
    page.get_by_label("Jours du délai 1").fill("90")
    press(page, "Enregistrer")
    page.goto(f"{base}plan-d-action/ajouter/")
    page.get_by_label("Ce qu’il faut faire").fill("Rencontrer huit communes")
    page.get_by_label("Qui s’en charge").fill("directrice")
    page.get_by_label("Fini le").fill(f"{year}-04-16")
    press(page, "Enregistrer")


def test_two_people_from_the_accounts_to_a_decided_trajectory(visit: Visits) -> None:
    treasurer = visit(width=DESK)
    page = treasurer.page
    deposited(page, treasurer.root)
    press(page, "Construire la trajectoire avec ces chiffres")
    arrived(page, "Vos lignes")
    base = page.url.removesuffix("lignes/")
    say_what_is_acquired(page)
    today = timezone.localdate()
    year = today.year + 1
    plan_the_road(page, base, today + dt.timedelta(weeks=40))
    write_steps(page, base, 1, 2, 3, 4)

    # Half way, somebody else opens the same link on a phone; both write at the same time.
    director = visit(width=PHONE)
    other = director.open(f"{base}etapes/5/")
    page.goto(f"{base}etapes/6/")
    write_step(other, 5)
    write_step(page, 6)
    add_action(page, base, "Former les communes", amount="18 000", start=f"{year}-02")
    add_action(other, base, "Chercher deux mécènes", amount="6 000", start=f"{year}-03")
    assert director.sideways() <= 0

    retain_a_mix(page, base, "2028")
    scenarios = page.locator("main").inner_text()
    assert "Choisi" in scenarios and re.search("Former les communes|Chercher deux mécènes", scenarios)
    decide(page, base, year)
    write_steps(page, base, 7, 8)

    # The other one reads all of it: every step, the date counted back, the plan.
    other.goto(f"{base}etapes/recapitulatif/")
    recap = other.locator("main").inner_text()
    assert [words for words in WRITTEN.values() if words not in recap.replace("\xa0", " ")] == []
    other.goto(f"{base}etapes/")
    expect(other.get_by_text("8 étapes faites ou passées sur 8.")).to_be_visible()
    other.goto(f"{base}decisions/")
    expect(other.get_by_text(f"Au plus tard le 3 juin {year}")).to_be_visible()
    with other.expect_download() as calendar:
        other.get_by_role("link", name="Mettre dans mon agenda (ICS)").click()
    assert f"DTSTART;VALUE=DATE:{year}0603" in calendar.value.path().read_text()
    other.goto(f"{base}plan-d-action/")
    expect(other.get_by_text("Rencontrer huit communes").first).to_be_visible()
    assert director.sideways() <= 0
    the_assembly_pack(page, base)


def the_assembly_pack(page: Page, base: str) -> None:
    """One ZIP: slides whose charts can be edited, drafts, the page, the workbook, the file of passation."""
    page.goto(f"{base}emporter/")
    with page.expect_download() as taken:
        page.locator("a[href*='pack-ag.zip']").click()
    pack = zipfile.ZipFile(taken.value.path())
    kinds = sorted(name.rpartition(".")[2] for name in pack.namelist())
    assert kinds == ["docx", "docx", "json", "pdf", "pptx", "txt", "xlsx"]
    (slides,) = [name for name in pack.namelist() if name.endswith(".pptx")]
    shapes = [one for slide in Presentation(io.BytesIO(pack.read(slides))).slides for one in slide.shapes]
    assert sum(one.has_chart for one in shapes) >= 3
    texts = [one.text_frame.text for one in shapes if one.has_text_frame]
    assert any("Garder le local" in text for text in texts) or any(
        "Garder le local" in cell.text
        for one in shapes
        if one.has_table
        for row in one.table.rows
        for cell in row.cells
    )
