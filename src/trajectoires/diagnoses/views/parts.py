"""« Partager le travail »: one dimension lent by a link, answered by somebody who sees nothing else."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from equilibre.diagnosis.questionnaire import Dimension
from trajectoires.diagnoses import access
from trajectoires.diagnoses.domain import answering, sharing
from trajectoires.diagnoses.domain.opening import Opened
from trajectoires.diagnoses.domain.queries import lent, screens
from trajectoires.diagnoses.domain.queries.beside import asked_beside
from trajectoires.diagnoses.enums import Change
from trajectoires.diagnoses.interfaces.answers import answers_of
from trajectoires.diagnoses.links import PART, Link
from trajectoires.diagnoses.views.common import METHODS, see


@require_http_methods(METHODS)
def parts(request: HttpRequest, link: Link) -> HttpResponse:
    """The dimensions, and the link of each one that is lent."""
    opened = access.diagnosis_to_edit(link)
    if opened.saved.length == "flash":
        raise Http404
    if request.method != "POST":
        rows = [
            {"state": state, "url": _url(request, state.token)}
            for state in lent.dimensions(opened, edit_token=link.token)
        ]
        return render(request, "diagnoses/parts.html", {"link": link, "rows": rows, "saved": opened.saved})
    code = request.POST.get("sujet", "")
    if code not in {one.code for one in opened.questionnaire.dimensions}:
        raise Http404
    if request.POST.get("action") == "fermer":
        sharing.take_back(diagnosis=opened.diagnosis, dimension=code)
    else:
        sharing.lend(diagnosis=opened.diagnosis, dimension=code, edit_token=link.token)
    return see("parts", link)


def _url(request: HttpRequest, token: str) -> str:
    address = reverse("diagnoses:part", args=[Link(PART, token)]) if token else ""
    return request.build_absolute_uri(address) if address else ""


@require_http_methods(METHODS)
def part(request: HttpRequest, link: Link) -> HttpResponse:
    """The questions of the dimension that was lent."""
    opened, dimension = access.dimension_to_answer(link)
    if request.method != "POST":
        return render(request, "diagnoses/part.html", _context(opened, dimension, done=False))
    keys = [one.key for one in opened.questionnaire.questions if one.dimension == dimension.code]
    asked = screens.visible_of(opened.questionnaire, opened.saved, keys)
    saved = answering.save_answers(
        diagnosis=opened.diagnosis, given=answers_of(request.POST, asked), change=Change.PART
    )
    if screens.opened_by(opened.questionnaire, opened.saved, saved, keys):
        return see("part", link, anchor="questions")
    return render(request, "diagnoses/part.html", _context(opened, dimension, done=True))


def _context(opened: Opened, dimension: Dimension, *, done: bool) -> dict[str, Any]:
    keys = [one.key for one in opened.questionnaire.questions if one.dimension == dimension.code]
    seen = screens.visible_of(opened.questionnaire, opened.saved, keys)
    return {
        "link": opened.link,
        "dimension": dimension,
        "questions": asked_beside(opened, seen),
        "done": done,
    }
