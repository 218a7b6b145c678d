"""Forms of the second code: allauth checks and limits the attempts, the words are ours."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms

WIDGET_ATTRS = {"inputmode": "numeric", "autocomplete": "one-time-code"}


def _in_french(field: forms.Field, *, label: str, hint: str) -> None:
    field.label, field.help_text = label, hint
    field.widget = forms.TextInput(attrs=WIDGET_ATTRS)
    field.error_messages["required"] = "Recopiez le code."


class SecondCodeForm(AuthenticateForm):
    """A code of the application, or a spare one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = "Six chiffres. Sans votre téléphone, un de vos codes de secours."
        _in_french(self.fields["code"], label="Le code de votre application", hint=hint)


class SetUpForm(ActivateTOTPForm):
    """The first code of the application: it proves that it knows the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_french(self.fields["code"], label="Le code qu’elle affiche", hint="Six chiffres.")
