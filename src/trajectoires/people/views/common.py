"""What the views of the capability share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from trajectoires.people.access import SignInFirstError

METHODS = ["GET", "HEAD", "POST"]
REFUSED, UNAVAILABLE = 422, 503
NOT_SENT = "Le message n’a pas pu partir. Recommencez dans un quart d’heure."
View = Callable[..., HttpResponse]


def private(view: View) -> View:
    """A page of one person: in no cache, in no index; others are asked to sign in, then come back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except SignInFirstError:
            address = f"{reverse('account_login')}?next={quote(request.path)}"
            response = HttpResponseRedirect(address)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return guarded


def see(address: str) -> HttpResponseRedirect:
    """See other: a page, after a change."""
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response


def follow_of(request: HttpRequest) -> str:
    """Where to go after signing in, as the address or the form asks: a path of this site, or « »."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    own = {request.get_host()}
    if url_has_allowed_host_and_scheme(asked, allowed_hosts=own, require_https=request.is_secure()):
        return asked
    return ""
