"""From a trajectory to the room and back: prepared, voted on paper, carried, followed at the next session."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browser.checks import LOOKS, check
from browser.conftest import DESK, PHONE, Visits
from harness.trajectories import open_trajectory

SOON = 8000
"""Milliseconds: screens ask every two seconds."""


def act(page: Page, name: str) -> None:
    """Press a button that answers by another page."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).first.click()


def start(page: Page, title: str) -> None:
    page.get_by_label("Le titre de la séance").fill(title)
    act(page, "Préparer la séance")
    act(page, "Commencer la séance")


def finish(page: Page) -> None:
    page.get_by_role("link", name="Terminer la séance").first.click()
    act(page, "Terminer la séance")


def voted_on_paper(host: Page) -> None:
    """The first decision, nine for and one against, shown to the room."""
    act(host, "Ouvrir la question")
    act(host, "Fermer la question")
    host.get_by_role("link", name="Ajouter des bulletins papier").click()
    host.get_by_label("Bulletins remplis").fill("10")
    for rank, voices in enumerate(("9", "1", "0")):
        host.get_by_label("Voix").nth(rank).fill(voices)
    act(host, "Ajouter ces bulletins")
    act(host, "Montrer à la salle")


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_the_whole_loop(visit: Visits, width: int, dark: bool) -> None:
    trajectory = open_trajectory()
    visitor = visit(width=width, dark=dark)
    host = visitor.open(trajectory.url("calendar"))
    act(host, "Le faire décider en conseil")
    host.get_by_label("Lancer les formations").check()
    check(visitor, f"faire-decider-{width}")
    start(host, "Conseil de mars")
    for _ in range(3):
        act(host, "Étape suivante")
    expect(host.get_by_role("heading", name="Lancer les formations")).to_be_visible()
    voted_on_paper(host)
    finish(host)
    act(host, "Porter la séance dans une trajectoire")
    host.get_by_label("L’adresse de votre trajectoire").fill(visitor.root + trajectory.url("tasks"))
    host.get_by_label("Pour quand").fill("2027-09-30")
    host.get_by_label("Une date de décision").check()
    check(visitor, f"porter-{width}")
    act(host, "Relire avant d’écrire")
    expect(host.get_by_text("Vous l’aviez déjà datée")).to_be_visible()
    check(visitor, f"relire-{width}")
    act(host, "Écrire dans la trajectoire")
    expect(host.get_by_text("9 pour, 1 contre, 0 abstention, vote indicatif").first).to_be_visible()
    row = next(one for one in trajectory.saved.decisions if one.label == "Lancer les formations")
    task = next(one for one in trajectory.saved.tasks if one.origin)
    assert (row.status, row.origin) == ("a_prendre", task.origin) and task.action == row.action != ""
    act(host, "Annuler le dernier changement : ce que la séance a décidé")
    assert not any(one.origin for one in trajectory.saved.tasks)


def test_the_room_reads_at_once_where_a_decision_stands(visit: Visits) -> None:
    host = visit(width=DESK).open("/seance/animer/")
    host.get_by_role("radio", name=re.compile("Se prononcer sur trois décisions")).check()
    start(host, "Conseil de mars")
    host.goto(re.sub(r"(/seance/s/[\w-]+/).*", r"\1decisions/", host.url))
    host.get_by_label("La décision").fill("Former à la paie")
    host.get_by_label("Qui s’en charge").fill("le bureau")
    act(host, "Ajouter la décision")
    host.get_by_role("link", name="Revenir à la séance").click()
    for _ in range(3):
        act(host, "Étape suivante")
    voted_on_paper(host)
    finish(host)
    host.get_by_role("link", name="Préparer la prochaine séance").click()
    expect(host.get_by_label("Former à la paie")).to_be_checked()
    start(host, "Conseil de juin")
    screen = visit(width=DESK).open(host.get_by_label("L’écran de la salle").input_value())
    phone = visit(width=PHONE).open("/seance/")
    phone.get_by_label("Le code de la séance").fill(host.locator("strong.code").last.inner_text())
    phone.get_by_role("button", name="Continuer").click()
    phone.get_by_role("button", name="Prendre place").click()
    for one in (screen, phone):
        expect(one.get_by_text("Former à la paie (le bureau). À dire")).to_be_visible()
    host.get_by_label("En cours", exact=True).check()
    host.get_by_label(re.compile("Un mot")).fill("elle commence en mai")
    act(host, "Enregistrer : Former à la paie")
    for one in (screen, phone):
        expect(one.get_by_text("En cours : elle commence en mai")).to_be_visible(timeout=SOON)
