"""« D’où ça sort ? » and « ce que nous avons remarqué »: one address each, page or fragment."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from equilibre.figures import Input
from equilibre.model.results import ExerciceModel, SocioEconomicModel
from trajectoires.qualification import access
from trajectoires.qualification.domain.queries.corrections import IN_KIND, MAY_PAY_PEOPLE
from trajectoires.qualification.domain.queries.understood import grouped
from trajectoires.qualification.links import Link
from trajectoires.qualification.views.common import result_url
from trajectoires.ui.templatetags.ui import value_text

CORRECTABLE = ("7", *IN_KIND, *MAY_PAY_PEOPLE)


@dataclass(frozen=True)
class ShownInput:
    """An input of a figure: followed when it is itself a figure."""

    input: Input
    figure_key: str
    text: str
    correctable: bool
    """Something may be said about this account: the edit page offers « Corriger »."""


def _exercice(model: SocioEconomicModel, index: int) -> ExerciceModel:
    if index >= len(model.exercices):
        raise Http404
    return model.exercices[index]


@require_safe
def figure(request: HttpRequest, link: Link, index: int, key: str) -> HttpResponse:
    """A figure with its formula, its inputs, its parameters and its sources."""
    opened = access.readable_model(link)
    model = opened.model_at(index)
    exercice = _exercice(model, index)
    shown = exercice.figures.get(key)
    if shown is None:
        raise Http404
    inputs = tuple(
        ShownInput(
            input=one,
            figure_key=one.ref if one.kind == "figure" and one.ref in exercice.figures else "",
            text=value_text(one.value, one.unit),
            correctable=link.can_edit and one.kind == "compte" and one.ref.startswith(CORRECTABLE),
        )
        for one in shown.inputs
    )
    context = {
        "link": link,
        "index": index,
        "figure": shown,
        "exercice": exercice,
        "organisation": model.organisation,
        "inputs": inputs,
        "back": result_url(link, index=index, anchor="resultat"),
    }
    return render(request, "qualification/figure.html", context)


@require_safe
def anomalies(request: HttpRequest, link: Link, index: int) -> HttpResponse:
    """What was noticed in the file of an exercice, grouped, the most serious first."""
    opened = access.private_model(link)
    exercice = _exercice(opened.model_at(index), index)
    context = {
        "link": link,
        "index": index,
        "exercice": exercice,
        "groups": grouped(opened.inputs.exercices[index].totals.anomalies),
        "back": result_url(link, index=index, anchor="lecture"),
    }
    return render(request, "qualification/anomalies.html", context)
