"""Sending oneself a link by e-mail: the one form, the one page."""

from __future__ import annotations

from collections.abc import Callable
from smtplib import SMTPException
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

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
