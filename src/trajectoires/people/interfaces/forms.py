"""Forms of an account."""

from __future__ import annotations

from typing import Any

from django import forms

from trajectoires.config.mail_address import MailAddressField
from trajectoires.people.domain import accounts
from trajectoires.people.domain.codes import DIGITS

INCOMPLETE = "Cette adresse semble incomplète\u00a0: elle s’écrit nom@domaine.fr."


class AddressForm(forms.Form):
    """An address, to which a code goes."""

    adresse = MailAddressField(
        label="Votre adresse électronique",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Écrivez votre adresse électronique.", "invalid": INCOMPLETE},
    )

    def clean_adresse(self) -> str:
        """In the one way in which it is kept."""
        return accounts.normal(self.cleaned_data["adresse"])


class CodeForm(forms.Form):
    """The digits of the mail, with or without the space between them."""

    code = forms.CharField(
        label="Le code reçu par courriel",
        max_length=40,
        help_text="Huit chiffres, avec ou sans espace.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": "Recopiez le code reçu par courriel."},
    )

    def clean_code(self) -> str:
        """The digits alone."""
        digits = "".join(c for c in self.cleaned_data["code"] if c.isascii() and c.isdigit())
        if len(digits) != DIGITS:
            raise forms.ValidationError("Un code a huit chiffres\u00a0: relisez le message.")
        return digits


class NewAddressForm(AddressForm):
    """The address that will replace the one of the account."""

    adresse = forms.EmailField(
        label="Votre nouvelle adresse électronique",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Écrivez votre nouvelle adresse.", "invalid": INCOMPLETE},
    )

    def __init__(self, *args: Any, current: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.current = current

    def clean_adresse(self) -> str:
        """Not the one of today."""
        new = super().clean_adresse()
        if new == self.current:
            raise forms.ValidationError("C’est déjà l’adresse de votre compte.")
        return new


class EraseForm(forms.Form):
    """The address of the account, typed: it is not erased by a slip of the finger."""

    adresse = forms.CharField(
        label="Écrivez l’adresse de votre compte pour confirmer",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Écrivez l’adresse de votre compte."},
    )

    def __init__(self, *args: Any, current: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.current = current

    def clean_adresse(self) -> str:
        """The same, whatever the case."""
        typed = accounts.normal(self.cleaned_data["adresse"])
        if typed != self.current:
            raise forms.ValidationError("Ce n’est pas l’adresse de votre compte\u00a0: rien n’est effacé.")
        return typed
