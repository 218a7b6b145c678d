"""« Emporter »: what can be taken away, what is missing in it, and each file."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from equilibre.trajectory.checking import faults
from trajectoires.trajectories.access import Opened, by_link
from trajectoires.trajectories.domain.queries.paper import FORMATS, TYPES, Asked, Paper, file_name
from trajectoires.trajectories.domain.queries.papers import BY_NAME, GROUPS, PAGE, WORKBOOK
from trajectoires.trajectories.views.common import to_result
from trajectoires.trajectories.views.mending import mended


@require_safe
@by_link
def takeaway(request: HttpRequest, opened: Opened) -> HttpResponse:
    """GET every document of a scenario (« ?scenario=… ») that this link may have."""
    asked = _asked(request, opened)
    wrong = faults(asked.saved.plan)
    can_edit = opened.link.can_edit
    context = {
        "link": opened.link,
        "editable": can_edit,
        "current": "takeaway",
        "saved": asked.saved,
        "scenario": asked.scenario,
        "faults": mended(opened.link, wrong),
        "groups": _listed(asked, can_edit=can_edit, computable=not wrong),
    }
    return render(request, "trajectories/takeaway.html", context)


def _listed(
    asked: Asked, *, can_edit: bool, computable: bool
) -> list[tuple[str, list[tuple[Paper, object, object]]]]:
    """The papers that this link may have, by what they are for; what is missing, for who can say it."""
    groups = [
        (
            title,
            [
                (
                    one,
                    _kinds(one, asked),
                    one.missing(asked) if can_edit and not one.piece else (),
                )
                for one in papers
                if (can_edit or one.readers) and (computable or one.unfinished)
            ],
        )
        for title, papers in GROUPS
    ]
    return [(title, rows) for title, rows in groups if rows]


def _kinds(paper: Paper, asked: Asked) -> list[tuple[str, str]]:
    """The formats that can be given now, with their words."""
    return [(kind, FORMATS[kind]) for kind in paper.makers] if paper.ready(asked) else []


@require_safe
@by_link
def file(request: HttpRequest, opened: Opened, name: str, kind: str) -> HttpResponse:
    """GET a document of the list. No private link in it: a document is passed around."""
    paper = BY_NAME.get(name)
    if paper is None or not (paper.readers or opened.link.can_edit):
        raise Http404
    return _sent(request, opened, paper, kind)


@require_safe
@by_link
def document(request: HttpRequest, opened: Opened, kind: str) -> HttpResponse:
    """GET the page or the workbook of what is assumed now, from the result."""
    return _sent(request, opened, PAGE if kind == "pdf" else WORKBOOK, kind)


def _asked(request: HttpRequest, opened: Opened) -> Asked:
    scenario = opened.saved.scenario(request.GET.get("scenario", ""))
    return Asked(
        saved=opened.saved,
        scenario=scenario,
        on=localdate(),
        address=settings.SITE_ADDRESS,
        by_key=opened.link.can_edit,
    )


def _sent(request: HttpRequest, opened: Opened, paper: Paper, kind: str) -> HttpResponse:
    if kind not in paper.makers:
        raise Http404
    asked = _asked(request, opened)
    if not paper.ready(asked):
        raise Http404
    if faults(asked.saved.plan) and not paper.unfinished:
        return to_result(opened.link)
    response = HttpResponse(paper.makers[kind](asked), content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{file_name(asked, paper, kind)}"'
    return response
