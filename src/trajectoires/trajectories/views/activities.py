"""« Vos activités »: what each brings and costs, typed or shared out of the lines."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from equilibre.trajectory.allocating import faults
from trajectoires.trajectories.access import Opened, by_link
from trajectoires.trajectories.domain import activities as edits
from trajectoires.trajectories.domain import storage
from trajectoires.trajectories.domain.queries.activities import activities_page, changes_of, shared
from trajectoires.trajectories.domain.saved import Saved
from trajectoires.trajectories.enums import Change
from trajectoires.trajectories.interfaces.forms_activities import (
    ActivityForm,
    CountingForm,
    PartsForm,
    allocations_of,
    way_of,
    ways_for,
)
from trajectoires.trajectories.views.common import METHODS, REFUSED, see
from trajectoires.trajectories.views.rows import Shelf, row_or_404, row_page

SHELF = Shelf(
    own=edits.ActivityRows(),
    listed="activities",
    list_template="trajectories/activities.html",
    template="trajectories/activity.html",
    changed=Change.ACTIVITY,
    removed=Change.ACTIVITY_REMOVED,
)


@require_http_methods(METHODS)
@by_link
def activities(request: HttpRequest, opened: Opened) -> HttpResponse:
    """GET the activities and their map; POST where their amounts come from."""
    portfolio = opened.saved.activities
    initial = {"montants": "lignes" if portfolio.by_lines else "saisis", "cle": portfolio.common_by}
    form = CountingForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        storage.revise(
            trajectory=opened.trajectory,
            change=Change.SHARED_OUT,
            edit=lambda saved: edits.count_by(
                saved, by_lines=told["montants"] == "lignes", common_by=told["cle"]
            ),
        )
        return see("activities", opened.link, anchor="compter")
    page = activities_page(opened.saved)
    context = {
        "link": opened.link,
        "current": SHELF.listed,
        "saved": opened.saved,
        "undo_label": opened.undo_label,
        "page": page,
        "listed": list(zip(page.laid.activities, page.usefulness, strict=True)),
        "form": form,
    }
    return render(request, SHELF.list_template, context, status=REFUSED if form.is_bound else 200)


@require_http_methods(METHODS)
@by_link
def activity(request: HttpRequest, opened: Opened, key: str) -> HttpResponse:
    """One activity on its own page, and what changes if it stops, halves or doubles."""
    row = row_or_404(opened, SHELF, key)
    return row_page(request, opened, SHELF, ActivityForm, row, changes=changes_of(opened.saved, key))


@require_http_methods(METHODS)
@by_link
def add_activity(request: HttpRequest, opened: Opened) -> HttpResponse:
    """A new activity."""
    return row_page(request, opened, SHELF, ActivityForm, None, changes=())


@require_http_methods(METHODS)
@by_link
def shared_lines(request: HttpRequest, opened: Opened) -> HttpResponse:
    """GET every line and how it is shared; POST the choices of the table."""
    if request.method == "POST":
        told = allocations_of(request.POST, opened.saved)
        storage.revise(
            trajectory=opened.trajectory,
            change=Change.SHARED_OUT,
            edit=lambda saved: edits.share_lines(saved, told),
        )
        return see("shared_lines", opened.link)
    context = {
        "link": opened.link,
        "current": SHELF.listed,
        "saved": opened.saved,
        "undo_label": opened.undo_label,
        "sides": [
            (title, _rows(opened.saved, side))
            for side, title in (("resource", "Ressources"), ("cost", "Charges"))
        ],
    }
    return render(request, "trajectories/shared_lines.html", context)


def _rows(saved: Saved, side: str) -> list[dict[str, object]]:
    """The lines of a side, how each is shared and the choices it has."""
    wrong = [one for one in faults(saved.plan, saved.activities) if one.kind == "allocation"]
    return [
        {
            "line": line,
            "way": way_of(saved, line),
            "ways": ways_for(saved, line),
            "words": shared(saved, line),
            "faults": [one for one in wrong if one.key == line.key],
        }
        for line in saved.plan.lines
        if line.side == side
    ]


@require_http_methods(METHODS)
@by_link
def shared_line(request: HttpRequest, opened: Opened, key: str) -> HttpResponse:
    """One line shared by percentages."""
    saved = opened.saved
    line = next((one for one in saved.plan.lines if one.key == key), None)
    if line is None or not saved.activities.activities:
        raise Http404
    form = PartsForm(request.POST if request.method == "POST" else None, saved=saved, line=line)
    if form.is_bound and form.is_valid():
        told = {line.key: form.built()}
        after = edits.share_lines(saved, told)
        for fault in faults(after.plan, after.activities):
            if fault.kind == "allocation" and fault.key == line.key:
                form.add_error(None, f"{fault.message} {fault.remedy}")
        if not form.errors:
            storage.revise(
                trajectory=opened.trajectory,
                change=Change.SHARED_OUT,
                edit=lambda saved: edits.share_lines(saved, told),
            )
            return see("shared_lines", opened.link)
    context = {"link": opened.link, "current": SHELF.listed, "line": line, "form": form}
    return render(request, "trajectories/shared_line.html", context, status=REFUSED if form.is_bound else 200)
