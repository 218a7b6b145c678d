"""What one does with an account: close a browser, move, take everything away, erase everything."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core import mail
from django.utils import timezone

from harness.accounts import ACCOUNT, SIGN_IN, code_of_the_last_mail, sign_in, wrong
from harness.client import ScanningClient
from harness.spaces import enter, open_space, person, signed_in
from trajectoires.agenda.domain import subscribing
from trajectoires.agenda.enums import Rhythm
from trajectoires.organisations.domain import members, spaces
from trajectoires.organisations.enums import Role
from trajectoires.organisations.models import Invitation, JournalEntry, Organisation
from trajectoires.pages.domain.proposals import propose
from trajectoires.pages.models import Proposal
from trajectoires.people.models import Account, Device

NADIA, OTHER = "nadia@exemple.fr", "nadia.autre@exemple.fr"
DEVICES, ADDRESS, ADDRESS_CODE = "/compte/appareils/", "/compte/adresse/", "/compte/adresse/code/"
MY_DATA, ERASE = "/compte/mes-donnees/", "/compte/effacer/"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604.1"


def at(address: str = NADIA, agent: str = "") -> ScanningClient:
    browser = ScanningClient(headers={"User-Agent": agent} if agent else {})
    sign_in(browser, address)
    return browser


def test_a_browser_is_closed_from_another(db: None) -> None:
    here, phone, third = at(), at(agent=PHONE), at()
    page = here.get(DEVICES).page.text
    assert "Safari sur un iPhone" in page
    assert page.count("(ce navigateur)") == 1
    stranger = at("autre@exemple.fr")
    number = Device.objects.get(browser="Safari sur un iPhone").pk
    stranger.post(DEVICES, {"numero": str(number)})
    assert phone.get(ACCOUNT).status_code == 200
    assert here.post(DEVICES, {"numero": str(number)}).status_code == 303
    assert phone.get(ACCOUNT).status_code == 302
    assert (here.get(ACCOUNT).status_code, third.get(ACCOUNT).status_code) == (200, 200)
    here.post(DEVICES, {"action": "autres"})
    assert (here.get(ACCOUNT).status_code, third.get(ACCOUNT).status_code) == (200, 302)
    assert stranger.get(ACCOUNT).status_code == 200
    assert "n’est ouvert nulle part ailleurs" in here.get(DEVICES).page.text


@pytest.mark.parametrize("others", [0, 3])
def test_the_list_of_browsers_costs_the_same(db: None, others: int, django_assert_num_queries: Any) -> None:
    here = at()
    for _ in range(others):
        at()
    with django_assert_num_queries(4):
        here.get(DEVICES)


def test_an_account_moves_to_an_address_that_is_proven(db: None) -> None:
    browser = at()
    assert browser.post(ADDRESS, {"adresse": NADIA.upper()}).status_code == 422
    assert browser.get(ADDRESS_CODE).headers["Location"] == ADDRESS
    assert browser.post(ADDRESS, {"adresse": OTHER}).status_code == 303
    assert mail.outbox[-1].to == [OTHER]
    code = code_of_the_last_mail()
    assert browser.post(ADDRESS_CODE, {"code": wrong(code)}).status_code == 422
    # A code for an address is no code to sign in, even in the same browser.
    assert browser.post("/compte/connexion/code/", {"code": code}).status_code == 422
    assert browser.post(ADDRESS_CODE, {"code": code}).status_code == 303
    assert OTHER in browser.get(ACCOUNT).page.text
    told = mail.outbox[-1]
    assert told.to == [NADIA]
    assert OTHER not in told.body
    at(OTHER)
    assert Account.objects.count() == 1
    at(NADIA)
    assert Account.objects.count() == 2


def test_an_account_does_not_take_the_address_of_another(db: None) -> None:
    """That it has an account is told only to somebody who reads its mails."""
    at(OTHER)
    browser = at()
    asked = browser.post(ADDRESS, {"adresse": OTHER})
    assert (asked.status_code, asked.headers["Location"]) == (303, ADDRESS_CODE)
    answer = browser.post(ADDRESS_CODE, {"code": code_of_the_last_mail()})
    assert (answer.status_code, "a déjà un compte" in answer.page.text) == (422, True)
    assert NADIA in browser.get(ACCOUNT).page.text


def test_everything_is_taken_away(db: None) -> None:
    space = open_space()
    browser = at(space.people["manager"].email)
    subscribe(space.people["manager"].email)
    page = browser.get(MY_DATA).page.text
    assert "votre abonnement à la lettre" in page
    answer = browser.post(MY_DATA)
    assert "attachment" in answer.headers["Content-Disposition"]
    told = json.loads(answer.content)
    assert told["compte"]["adresse"] == "manager@exemple.fr"
    assert len(told["compte"]["navigateurs_connectes"]) == 1
    assert told["espaces"]["espaces"][0]["nom"] == "Les amis du lac"
    assert len(told["lettre"]) == 1
    assert told["propositions"] == told["nouvelles_des_parcours"] == []
    assert "member@exemple.fr" not in answer.content.decode()


def subscribe(address: str) -> None:
    now = timezone.now()
    asked = subscribing.request_subscription(email=address, rhythm=Rhythm.MONTHLY, levers=[], now=now)
    assert asked is not None
    subscribing.confirm(mark=asked.mark, now=now)


def test_the_last_manager_hands_on_first(db: None) -> None:
    space = open_space()
    manager = space.people["manager"]
    browser = at(manager.email)
    page = browser.get(ERASE)
    assert "Pas encore" in page.page.text
    assert f"/espaces/{space.organisation.slug}/" in page.content.decode()
    assert browser.post(ERASE, {"adresse": manager.email}).status_code == 422
    assert get_user_model().objects.filter(pk=manager.pk).exists()
    members.change_role(
        organisation=space.organisation,
        person=manager,
        number=space.organisation.memberships.get(person=space.people["member"]).pk,
        role=Role.MANAGER,
    )
    assert "Pas encore" not in browser.get(ERASE).page.text
    assert browser.post(ERASE, {"adresse": manager.email.upper()}).status_code == 200
    assert Organisation.objects.filter(pk=space.organisation.pk).exists()
    assert "une personne qui n’a plus de compte" in journal(space).lower()


def journal(space: Any) -> str:
    return str(space.browser("member").get(f"/espaces/{space.organisation.slug}/journal/").page.text)


def test_nothing_is_erased_without_the_address(db: None) -> None:
    browser = at()
    for typed in ("", "autre@exemple.fr"):
        assert browser.post(ERASE, {"adresse": typed}).status_code == 422
    assert browser.get(ACCOUNT).status_code == 200


def test_erasing_erases(db: None, settings: Any, tmp_path: Path) -> None:
    """Afterwards, no table, no session and no file holds the address, the account's name or its number."""
    settings.MEDIA_ROOT = tmp_path
    here, elsewhere = at(), at(agent=PHONE)
    other = person("autre")
    organisation = spaces.open_space(person=other, name="Le verger", siren="", rna="", profile="petite")
    nadia = Account.objects.select_related("person").get(person__email=NADIA).person
    name, number = nadia.username, nadia.pk
    enter(organisation, nadia, Role.MEMBER)
    second = spaces.open_space(person=other, name="La halle", siren="", rna="", profile="petite")
    members.invite(organisation=second, person=other, address=NADIA, role=Role.READER)
    subscribe(NADIA)
    propose(
        kind="action", text="Une idée", page="", link="", organisation="", email=NADIA, now=timezone.now()
    )
    assert NADIA in everything()
    assert name in everything()
    assert here.post(ERASE, {"adresse": NADIA}).status_code == 200
    left = everything()
    assert NADIA not in left
    assert name not in left
    assert not any(path.is_file() and NADIA.encode() in path.read_bytes() for path in tmp_path.rglob("*"))
    assert not [row for row in pointing() if row[1] == number]
    for browser in (here, elsewhere):
        assert browser.get(ACCOUNT).status_code == 302
    assert Invitation.objects.count() == 0
    assert JournalEntry.objects.filter(organisation=organisation, person=None).exists()
    assert Proposal.objects.get().text == "Une idée"
    assert Organisation.objects.count() == 2


def everything() -> str:
    """Every row of every table, sessions decoded."""
    out = io.StringIO()
    for model in apps.get_models(include_auto_created=True):
        for row in model._base_manager.order_by("pk").values_list():
            out.write(f"{model._meta.label} {row}\n")
    for session in Session.objects.order_by("pk"):
        out.write(f"{session.get_decoded()}\n")
    return out.getvalue()


def pointing() -> list[tuple[str, Any]]:
    """Every value of every column that points to a user."""
    user = get_user_model()
    return [
        (model._meta.label, value)
        for model in apps.get_models(include_auto_created=True)
        for column in model._meta.concrete_fields
        if column.is_relation and column.related_model is user
        for value in model._base_manager.order_by("pk").values_list(column.attname, flat=True)
    ]


def test_an_editor_has_no_account_here(db: None) -> None:
    browser = signed_in(person("redaction", is_staff=True))
    for path in (ACCOUNT, DEVICES, ADDRESS, MY_DATA, ERASE):
        for answer in (browser.get(path), browser.post(path, {"adresse": "redaction@exemple.fr"})):
            assert answer.status_code in (302, 405), path
    assert browser.get(SIGN_IN).status_code == 200
    assert get_user_model().objects.filter(username="redaction").exists()
