"""Before the session: its day, at most three decisions, two pages, and what it starts from."""

from __future__ import annotations

import datetime as dt
import io
import uuid
from typing import Any

import pypdf
import pytest
from django.urls import reverse
from docx import Document
from icalendar import Calendar

from equilibre.facilitation.formats import shipped
from harness.client import ScanningClient
from harness.dossiers import Opened as OpenedModel
from harness.sessions import Held, hold
from trajectoires.facilitation.domain import conducting, preparing, sharing
from trajectoires.facilitation.domain.from_model import for_a_room
from trajectoires.facilitation.domain.packing import read_background
from trajectoires.facilitation.domain.refusals import RefusedError
from trajectoires.facilitation.models import Decision, Session
from trajectoires.pages.models import GlossaryTerm

ON = dt.date(2027, 3, 12)
SAID = {
    "label": "Former une deuxième personne à la paie",
    "context": "Une seule personne fait la paie ; elle part en juin.",
    "asked": "Accepter deux jours de formation.",
    "options": "Former, ou confier la paie à un prestataire.",
    "decides": "conseil",
}


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def prepare(client: ScanningClient, held: Held, **said: str) -> str:
    key = uuid.uuid4().hex
    answer = client.post(held.url("prepare_decision", key), SAID | said)
    assert answer.status_code == 303, answer.content.decode()[-2000:]
    return key


