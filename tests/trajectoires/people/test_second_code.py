"""A second code, by an application of the telephone: optional, asked each time, given up with a code."""

from __future__ import annotations

import datetime as dt
import io
import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from harness.accounts import ACCOUNT, sign_in, wrong
from harness.client import ScanningClient
from trajectoires.people.domain import second_code
from trajectoires.people.models import Account, Device

NADIA = "nadia@exemple.fr"
SETTINGS, ASK = "/compte/second-code/", "/compte/connexion/second-code/"
SECRET = re.compile(r"<code>([A-Z2-7]{32})</code>")
SPARE = re.compile(r"<code>(\d{8})</code>")


class Phone:
    """An application of codes, whose clock the test moves: a code serves once."""

    def __init__(self, secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.secret, self.now = secret, time.time()
        monkeypatch.setattr(auth.time, "time", lambda: self.now)

    def code(self) -> str:
        """The code of the next half minutes."""
        self.now += 120
        return auth.format_hotp_value(auth.hotp_value(self.secret, int(self.now) // 30))


def set_up(browser: ScanningClient, monkeypatch: pytest.MonkeyPatch) -> tuple[Phone, list[str]]:
    """A second code, from its page; the telephone and the spare codes."""
    page = browser.get(SETTINGS)
    assert "<svg" in page.content.decode()
    found = SECRET.search(page.content.decode())
    assert found is not None
    phone = Phone(found[1], monkeypatch)
    assert browser.post(SETTINGS, {"code": wrong(phone.code())[-6:]}).status_code == 422
    done = browser.post(SETTINGS, {"code": phone.code()})
    spare = SPARE.findall(done.content.decode())
    assert len(spare) == 10
    return phone, spare


def test_it_is_asked_after_the_mail(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = ScanningClient()
    sign_in(browser, NADIA)
    assert "Ajouter un second code" in browser.get(ACCOUNT).page.text
    phone, spare = set_up(browser, monkeypatch)
    assert "vient d’être ajouté" in mail.outbox[-1].body
    other = ScanningClient()
    answer = sign_in(other, NADIA, follow="/espaces/")
    assert answer.headers["Location"] == ASK
    assert other.get(ACCOUNT).status_code == 302
    assert Device.objects.count() == 1
    code = phone.code()
    refused = other.post(ASK, {"code": wrong(code)[-6:]})
    assert (refused.status_code, "pas le bon code" in refused.page.text) == (422, True)
    entered = other.post(ASK, {"code": code})
    assert (entered.status_code, entered.headers["Location"]) == (302, "/espaces/")
    assert other.get(ACCOUNT).status_code == 200
    # Read over a shoulder, it does not serve again; a spare code does, once.
    third = ScanningClient()
    sign_in(third, NADIA)
    assert third.post(ASK, {"code": code}).status_code == 422
    assert third.post(ASK, {"code": spare[0]}).status_code == 302
    fourth = ScanningClient()
    sign_in(fourth, NADIA)
    assert fourth.post(ASK, {"code": spare[0]}).status_code == 422


def test_it_is_given_up_with_a_code(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = ScanningClient()
    sign_in(browser, NADIA)
    phone, _ = set_up(browser, monkeypatch)
    assert "Retirer le second code" in browser.get(SETTINGS).page.text
    assert browser.post(SETTINGS, {"code": "000000"}).status_code == 422
    assert browser.post(SETTINGS, {"code": phone.code()}).status_code == 303
    assert Authenticator.objects.count() == 0
    assert "vient d’être retiré" in mail.outbox[-1].body
    assert sign_in(ScanningClient(), NADIA).headers["Location"] == ACCOUNT


def test_attempts_are_limited(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = ScanningClient()
    sign_in(browser, NADIA)
    phone, _ = set_up(browser, monkeypatch)
    other = ScanningClient()
    sign_in(other, NADIA)
    for _ in range(5):
        assert other.post(ASK, {"code": "000000"}).status_code == 422
    answer = other.post(ASK, {"code": phone.code()})
    assert (answer.status_code, "Trop d’essais" in answer.page.text) == (422, True)


def test_it_is_set_up_soon_after_signing_in(db: None) -> None:
    browser = ScanningClient()
    sign_in(browser, NADIA)
    Device.objects.update(since=timezone.now() - second_code.FRESH - dt.timedelta(seconds=1))
    for answer in (browser.get(SETTINGS), browser.post(SETTINGS, {"code": "000000"})):
        assert "Reconnectez-vous d’abord" in answer.page.text


def test_the_database_does_not_tell_the_secret(
    db: None, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    browser = ScanningClient()
    sign_in(browser, NADIA)
    phone, _ = set_up(browser, monkeypatch)
    kept = str(list(Authenticator.objects.order_by("pk").values_list("data", flat=True)))
    assert phone.secret not in kept
    assert phone.secret not in str(browser.session.items())
    row = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    old = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another" * 8, [old]
    assert second_code.opened(row.data["secret"]) == phone.secret


def test_it_goes_with_the_account(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = ScanningClient()
    sign_in(browser, NADIA)
    set_up(browser, monkeypatch)
    assert b'"second_code_depuis": "' in browser.post("/compte/mes-donnees/").content
    browser.post("/compte/effacer/", {"adresse": NADIA})
    assert Account.objects.count() == Authenticator.objects.count() == 0


def test_who_keeps_the_server_helps_who_lost_everything(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = ScanningClient()
    sign_in(browser, NADIA)
    set_up(browser, monkeypatch)
    out = io.StringIO()
    call_command("compte_visiteur", "retirer-le-second-code", courriel=NADIA.upper(), stdout=out)
    assert "Second code retiré" in out.getvalue()
    assert sign_in(ScanningClient(), NADIA).headers["Location"] == ACCOUNT
    call_command("compte_visiteur", "fermer", courriel=NADIA, stdout=out)
    assert browser.get(ACCOUNT).status_code == 302
    assert sign_in(ScanningClient(), NADIA).status_code == 422
    call_command("compte_visiteur", "rouvrir", courriel=NADIA, stdout=out)
    assert sign_in(ScanningClient(), NADIA).status_code == 302
    with pytest.raises(CommandError):
        call_command("compte_visiteur", "fermer", courriel="personne@exemple.fr")
