"""Choosing a diagnosis: who, what for, how long."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from trajectoires.diagnoses.domain import sharing, storage
from trajectoires.diagnoses.domain.queries import counts
from trajectoires.diagnoses.enums import LENGTHS
from trajectoires.diagnoses.interfaces.forms import FlashForm, StartForm
from trajectoires.diagnoses.links import EDIT, Link
from trajectoires.diagnoses.views import rates
from trajectoires.diagnoses.views.common import METHODS, REFUSED, to_questions


def flash_context(request: HttpRequest) -> dict[str, Any]:
    """The first screen of the flash, hosted by « Définir mon besoin »."""
    return {"form": FlashForm(initial={"longueur": "flash"})}


@require_http_methods(METHODS)
@rates.starts
def start(request: HttpRequest) -> HttpResponse:
    """Choose, then answer the first page of questions."""
    template = "diagnoses/start.html"
    if request.method != "POST":
        return render(request, template, _shown(StartForm()))
    sharing.purge_if_due()
    form = StartForm(request.POST)
    if not form.is_valid():
        return render(request, template, _shown(form), status=REFUSED)
    created = storage.create(saved=form.saved())
    return to_questions(Link(EDIT, created.edit_token), 1)


def _shown(form: StartForm) -> dict[str, Any]:
    names = [LENGTHS[length][0] for length in counts.offered()]
    return {"form": form, "counts": counts.questions_asked(), "lengths": names}
