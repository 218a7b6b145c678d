"""Accounts without a file: a dozen typed totals, or a year of receipts and expenses."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from equilibre.accounts.cash import totals_from_cash
from equilibre.accounts.typed import TypedTotals, totals_from_typed
from equilibre.errors import ReadError
from equilibre.formatting import typographic
from trajectoires.qualification.domain.deposit import create_from_reading
from trajectoires.qualification.domain.purge import purge_if_due
from trajectoires.qualification.enums import Change
from trajectoires.qualification.interfaces.forms_cash import CashBookForm, book_rows, cash_book
from trajectoires.qualification.interfaces.forms_deposit import TypedForm
from trajectoires.qualification.links import EDIT, Link
from trajectoires.qualification.views import rates
from trajectoires.qualification.views.common import refused, to_result

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@rates.deposits
def typed(request: HttpRequest) -> HttpResponse:
    """A dozen boxes, then the model."""
    template = "qualification/typed.html"
    if request.method != "POST":
        return render(request, template, {"form": TypedForm()})
    purge_if_due()
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
        form.add_error(None, typographic(error.sentence()))
        return refused(request, template, {"form": form})
    return to_result(Link(EDIT, create_from_reading(reading=reading, change=Change.TYPED).edit_token))


@require_http_methods(METHODS)
@rates.deposits
def typed_cash_book(request: HttpRequest) -> HttpResponse:
    """What came in, what went out, what is left: the accounts of most small associations."""
    template = "qualification/cash_book.html"
    data = request.POST if request.method == "POST" else None
    form, receipts, expenses = CashBookForm(data), book_rows("recette", data), book_rows("depense", data)
    context = {"form": form, "receipts": receipts, "expenses": expenses, "error": ""}
    if request.method != "POST":
        return render(request, template, context)
    purge_if_due()
    if not all([form.is_valid(), receipts.is_valid(), expenses.is_valid()]):
        return refused(request, template, context)
    try:
        reading = totals_from_cash(cash_book(form, receipts, expenses))
    except ReadError as error:
        return refused(request, template, {**context, "error": typographic(error.sentence())})
    return to_result(Link(EDIT, create_from_reading(reading=reading, change=Change.CASH).edit_token))
