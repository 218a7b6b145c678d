"""« Qui voit quoi ? », sharing, taking back; the side of who is shared with."""

from __future__ import annotations

from smtplib import SMTPException

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from trajectoires.organisations import access
from trajectoires.organisations.access import Opened
from trajectoires.organisations.domain import sharing as verbs
from trajectoires.organisations.domain.queries import spaces as queries
from trajectoires.organisations.domain.queries.coming import coming
from trajectoires.organisations.enums import SHARE_MONTHS, Guest
from trajectoires.organisations.interfaces.forms import ShareForm
from trajectoires.organisations.interfaces.mails import mail_share
from trajectoires.organisations.views.common import (
    METHODS,
    NOT_SENT,
    REFUSED,
    UNAVAILABLE,
    about,
    mails,
    number_in,
    private,
    see,
)


@private
@require_safe
def who_sees(request: HttpRequest, slug: str) -> HttpResponse:
    """Who sees what, at all times, for everybody of the space."""
    opened = access.space(request, slug, "acces.lire")
    managing = opened.can("membres.gerer")
    context = about(
        opened,
        people=queries.people_of(opened.organisation, reader=opened.person, with_addresses=managing),
        shares=queries.shares_of(opened.organisation, with_addresses=managing),
    )
    return render(request, "organisations/who_sees.html", context)


@private
@require_http_methods(["POST"])
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Take back one kind of a share, or all of it."""
    opened = access.space(request, slug, "partages.gerer")
    verbs.withdraw(
        organisation=opened.organisation,
        person=opened.person,
        number=number_in(request, "partage"),
        kind=request.POST.get("sorte", ""),
    )
    return see("who_sees", slug)


@private
@require_http_methods(METHODS)
@mails
def share(request: HttpRequest, slug: str) -> HttpResponse:
    """Propose a dated right to somebody outside the space."""
    opened = access.space(request, slug, "partages.gerer")
    form = ShareForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = REFUSED
        if form.is_valid():
            if _propose(request, opened, form):
                return see("who_sees", slug)
            form.add_error(None, NOT_SENT)
            status = UNAVAILABLE
    return render(request, "organisations/share.html", about(opened, form=form), status=status)


@private
@require_safe
def shared_space(request: HttpRequest, slug: str) -> HttpResponse:
    """What an organisation shares with who is signed in."""
    opened = access.shared_space(request, slug)
    groups = queries.copies_by_kind(opened.organisation, access.shared_kinds(opened))
    context = about(opened, groups=groups, coming=coming(groups, today=localdate()))
    return render(request, "organisations/shared_space.html", context)


@private
@require_http_methods(["POST"])
def give_up(request: HttpRequest, number: int) -> HttpResponse:
    """Put down a right one was given."""
    verbs.give_up(share=access.own_share(request, number), person=request.user)
    return see("spaces")


def _propose(request: HttpRequest, opened: Opened, form: ShareForm) -> bool:
    """Whether the mail left; when it did not, nothing is kept."""
    data = form.cleaned_data
    shared = verbs.share(
        organisation=opened.organisation,
        person=opened.person,
        address=data["adresse"],
        guest=Guest(data["avec"]),
        kinds=data["sortes"],
        months=SHARE_MONTHS[data["duree"]],
    )
    url = request.build_absolute_uri(reverse("organisations:proposed_share", args=[shared.token]))
    try:
        mail_share(address=data["adresse"], shared=shared, url=url)
    except (OSError, SMTPException):
        verbs.withdraw(organisation=opened.organisation, person=opened.person, number=shared.share.pk)
        return False
    return True