def pages(client: ScanningClient, held: Held) -> list[str]:
    answer = client.get(held.url("preread_file", "pdf"))
    assert answer.headers["Content-Type"] == "application/pdf"
    return [plain(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages]


def test_the_day_and_the_place_go_everywhere_they_are_needed(client: ScanningClient, db: None) -> None:
    held = hold(organisation="Les Amis du lavoir", project="Faire vivre le lavoir.")
    said = {"jour": "2027-03-12", "heure": "18:30", "lieu": "Salle des fêtes"}
    assert client.post(held.url("prepare"), said).status_code == 303
    told = (held.now.planned_on, held.now.planned_at, held.now.place)
    assert told == (ON, dt.time(18, 30), "Salle des fêtes")
    page = plain(client.get(held.url("prepare")).content.decode().replace("&nbsp;", " "))
    assert "Le 4 mars 2027, huit jours avant." in page and 'value="18:30"' in page
    for address in (held.url("host"), held.url("prepare")):
        whole = client.get(address).content.decode()
        letter = whole[whole.index('id="invitation"') : whole.index("</blockquote>")]
        words = plain(letter.replace("&nbsp;", " "))
        assert "le 12 mars 2027 à 18 h 30. Lieu : Salle des fêtes." in words
        assert held.session.code not in letter
    front = pages(client, held)[0]
    assert "Le 12 mars 2027 à 18 h 30, Salle des fêtes. Comptez 1 h 30." in front
    assert "Faire vivre le lavoir." in front and held.session.code not in front
    events = Calendar.from_ical(client.get(held.url("day_file")).content).walk("VEVENT")
    evening = dt.datetime(2027, 3, 12, 17, 30, tzinfo=dt.UTC)  # 18 h 30 in France
    assert [event.decoded("dtstart") for event in events] == [dt.date(2027, 3, 4), evening]
    assert events[1].decoded("dtend") - evening == dt.timedelta(minutes=90)
    assert str(events[1]["location"]) == "Salle des fêtes"
    assert held.token not in client.get(held.url("day_file")).content.decode()


def test_without_a_day_nothing_is_dated(client: ScanningClient, db: None) -> None:
    held = hold()
    assert client.get(held.url("day_file")).status_code == 404
    page = client.get(held.url("prepare")).content.decode()
    assert "ICS" not in page and "Huit jours avant la séance" in page
    for said in ({"jour": "hier"}, {"heure": "25:99"}, {"lieu": "x" * 161}):
        assert client.post(held.url("prepare"), said).status_code == 422, said
    assert held.now.planned_on is None and held.now.place == ""
    assert client.get(held.url("preread_file", "exe")).status_code == 404


def test_three_decisions_at_most_are_prepared_each_in_three_lines(client: ScanningClient, db: None) -> None:
    held = hold(form=shipped()["decisions"])
    key = prepare(client, held)
    assert client.post(held.url("prepare_decision", key), SAID).status_code == 303
    assert Decision.objects.count() == 1, "sent twice, written once"
    prepare(client, held, label="Garder le local", context="", asked="", options="", decides="")
    prepare(client, held, label="Partager un poste")
    fourth = client.post(held.url("prepare_decision", uuid.uuid4().hex), SAID)
    assert fourth.status_code == 422 and "Trois décisions au plus" in fourth.content.decode()
    assert "deux jours de formation" in fourth.content.decode(), "nothing that was typed is lost"
    assert "Préparer une autre" not in client.get(held.url("prepare")).content.decode()
    back = pages(client, held)[-1]
    for words in (
        "Décision 1. Former une deuxième personne à la paie",
        "Ce qu’il faut savoir Une seule personne fait la paie",
        "Ce que l’on demande Accepter deux jours",
        "Ce que l’on peut choisir Former, ou confier",
        "Qui décide le conseil",
        "Décision 2. Garder le local Qui décide à préciser d’après vos statuts",
    ):
        assert words in back, words
    docx = client.get(held.url("preread_file", "docx")).content
    text = plain("\n".join(one.text for one in Document(io.BytesIO(docx)).paragraphs))
    assert "Ce que l’on demande : Accepter deux jours" in text
    assert client.get(held.url("prepare_decision", "nimporte")).status_code == 404


def test_the_room_reads_the_three_lines_when_it_gets_to_the_decision(
    client: ScanningClient, db: None
) -> None:
    held = hold(form=shipped()["decisions"])
    first = prepare(client, held)
    prepare(client, held, label="Garder le local", context="Le bail finit en mai.")
    phone = held.phone()
    held.at("vote")
    held.put("vote", decision=first)
    for address in (
        reverse("facilitation:phone", args=[phone.link]),
        reverse("facilitation:screen", args=[held.screen]),
    ):
        page = plain(client.get(address).content.decode())
        assert "elle part en juin" in page and "Accepter deux jours" in page
        assert "Le bail finit en mai" not in page
    changed = client.post(held.url("prepare_decision", first), SAID | {"context": "Autre chose"})
    assert changed.status_code == 422 and plain(Decision.objects.get(key=first).context) == SAID["context"]


def test_the_page_asks_the_database_as_much_for_three_decisions_as_for_one(
    client: ScanningClient, db: None, django_assert_num_queries: Any
) -> None:
    held = hold()
    for count in (1, 3):
        while Decision.objects.count() < count:
            prepare(client, held)
        for name, queries in (("prepare", 2), ("who_decides", 2)):
            with django_assert_num_queries(queries):
                client.get(held.url(name))
        with django_assert_num_queries(3):
            client.get(held.url("preread_file", "pdf"))


def test_a_long_preparation_leaves_the_screen_its_question(client: ScanningClient, db: None) -> None:
    held = hold(form=shipped()["decisions"])
    key = prepare(client, held, context="Un fait. " * 40)
    held.put("vote", decision=key)
    screen = client.get(reverse("facilitation:screen", args=[held.screen])).content.decode()
    assert "Un fait." not in screen and "Accepter deux jours" in screen
    phone = client.get(reverse("facilitation:phone", args=[held.phone().link])).content.decode()
    assert "Un fait." in phone


def test_once_begun_what_prepares_it_stays(client: ScanningClient, db: None) -> None:
    held = hold()
    conducting.begin(session=held.session)
    for name, said in (("prepare", {"lieu": "Ailleurs"}), ("prepare_decision", SAID)):
        rest = (uuid.uuid4().hex,) if name == "prepare_decision" else ()
        assert client.post(held.url(name, *rest), said).status_code == 422, name
    assert held.now.place == "" and not Decision.objects.exists()
    page = client.get(held.url("prepare")).content.decode()
    assert "<form" not in page.split("<main")[1].split("</main>")[0], "nothing is offered that is refused"


def test_what_a_model_says_is_added_to_what_is_there(
    client: ScanningClient, opened: OpenedModel, db: None
) -> None:
    held = hold(project="Notre projet, mot à mot.", seeds={"fragilites": ("Une seule clé",)})
    address = "https://exemple.fr" + opened.url()
    assert client.post(held.url("prepare_from"), {"adresse": address}).status_code == 303
    page = plain(client.get(held.url("prepare")).content.decode().replace("&nbsp;", " "))
    assert "Une seule clé" in page and opened.model.last.findings.weaknesses[0].title in page
    assert held.now.project == "Notre projet, mot à mot." and held.now.model == for_a_room(
        opened.model.last.sentence
    )
    assert opened.token not in repr(vars(held.now)), "the key of the model is not kept"
    known = read_background(held.now.background)
    assert known.figures and known.picture is not None
    front = pages(client, held)[0]
    for one in known.figures:
        assert plain(one.words) in front
    assert "Statut : " in front
    again = held.now.background
    client.post(held.url("prepare_from"), {"adresse": address})
    assert held.now.background == again, "added twice, it is there once"


@pytest.mark.parametrize("typed", ["", "bonjour", "https://exemple.fr/m/" + "A" * 43 + "/"])
def test_an_address_that_opens_nothing_says_what_was_expected(
    client: ScanningClient, db: None, typed: str
) -> None:
    held = hold()
    answer = client.post(held.url("prepare_from"), {"adresse": typed})
    assert answer.status_code == 422 and "adresse" in answer.content.decode()
    assert held.now.seeds == b"{}"


def test_a_reader_of_a_model_adds_nothing(client: ScanningClient, opened: OpenedModel) -> None:
    held = hold()
    shared = reverse("qualification:result", args=[opened.share()])
    assert client.post(held.url("prepare_from"), {"adresse": shared}).status_code == 422


def test_words_of_the_glossary_that_the_pages_use_are_explained(client: ScanningClient, db: None) -> None:
    held = hold(project="Soigner nos richesses humaines.")
    back = pages(client, held)[-1]
    known = GlossaryTerm.objects.get(key="richesses-humaines")
    assert plain(f"{known.term} {known.definition}") in back and "rescrit" not in back


def test_what_was_prepared_goes_with_the_session(db: None) -> None:
    held = hold()
    preparing.plan(session=held.session, on=ON, at=dt.time(9), place="Chez Anne")
    Session.objects.update(expires_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    assert sharing.purge_expired(now=dt.datetime(2026, 1, 2, tzinfo=dt.UTC)) == 1
    emptied = Session.objects.get()
    assert (emptied.planned_on, emptied.planned_at, emptied.place) == (None, None, "")
    assert emptied.background == b"{}"


def test_who_decides_is_said_for_each_decision_and_printed_on_one_side(
    client: ScanningClient, db: None
) -> None:
    held = hold(form=shipped()["decisions"])
    key = prepare(client, held, decides="")
    assert client.post(held.url("who_decides"), {f"instance-{key}": "assemblee"}).status_code == 303
    assert Decision.objects.get().decides == "assemblee"
    page = client.get(held.url("who_decides")).content.decode()
    assert "Vos statuts prévalent" in page and '<option value="assemblee" selected>' in page
    wrong = client.post(held.url("who_decides"), {f"instance-{key}": "roi"})
    assert wrong.status_code == 422 and Decision.objects.get().decides == "assemblee"
    assert held.url("who_decides") in client.get(held.url("decisions")).content.decode()
    reader = pypdf.PdfReader(io.BytesIO(client.get(held.url("who_decides_file")).content))
    (side,) = [plain(one.extract_text()) for one in reader.pages]
    assert "Former une deuxième personne à la paie L’assemblée générale" in side
    assert "article 9 bis" in side and "Statut : lecture" in side
    with pytest.raises(RefusedError):
        preparing.say_who_decides(session=held.session, bodies={key: "roi"})
