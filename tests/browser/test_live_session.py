"""One host, one big screen, five phones: the governance format, live, with reloads, a cut and a hand-over."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browser.checks import LOOKS, check
from browser.conftest import DESK, PHONE, Visits
from equilibre.facilitation.formats import shipped
from harness.sessions import hold
from trajectoires.facilitation.domain import deciding
from trajectoires.facilitation.models import Round

PEOPLE = 5
SOON = 8000
"""Milliseconds: screens ask every two seconds."""


def started(visit: Visits) -> tuple[Page, Page, list[Page]]:
    """The host, from the model of the example; the big screen, and phones that came by the code; the last one
    without JavaScript.
    """
    host = visit(width=DESK).open("/essayer/")
    host.get_by_role("button", name="Ouvrir l’association fictive").click()
    host.get_by_role("button", name="En débattre en conseil").click()
    host.get_by_role("radio", name=re.compile("Débattre de notre modèle")).check()
    host.get_by_label("Le titre de la séance").fill("Notre modèle en débat")
    expect(host.get_by_label("Votre modèle, en une ou deux phrases")).not_to_have_value("")
    host.get_by_label("Votre projet, en trois lignes").fill("Faire vivre le lavoir.")
    host.get_by_role("button", name="Préparer la séance").click()
    screen = visit(width=DESK).open(host.get_by_label("L’écran de la salle").input_value())
    code = screen.locator(".screen-code").inner_text()
    return host, screen, [comes(visit, code, scripts=rank < PEOPLE - 1) for rank in range(PEOPLE)]


def comes(visit: Visits, code: str, *, scripts: bool = True) -> Page:
    phone = visit(width=PHONE, scripts=scripts).open("/seance/")
    phone.get_by_label("Le code de la séance").fill(code)
    phone.get_by_role("button", name="Continuer").click()
    phone.get_by_role("button", name="Prendre place").click()
    expect(phone.get_by_role("heading", level=1)).to_be_visible()
    return phone


def act(host: Page, name: str) -> None:
    """Press a button of the host's page, which answers by itself."""
    with host.expect_navigation():
        host.get_by_role("button", name=name, exact=True).first.click()


def asked(phones: list[Page], words: str) -> None:
    """Every phone shows a question, the one without JavaScript once it is reloaded."""
    phones[-1].reload()
    for phone in phones:
        expect(phone.get_by_text(words).first).to_be_visible(timeout=SOON)


def send(phone: Page) -> None:
    phone.get_by_role("button", name=re.compile("^(Envoyer|Changer ma réponse)$")).click()
    expect(phone.get_by_text("Réponse enregistrée.")).to_be_visible(timeout=SOON)


def rate(phone: Page, degree: int) -> None:
    for group in phone.locator("fieldset.degrees").all():
        group.locator("input").nth(degree - 1).check()
    send(phone)


def write(phone: Page, *lines: str) -> None:
    for rank, words in enumerate(lines):
        phone.locator("textarea[name=ligne]").nth(rank).fill(words)
    send(phone)


def shown(host: Page, screen: Page, words: str) -> None:
    """Close the question; the screen shows nothing of it until the host says so."""
    act(host, "Fermer la question")
    expect(host.get_by_text(words).first).to_be_visible()
    assert words not in screen.inner_text("main")
    act(host, "Montrer à la salle")
    expect(screen.get_by_text(words).first).to_be_visible(timeout=SOON)


