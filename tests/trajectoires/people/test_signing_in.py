"""An address, a code, and one is in: by the pages and the mails alone."""

from __future__ import annotations

import datetime as dt
import re
import time
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core import mail
from django.utils import timezone

from harness.accounts import ACCOUNT, CODE, SIGN_IN, code_of_the_last_mail, sign_in, wrong
from harness.client import ScanningClient
from harness.spaces import person, signed_in
from trajectoires.people.domain import accounts, codes, devices
from trajectoires.people.models import Account, Device

NADIA = "nadia@exemple.fr"
BREAKABLE = re.compile(r"[^\W_»)’}] (?=[;:?!%€»](?:\W|$))|« | »")
LOGGERS = ("trajectoires.requests", "trajectoires.people", "django.request")
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def test_a_code_opens_an_account_and_later_enters_it(db: None) -> None:
    first = ScanningClient(headers={"User-Agent": FIREFOX})
    assert Account.objects.count() == 0
    answer = sign_in(first, " Nadia@Exemple.FR ")
    assert (answer.status_code, answer.headers["Location"]) == (302, ACCOUNT)
    assert NADIA in first.get(ACCOUNT).page.text
    account = Account.objects.select_related("person").get()
    assert account.person.email == NADIA
    assert not account.person.has_usable_password()
    assert "nadia" not in account.person.username
    assert Device.objects.get().browser == "Firefox sous Linux"
    second = ScanningClient()
    sign_in(second, "NADIA@exemple.fr")
    assert second.get(ACCOUNT).status_code == 200
    assert Account.objects.count() == 1
    assert Device.objects.count() == 2


def test_nothing_tells_whether_an_account_exists(db: None) -> None:
    """Same answer, same page, same mail; and no account before the code."""
    person("nadia")
    seen = []
    for address in (NADIA, "personne@exemple.fr"):
        browser = ScanningClient()
        asked = browser.post(SIGN_IN, {"adresse": address})
        page = browser.get(CODE)
        message = mail.outbox[-1]
        seen.append(
            (
                asked.status_code,
                asked.headers["Location"],
                page.page.text.replace(address, "X"),
                message.subject,
                message.body.replace(codes_of(message.body), "X"),
            )
        )
    assert seen[0] == seen[1]
    assert Account.objects.count() == 1


def codes_of(body: str) -> str:
    code = code_of_the_last_mail()
    spaced = f"{code[:4]} {code[4:]}"
    assert spaced in body
    return spaced


def test_a_code_is_tried_five_times(db: None) -> None:
    browser = ScanningClient()
    browser.post(SIGN_IN, {"adresse": NADIA})
    code = code_of_the_last_mail()
    for left in (4, 3, 2, 1):
        answer = browser.post(CODE, {"code": wrong(code)})
        assert answer.status_code == 422
        assert f"Il vous reste {left}\u00a0essai" in answer.page.text
    assert "Aucun code n’attend plus ici" in browser.post(CODE, {"code": wrong(code)}).page.text
    assert "Aucun code n’attend plus ici" in browser.post(CODE, {"code": code}).page.text
    assert Account.objects.count() == 0


