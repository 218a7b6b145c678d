"""An identity provider in the place of the code: it proves an address, and nothing of it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from cryptography.hazmat.primitives.asymmetric import rsa
from django.http import HttpResponse

from harness import issuer as issuers
from harness.accounts import ACCOUNT, SIGN_IN
from harness.client import ScanningClient
from harness.spaces import person
from trajectoires.config import oidc
from trajectoires.people.models import Account

LEAVE = "/compte/connexion/par/fournisseur/"
NADIA = "nadia@exemple.fr"


@pytest.fixture
def issuer(settings: Any) -> Iterator[issuers.Issuer]:
    with issuers.running() as running:
        settings.OIDC_NAME = "Le service"
        settings.SOCIALACCOUNT_PROVIDERS = oidc.providers(
            name="Le service",
            server=running.address,
            client=issuers.CLIENT,
            secret=issuers.SECRET,
            scope=["openid", "email"],
        )
        yield running


def come_back(browser: ScanningClient, follow: str = "", **more: str) -> HttpResponse:
    """There and back, as a browser does."""
    left = browser.get(LEAVE, {"next": follow} if follow else {})
    assert left.status_code == 302, left.content.decode()
    asked = parse_qs(urlsplit(left.headers["Location"]).query)
    assert asked["redirect_uri"] == ["http://testserver/compte/connexion/par/fournisseur/retour/"]
    assert asked["code_challenge_method"] == ["S256"]
    return browser.get(f"{LEAVE}retour/", {"code": "c", "state": asked["state"][0], **more})


@pytest.mark.parametrize("signed", [False, True])
def test_it_enters_the_account_of_the_address(db: None, issuer: issuers.Issuer, signed: bool) -> None:
    known = person("nadia").account
    issuer.told = {"email": "Nadia@exemple.fr", "given_name": "Nadia", "siret": "73282932000074"}
    issuer.signs_userinfo = signed
    browser = ScanningClient()
    assert "se connecter avec Le service" in browser.get(SIGN_IN).page.text
    answer = come_back(browser, follow="/espaces/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/espaces/")
    assert NADIA in browser.get(ACCOUNT).page.text
    assert list(Account.objects.all()) == [known]
    assert issuer.asked[0]["client_id"] == [issuers.CLIENT]
    assert "code_verifier" in issuer.asked[0]
    for model in (SocialAccount, SocialToken, EmailAddress):
        assert model.objects.count() == 0
    known.person.refresh_from_db()
    assert known.person.first_name == ""
    told = str(browser.session.items())
    assert "73282932000074" not in told
    assert "Nadia" not in told


def test_it_opens_an_account_for_a_new_address(db: None, issuer: issuers.Issuer) -> None:
    issuer.told = {"email": NADIA, "email_verified": True}
    browser = ScanningClient()
    assert come_back(browser).headers["Location"] == ACCOUNT
    assert Account.objects.get().person.email == NADIA


@pytest.mark.parametrize(
    "told", [{}, {"email": NADIA, "email_verified": False}, {"email": "rien"}, {"email": ["a@b.fr"]}]
)
def test_it_must_prove_an_address(db: None, issuer: issuers.Issuer, told: dict[str, Any]) -> None:
    issuer.told = told
    browser = ScanningClient()
    assert come_back(browser).status_code == 422
    assert Account.objects.count() == 0
    assert browser.get(ACCOUNT).status_code == 302


def test_a_refusal_leads_to_the_code(db: None, issuer: issuers.Issuer) -> None:
    browser = ScanningClient()
    answer = come_back(browser, error="access_denied")
    assert (answer.status_code, "n’a pas abouti" in answer.page.text) == (422, True)


def test_somebody_else_s_signature_is_refused(db: None, issuer: issuers.Issuer) -> None:
    issuer.told, issuer.signs_userinfo = {"email": NADIA}, True
    issuer.signing_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    assert come_back(ScanningClient()).status_code == 422
    assert Account.objects.count() == 0


def test_a_return_that_this_browser_did_not_ask_for_is_refused(db: None, issuer: issuers.Issuer) -> None:
    issuer.told = {"email": NADIA}
    asked = ScanningClient().get(LEAVE)
    state = parse_qs(urlsplit(asked.headers["Location"]).query)["state"][0]
    assert ScanningClient().get(f"{LEAVE}retour/", {"code": "c", "state": state}).status_code == 422
    assert Account.objects.count() == 0


def test_a_provider_that_does_not_answer_is_said(db: None, settings: Any) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = oidc.providers(
        name="Le service", server="http://127.0.0.1:9", client="c", secret="s", scope=["openid"]
    )
    assert ScanningClient().get(LEAVE).status_code == 422


def test_without_settings_there_is_no_provider(db: None, client: ScanningClient) -> None:
    assert "Ou bien" not in client.get(SIGN_IN).page.text
    assert client.get(LEAVE).status_code == client.get(f"{LEAVE}retour/").status_code == 404
    assert oidc.providers(name="", server="", client="", secret="", scope=[])["openid_connect"]["APPS"] == []
