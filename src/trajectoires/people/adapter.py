"""What allauth asks of the site: where to go, what to say (nothing), and to remember the browser."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import perform_login
from django.contrib.auth import logout as end_session
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from trajectoires.config.network import client_address
from trajectoires.people.domain import accounts, devices
from trajectoires.people.interfaces.browsers import kind_of
from trajectoires.people.models import Account


class AccountAdapter(DefaultAccountAdapter):
    """Allauth takes somebody from a proven address to a session; the pages and the mails are ours."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": "Trop d’essais\u00a0: attendez un quart d’heure.",
        "rate_limited": "Trop d’essais\u00a0: attendez un quart d’heure.",
    }

    def login(self, request: HttpRequest, user: Any) -> None:
        """Open the session, then note the browser."""
        super().login(request, user)
        account = Account.objects.get(person=user)
        agent = request.META.get("HTTP_USER_AGENT", "")
        devices.begin(account=account, session=request.session, browser=kind_of(agent))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """« Mon compte », when no page was asked for."""
        return reverse("people:account")

    def get_client_ip(self, request: HttpRequest) -> str:
        """As the rest of the site reads it."""
        return client_address(request)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: our pages say what happened, and a message would wait in the session."""


def enter(request: HttpRequest, *, address: str, follow: str) -> HttpResponse:
    """The account of an address that was just proven: its second code when it has one, then its session.

    ``follow``: where to go afterwards, a path of this site; « » for « Mon compte ».
    """
    try:
        entered = accounts.enter(address=address)
    except accounts.ClosedAccountError:
        return render(request, "people/closed.html", status=422)
    if request.user.is_authenticated:
        # An editor's session: it ends here, as it would when the other one opens.
        end_session(request)
    return perform_login(request, entered.account.person, redirect_url=follow or None)
