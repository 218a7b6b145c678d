"""Sending oneself a link by e-mail: the one form, the one page, the one mail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from smtplib import SMTPException
from typing import Any

from django import forms
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.timezone import localtime

from trajectoires.config.mail_address import MailAddressField

REFUSED = 422
NOT_SENT = "Le message n’a pas pu partir. Copiez le lien, ou recommencez plus tard."


class MailForm(forms.Form):
    """The address to which the user sends a link to themselves: used once, neither stored nor logged."""

    adresse = MailAddressField(
        label="Votre adresse électronique",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Écrivez votre adresse.",
            "invalid": "Cette adresse semble incomplète\u00a0: elle s’écrit nom@domaine.fr.",
            "max_length": "Cette adresse est trop longue pour en être une.",
        },
    )


def mail_page(
    request: HttpRequest, template: str, context: dict[str, Any], *, send: Callable[[str], object]
) -> HttpResponse:
    """Ask for an address; POST sends, through ``send``, which is given it and raises what the backend raises.

    The template reads ``form`` and ``sent``, and what ``context`` gives.
    """
    shown = {**context, "sent": False}
    if request.method != "POST":
        return render(request, template, {**shown, "form": MailForm()})
    form = MailForm(request.POST)
    if form.is_valid():
        try:
            send(form.cleaned_data["adresse"])
        except (OSError, SMTPException):
            form.add_error(None, NOT_SENT)
        else:
            return render(request, template, {**shown, "form": MailForm(), "sent": True})
    return render(request, template, {**shown, "form": form}, status=REFUSED)


GOODBYE = "Si vous n’avez rien demandé, effacez ce message\u00a0: votre adresse n’a pas été gardée."


def send_link(*, address: str, subject: str, words: str, url: str, until: str) -> None:
    """A link to oneself: what it opens, the link, how long it lives. Raises the backend's own errors.

    Nothing that somebody typed is in it, so that it cannot carry someone else's message.
    """
    body = "\n\n".join(("Bonjour,", words, url, until, GOODBYE)) + "\n"
    EmailMessage(subject=subject, body=body, to=[address]).send()


def until_words(expires_at: dt.datetime | None, *, kept: str, expiring: str) -> str:
    """How long a link lives: ``kept``, or ``expiring`` with its last day in place of « {} »."""
    if expires_at is None:
        return kept
    return expiring.format(date_format(localtime(expires_at), "j F Y"))
