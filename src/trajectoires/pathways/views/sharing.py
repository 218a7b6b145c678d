"""The life of a link: keep, share, send to oneself, erase."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from trajectoires.config.rates import rated
from trajectoires.config.self_mail import mail_page
from trajectoires.pathways.access import Opened, by_link
from trajectoires.pathways.domain import storage
from trajectoires.pathways.interfaces.mails import mail_link
from trajectoires.pathways.links import READ, Link, read_token
from trajectoires.pathways.views.changing import METHODS, to_plan
from trajectoires.private_links import lifetime


def absolute_plan(request: HttpRequest, link: Link) -> str:
    """The plan's address with the name of the site."""
    return request.build_absolute_uri(reverse("pathways:plan", args=[link]))


@require_http_methods(METHODS)
@by_link
def keep(request: HttpRequest, opened: Opened) -> HttpResponse:
    """POST keeps the plan until it is erased, or lets it expire again."""
    if request.method == "POST":
        lifetime.keep_longer(opened.pathway, kept=request.POST.get("garder") != "non")
    return to_plan(opened.link, "#emporter")


@require_http_methods(METHODS)
@by_link
def share(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Open a read-only link, show it, take it back."""
    if request.method == "POST":
        if request.POST.get("action") == "revoquer":
            lifetime.revoke_read_link(opened.pathway)
        else:
            storage.share(pathway=opened.pathway, edit_token=opened.link.token)
        response = HttpResponseRedirect(reverse("pathways:share", args=[opened.link]))
        response.status_code = 303
        return response
    read_url = ""
    if opened.pathway.read_hash is not None:
        token = read_token(edit_token=opened.link.token, counter=opened.pathway.read_counter)
        read_url = absolute_plan(request, Link(READ, token))
    return render(request, "pathways/share.html", {"link": opened.link, "read_url": read_url})


@require_http_methods(METHODS)
@rated("mail", "MAIL_RATE")
@by_link
def mail(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Send the edit link and the steps to oneself: the address is used once and forgotten."""
    edit_url = absolute_plan(request, opened.link)

    def send(address: str) -> None:
        mail_link(address=address, edit_url=edit_url, saved=opened.saved, pathway=opened.pathway)

    return mail_page(request, "pathways/mail.html", {"link": opened.link, "edit_url": edit_url}, send=send)


@require_http_methods(METHODS)
@by_link
def erase(request: HttpRequest, opened: Opened) -> HttpResponse:
    """« Tout effacer »: asked once, done at once."""
    if request.method != "POST":
        return render(request, "pathways/erase.html", {"link": opened.link})
    lifetime.erase(opened.pathway)
    return render(request, "pathways/erased.html")
