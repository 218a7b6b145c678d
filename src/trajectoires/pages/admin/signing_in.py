"""Signing in, and asking for a new password: Wagtail's own views, whose attempts are limited by address."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.views.account import LoginView, PasswordResetView

from trajectoires.config.rates import rated


class SignInForm(LoginForm):
    """In French; an e-mail address is the same however it is typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """With the words of the house."""
        super().__init__(*args, **kwargs)
        for name, label, hint in (
            ("username", "Courriel", "nom@exemple.fr"),
            ("password", "Mot de passe", ""),
        ):
            self.fields[name].label = label
            self.fields[name].widget.attrs["placeholder"] = hint
        self.fields["remember"].label = "Rester connecté"

    def clean_username(self) -> str:
        """Accounts are made in lower case; one that is not keeps its own."""
        typed = str(self.cleaned_data["username"]).strip()
        exact = get_user_model().objects.filter(username=typed).exists()
        return typed if exact else typed.lower()


login = rated("login", "LOGIN_RATE")(LoginView.as_view())
forgotten = rated("password", "LOGIN_RATE")(PasswordResetView.as_view())
