"""One's spaces, opening one, its home, its identity, its journal, the table of rights."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from trajectoires.organisations import access, rules
from trajectoires.organisations.domain import spaces as verbs
from trajectoires.organisations.domain.queries import spaces as queries
from trajectoires.organisations.domain.queries.coming import coming
from trajectoires.organisations.enums import Standing
from trajectoires.organisations.interfaces.forms import IdentityForm
from trajectoires.organisations.views.common import METHODS, REFUSED, about, private, see


@private
@require_safe
def spaces(request: HttpRequest) -> HttpResponse:
    """« Mes espaces »."""
    person = access.person_of(request)
    context = {"spaces": queries.spaces_of(person), "shared": queries.shared_with(person)}
    return render(request, "organisations/spaces.html", context)


@private
@require_http_methods(METHODS)
def create(request: HttpRequest) -> HttpResponse:
    """Open a space: who opens it manages it."""
    person = access.person_of(request)
    form = IdentityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return see("home", verbs.open_space(person=person, **form.values()).slug)
    status = REFUSED if form.errors else 200
    return render(request, "organisations/create.html", {"form": form}, status=status)


@require_safe
def rights(request: HttpRequest) -> HttpResponse:
    """Who may do what: the same table as the code reads, for anybody."""
    context = {"standings": list(Standing), "rules": rules.table()}
    return render(request, "organisations/rights.html", context)


@private
@require_safe
def home(request: HttpRequest, slug: str) -> HttpResponse:
    """The space: who it is, what it keeps, what to do next."""
    opened = access.space(request, slug, "espace.lire")
    groups = queries.copies_by_kind(opened.organisation)
    context = about(
        opened,
        identity=queries.identity(opened.organisation),
        groups=groups,
        coming=coming(groups, today=localdate()) if opened.can("copies.lire") else [],
        advice=queries.advice_for(opened.organisation, groups, opened.can),
    )
    return render(request, "organisations/home.html", context)


@private
@require_http_methods(METHODS)
def identity(request: HttpRequest, slug: str) -> HttpResponse:
    """Change the name, the numbers, the profile."""
    opened = access.space(request, slug, "espace.modifier")
    one = opened.organisation
    initial = {"nom": one.name, "profil": one.profile, "siren": one.siren, "rna": one.rna}
    form = IdentityForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        verbs.change_identity(organisation=one, person=opened.person, **form.values())
        return see("home", one.slug)
    status = REFUSED if form.errors else 200
    return render(request, "organisations/identity.html", about(opened, form=form), status=status)


@private
@require_safe
def journal(request: HttpRequest, slug: str) -> HttpResponse:
    """Who did what, when."""
    opened = access.space(request, slug, "journal.lire")
    lines = queries.journal_of(
        opened.organisation, reader=opened.person, with_addresses=opened.can("membres.gerer")
    )
    return render(request, "organisations/journal.html", about(opened, lines=lines))
