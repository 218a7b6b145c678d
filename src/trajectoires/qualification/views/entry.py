"""Accounts without a file: a dozen typed totals."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from equilibre.accounts.typed import TypedTotals, totals_from_typed
from equilibre.errors import ReadError
from trajectoires.qualification.domain.deposit import create_from_reading
from trajectoires.qualification.enums import Change
from trajectoires.qualification.interfaces.forms_deposit import TypedForm
from trajectoires.qualification.links import EDIT, Link
from trajectoires.qualification.views import rates
from trajectoires.qualification.views.common import refused, to_result


@require_http_methods(["GET", "HEAD", "POST"])
@rates.deposits
def typed(request: HttpRequest) -> HttpResponse:
    """A dozen boxes, then the model."""
    template = "qualification/typed.html"
    if request.method != "POST":
        return render(request, template, {"form": TypedForm()})
    form = TypedForm(request.POST)
    if not form.is_valid():
        return refused(request, template, {"form": form})
    try:
        reading = totals_from_typed(
            TypedTotals(
                opening=form.cleaned_data["ouverture"],
                closing=form.cleaned_data["cloture"],
                basis=form.cleaned_data["basis"],
                **form.amounts(),
            )
        )
    except ReadError as error:
        form.add_error(None, error.sentence())
        return refused(request, template, {"form": form})
    return to_result(Link(EDIT, create_from_reading(reading=reading, change=Change.TYPED).edit_token))
