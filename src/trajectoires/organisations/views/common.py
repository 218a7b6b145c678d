"""What the views of the capability share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from trajectoires.config.rates import rated
from trajectoires.organisations.access import Opened, SignInFirstError

METHODS = ["GET", "HEAD", "POST"]
REFUSED, UNAVAILABLE = 422, 503
NOT_SENT = "Le message n’a pas pu partir. Recommencez dans un quart d’heure."
View = Callable[..., HttpResponse]
mails = rated("mail", "MAIL_RATE")


def sign_in_address() -> str:
    """Where one signs in."""
    return reverse("account_login")


def private(view: View) -> View:
    """A page of signed-in people: in no cache, in no index; others are asked to sign in, at any address.

    They come back to the address they asked for. Addresses that carry the key of an invitation do not use
    this road (``views/invitations.py``): a key never enters a query.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except SignInFirstError:
            address = f"{sign_in_address()}?next={quote(request.path)}"
            response = HttpResponseRedirect(address)
        return unlisted(response)

    return guarded


def unlisted(response: HttpResponse) -> HttpResponse:
    """The same answer, for no cache and no robot."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def see(name: str, *args: Any, anchor: str = "") -> HttpResponseRedirect:
    """See other: a page of the capability, after a change."""
    response = HttpResponseRedirect(reverse(f"organisations:{name}", args=args) + anchor)
    response.status_code = 303
    return response


def about(opened: Opened, **more: Any) -> dict[str, Any]:
    """The names that every page inside a space gives."""
    return {"opened": opened, "organisation": opened.organisation, "can": Can(opened), **more}


class Can:
    """``{{ can.membres_gerer }}`` in a template: whether this person has « membres.gerer »."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened

    def __getitem__(self, name: str) -> bool:
        return self.opened.can(name.replace("_", ".", 1))


def number_in(request: HttpRequest, name: str) -> int:
    """A number of a form; 0, which is nobody's, when it is not one."""
    raw = request.POST.get(name, "")
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 16 else 0
