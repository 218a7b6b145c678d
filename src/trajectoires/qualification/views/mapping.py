"""A free sheet: show what each row is taken for, let the user change it, then read it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from equilibre.accounts.mapping import totals_from_rows
from equilibre.accounts.totals import Reading, SourceInfo
from equilibre.errors import ReadError
from equilibre.formatting import typographic
from trajectoires.qualification import access
from trajectoires.qualification.domain.deposit import FileOutcome, add_reading, create_from_reading
from trajectoires.qualification.domain.queries.understood import funder_choices, understood_files
from trajectoires.qualification.enums import Change
from trajectoires.qualification.interfaces.forms_mapping import MappingForm, MappingRows, mapping_rows
from trajectoires.qualification.links import EDIT, Link
from trajectoires.qualification.views import rates
from trajectoires.qualification.views.common import refused

TEMPLATE = "qualification/mapping.html"


def mapping_page(
    request: HttpRequest, outcome: FileOutcome, *, link: Link | None = None, replacing: bool = False
) -> HttpResponse:
    """The rows of a sheet just deposited, with what we propose for each."""
    totals = outcome.reading.totals
    form = MappingForm(
        initial={
            "ouverture": totals.opening,
            "cloture": totals.closing,
            "basis": totals.basis if totals.basis in ("engagement", "tresorerie", "budget") else "tresorerie",
            "source": outcome.name,
            "retour": link.token if link else "",
            "remplacer": replacing,
        }
    )
    return render(request, TEMPLATE, _context(form, mapping_rows(outcome.rows), source=outcome.name))


@require_http_methods(["GET", "HEAD", "POST"])
@rates.deposits
def mapping(request: HttpRequest) -> HttpResponse:
    """The rows posted back: totals, then what was understood."""
    if request.method != "POST":
        response = HttpResponseRedirect(reverse("qualification:deposit"))
        response.status_code = 303
        return response
    form, rows = MappingForm(request.POST), MappingRows(request.POST, prefix="l")
    source = request.POST.get("source", "")[:200]
    if not (form.is_valid() and rows.is_valid()):
        return refused(request, TEMPLATE, _context(form, rows, source=source))
    try:
        reading = _reading(form, rows.rows(), source)
        return _stored(request, form, FileOutcome(name=source, reading=reading))
    except ReadError as error:
        return refused(
            request, TEMPLATE, _context(form, rows, source=source, error=typographic(error.sentence()))
        )


def _reading(form: MappingForm, rows: Any, source: str) -> Reading:
    data = form.cleaned_data
    return totals_from_rows(
        rows,
        opening=data["ouverture"],
        closing=data["cloture"],
        basis=data["basis"],
        source=SourceInfo(name=source, format="tableur", lines=len(rows)),
    )


def _stored(request: HttpRequest, form: MappingForm, outcome: FileOutcome) -> HttpResponse:
    """A new dossier, or one more exercice of the dossier whose key came with the form."""
    token, replacing = form.cleaned_data["retour"], form.cleaned_data["remplacer"]
    if token:
        link = Link(EDIT, token)
        opened = access.dossier_by_edit_link(link)
        inputs = add_reading(dossier=opened.dossier, reading=outcome.reading, replacing=replacing)
    else:
        created = create_from_reading(reading=outcome.reading, change=Change.DEPOSIT)
        link, inputs = Link(EDIT, created.edit_token), created.inputs
    context = {
        "link": link,
        "files": understood_files(outcomes=[outcome], inputs=inputs, replaced=replacing),
        "funders": funder_choices(outcomes=[outcome], inputs=inputs),
        "adding": bool(token),
    }
    return render(request, "qualification/understood.html", context)


def _context(form: MappingForm, rows: Any, *, source: str, error: str = "") -> dict[str, Any]:
    return {"form": form, "rows": rows, "source_name": source, "error": error}
