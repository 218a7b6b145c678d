"""A vote by name on two phones, one with JavaScript and one without: told before, named, corrected, shown."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from browser.checks import check
from browser.conftest import DESK, PHONE, Visits
from equilibre.facilitation.formats import shipped
from harness.sessions import hold
from trajectoires.facilitation.domain import deciding, rounds
from trajectoires.facilitation.enums import BY_NAME
from trajectoires.facilitation.models import NamedVote, RoundAnswer

SOON = 8000


def votes(phone: Page, choice: str) -> None:
    phone.get_by_role("radio", name=choice).check()
    phone.get_by_role("button", name=re.compile("^(Envoyer|Changer ma réponse)$")).click()
    expect(phone.get_by_text("Réponse enregistrée.")).to_be_visible(timeout=SOON)


def test_from_the_choice_of_the_host_to_the_names_on_the_screen(visit: Visits) -> None:
    held = hold(form=shipped()["decisions"], named=True)
    deciding.add_decision(session=held.session, key="d1", said=deciding.Decided(label="Garder le local"))
    nameless, named = held.phone(), held.phone(name="Paul")
    held.at("vote")
    host = visit(width=DESK).open(held.url("host"))
    wall = visit(width=DESK)
    screen = wall.open(held.url("screen", link=held.screen))
    visitor = visit(width=PHONE)
    phone = visitor.open(held.url("phone", link=nameless.link))
    plain = visit(width=PHONE, scripts=False).open(held.url("phone", link=named.link))
    host.get_by_role("radio", name=re.compile("^Nominatif")).check()
    with host.expect_navigation():
        host.get_by_role("button", name="Ouvrir la question").click()
    expect(screen.get_by_text("Vote nominatif")).to_be_visible(timeout=SOON)
    expect(phone.get_by_text("Pour y prendre part, écrivez votre nom")).to_be_visible(timeout=SOON)
    assert phone.get_by_role("button", name="Envoyer").count() == 0
    phone.get_by_label("Votre nom").fill("paul")
    phone.get_by_role("button", name="Écrire mon nom").click()
    expect(phone.get_by_role("alert")).to_contain_text("ajoutez une initiale", timeout=SOON)
    visitor.errors.clear()  # the browser logs the 422 itself
    phone.get_by_label("Votre nom").fill("Paule B.")
    phone.get_by_role("button", name="Écrire mon nom").click()
    expect(phone.get_by_text("Votre nom sera écrit au compte rendu avec votre vote")).to_be_visible(
        timeout=SOON
    )
    check(visitor, "vote-nominatif-telephone")
    votes(phone, "Pour")
    votes(phone, "Contre")
    plain.reload()
    expect(plain.get_by_text("« Paul »")).to_be_visible()
    votes(plain, "Pour")
    assert NamedVote.objects.count() == 2 and not RoundAnswer.objects.exists()
    host.reload()
    for name in ("Fermer la question", "Montrer à la salle"):
        with host.expect_navigation():
            host.get_by_role("button", name=name).click()
    expect(screen.get_by_text("Paule B.")).to_be_visible(timeout=SOON)
    expect(phone.get_by_role("row", name="Paule B. Contre")).to_be_visible(timeout=SOON)
    expect(host.get_by_role("row", name="Paul Pour")).to_be_visible()
    check(wall, "vote-nominatif-ecran")
    assert not NamedVote.objects.exists()


def test_a_name_written_at_once_opens_the_vote(visit: Visits) -> None:
    held = hold(form=shipped()["decisions"], named=True)
    deciding.add_decision(session=held.session, key="d1", said=deciding.Decided(label="Garder le local"))
    held.at("vote")
    nameless = held.phone()
    rounds.open_round(session=held.session, ask_key="vote", decision_key="d1", manner=BY_NAME)
    phone = visit(width=PHONE).open(held.url("phone", link=nameless.link))
    phone.get_by_label("Votre nom").fill("Denise")
    phone.get_by_role("button", name="Écrire mon nom").click()
    expect(phone.get_by_text("Votre nom sera écrit au compte rendu avec votre vote")).to_be_visible(
        timeout=SOON
    )
    votes(phone, "Pour")
    assert NamedVote.objects.get().name == "Denise"
