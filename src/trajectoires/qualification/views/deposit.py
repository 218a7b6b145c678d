"""Files in: a first deposit, one more exercice, a passation file."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from equilibre.accounts.options import Limits
from trajectoires.config.uploads import refusals
from trajectoires.qualification import access
from trajectoires.qualification.domain import deposit as verbs
from trajectoires.qualification.domain.deposit import DepositRefusedError, FileOutcome
from trajectoires.qualification.domain.purge import purge_if_due
from trajectoires.qualification.domain.queries.page import exercice_choices
from trajectoires.qualification.domain.queries.understood import funder_choices, understood_files
from trajectoires.qualification.interfaces.forms_deposit import AddForm, DepositForm, ReopenForm
from trajectoires.qualification.interfaces.uploads import refused_outcomes, uploads
from trajectoires.qualification.links import EDIT, Link
from trajectoires.qualification.views import rates
from trajectoires.qualification.views.common import REFUSED, result_url, to_result
from trajectoires.qualification.views.mapping import mapping_page

TOO_LARGE = 413
ASKS_DATES = ("exercice_inconnu", "exercice_impossible")
"""Refusals whose remedy is to type the dates: the form opens on them."""


def read_limits() -> Limits:
    """The engine's limits, as the settings narrow them."""
    return Limits(file_bytes=settings.UPLOAD_MAX_MB * settings.MEGABYTE, lines=settings.READ_MAX_LINES)


@require_http_methods(["GET", "HEAD", "POST"])
@rates.deposits
def deposit(request: HttpRequest) -> HttpResponse:
    """Read the files, store their totals, say what was understood."""
    if request.method != "POST":
        return _form(request, DepositForm())
    purge_if_due()
    form = DepositForm(request.POST, request.FILES)
    if (turned_away := _turned_away(request, form)) is not None:
        return turned_away
    try:
        outcomes = _read(form)
        if outcomes[0].needs_mapping:
            return mapping_page(request, outcomes[0])
        created = verbs.create_dossier(outcomes=outcomes)
    except DepositRefusedError as refused:
        return _form(request, form, outcomes=refused.outcomes, status=REFUSED)
    link = Link(EDIT, created.edit_token)
    if outcomes[0].passation is not None:
        return to_result(link)
    return _understood(request, link, outcomes=outcomes, inputs=created.inputs, adding=False)


@require_http_methods(["GET", "HEAD", "POST"])
@rates.deposits
def add(request: HttpRequest, link: Link) -> HttpResponse:
    """One more exercice in an existing dossier."""
    opened = access.dossier_by_edit_link(link)
    shown = {
        "link": link,
        "exercices": exercice_choices(
            model=opened.model_at(0), index=len(opened.inputs.exercices) - 1, address=result_url(link)
        ),
    }
    if request.method != "POST":
        return _form(request, AddForm(), **shown)
    form = AddForm(request.POST, request.FILES)
    if (turned_away := _turned_away(request, form, **shown)) is not None:
        return turned_away
    replacing = form.cleaned_data["remplacer"]
    try:
        outcomes = _read(form)
        if outcomes[0].needs_mapping:
            return mapping_page(request, outcomes[0], link=link, replacing=replacing)
        inputs = verbs.add_exercices(dossier=opened.dossier, outcomes=outcomes, replacing=replacing)
    except DepositRefusedError as refused:
        return _form(request, form, outcomes=refused.outcomes, status=REFUSED, **shown)
    return _understood(request, link, outcomes=outcomes, inputs=inputs, adding=True, replaced=replacing)


@require_http_methods(["GET", "HEAD", "POST"])
@rates.deposits
def reopen(request: HttpRequest) -> HttpResponse:
    """A passation file opens a dossier again, under a new link."""
    template = "qualification/reopen.html"
    if request.method != "POST":
        return render(request, template, {"form": ReopenForm(), "error": ""})
    purge_if_due()
    form = ReopenForm(request.POST, request.FILES)
    valid = form.is_valid()
    outcomes = refused_outcomes(refusals(request))
    if outcomes and outcomes[0].error:
        context = {"form": form, "error": outcomes[0].error.sentence()}
        return render(request, template, context, status=TOO_LARGE)
    if not valid:
        return render(request, template, {"form": form, "error": ""}, status=REFUSED)
    try:
        created = verbs.reopen_passation(upload=uploads([form.cleaned_data["fichier"]])[0])
    except DepositRefusedError as refused:
        error = refused.outcomes[0].error
        context = {"form": form, "error": error.sentence() if error else ""}
        return render(request, template, context, status=REFUSED)
    return to_result(Link(EDIT, created.edit_token))


def _read(form: DepositForm) -> tuple[FileOutcome, ...]:
    return verbs.read_files(
        uploads=uploads(form.cleaned_data["fichiers"]), options=form.options(limits=read_limits())
    )


def _turned_away(request: HttpRequest, form: DepositForm, **shown: Any) -> HttpResponse | None:
    """The form again when files were too heavy or too many, or when its fields are wrong."""
    valid = form.is_valid()
    found = refusals(request)
    if found.any:
        heavy = found.too_large or found.request_too_large
        outcomes = refused_outcomes(found)
        return _form(request, form, outcomes=outcomes, status=TOO_LARGE if heavy else REFUSED, **shown)
    return None if valid else _form(request, form, status=REFUSED, **shown)


def _form(
    request: HttpRequest,
    form: DepositForm,
    *,
    outcomes: tuple[FileOutcome, ...] = (),
    status: int = 200,
    **shown: Any,
) -> HttpResponse:
    asked = any(outcome.error and outcome.error.code in ASKS_DATES for outcome in outcomes)
    context = {
        "link": None,
        "exercices": (),
        "form": form,
        "outcomes": outcomes,
        "asks_dates": asked,
        **shown,
    }
    return render(request, "qualification/deposit.html", context, status=status)


def _understood(
    request: HttpRequest,
    link: Link,
    *,
    outcomes: tuple[FileOutcome, ...],
    inputs: Any,
    adding: bool,
    replaced: bool = False,
) -> HttpResponse:
    context = {
        "link": link,
        "files": understood_files(outcomes=outcomes, inputs=inputs, replaced=replaced),
        "funders": funder_choices(outcomes=outcomes, inputs=inputs),
        "adding": adding,
    }
    return render(request, "qualification/understood.html", context)
