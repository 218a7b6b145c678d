"""After the diagnosis: the words of the two documents, and the documents themselves."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from equilibre.documents.accompaniment_docx import accompaniment_docx
from equilibre.documents.shared_diagnosis_docx import shared_diagnosis_docx
from equilibre.trajectory.workspace import HEADINGS
from trajectoires.trajectories.access import Opened, by_link
from trajectoires.trajectories.domain.queries import steps as reading
from trajectoires.trajectories.domain.queries.reading import came_from, help_in_a_document
from trajectoires.trajectories.enums import Change
from trajectoires.trajectories.interfaces.forms_steps import BriefForm, DiagnosisForm
from trajectoires.trajectories.views.common import METHODS, REFUSED, see
from trajectoires.trajectories.views.steps import common, on_workspace, written

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAPERS = {"diagnostic-partage": shared_diagnosis_docx, "cahier-des-charges": accompaniment_docx}
DIAGNOSIS = "diagnostic"
"""Code of the step that both documents belong to."""


@require_http_methods(METHODS)
@by_link
def diagnosis(request: HttpRequest, opened: Opened) -> HttpResponse:
    """GET the headings with what the model says; POST the words of the two voices."""
    space = opened.saved.workspace
    form = DiagnosisForm(request.POST if request.method == "POST" else None, workspace=space)
    if form.is_bound and form.is_valid() and written(opened, Change.DIAGNOSIS, form, on_workspace(form)):
        return _to_the_step(opened)
    said = reading.from_model(opened.saved)
    context = common(opened, "steps") | {
        "form": form,
        "headings": [(title, said[name], form.pair(name)) for name, title in HEADINGS.items()],
        "number": _number(opened),
    }
    return render(request, "trajectories/diagnosis.html", context, status=REFUSED if form.is_bound else 200)


@require_http_methods(METHODS)
@by_link
def brief(request: HttpRequest, opened: Opened) -> HttpResponse:
    """GET what an accompaniment is asked for; POST it."""
    space = opened.saved.workspace
    form = BriefForm(request.POST if request.method == "POST" else None, workspace=space)
    if form.is_bound and form.is_valid() and written(opened, Change.BRIEF, form, on_workspace(form)):
        return _to_the_step(opened)
    context = common(opened, "steps") | {"form": form, "number": _number(opened)}
    return render(request, "trajectories/brief.html", context, status=REFUSED if form.is_bound else 200)


@require_safe
@by_link
def paper(request: HttpRequest, opened: Opened, paper: str) -> HttpResponse:
    """GET one of the two documents. No private link in it: a document is passed around."""
    if paper not in PAPERS:
        raise Http404
    saved, today = opened.saved, localdate()
    body = PAPERS[paper](
        saved.workspace, saved.model, on=today, sources=came_from(saved), first=help_in_a_document(saved)
    )
    response = HttpResponse(body, content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="{today:%Y-%m}-{paper}.docx"'
    return response


def _number(opened: Opened) -> int:
    """The number of the step of the diagnosis in the way of counting that was chosen."""
    path = reading.walked(opened.saved, localdate())
    return next(one.place.number for one in path.steps if one.place.code == DIAGNOSIS)


def _to_the_step(opened: Opened) -> HttpResponse:
    return see("step", opened.link, _number(opened), anchor="documents")
