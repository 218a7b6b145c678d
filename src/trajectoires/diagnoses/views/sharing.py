"""The life of a link: keep, share, send to oneself, erase."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from trajectoires.config.self_mail import mail_page
from trajectoires.diagnoses import access
from trajectoires.diagnoses.domain import sharing
from trajectoires.diagnoses.domain.opening import Opened
from trajectoires.diagnoses.interfaces.mails import mail_link
from trajectoires.diagnoses.links import READ, Link
from trajectoires.diagnoses.views import rates
from trajectoires.diagnoses.views.common import METHODS, see, to_result
from trajectoires.private_links import lifetime


@require_http_methods(METHODS)
def keep(request: HttpRequest, link: Link) -> HttpResponse:
    """Keep the diagnosis until it is erased, or let it expire again."""
    opened = access.diagnosis_to_edit(link)
    if request.method != "POST":
        return render(request, "diagnoses/keep.html", {"link": link, "diagnosis": opened.diagnosis})
    lifetime.keep_longer(opened.diagnosis, kept=request.POST.get("garder") != "non")
    return to_result(link, anchor="emporter")


@require_http_methods(METHODS)
def share(request: HttpRequest, link: Link) -> HttpResponse:
    """Open a read-only link, show it, take it back."""
    opened = access.diagnosis_to_edit(link)
    if request.method != "POST":
        context = {"link": link, "read_url": _read_url(request, opened), "saved": opened.saved}
        return render(request, "diagnoses/share.html", context)
    if request.POST.get("action") == "revoquer":
        lifetime.revoke_read_link(opened.diagnosis)
    else:
        sharing.share(diagnosis=opened.diagnosis, edit_token=link.token)
    return see("share", link)


def _read_url(request: HttpRequest, opened: Opened) -> str:
    """The shared link, derived from the key that the visitor holds; « » while nothing is shared."""
    if opened.diagnosis.read_hash is None:
        return ""
    token = sharing.read_token(edit_token=opened.link.token, diagnosis=opened.diagnosis)
    return request.build_absolute_uri(reverse("diagnoses:result", args=[Link(READ, token)]))


@require_http_methods(METHODS)
@rates.mails
def mail(request: HttpRequest, link: Link) -> HttpResponse:
    """Send the edit link to oneself: the address is used once and forgotten."""
    opened = access.diagnosis_to_edit(link)
    edit_url = request.build_absolute_uri(reverse("diagnoses:result", args=[link]))

    def send(address: str) -> None:
        mail_link(address=address, edit_url=edit_url, diagnosis=opened.diagnosis)

    return mail_page(request, "diagnoses/mail.html", {"link": link, "edit_url": edit_url}, send=send)


@require_http_methods(METHODS)
def erase(request: HttpRequest, link: Link) -> HttpResponse:
    """« Tout effacer »: asked once, done at once."""
    opened = access.diagnosis_to_edit(link)
    if request.method != "POST":
        return render(request, "diagnoses/erase.html", {"link": link})
    lifetime.erase(opened.diagnosis)
    return render(request, "diagnoses/erased.html")
