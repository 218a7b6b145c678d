"""The people of a space: inviting, roles, leaving, handing on."""

from __future__ import annotations

from smtplib import SMTPException
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from trajectoires.organisations import access
from trajectoires.organisations.access import Opened
from trajectoires.organisations.domain import members as verbs
from trajectoires.organisations.domain.members import LastManagerError
from trajectoires.organisations.domain.queries import spaces as queries
from trajectoires.organisations.enums import Role
from trajectoires.organisations.interfaces.forms import HandOnForm, InviteForm
from trajectoires.organisations.interfaces.mails import mail_invitation
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

LAST = "Il faut au moins une personne à la gestion. Donnez d’abord ce rôle à quelqu’un d’autre."


@private
@require_http_methods(METHODS)
@mails
def members(request: HttpRequest, slug: str) -> HttpResponse:
    """The people, the offers that wait; POST invites."""
    opened = access.space(request, slug, "membres.gerer")
    form = InviteForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, opened, form)
    if not form.is_valid():
        return _page(request, opened, form, status=REFUSED)
    if not _invite(request, opened, form.cleaned_data["adresse"], Role(form.cleaned_data["role"])):
        form.add_error(None, NOT_SENT)
        return _page(request, opened, form, status=UNAVAILABLE)
    return see("members", slug, anchor="#invitations")


@private
@require_http_methods(["POST"])
def change_member(request: HttpRequest, slug: str) -> HttpResponse:
    """Another role, a person taken out, an offer cancelled."""
    opened = access.space(request, slug, "membres.gerer")
    given = {
        "organisation": opened.organisation,
        "person": opened.person,
        "number": number_in(request, "qui"),
    }
    action = request.POST.get("action", "")
    try:
        if action in Role.values:
            verbs.change_role(role=Role(action), **given)
        elif action == "retirer":
            verbs.remove(**given)
        elif action == "annuler":
            verbs.cancel(**given)
    except LastManagerError:
        return _page(request, opened, InviteForm(), error=LAST, status=REFUSED)
    return see("members", slug)


@private
@require_http_methods(METHODS)
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Leave the space; the last manager hands it on or erases it instead."""
    opened = access.space(request, slug, "espace.quitter")
    if request.method != "POST":
        return render(request, "organisations/leave.html", about(opened, error=""))
    try:
        people = queries.people_of(opened.organisation, reader=opened.person, with_addresses=False)
        own = next(one.number for one in people if one.is_self)
        verbs.remove(organisation=opened.organisation, person=opened.person, number=own)
    except LastManagerError:
        return render(request, "organisations/leave.html", about(opened, error=LAST), status=REFUSED)
    return see("spaces")


@private
@require_http_methods(METHODS)
@mails
def hand_on(request: HttpRequest, slug: str) -> HttpResponse:
    """« Passation »: invite who takes over, then a list of what to do together."""
    opened = access.space(request, slug, "espace.transmettre")
    form = HandOnForm(request.POST if request.method == "POST" else None)
    template, status = "organisations/hand_on.html", 200
    sent = False
    if request.method == "POST":
        status = REFUSED
        if form.is_valid():
            sent = _invite(request, opened, form.cleaned_data["adresse"], Role.MANAGER, handing_on=True)
            status = 200 if sent else UNAVAILABLE
            if not sent:
                form.add_error(None, NOT_SENT)
    return render(request, template, about(opened, form=form, sent=sent), status=status)


def _invite(
    request: HttpRequest, opened: Opened, address: str, role: Role, *, handing_on: bool = False
) -> bool:
    """Whether the mail left; when it did not, nothing is kept."""
    invited = verbs.invite(
        organisation=opened.organisation,
        person=opened.person,
        address=address,
        role=role,
        handing_on=handing_on,
    )
    url = request.build_absolute_uri(reverse("organisations:invitation", args=[invited.token]))
    try:
        mail_invitation(address=address, invited=invited, url=url)
    except (OSError, SMTPException):
        verbs.cancel(organisation=opened.organisation, person=opened.person, number=invited.invitation.pk)
        return False
    return True


def _page(
    request: HttpRequest, opened: Opened, form: Any, *, error: str = "", status: int = 200
) -> HttpResponse:
    context = about(
        opened,
        form=form,
        error=error,
        people=queries.people_of(opened.organisation, reader=opened.person, with_addresses=True),
        invitations=queries.invitations_of(opened.organisation),
        roles=list(Role),
    )
    return render(request, "organisations/members.html", context, status=status)
