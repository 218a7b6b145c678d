"""The only road to an account: its own owner, signed in."""

from __future__ import annotations

from django.http import HttpRequest

from trajectoires.people.models import Account


class SignInFirstError(Exception):
    """Nobody is signed in with a visitor's account."""


def account_of(request: HttpRequest) -> Account:
    """The account of who is signed in. ``SignInFirstError`` otherwise, also for an editor's user."""
    account = signed_in(request)
    if account is None:
        raise SignInFirstError
    return account


def signed_in(request: HttpRequest) -> Account | None:
    """The same, or None."""
    if not request.user.is_authenticated:
        return None
    return Account.objects.select_related("person").filter(person=request.user).first()
