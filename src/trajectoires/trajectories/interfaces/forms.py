"""The form of a mail."""

from __future__ import annotations

from django import forms

from trajectoires.config.mail_address import MailAddressField


class MailForm(forms.Form):
    """The address to which the user sends the link to themselves: used once, neither stored nor logged."""

    adresse = MailAddressField(
        label="Votre adresse électronique",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Écrivez votre adresse.",
            "invalid": "Cette adresse semble incomplète\u00a0: elle s’écrit nom@domaine.fr.",
        },
    )
