"""« Budget Cerfa »: the exercice, what is given in kind, and where each line of the plan goes."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from equilibre.trajectory.cerfa_placing import placed
from equilibre.trajectory.checking import faults
from trajectoires.trajectories.access import Opened, by_link
from trajectoires.trajectories.domain import cerfa as editing
from trajectoires.trajectories.domain import storage
from trajectoires.trajectories.domain.queries.cerfa import budget_of, line_of_any_scenario, placed_lines
from trajectoires.trajectories.enums import Change
from trajectoires.trajectories.interfaces.forms_cerfa import CerfaForm, PlaceForm
from trajectoires.trajectories.views.common import METHODS, REFUSED, see, to_result
from trajectoires.trajectories.views.mending import mended


@require_http_methods(METHODS)
@by_link
def cerfa(request: HttpRequest, opened: Opened) -> HttpResponse:
    """GET the table and the lines behind it; POST the exercice and what is given in kind."""
    saved = opened.saved
    if wrong := faults(saved.plan):
        waiting = {"link": opened.link, "current": "cerfa", "saved": saved}
        waiting["faults"] = mended(opened.link, wrong)
        return render(request, "trajectories/cerfa_waits.html", waiting)
    form = CerfaForm(request.POST if request.method == "POST" else None, saved=saved)
    if form.is_bound and form.is_valid():
        year, in_kind = form.told()
        storage.revise(
            trajectory=opened.trajectory,
            change=Change.CERFA,
            edit=lambda now: editing.say_year(now, year, in_kind),
        )
        return see("cerfa", opened.link)
    scenario = saved.scenario(request.GET.get("scenario", ""))
    lines = placed_lines(saved, scenario)
    context = {
        "link": opened.link,
        "current": "cerfa",
        "saved": saved,
        "undo_label": opened.undo_label,
        "form": form,
        "scenario": scenario,
        "budget": budget_of(saved, scenario),
        "sides": [
            ("Charges", [one for one in lines if one.line.side == "cost"]),
            ("Produits", [one for one in lines if one.line.side == "resource"]),
        ],
    }
    return render(request, "trajectories/cerfa.html", context, status=REFUSED if form.is_bound else 200)


@require_http_methods(METHODS)
@by_link
def cerfa_line(request: HttpRequest, opened: Opened, key: str) -> HttpResponse:
    """GET where a line goes; POST it, or « retirer » to come back to what is proposed."""
    saved = opened.saved
    if faults(saved.plan):
        return to_result(opened.link)
    line = line_of_any_scenario(saved, key)
    if line is None:
        raise Http404
    place = placed(line, saved.plan, saved.cerfa)
    back = request.POST.get("action") == "retirer"
    form = PlaceForm(request.POST if request.method == "POST" else None, side=line.side, place=place)
    if back or (form.is_bound and form.is_valid()):
        parts = () if back else form.parts()
        storage.revise(
            trajectory=opened.trajectory,
            change=Change.CERFA,
            edit=lambda now: editing.place(now, key, parts),
        )
        return see("cerfa", opened.link, anchor="lignes")
    context = {
        "link": opened.link, "current": "cerfa", "saved": saved, "form": form, "line": line, "place": place,
    }  # fmt: skip
    return render(request, "trajectories/cerfa_line.html", context, status=REFUSED if form.is_bound else 200)
