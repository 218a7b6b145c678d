"""« Les étapes »: the path, each step, the feuille de route, and everything on one page."""

from __future__ import annotations

from typing import Any, Protocol

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from equilibre.trajectory.workspace import Place, Workspace, places
from trajectoires.trajectories.access import Opened, by_link
from trajectoires.trajectories.domain import storage
from trajectoires.trajectories.domain.queries import steps as reading
from trajectoires.trajectories.domain.queries.reading import came_from, in_one_sentence, period
from trajectoires.trajectories.domain.saved import Saved
from trajectoires.trajectories.enums import Change
from trajectoires.trajectories.interfaces.forms_steps import OutputForm, RoadForm
from trajectoires.trajectories.interfaces.together import MeanwhileError, TogetherForm
from trajectoires.trajectories.views.common import METHODS, REFUSED, see

replace = msgspec.structs.replace


class WorkspaceForm(Protocol):
    """A form that changes the workspace it is given."""

    def applied(self, workspace: Workspace) -> Workspace:
        """The workspace with what this person changed."""


def common(opened: Opened, current: str) -> dict[str, Any]:
    """What every page of the steps shows."""
    return {
        "link": opened.link,
        "editable": opened.link.can_edit,
        "current": current,
        "saved": opened.saved,
        "space": opened.saved.workspace,
        "undo_label": opened.undo_label,
    }


def written(opened: Opened, change: Change, form: TogetherForm, edit: Any) -> bool:
    """Write what the form changed on the newest revision; what somebody else changed too is told in it."""
    try:
        storage.revise(trajectory=opened.trajectory, change=change, edit=edit)
    except MeanwhileError as error:
        form.tell(error)
        return False
    return True


def on_workspace(form: WorkspaceForm) -> Any:
    """The edit of a form that changes the workspace."""

    def edit(saved: Saved) -> Saved:
        return replace(saved, workspace=form.applied(saved.workspace))

    return edit


@require_safe
@by_link
def steps(request: HttpRequest, opened: Opened) -> HttpResponse:
    """GET the steps, where one stopped and the feuille de route."""
    today = localdate()
    context = common(opened, "steps") | {
        "path": reading.walked(opened.saved, today),
        "too_soon": reading.too_soon(opened.saved, today),
        "sources": reading.sources(),
    }
    return render(request, "trajectories/steps.html", context)


@require_http_methods(METHODS)
@by_link
def step(request: HttpRequest, opened: Opened, number: int) -> HttpResponse:
    """GET a step; POST what it gave, done, skipped or open again."""
    place = next((one for one in places(opened.saved.workspace.variant) if one.number == number), None)
    if place is None or (request.method == "POST" and not opened.link.can_edit):
        raise Http404
    form = OutputForm(
        request.POST if request.method == "POST" else None,
        output=opened.saved.workspace.output(place.code),
        label=place.steps[0].keep,
        example=place.steps[0].example,
    )
    if form.is_bound and form.is_valid() and _output_written(opened, place, form):
        return _after(opened, place, form.action)
    return render(
        request,
        "trajectories/step.html",
        _step_context(opened, place, form, before=request.GET.get("apres", ""))
        | {"just_saved": "enregistre" in request.GET and not form.is_bound},
        status=REFUSED if form.is_bound else 200,
    )


def _output_written(opened: Opened, place: Place, form: OutputForm) -> bool:
    today = localdate()

    def edit(saved: Saved) -> Saved:
        space = saved.workspace
        return replace(
            saved, workspace=space.with_output(form.applied(space.output(place.code), today=today))
        )

    return written(opened, Change.STEP, form, edit)


def _after(opened: Opened, place: Place, action: str) -> HttpResponse:
    """The next step once this one is over; the list after the last one."""
    if action not in ("faite", "passer"):
        return see("step", opened.link, place.number, query="enregistre=1", anchor="garder")
    numbers = [one.number for one in places(opened.saved.workspace.variant)]
    if place.number == numbers[-1]:
        return see("steps", opened.link)
    return see("step", opened.link, place.number + 1, query=f"apres={place.number}")


def _step_context(opened: Opened, place: Place, form: OutputForm, *, before: str) -> dict[str, Any]:
    path = reading.walked(opened.saved, localdate())
    shown = {one.place.number: one for one in path.steps}
    return common(opened, "steps") | {
        "path": path,
        "step": shown[place.number],
        "before": shown.get(place.number - 1),
        "after": shown.get(place.number + 1),
        "just_closed": shown.get(int(before)) if before.isascii() and before.isdigit() else None,
        "told": reading.facts(opened.saved, place),
        "tools": reading.doors(place, opened.link),
        "form": form,
        "sources": reading.sources(),
    }


@require_http_methods(METHODS)
@by_link
def road(request: HttpRequest, opened: Opened) -> HttpResponse:
    """GET the feuille de route; POST it, or « proposer » the days counted back from the meeting."""
    form = RoadForm(request.POST if request.method == "POST" else None, workspace=opened.saved.workspace)
    if form.is_bound and form.is_valid() and written(opened, Change.ROAD_MAP, form, on_workspace(form)):
        if form.proposes:
            return see("road", opened.link, anchor="dates")
        return see("steps", opened.link)
    context = common(opened, "road") | {
        "form": form,
        "too_soon": reading.too_soon(opened.saved, localdate()),
    }
    return render(request, "trajectories/road.html", context, status=REFUSED if form.is_bound else 200)


@require_safe
@by_link
def recap(request: HttpRequest, opened: Opened) -> HttpResponse:
    """GET everything on one page, to print."""
    saved, today = opened.saved, localdate()
    path = reading.walked(saved, today)
    context = common(opened, "recap") | {
        "path": path,
        "today": today,
        "period": period(saved.plan),
        "sentence": in_one_sentence(saved),
        "origins": came_from(saved),
        "known": [(one, reading.facts(saved, one.place)) for one in path.steps],
        "sources": reading.sources(),
    }
    return render(request, "trajectories/recap.html", context)
