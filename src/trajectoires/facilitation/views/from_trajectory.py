"""From a trajectory to a session: what must be decided, put before the room."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from equilibre.facilitation.formats import shipped
from trajectoires.facilitation.domain import from_trajectory as verbs
from trajectoires.facilitation.domain import sharing
from trajectoires.facilitation.interfaces.from_trajectory import TrajectoryStartForm, initial_of
from trajectoires.facilitation.links import HOST, Link
from trajectoires.facilitation.views import rates
from trajectoires.facilitation.views.common import METHODS, REFUSED, see
from trajectoires.thread import exchange

VOTED, DECIDED = "utilite", "decisions"
"""Formats: the map is voted, or decisions are."""


@never_cache
@require_http_methods(METHODS)
@rates.starts
def from_trajectory(request: HttpRequest) -> HttpResponse:
    """POST the key of a trajectory: the form, already filled; with « preparer », the session and its key."""
    link = request.POST.get("trajectory", "")
    brought = exchange.open_link("trajectory_key", link)
    if brought is None:
        return see("start")
    if "preparer" not in request.POST:
        wanted = request.POST.get("format", "")
        first = wanted if wanted in shipped() else DECIDED
        form = TrajectoryStartForm(initial=initial_of(brought, link, first), brought=brought)
        return _page(request, form, status=200)
    form = TrajectoryStartForm(request.POST, brought=brought)
    if not form.is_valid():
        return _page(request, form, status=REFUSED)
    sharing.purge_if_due()
    started = verbs.start(brought=brought, picked=form.picked, **form.said())
    return see("host", Link(HOST, started.token))


def _page(request: HttpRequest, form: TrajectoryStartForm, *, status: int) -> HttpResponse:
    context = {"form": form, "activities": form.brought.lines.get("activites", ())}
    return render(request, "facilitation/from_trajectory.html", context, status=status)
