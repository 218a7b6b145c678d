"""The mails of the capability: plain text, whole in themselves. A code's is the same for every address."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format

from trajectoires.people.domain.codes import DIGITS, MINUTES


def mail_code(*, address: str, code: str) -> None:
    """The code of a sign-in. Raises the backend's own errors (``OSError``, ``SMTPException``)."""
    context = {"code": spaced(code), "minutes": MINUTES}
    body = render_to_string("people/mails/code.txt", context)
    EmailMessage(subject="Votre code pour Trajectoires", body=body, to=[address]).send()


def mail_moved(*, address: str) -> None:
    """To the address of before: the account has another one. Raises the backend's own errors."""
    body = render_to_string("people/mails/moved.txt", {"contact": f"{settings.SITE_ADDRESS}/contact/"})
    EmailMessage(subject="Votre compte Trajectoires a changé d’adresse", body=body, to=[address]).send()


def mail_unused(address: str, day: dt.date) -> None:
    """The account has not been used for long: the day when it is erased. Raises the backend's own errors."""
    context = {
        "day": date_format(day, "j F Y"),
        "url": f"{settings.SITE_ADDRESS}{reverse('account_login')}",
    }
    body = render_to_string("people/mails/unused.txt", context)
    EmailMessage(subject="Votre compte Trajectoires va être effacé", body=body, to=[address]).send()


def mail_second_code(*, address: str, is_on: bool) -> None:
    """The second code was added or given up. Raises the backend's own errors."""
    context = {"is_on": is_on, "contact": f"{settings.SITE_ADDRESS}/contact/"}
    body = render_to_string("people/mails/second_code.txt", context)
    EmailMessage(subject="Le second code de votre compte Trajectoires", body=body, to=[address]).send()


def spaced(code: str) -> str:
    """« 4821 7730 »: two groups are copied without a mistake."""
    return f"{code[: DIGITS // 2]} {code[DIGITS // 2 :]}"
