"""« Proposer »: what is kept, what is refused and how it is said, what is forgotten."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from harness.client import ScanningClient
from trajectoires.pages.domain import proposals
from trajectoires.pages.models import Proposal

pytestmark = pytest.mark.django_db
FORM, SEND, THANKS = "/proposer/", "/proposer/envoi/", "/proposer/recue/"


@pytest.fixture(autouse=True)
def _calm(settings: Any) -> None:
    settings.PROPOSAL_RATE = ""


def given(**changes: str) -> dict[str, str]:
    values = {
        "nature": "ressource",
        "texte": "Un guide utile aux trésoriers.",
        "page": "/accompagner/ressources/",
        "lien": "https://exemple.org/guide?a=1",
        "organisation": "Les Ateliers",
        "courriel": "",
        "licence": "on",
    }
    return {name: value for name, value in (values | changes).items() if value}


def test_a_proposal_is_kept_with_what_was_agreed(client: ScanningClient) -> None:
    answer = client.post(SEND, given(courriel="a@exemple.org", contact="on"), follow=True)
    assert answer.redirect_chain == [(THANKS, 303)]
    assert "Votre proposition est reçue" in answer.page.text
    row = Proposal.objects.get()
    assert (row.kind, row.page, row.link) == (
        "ressource", "/accompagner/ressources/", "https://exemple.org/guide?a=1",
    )  # fmt: skip
    assert (row.organisation, row.email, row.consent, row.state) == (
        "Les Ateliers", "a@exemple.org", True, "nouvelle",
    )  # fmt: skip
    assert row.licence == "CC BY-SA 4.0"
    assert row.consent_text == f"{proposals.LICENCE_TEXT}\n\n{proposals.CONTACT_TEXT}"


def test_the_words_that_are_kept_are_those_that_are_shown(client: ScanningClient) -> None:
    shown = client.get(FORM).page.text
    assert proposals.LICENCE_TEXT in shown
    assert proposals.CONTACT_TEXT in shown


def test_without_an_address_nothing_of_it_is_agreed(client: ScanningClient) -> None:
    client.post(SEND, given(contact="on"))
    row = Proposal.objects.get()
    assert (row.email, row.consent, row.consent_text) == ("", False, proposals.LICENCE_TEXT)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"licence": ""}, "Sans cet accord, nous ne pouvons rien publier"),
        ({"nature": ""}, "Choisissez ce que vous proposez."),
        ({"nature": "autre"}, "Choisissez une des quatre natures."),
        ({"texte": ""}, "deux phrases suffisent"),
        ({"texte": "court"}, "dites-en une phrase de plus"),
        ({"texte": "x" * 6001}, "signes au plus"),
        ({"lien": "javascript:alert(1)"}, "commencez-le par https://"),
        ({"lien": "ftp://exemple.org/x"}, "commencez-le par https://"),
        ({"courriel": "pas une adresse", "contact": "on"}, "nom@exemple.fr"),
        ({"courriel": "a@exemple.org"}, "Cochez cette case, ou effacez votre courriel."),
        ({"page": "/" + "x" * 300}, "255 signes au plus"),
        ({"texte": "avec un nul \x00 dedans, assez long"}, "À corriger"),
    ],
)
def test_a_refusal_keeps_nothing_and_says_the_remedy(
    client: ScanningClient, changes: dict[str, str], said: str
) -> None:
    answer = client.post(SEND, given(**changes))
    assert answer.status_code == 422
    if said != "À corriger":  # written by the stylesheet
        assert said in answer.page.text
    assert "Rien n’a été envoyé." in answer.page.text
    assert not Proposal.objects.exists()


def test_a_link_from_a_page_names_it(client: ScanningClient) -> None:
    html = client.get(f"{FORM}?page=/comprendre/kezako/").content.decode()
    assert 'value="/comprendre/kezako/"' in html
    assert 'value="correction" id="id_nature_3" checked' in html or 'value="correction" checked' in html
    for hostile in (
        "//evil.example/",
        "https://evil.example/",
        "/<script>",
        "/" + "a" * 400,
        "/" + "a" * 250 + "!",
        "%00",
    ):
        kept = client.get(FORM, {"page": hostile}).content.decode()
        assert "evil" not in kept
        assert 'name="page" value' not in kept


def test_a_program_in_the_trap_learns_nothing(client: ScanningClient) -> None:
    answer = client.post(SEND, given(site="https://spam.example"))
    assert (answer.status_code, answer["Location"]) == (303, THANKS)
    assert not Proposal.objects.exists()


def test_the_form_is_protected_and_its_page_is_not_kept(guarded: ScanningClient) -> None:
    assert guarded.post(SEND, given()).status_code == 403
    page = guarded.get(FORM)
    assert "ETag" not in page.headers
    token = page.cookies["jeton"].value
    assert guarded.post(SEND, given(csrfmiddlewaretoken=token)).status_code == 303


def test_too_many_are_refused(client: ScanningClient, settings: Any) -> None:
    settings.PROPOSAL_RATE = "2/h"
    codes = [client.post(SEND, given()).status_code for _ in range(3)]
    assert codes == [303, 303, 429]


def test_reading_the_address_leads_to_the_form(client: ScanningClient) -> None:
    assert client.get(SEND)["Location"] == FORM
    assert client.get(THANKS).status_code == 200
    assert client.post(THANKS).status_code == 405


def test_addresses_are_forgotten_after_twelve_months() -> None:
    now = timezone.now()
    for age in (364, 366):
        row = proposals.propose(
            kind="action",
            text="Une action",
            page="",
            link="",
            organisation="",
            email="a@exemple.org",
            now=now,
        )
        Proposal.objects.filter(pk=row.pk).update(received_at=now - dt.timedelta(days=age))
    out = io.StringIO()
    call_command("purge_proposals", stdout=out)
    assert "Courriels effacés\u00a0: 1" in out.getvalue()
    assert list(Proposal.objects.order_by("received_at").values_list("email", "consent")) == [
        ("", False), ("a@exemple.org", True),
    ]  # fmt: skip
    assert proposals.purge(now=now) == 0


def test_a_new_proposal_forgets_old_addresses(client: ScanningClient) -> None:
    row = Proposal.objects.create(
        kind="action", text="x", email="a@exemple.org", licence="x", consent_text="x"
    )
    Proposal.objects.filter(pk=row.pk).update(received_at=timezone.now() - dt.timedelta(days=400))
    client.post(SEND, given())
    assert Proposal.objects.get(pk=row.pk).email == ""


def test_a_coordinator_moderates() -> None:
    row = Proposal.objects.create(
        kind="correction", text="Une faute", email="a@exemple.org", licence="CC", consent_text="Oui"
    )
    User.objects.create_superuser("chef", "chef@exemple.org", "un-mot-de-passe-long")
    editor = Client()
    editor.login(username="chef", password="un-mot-de-passe-long")
    root = "/gestion/snippets/pages/proposal/"
    listed = editor.get(f"{root}?state=nouvelle")
    assert listed.status_code == 200
    assert str(row) in listed.content.decode()
    assert str(row) not in editor.get(f"{root}?state=publiee").content.decode()
    edited = editor.get(f"{root}edit/{row.pk}/")
    assert "Une faute" in edited.content.decode()
    done = editor.post(
        f"{root}edit/{row.pk}/", {"state": "retenue", "moderator_note": "Merci", "text": "Changé"}
    )
    assert done.status_code == 302
    row.refresh_from_db()
    assert (row.state, row.moderator_note, row.text) == ("retenue", "Merci", "Une faute")
    assert editor.get(f"{root}add/").status_code in (302, 403)
