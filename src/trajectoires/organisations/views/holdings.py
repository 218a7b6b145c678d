"""Copies: kept from a private link, read, opened again, erased."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from trajectoires.organisations import access
from trajectoires.organisations.domain import holding as verbs
from trajectoires.organisations.domain.holding import CannotReopenError
from trajectoires.organisations.domain.queries import spaces as queries
from trajectoires.organisations.interfaces.forms import LinkForm
from trajectoires.organisations.views.common import METHODS, REFUSED, about, private, see

NOTHING = (
    "Ce lien n’ouvre rien ici\u00a0: vérifiez qu’il est entier, et que la page qu’il ouvre n’a ni expiré, "
    "ni été effacée."
)


@private
@require_http_methods(METHODS)
def keep_link(request: HttpRequest) -> HttpResponse:
    """« Garder dans un espace », from the page of a result: which space?"""
    person = access.person_of(request)
    form = LinkForm(request.POST if request.method == "POST" else None)
    snapshot, status = None, 200
    if request.method == "POST":
        snapshot = verbs.look(form.cleaned_data["lien"]) if form.is_valid() else None
        if snapshot is None:
            status = REFUSED
            if not form.errors:
                form.add_error("lien", NOTHING)
    spaces = [space for space in queries.spaces_of(person) if space.can_keep]
    context = {"form": form, "snapshot": snapshot, "spaces": spaces}
    return render(request, "organisations/keep_link.html", context, status=status)


@private
@require_http_methods(METHODS)
def keep(request: HttpRequest, slug: str) -> HttpResponse:
    """Paste a link, look at what it leads to, keep it as a new version."""
    opened = access.space(request, slug, "copies.garder")
    form = LinkForm(request.POST if request.method == "POST" else None)
    template = "organisations/keep.html"
    if request.method != "POST":
        return render(request, template, about(opened, form=form, snapshot=None))
    snapshot = verbs.look(form.cleaned_data["lien"]) if form.is_valid() else None
    if snapshot is None:
        if not form.errors:
            form.add_error("lien", NOTHING)
        return render(request, template, about(opened, form=form, snapshot=None), status=REFUSED)
    if request.POST.get("confirmer") != "oui":
        return render(request, template, about(opened, form=form, snapshot=snapshot))
    verbs.keep(organisation=opened.organisation, person=opened.person, kept=snapshot.kept)
    return see("home", slug, anchor="#copies")


@private
@require_http_methods(METHODS)
def copy(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A copy: what it says; POST opens it again under a new private link."""
    posting = request.method == "POST"
    opened, holding = access.copy(request, slug, number, "copies.rouvrir" if posting else "copies.lire")
    context = about(opened, holding=holding, label=verbs.kind_label(holding.kind), error=False)
    if not posting:
        return render(request, "organisations/copy.html", context)
    try:
        response = HttpResponseRedirect(verbs.reopen(holding=holding, person=opened.person))
    except CannotReopenError:
        return render(request, "organisations/copy.html", {**context, "error": True}, status=REFUSED)
    response.status_code = 303
    return response


@private
@require_http_methods(METHODS)
def drop(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Erase a copy."""
    opened, holding = access.copy(request, slug, number, "copies.effacer")
    if request.method == "POST":
        verbs.drop(holding=holding, person=opened.person)
        return see("home", slug, anchor="#copies")
    label = verbs.kind_label(holding.kind)
    return render(request, "organisations/drop.html", about(opened, holding=holding, label=label))