def test_the_governance_format_from_the_code_to_the_minutes(visit: Visits) -> None:
    host, screen, phones = started(visit)
    expect(host.get_by_text("5 personnes")).to_be_visible(timeout=SOON)
    act(host, "Commencer la séance")
    expect(screen.get_by_text("Faire vivre le lavoir.")).to_be_visible(timeout=SOON)
    act(host, "Ouvrir la question")
    asked(phones, "Sauriez-vous expliquer ces mots")
    for rank, phone in enumerate(phones):
        rate(phone, 1 + rank % 4)
    # A reload keeps the seat and the answer, which may still change.
    phones[0].reload()
    expect(phones[0].get_by_text("Réponse enregistrée.")).to_be_visible()
    rate(phones[0], 4)
    expect(host.get_by_text("5 réponses")).to_be_visible(timeout=SOON)
    shown(host, screen, "note du milieu")
    act(host, "Étape suivante")
    act(host, "Ouvrir la question")
    asked(phones, "Notre modèle, en une phrase")
    for phone in phones:
        write(phone, "Quarante bénévoles et une convention")
    shown(host, screen, "Quarante bénévoles et une convention")
    act(host, "Étape suivante")
    host.get_by_role("article").filter(has_text="Ce sur quoi nous tenons").get_by_role("button").click()
    asked(phones, "Ce sur quoi nous tenons")
    for phone in phones:
        write(phone, "Le lavoir est à nous")
    shown(host, screen, "Le lavoir est à nous")
    host.get_by_role("article").filter(has_text="Ce qui peut nous manquer").get_by_role("button").click()
    asked(phones, "Ce qui peut nous manquer")
    for rank, phone in enumerate(phones):
        write(phone, "La paie tient à une personne", f"Fragilité {rank}")
    shown(host, screen, "La paie tient à une personne")
    act(host, "Étape suivante")
    host.get_by_label("Ce que vous proposez").first.fill("La paie\nLe local")
    act(host, "Ouvrir la question")
    asked(phones, "Est-ce grave pour notre projet")
    for phone in phones:
        rate(phone, 3)
    shown(host, screen, "note du milieu")
    shared = host.get_by_role("article").filter(has_text="Partagez dix points")
    shared.get_by_label("Ce que vous proposez").fill("La paie\nLe local")
    shared.get_by_role("button").click()
    asked(phones, "Partagez dix points")
    for phone in phones:
        phone.get_by_label("La paie").fill("7")
        phone.get_by_label("Le local").fill("3")
        send(phone)
    shown(host, screen, "35 points")
    act(host, "Étape suivante")
    decide(visit, host, screen, phones)


def decide(visit: Visits, host: Page, screen: Page, phones: list[Page]) -> None:
    """The last step, conducted by somebody else, whose link is withdrawn at the end."""
    host.get_by_role("link", name="Animer à deux, passer la main").click()
    act(host, "Créer l’adresse à confier")
    second = visit(width=DESK).open(host.get_by_label("Adresse à confier").input_value())
    second.get_by_role("link", name="Écrire une décision à faire voter").click()
    second.get_by_label("La décision").fill("Former une deuxième personne à la paie")
    second.get_by_label("Qui s’en charge").fill("le bureau")
    act(second, "Ajouter la décision")
    second.get_by_role("link", name="Revenir à la séance").click()
    act(second, "Ouvrir la question")
    asked(phones, "Former une deuxième personne à la paie")
    for phone in phones:
        phone.get_by_label("Pour", exact=True).check()
        send(phone)
    shown(second, screen, "5 pour")
    host.get_by_role("link", name="Revenir à la séance").click()
    host.get_by_role("link", name="Terminer la séance").first.click()
    act(host, "Terminer la séance")
    for kept in ("S’en charge : le bureau.", "Le lavoir est à nous", "Faire vivre le lavoir."):
        expect(host.get_by_text(kept).first).to_be_visible()
    for other in (screen, *phones[:-1]):
        expect(other.get_by_text("La séance est terminée")).to_be_visible(timeout=SOON)
    with host.expect_download() as taken:
        host.get_by_role("link", name="Prendre le document").click()
    assert taken.value.suggested_filename.endswith("-compte-rendu.docx")


def test_a_co_development_with_its_roles_and_its_times(visit: Visits) -> None:
    held = hold(form=shipped()["co_developpement"], title="La formation se vend mal")
    host = visit(width=DESK).open(held.url("host"))
    visitors = [visit(width=PHONE) for _ in range(3)]
    phones = [one.open(held.url("phone", link=held.phone().link)) for one in visitors]
    client, helper, keeper = phones
    act(host, "Commencer la séance")
    act(host, "Ouvrir la question")
    for phone in phones:
        expect(phone.get_by_text("Quel rôle prenez-vous").first).to_be_visible(timeout=SOON)
    for phone, role in ((client, "Client"), (keeper, "Gardien du temps")):
        phone.get_by_label(role, exact=True).check()
        send(phone)
    helper.get_by_label("Client", exact=True).check()
    helper.get_by_role("button", name="Envoyer").click()
    expect(helper.get_by_role("alert")).to_contain_text("déjà pris")
    # What the browser itself says of a refusal is no fault of the page.
    visitors[1].errors.clear()
    helper.get_by_label("Consultant", exact=True).check()
    send(helper)
    act(host, "Fermer la question")
    act(host, "Étape suivante")
    expect(host.locator(".timer")).to_have_text(re.compile("Il reste 9:[0-9]{2}"), timeout=SOON)
    client.reload()
    expect(client.get_by_text("Apporte sa situation")).to_be_visible()
    for _ in range(2):
        act(host, "Étape suivante")
    act(host, "Ouvrir la question")
    expect(client.get_by_text("Ce que je demande au groupe").first).to_be_visible(timeout=SOON)
    write(client, "Savoir qui achèterait nos formations")
    expect(helper.get_by_text("s’adresse à un autre rôle")).to_be_visible(timeout=SOON)
    assert helper.get_by_role("button", name="Envoyer").count() == 0
    act(host, "Fermer la question")
    act(host, "Montrer à la salle")
    expect(helper.get_by_text("Savoir qui achèterait nos formations")).to_be_visible(timeout=SOON)
    for _ in range(2):
        act(host, "Étape suivante")
    act(host, "Ouvrir la question")
    expect(client.get_by_text("Ce que je fais, et pour quelle date").first).to_be_visible(timeout=SOON)
    write(client, "J’appelle dix anciens acheteurs avant le 15")
    act(host, "Fermer la question")
    act(host, "Montrer à la salle")
    host.get_by_role("link", name="Terminer la séance").first.click()
    act(host, "Terminer la séance")
    expect(host.get_by_text("J’appelle dix anciens acheteurs avant le 15")).to_be_visible()
    expect(host.get_by_text("Savoir qui achèterait nos formations")).to_have_count(0)


