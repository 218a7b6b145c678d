"""« Retrouver l’équilibre »: which mixes of the actions reach an aim, and one of them as a scenario."""

from __future__ import annotations

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from equilibre.trajectory.checking import faults
from trajectoires.trajectories.access import Opened, by_link
from trajectoires.trajectories.domain import editing, storage
from trajectoires.trajectories.domain.queries.searching import found
from trajectoires.trajectories.enums import Change
from trajectoires.trajectories.interfaces.forms_search import AimForm
from trajectoires.trajectories.views.common import METHODS, REFUSED, see
from trajectoires.trajectories.views.mending import mended

replace = msgspec.structs.replace


@require_http_methods(METHODS)
@by_link
def searching(request: HttpRequest, opened: Opened) -> HttpResponse:
    """GET the aim, and with « ?annee=… » the mixes that reach it; POST « retenir » makes a scenario."""
    if request.method == "POST":
        return _kept(request, opened)
    saved = opened.saved
    scenario = saved.scenario(request.GET.get("scenario", ""))
    form = AimForm(request.GET if "annee" in request.GET else None, plan=saved.plan)
    wrong = faults(saved.plan)
    asked = form.is_bound and form.is_valid() and not wrong
    context = {
        "link": opened.link,
        "current": "searching",
        "saved": saved,
        "scenario": scenario,
        "form": form,
        "faults": mended(opened.link, wrong),
        "found": found(saved, scenario, form.aim(), today=timezone.localdate()) if asked else None,
    }
    status = REFUSED if form.is_bound and form.errors else 200
    return render(request, "trajectories/searching.html", context, status=status)


def _kept(request: HttpRequest, opened: Opened) -> HttpResponse:
    keys = tuple(request.POST.getlist("retenir"))
    base, wanted = request.POST.get("scenario", ""), request.POST.get("nom", "")
    storage.revise(
        trajectory=opened.trajectory,
        change=Change.FOUND,
        edit=lambda saved: editing.with_mix(saved, base, keys, wanted),
    )
    return see("scenarios", opened.link)
