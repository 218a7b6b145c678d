"""« Voici votre modèle »."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trajectoires.qualification import access
from trajectoires.qualification.links import Link
from trajectoires.qualification.views.common import asked_index, result_context


@require_safe
def result(request: HttpRequest, link: Link) -> HttpResponse:
    """The model of an exercice, by any link."""
    opened = access.readable_model(link)
    context = result_context(opened, asked_index(request.GET, opened.inputs))
    return render(request, "qualification/result.html", context)


@require_safe
def print_view(request: HttpRequest, link: Link) -> HttpResponse:
    """The same for paper: no form, drawings in black ink."""
    opened = access.readable_model(link)
    index = asked_index(request.GET, opened.inputs)
    context = result_context(opened, index, variant="print", with_forms=False)
    return render(request, "qualification/print.html", context)