def test_an_answer_given_without_network_waits_and_arrives_once(visit: Visits) -> None:
    held = hold()
    phone = held.phone()
    put = held.put("mots")
    visitor = visit(width=PHONE)
    page = visitor.open(held.url("phone", link=phone.link))
    page.context.set_offline(True)
    for group in page.locator("fieldset.degrees").all():
        group.locator("input").nth(2).check()
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_text("Votre réponse attend ici")).to_be_visible(timeout=SOON)
    assert not put.answers.exists()
    page.context.set_offline(False)
    expect(page.get_by_text("Réponse enregistrée.")).to_be_visible(timeout=SOON)
    expect(page.get_by_text("Réseau perdu")).to_have_count(0)
    assert put.answers.count() == 1
    # What the browser itself says of the cut is no fault of the page.
    cut = ("ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest")
    visitor.errors[:] = [one for one in visitor.errors if not any(words in one for words in cut)]


def test_the_code_photographed_again_finds_the_seat(visit: Visits) -> None:
    held = hold()
    page = visit(width=PHONE).open(f"/seance/{held.session.code}/")
    expect(page.get_by_role("link", name="Reprendre ma place")).to_be_hidden()
    page.get_by_role("button", name="Prendre place").click()
    expect(page.get_by_role("heading", name="Vous avez pris place")).to_be_visible()
    page.wait_for_load_state()
    seat = page.url
    page.goto(re.sub(r"/seance/.*", f"/seance/{held.session.code}/", page.url))
    page.get_by_role("link", name="Reprendre ma place").click()
    assert page.url == seat and held.session.seats.count() == 1


def test_what_one_writes_stays_while_the_others_move(visit: Visits) -> None:
    held = hold()
    mine, other = held.phone(), held.phone()
    put = held.put("phrase")
    page = visit(width=PHONE).open(held.url("phone", link=mine.link))
    page.locator("textarea[name=ligne]").fill("Quarante béné")
    other.says(put, texts=["Une convention"])
    deciding.add_decision(session=held.session, key="d1", said=deciding.Decided(label="Garder le local"))
    page.wait_for_timeout(3000)
    assert page.locator("textarea[name=ligne]").input_value() == "Quarante béné"
    assert Round.objects.get().answers.count() == 1


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_pages_of_a_session(visit: Visits, width: int, dark: bool) -> None:
    waiting, held = hold(named=True), hold(project="Faire vivre le lavoir.")
    phones = [held.phone() for _ in range(PEOPLE)]
    put = held.put("mots")
    visitor = visit(width=width, dark=dark)
    for name, address in (
        ("debut", "/seance/animer/"),
        ("code", "/seance/"),
        ("entrer", f"/seance/{waiting.session.code}/"),
        ("attente", waiting.url("host")),
        ("deroule", waiting.url("adapt")),
        ("ecran-attente", waiting.url("screen", link=waiting.screen)),
        ("question", held.url("host")),
        ("ecran-question", held.url("screen", link=held.screen)),
        ("telephone", held.url("phone", link=phones[0].link)),
        ("feuille", held.url("ballots")),
        ("decisions", held.url("decisions")),
        ("a-deux", held.url("second_host")),
        ("terminer", held.url("end")),
        ("effacer", held.url("erase")),
    ):
        visitor.open(address)
        check(visitor, f"seance-{name}-{width}")
    for one in phones:
        one.says(put, values={"modele": 3, "humaines": 2, "financement": 1, "alliances": 4})
    held.close(put, show=True)
    for name, address in (
        ("resultat", held.url("host")),
        ("ecran-resultat", held.url("screen", link=held.screen)),
        ("bulletins", held.url("paper", put.pk)),
        ("compte-rendu", held.url("minutes")),
    ):
        visitor.open(address)
        check(visitor, f"seance-{name}-{width}")
