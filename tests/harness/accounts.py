"""Accounts for tests, opened by the pages and the mails alone."""

from __future__ import annotations

import re

from django.core import mail
from django.http import HttpResponse

from harness.client import ScanningClient

SIGN_IN, CODE, ACCOUNT = "/compte/connexion/", "/compte/connexion/code/", "/compte/"
DIGITS = re.compile(r"^(\d{4}) (\d{4})$", re.MULTILINE)


def code_of_the_last_mail() -> str:
    """Its digits."""
    found = DIGITS.search(mail.outbox[-1].body)
    assert found is not None, mail.outbox[-1].body
    return "".join(found.groups())


def wrong(code: str) -> str:
    """Another code."""
    return f"{(int(code) + 1) % 10**8:08}"


def sign_in(browser: ScanningClient, address: str, follow: str = "") -> HttpResponse:
    """Ask for a code, type it; the last answer."""
    asked = browser.post(SIGN_IN, {"adresse": address} | ({"next": follow} if follow else {}))
    assert asked.status_code == 303, asked.content.decode()
    return browser.post(CODE, {"code": code_of_the_last_mail()})
