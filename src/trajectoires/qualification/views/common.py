"""What views share: the exercice asked for, the result's context, the answer after a change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse

from equilibre.drawings.drawing import Variant
from equilibre.model.dossier import Dossier as Inputs
from equilibre.model.dossier import ExerciceInputs
from equilibre.model.results import ExerciceModel, SocioEconomicModel
from trajectoires.qualification import access
from trajectoires.qualification.access import Opened, PublishedCase
from trajectoires.qualification.domain.queries.drawn import memory
from trajectoires.qualification.domain.queries.page import exercice_choices, payer_cards
from trajectoires.qualification.interfaces.forms_people import MeansForm, ProjectForm
from trajectoires.qualification.interfaces.shown import means_shown, project_shown
from trajectoires.qualification.links import Link
from trajectoires.thread import exchange

BODY_TEMPLATE = "qualification/_result_body.html"
REFUSED = 422


@dataclass(frozen=True)
class Record:
    """The life of a dossier, as its page says it."""

    kept: bool
    expires_at: Any
    undo_label: str
    fictif: bool

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to undo."""
        return bool(self.undo_label)


@dataclass(frozen=True)
class InlineForms:
    """The two short forms that the result page holds."""

    project: ProjectForm
    means: MeansForm


def record_of(opened: Opened) -> Record:
    """What the page says of the dossier's life."""
    return Record(
        kept=opened.dossier.kept,
        expires_at=opened.dossier.expires_at,
        undo_label=opened.undo_label,
        fictif=opened.inputs.origin == "fictif",
    )


def asked_index(values: QueryDict, inputs: Inputs) -> int:
    """The exercice named by ``exercice`` in a query or a form; the last one when it is not one of ours."""
    last = len(inputs.exercices) - 1
    raw = values.get("exercice", "")
    if not (raw.isascii() and raw.isdigit() and len(raw) < 4):
        return last
    return min(int(raw), last)


def result_url(link: Link, *, index: int | None = None, anchor: str = "") -> str:
    """The result's address, at an exercice and an anchor."""
    address = reverse("qualification:result", args=[link])
    query = f"?exercice={index}" if index is not None else ""
    return f"{address}{query}{f'#{anchor}' if anchor else ''}"


def to_result(link: Link, *, index: int | None = None, anchor: str = "") -> HttpResponseRedirect:
    """See other: the result."""
    response = HttpResponseRedirect(result_url(link, index=index, anchor=anchor))
    response.status_code = 303
    return response


def exercice_context(opened: Opened, index: int) -> dict[str, Any]:
    """The names that every page about one exercice of a dossier gives."""
    return {"link": opened.link, "index": index, "exercice": opened.model_at(index).exercices[index]}


def result_context(
    opened: Opened | PublishedCase, index: int, *, variant: Variant = "page", with_forms: bool = True
) -> dict[str, Any]:
    """Everything that ``result.html`` and ``print.html`` read (``docs/pages.md``)."""
    model: SocioEconomicModel = opened.model_at(index)
    inputs: Inputs = opened.inputs
    exercice: ExerciceModel = model.exercices[index]
    given: ExerciceInputs = inputs.exercices[index]
    link = opened.link
    private = isinstance(opened, Opened)
    return {
        "link": link,
        "record": record_of(opened) if private else None,
        "model": model,
        "exercice": exercice,
        "index": index,
        "exercices": exercice_choices(
            model=model, index=index, address=reverse("qualification:result", args=[link])
        ),
        "dossier": inputs,
        "inputs": given,
        "drawings": memory.drawings(opened.identity, model=model, index=index, variant=variant),
        "payers": payer_cards(given),
        "forms": InlineForms(
            project=ProjectForm(initial=project_shown(inputs)), means=MeansForm(initial=means_shown(given))
        )
        if with_forms and link.can_edit
        else None,
        "published": link.is_case,
        "editable": with_forms and link.can_edit,
        "printing": variant == "print",
        "notes": None,
        "cash_first": exercice.cash_alert,
        "following": _following(link) if private and variant == "page" else (),
    }


def _following(link: Link) -> tuple[exchange.NextStep, ...]:
    """What may follow, for whoever holds this link."""
    return tuple(step for step in exchange.next_steps("model") if link.can_edit or not step.by_key)


def changed(request: HttpRequest, link: Link, *, index: int | None, anchor: str) -> HttpResponse:
    """After a change: the result recomputed, as a fragment for htmx, by a redirection otherwise."""
    if not request.htmx:
        return to_result(link, index=index, anchor=anchor)
    opened = access.dossier_by_edit_link(link)
    last = len(opened.inputs.exercices) - 1
    shown = last if index is None else min(index, last)
    response = render(request, BODY_TEMPLATE, result_context(opened, shown))
    response["HX-Retarget"] = "#resultat"
    response["HX-Reswap"] = "outerHTML"
    response["HX-Trigger"] = "modele-recalcule"
    return response


def refused(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The form again, with what is wrong in it."""
    return render(request, template, context, status=REFUSED)
