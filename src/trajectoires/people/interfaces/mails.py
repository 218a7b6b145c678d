"""The mails of the capability: plain text, the same for a new address and a known one."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from trajectoires.people.domain.codes import DIGITS, MINUTES


def mail_code(*, address: str, code: str) -> None:
    """The code of a sign-in. Raises the backend's own errors (``OSError``, ``SMTPException``)."""
    context = {"code": spaced(code), "minutes": MINUTES}
    body = render_to_string("people/mails/code.txt", context)
    EmailMessage(subject="Votre code pour Trajectoires", body=body, to=[address]).send()


def spaced(code: str) -> str:
    """« 4821 7730 »: two groups are copied without a mistake."""
    return f"{code[: DIGITS // 2]} {code[DIGITS // 2 :]}"