def test_a_code_serves_once_for_a_quarter_of_an_hour_in_its_own_browser(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = ScanningClient()
    sign_in(browser, NADIA)
    code = code_of_the_last_mail()
    assert browser.post(CODE, {"code": code}).status_code == 422
    assert ScanningClient().post(CODE, {"code": code}).status_code == 422
    late = ScanningClient()
    late.post(SIGN_IN, {"adresse": NADIA})
    now = time.time()
    monkeypatch.setattr(codes.time, "time", lambda: now + codes.MINUTES * 60 + 1)
    assert late.post(CODE, {"code": code_of_the_last_mail()}).status_code == 422
    assert late.get(ACCOUNT).status_code == 302


def test_digits_are_read_as_people_type_them(db: None) -> None:
    browser = ScanningClient()
    browser.post(SIGN_IN, {"adresse": NADIA})
    code = code_of_the_last_mail()
    short = browser.post(CODE, {"code": code[:7]})
    assert (short.status_code, "huit chiffres" in short.page.text) == (422, True)
    assert browser.post(CODE, {"code": f" {code[:4]}\u00a0{code[4:]} "}).status_code == 302


@pytest.mark.parametrize(
    ("asked", "followed"),
    [
        ("/espaces/", "/espaces/"),
        ("http://testserver/espaces/", "http://testserver/espaces/"),
        ("http://testserver.ailleurs.example/", ACCOUNT),
        ("https://ailleurs.example/", ACCOUNT),
        ("//ailleurs.example/", ACCOUNT),
        ("/\\ailleurs.example/", ACCOUNT),
        ("javascript:alert(1)", ACCOUNT),
    ],
)
def test_one_comes_back_to_a_page_of_this_site_only(db: None, asked: str, followed: str) -> None:
    browser = ScanningClient()
    page = browser.get(SIGN_IN, {"next": asked})
    assert ('name="next"' in page.content.decode()) == (followed != ACCOUNT)
    assert sign_in(browser, NADIA, follow=asked).headers["Location"] == followed
    again = browser.get(SIGN_IN, {"next": asked})
    assert (again.status_code, again.headers["Location"]) == (303, followed)


def test_sendings_are_counted_by_address_and_by_network(db: None, settings: Any) -> None:
    settings.CODE_RATE = "2/h"
    for _ in range(2):
        assert ScanningClient().post(SIGN_IN, {"adresse": NADIA}).status_code == 303
    assert ScanningClient().post(SIGN_IN, {"adresse": NADIA.upper()}).status_code == 429
    assert ScanningClient().post(SIGN_IN, {"adresse": "autre@exemple.fr"}).status_code == 303
    assert len(mail.outbox) == 3
    settings.SIGN_IN_RATE = "1/h"
    assert ScanningClient().post(SIGN_IN, {"adresse": "deux@exemple.fr"}).status_code == 303
    assert ScanningClient().post(SIGN_IN, {"adresse": "trois@exemple.fr"}).status_code == 429
    assert ScanningClient().post(CODE, {"code": "12345678"}).status_code == 422
    assert ScanningClient().post(CODE, {"code": "12345678"}).status_code == 429


def test_a_mail_that_cannot_leave_is_said(db: None, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    answer = ScanningClient().post(SIGN_IN, {"adresse": NADIA})
    assert (answer.status_code, "n’a pas pu partir" in answer.page.text) == (503, True)


def test_a_visitor_gets_no_session_before_asking_for_a_code(db: None) -> None:
    browser = ScanningClient()
    for path in (SIGN_IN, CODE, ACCOUNT, "/espaces/", "/"):
        assert set(browser.get(path).cookies) <= {"jeton"}, path
    assert Session.objects.count() == 0
    browser.post(SIGN_IN, {"adresse": NADIA})
    asked = Session.objects.get()
    assert asked.expire_date < timezone.now() + dt.timedelta(hours=1, minutes=1)
    told = str(asked.get_decoded())
    assert code_of_the_last_mail() not in told


def test_the_session_rolls_once_a_day(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = ScanningClient()
    entered = sign_in(browser, NADIA)
    assert entered.cookies["seance"]["max-age"] == devices.DAYS * 86_400
    assert not browser.get(ACCOUNT).cookies.keys() - {"jeton"}
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    monkeypatch.setattr(devices.timezone, "localdate", lambda *when: tomorrow)
    assert browser.get(ACCOUNT).cookies["seance"]["max-age"] == devices.DAYS * 86_400
    assert Account.objects.get().seen_on == Device.objects.get().seen_on == tomorrow
    assert not browser.get(ACCOUNT).cookies.keys() - {"jeton"}


def test_signing_out_is_a_button(db: None) -> None:
    browser = ScanningClient()
    sign_in(browser, NADIA)
    assert browser.get("/compte/deconnexion/").status_code == 405
    assert browser.get(ACCOUNT).status_code == 200
    assert browser.post("/compte/deconnexion/").status_code == 303
    answer = browser.get(ACCOUNT)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{SIGN_IN}?next=/compte/")
    assert Device.objects.count() == Session.objects.count() == 0


def test_a_closed_account_stays_closed(db: None) -> None:
    get_user_model().objects.filter(pk=person("nadia").pk).update(is_active=False)
    browser = ScanningClient()
    answer = sign_in(browser, NADIA)
    assert (answer.status_code, "Ce compte est fermé" in answer.page.text) == (422, True)
    assert browser.get(ACCOUNT).status_code == 302


def test_a_code_never_opens_the_editorial_side(db: None) -> None:
    """An editor's address opens a visitor's account beside; the editor's user is left as it is."""
    staff = person("nadia", is_staff=True, is_superuser=True)
    assert signed_in(staff).get(ACCOUNT).status_code == 302
    browser = ScanningClient()
    sign_in(browser, NADIA)
    assert browser.get(ACCOUNT).status_code == 200
    assert Account.objects.get().person_id != staff.pk
    assert "/gestion/login/" in browser.get("/gestion/").headers["Location"]


def test_two_browsers_open_one_account(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second finds nothing, tries to open, and enters what the first has opened meanwhile."""
    first = accounts.enter(address=NADIA).account
    answers = iter([None])
    find = accounts._of
    monkeypatch.setattr(accounts, "_of", lambda address: next(answers, None) or find(address))
    second = accounts.enter(address=NADIA)
    assert (second.account, second.is_new) == (first, False)
    assert get_user_model().objects.filter(email=NADIA).count() == 1


def test_neither_codes_nor_addresses_reach_the_log(db: None, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    browser = ScanningClient()
    browser.post(SIGN_IN, {"adresse": NADIA})
    code = code_of_the_last_mail()
    browser.post(CODE, {"code": wrong(code)})
    browser.post(CODE, {"code": code})
    told = "".join(f"{one.getMessage()} {one.__dict__}" for one in caplog.records if one.name in LOGGERS)
    assert "people:account" in told or "account_confirm_login_code" in told
    for secret in (NADIA, "nadia", code, wrong(code), str(browser.session.session_key)):
        assert secret not in told


def test_pages_speak_with_french_spaces(db: None) -> None:
    browser = ScanningClient()
    pages = [browser.get(SIGN_IN)]
    browser.post(SIGN_IN, {"adresse": NADIA})
    pages.append(browser.get(CODE))
    sign_in(browser, NADIA)
    names = ("", "appareils/", "adresse/", "second-code/", "mes-donnees/", "effacer/")
    pages += [browser.get(f"{ACCOUNT}{name}") for name in names]
    for answer in pages:
        assert answer.status_code == 200
        assert not BREAKABLE.findall(answer.page.text), answer.page.title
    assert not BREAKABLE.findall(mail.outbox[-1].body)
