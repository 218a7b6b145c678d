"""The trajectory on screen: a scenario, always in its two readings."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from equilibre.trajectory.checking import faults, unending
from trajectoires.thread import exchange
from trajectoires.trajectories.access import Opened, by_link
from trajectoires.trajectories.domain import storage
from trajectoires.trajectories.domain.queries.assumed import assumed
from trajectoires.trajectories.domain.queries.chances import chances
from trajectoires.trajectories.domain.queries.deciding import soonest, upcoming
from trajectoires.trajectories.domain.queries.drawn import pictures
from trajectoires.trajectories.domain.queries.first_steps import first_steps
from trajectoires.trajectories.domain.queries.reading import deciding, period, read_scenario
from trajectoires.trajectories.domain.queries.steps import walked
from trajectoires.trajectories.handing import KIND
from trajectoires.trajectories.views.common import METHODS, to_result
from trajectoires.trajectories.views.mending import mended


@require_safe
@by_link
def result(request: HttpRequest, opened: Opened) -> HttpResponse:
    """GET the chosen scenario (« ?scenario=… »), or what keeps it from being computed."""
    return render(request, "trajectories/result.html", _context(opened, request.GET.get("scenario", "")))


def _context(opened: Opened, wanted: str) -> dict[str, Any]:
    saved = opened.saved
    scenario = saved.scenario(wanted)
    wrong = faults(saved.plan)
    # Nothing is computed from what is wrong.
    reading = None if wrong else read_scenario(saved, scenario)
    odds = None if wrong else chances(saved, scenario)
    return {
        "link": opened.link,
        "editable": opened.link.can_edit,
        "current": "result",
        "saved": saved,
        "trajectory": opened.trajectory,
        "undo_label": opened.undo_label,
        "period": period(saved.plan),
        "scenario": scenario,
        "faults": mended(opened.link, wrong),
        "unending": unending(saved.plan),
        "reading": reading,
        "path": walked(saved, timezone.localdate()),
        "soonest": () if wrong else tuple(soonest(upcoming(saved, today=timezone.localdate()))),
        "deciding": () if wrong else deciding(saved.plan, scenario, today=timezone.localdate()),
        "chances": odds,
        "pictures": None if reading is None else pictures(saved, reading, odds),
        "first": ()
        if reading is None or not opened.link.can_edit
        else first_steps(saved, reading, today=timezone.localdate()),
        "following": exchange.next_steps(KIND) if opened.link.can_edit else (),
    }


@require_safe
@by_link
def figures(request: HttpRequest, opened: Opened) -> HttpResponse:
    """GET the longest tables, on a page of their own: months, what weighs most, lines."""
    saved = opened.saved
    scenario = saved.scenario(request.GET.get("scenario", ""))
    wrong = faults(saved.plan)
    context = {
        "link": opened.link,
        "editable": opened.link.can_edit,
        "current": "result",
        "saved": saved,
        "period": period(saved.plan),
        "scenario": scenario,
        "faults": mended(opened.link, wrong),
        "assumed": assumed(saved.plan),
        "reading": None if wrong else read_scenario(saved, scenario),
        "chances": None if wrong else chances(saved, scenario),
    }
    return render(request, "trajectories/figures.html", context)


@require_http_methods(METHODS)
@by_link
def undo(request: HttpRequest, opened: Opened) -> HttpResponse:
    """POST drops the last change."""
    if request.method == "POST":
        storage.undo(trajectory=opened.trajectory)
    return to_result(opened.link)
