"""The tables that the result page keeps at an address of their own, so that it stays light."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from equilibre.model.results import ExerciceModel
from trajectoires.qualification import access
from trajectoires.qualification.domain.queries.page import exercice_choices, payer_cards
from trajectoires.qualification.links import Link
from trajectoires.qualification.views.common import result_url

TEMPLATE = "qualification/table.html"


@dataclass(frozen=True)
class Kept:
    """A table kept aside: title, place on the page, template of its rows, shown for a published case."""

    title: str
    anchor: str
    rows: str
    published: bool = False


TABLES = {
    "charges": Kept(
        "Les charges, ligne par ligne", "flux", "qualification/result/tables/_charges.html", published=True
    ),
    "reperes": Kept(
        "Les repères, activité par activité",
        "reperes",
        "qualification/result/tables/_reperes.html",
        published=True,
    ),
    "resultat": Kept("Compte de résultat", "finances", "qualification/result/tables/_resultat.html"),
    "bilan": Kept("Bilan en grandes masses", "finances", "qualification/result/tables/_bilan.html"),
}
PAYERS = Kept("Qui paie", "piliers", "qualification/result/tables/_financeurs.html")


def _filled(exercice: ExerciceModel, name: str) -> bool:
    rows = {
        "charges": exercice.costs,
        "reperes": exercice.activities,
        "resultat": exercice.statement,
        "bilan": exercice.balance_sheet,
    }
    return bool(rows[name])


@require_safe
def table(request: HttpRequest, link: Link, index: int, table: str) -> HttpResponse:
    """GET …/tableau/<index>/<name>/: page or fragment."""
    opened = access.readable_model(link)
    kept = TABLES.get(table)
    if kept is None or index >= len(opened.inputs.exercices) or (link.is_case and not kept.published):
        raise Http404
    model = opened.model_at(index)
    exercice = model.exercices[index]
    if not _filled(exercice, table):
        raise Http404
    context = {
        "exercice": exercice,
        "exercices": exercice_choices(model=model, index=index, address=result_url(link)),
        "organisation": model.organisation,
    }
    return render(request, TEMPLATE, context | _place(link, index, kept))


@require_safe
def payers(request: HttpRequest, link: Link, index: int) -> HttpResponse:
    """GET …/qui-paie/<index>/: who paid, each with what may be said of them."""
    opened = access.dossier_by_edit_link(link)
    if index >= len(opened.inputs.exercices):
        raise Http404
    model = opened.model_at(index)
    context = {
        "exercice": model.exercices[index],
        "organisation": model.organisation,
        "payers": payer_cards(opened.inputs.exercices[index]),
    }
    return render(request, TEMPLATE, context | _place(link, index, PAYERS))


def _place(link: Link, index: int, kept: Kept) -> dict[str, Any]:
    return {
        "link": link,
        "index": index,
        "title": kept.title,
        "rows": kept.rows,
        "back": result_url(link, index=index, anchor=kept.anchor),
    }
