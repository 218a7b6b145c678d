"""The life of a link: keep, share, send to oneself, erase."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from trajectoires.config.rates import rated
from trajectoires.config.self_mail import mail_page
from trajectoires.private_links import lifetime
from trajectoires.trajectories.access import Opened, by_link
from trajectoires.trajectories.domain import storage
from trajectoires.trajectories.interfaces.mails import mail_link
from trajectoires.trajectories.links import READ, Link, read_token
from trajectoires.trajectories.views.common import METHODS, see, to_result


def _absolute(request: HttpRequest, link: Link) -> str:
    return request.build_absolute_uri(reverse("trajectories:result", args=[link]))


@require_http_methods(METHODS)
@by_link
def keep(request: HttpRequest, opened: Opened) -> HttpResponse:
    """POST keeps the trajectory until it is erased, or lets it expire again."""
    if request.method == "POST":
        lifetime.keep_longer(opened.trajectory, kept=request.POST.get("garder") != "non")
    return to_result(opened.link, anchor="emporter")


@require_http_methods(METHODS)
@by_link
def share(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Open a read-only link, show it, take it back."""
    if request.method == "POST":
        if request.POST.get("action") == "revoquer":
            lifetime.revoke_read_link(opened.trajectory)
        else:
            storage.share(trajectory=opened.trajectory, edit_token=opened.link.token)
        return see("share", opened.link)
    read_url = ""
    if opened.trajectory.read_hash is not None:
        token = read_token(edit_token=opened.link.token, counter=opened.trajectory.read_counter)
        read_url = _absolute(request, Link(READ, token))
    return render(request, "trajectories/share.html", {"link": opened.link, "read_url": read_url})


@require_http_methods(METHODS)
@rated("mail", "MAIL_RATE")
@by_link
def mail(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Send the edit link to oneself: the address is used once and forgotten."""
    edit_url = _absolute(request, opened.link)

    def send(address: str) -> None:
        mail_link(address=address, edit_url=edit_url, trajectory=opened.trajectory)

    return mail_page(
        request, "trajectories/mail.html", {"link": opened.link, "edit_url": edit_url}, send=send
    )


@require_http_methods(METHODS)
@by_link
def erase(request: HttpRequest, opened: Opened) -> HttpResponse:
    """« Tout effacer »: asked once, done at once."""
    if request.method != "POST":
        return render(request, "trajectories/erase.html", {"link": opened.link})
    lifetime.erase(opened.trajectory)
    return render(request, "trajectories/erased.html")
