"""The life of a session, in the hands of whoever holds the key: a second host, keep, erase."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from trajectoires.facilitation.access import by_key
from trajectoires.facilitation.domain import sharing
from trajectoires.facilitation.domain.opening import Opened
from trajectoires.facilitation.links import SECOND, Link
from trajectoires.facilitation.views.common import METHODS, see
from trajectoires.private_links import lifetime


@require_http_methods(METHODS)
@by_key
def second_host(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Open a link that conducts the session too, show it, withdraw it."""
    if request.method == "POST":
        if request.POST.get("action") == "retirer":
            sharing.withdraw(session=opened.session)
        else:
            sharing.share(session=opened.session, edit_token=opened.link.token)
        return see("second_host", opened.link)
    token = sharing.open_second_token(session=opened.session, edit_token=opened.link.token)
    address = reverse("facilitation:host", args=[Link(SECOND, token)]) if token else ""
    context = {"link": opened.link, "url": request.build_absolute_uri(address) if address else ""}
    return render(request, "facilitation/second_host.html", context)


@require_http_methods(METHODS)
@by_key
def keep(request: HttpRequest, opened: Opened) -> HttpResponse:
    """POST keeps the session until it is erased, or lets it expire again."""
    if request.method == "POST":
        lifetime.keep_longer(opened.session, kept=request.POST.get("garder") != "non")
    return see("minutes", opened.link, anchor="garder")


@require_http_methods(METHODS)
@by_key
def erase(request: HttpRequest, opened: Opened) -> HttpResponse:
    """« Effacer la séance »: asked once, done at once."""
    if request.method != "POST":
        return render(request, "facilitation/erase.html", {"link": opened.link})
    lifetime.erase(opened.session)
    return render(request, "facilitation/erased.html")
