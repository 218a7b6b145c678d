"""« Et si ? »: sliders that answer while they move, and by a button without a script. Nothing is written."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from equilibre.trajectory.checking import faults
from trajectoires.trajectories.access import Opened, by_link
from trajectoires.trajectories.domain.queries.what_if import try_out
from trajectoires.trajectories.interfaces.forms_what_if import WhatIfForm
from trajectoires.trajectories.views.common import REFUSED
from trajectoires.trajectories.views.mending import mended


@require_safe
@by_link
def what_if(request: HttpRequest, opened: Opened) -> HttpResponse:
    """GET a scenario with the sliders of the address; the answer alone for htmx."""
    saved = opened.saved
    scenario = saved.scenario(request.GET.get("scenario", ""))
    form = WhatIfForm(request.GET, plan=saved.plan)
    wrong = faults(saved.plan)
    valid = form.is_valid()
    context = {
        "link": opened.link,
        "current": "what_if",
        "saved": saved,
        "scenario": scenario,
        "faults": mended(opened.link, wrong),
        "form": form,
        "tried": try_out(saved, scenario, form.moved()) if valid and not wrong else None,
    }
    template = "trajectories/_what_if.html" if request.htmx else "trajectories/what_if.html"
    return render(request, template, context, status=200 if valid else REFUSED)
