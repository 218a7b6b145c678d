"""The life of a link: keep, share, send to oneself, erase."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from trajectoires.config.self_mail import mail_page
from trajectoires.private_links import lifetime
from trajectoires.qualification import access
from trajectoires.qualification.access import Opened
from trajectoires.qualification.domain import sharing
from trajectoires.qualification.interfaces.mails import mail_link
from trajectoires.qualification.links import READ, Link, read_token
from trajectoires.qualification.views import rates
from trajectoires.qualification.views.common import changed, record_of

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
def keep(request: HttpRequest, link: Link) -> HttpResponse:
    """Keep the dossier until it is erased, or let it expire again."""
    opened = access.dossier_by_edit_link(link)
    if request.method != "POST":
        return render(request, "qualification/keep.html", {"link": link, "record": record_of(opened)})
    lifetime.keep_longer(opened.dossier, kept=request.POST.get("garder") != "non")
    return changed(request, link, index=None, anchor="emporter")


@require_http_methods(METHODS)
def share(request: HttpRequest, link: Link) -> HttpResponse:
    """Open a read-only link, show it, take it back."""
    opened = access.dossier_by_edit_link(link)
    if request.method != "POST":
        return _share_page(request, opened, _read_url(request, opened))
    if request.POST.get("action") == "revoquer":
        lifetime.revoke_read_link(opened.dossier)
    else:
        sharing.share(dossier=opened.dossier, edit_token=link.token)
    if request.htmx:
        again = access.dossier_by_edit_link(link)
        return _share_page(request, again, _read_url(request, again))
    response = HttpResponseRedirect(reverse("qualification:share", args=[link]))
    response.status_code = 303
    return response


@require_http_methods(METHODS)
@rates.mails
def mail(request: HttpRequest, link: Link) -> HttpResponse:
    """Send the edit link to oneself: the address is used once and forgotten."""
    opened = access.dossier_by_edit_link(link)
    edit_url = request.build_absolute_uri(reverse("qualification:result", args=[link]))

    def send(address: str) -> None:
        mail_link(address=address, edit_url=edit_url, dossier=opened.dossier)

    return mail_page(request, "qualification/mail.html", {"link": link, "edit_url": edit_url}, send=send)


@require_http_methods(METHODS)
def erase(request: HttpRequest, link: Link) -> HttpResponse:
    """« Tout effacer »: asked once, done at once."""
    opened = access.dossier_by_edit_link(link)
    if request.method != "POST":
        return render(request, "qualification/erase.html", {"link": link, "record": record_of(opened)})
    lifetime.erase(opened.dossier)
    return render(request, "qualification/erased.html")


def _read_url(request: HttpRequest, opened: Opened) -> str:
    """The shared link, derived from the key that the visitor holds; « » while nothing is shared."""
    if opened.dossier.read_hash is None:
        return ""
    token = read_token(edit_token=opened.link.token, counter=opened.dossier.read_counter)
    return request.build_absolute_uri(reverse("qualification:result", args=[Link(READ, token)]))


def _share_page(request: HttpRequest, opened: Opened, read_url: str) -> HttpResponse:
    context = {"link": opened.link, "record": record_of(opened), "read_url": read_url}
    return render(request, "qualification/share.html", context)
