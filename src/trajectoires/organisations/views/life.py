"""Taking all of a space away, erasing all of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from trajectoires.organisations import access
from trajectoires.organisations.domain import export as archive
from trajectoires.organisations.domain import spaces
from trajectoires.organisations.interfaces.forms import EraseForm
from trajectoires.organisations.views.common import METHODS, REFUSED, about, private


@private
@require_http_methods(METHODS)
def export(request: HttpRequest, slug: str) -> HttpResponse:
    """What is inside; POST gives the zip."""
    opened = access.space(request, slug, "espace.exporter")
    if request.method != "POST":
        return render(request, "organisations/export.html", about(opened))
    content = archive.write_archive(organisation=opened.organisation, person=opened.person)
    response = HttpResponse(content, content_type="application/zip")
    name = f"espace-{timezone.localdate().isoformat()}.zip"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@private
@require_http_methods(METHODS)
def erase(request: HttpRequest, slug: str) -> HttpResponse:
    """Asked once, confirmed by the name, done at once."""
    opened = access.space(request, slug, "espace.effacer")
    form = EraseForm(request.POST if request.method == "POST" else None, name=opened.organisation.name)
    if request.method == "POST" and form.is_valid():
        spaces.erase(organisation=opened.organisation)
        return render(request, "organisations/erased.html")
    status = REFUSED if form.errors else 200
    return render(request, "organisations/erase.html", about(opened, form=form), status=status)
