"""Answering an invitation or a share. The address is a key: it never enters a query, not even to sign in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from trajectoires.organisations import access
from trajectoires.organisations.access import SignInFirstError
from trajectoires.organisations.domain import members, sharing
from trajectoires.organisations.domain.holding import kind_label
from trajectoires.organisations.enums import Role
from trajectoires.organisations.views.common import METHODS, REFUSED, see, sign_in_address, unlisted


def by_key(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Nobody signed in reads the same page for any key: sign in, then open the link again."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        try:
            return unlisted(view(request, token))
        except SignInFirstError:
            context = {"sign_in": sign_in_address()}
            return unlisted(render(request, "organisations/sign_in_first.html", context))

    return guarded


@by_key
@require_http_methods(METHODS)
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Enter a space."""
    found, is_theirs = access.invitation(request, token)
    if not is_theirs:
        return _another_address(request)
    if request.method == "POST":
        members.accept(invitation=found, person=request.user)
        return see("home", found.organisation.slug)
    context: dict[str, Any] = {
        "name": found.organisation.name,
        "role": Role(found.role),
        "until": found.expires_at,
    }
    return render(request, "organisations/invitation.html", context)


@by_key
@require_http_methods(METHODS)
def share(request: HttpRequest, token: str) -> HttpResponse:
    """Accept a share."""
    found, is_theirs = access.proposed_share(request, token)
    if not is_theirs:
        return _another_address(request)
    if request.method == "POST":
        sharing.accept(share=found, person=request.user)
        return see("shared_space", found.organisation.slug)
    context = {
        "name": found.organisation.name,
        "kinds": [kind_label(kind) for kind in found.kinds],
        "until": found.until,
    }
    return render(request, "organisations/proposed_share.html", context)


def _another_address(request: HttpRequest) -> HttpResponse:
    return render(request, "organisations/another_address.html", status=REFUSED)
