"""From nothing, from a model or from the fictitious association to a trajectory."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from equilibre.trajectory.hypotheses import Month
from trajectoires.config.rates import rated
from trajectoires.config.uploads import refusals
from trajectoires.thread import exchange
from trajectoires.trajectories.domain import starting, storage
from trajectoires.trajectories.interfaces.forms_lines import BasisForm
from trajectoires.trajectories.interfaces.forms_passation import ReopenForm
from trajectoires.trajectories.links import EDIT, Link
from trajectoires.trajectories.views.common import METHODS, REFUSED, see

starts = rated("trajectory", "DEPOSIT_RATE")


@require_http_methods(METHODS)
@starts
def start(request: HttpRequest) -> HttpResponse:
    """GET what it is; POST « exemple » opens the fictitious association, « etapes » the steps alone.

    « fichier » opens a passation file again, under a new link.
    """
    wanted = request.POST.get("partir", "")
    if request.method != "POST" or wanted not in ("exemple", "etapes", "fichier"):
        return render(request, "trajectories/start.html", {"form": ReopenForm()})
    storage.purge_if_due()
    if wanted == "fichier":
        return _reopened(request)
    if wanted == "etapes":
        saved = starting.by_steps(first_month=_next_january(timezone.localdate()))
        return see("steps", Link(EDIT, storage.create(saved=saved).edit_token))
    created = storage.create(saved=starting.example(timezone.localdate()))
    return see("result", Link(EDIT, created.edit_token))


@require_http_methods(METHODS)
@starts
def from_model(request: HttpRequest) -> HttpResponse:
    """POST the key of a model: its last exercice becomes the start."""
    model = exchange.open_link("model_key", request.POST.get("model", ""))
    if model is None:
        return see("start")
    storage.purge_if_due()
    try:
        saved = starting.from_model(model, exchange.open_link("partners_key", request.POST["model"]) or ())
    except ValueError:
        # Products alone were published, or the exercice does not last twelve months.
        return render(request, "trajectories/not_from_model.html", status=REFUSED)
    created = storage.create(saved=saved)
    return see("lines", Link(EDIT, created.edit_token))


@require_http_methods(METHODS)
@starts
def by_hand(request: HttpRequest) -> HttpResponse:
    """GET where the years begin; POST it, then type lines."""
    template = "trajectories/by_hand.html"
    if request.method != "POST":
        shown = BasisForm(initial={"premier_mois": _next_january(timezone.localdate())})
        return render(request, template, {"form": shown})
    storage.purge_if_due()
    form = BasisForm(request.POST)
    if not form.is_valid():
        return render(request, template, {"form": form}, status=REFUSED)
    created = storage.create(saved=starting.by_hand(**form.start()))
    return see("lines", Link(EDIT, created.edit_token))


def _reopened(request: HttpRequest) -> HttpResponse:
    form = ReopenForm(request.POST, request.FILES, turned_away=refusals(request).any)
    if not form.is_valid():
        return render(request, "trajectories/start.html", {"form": form}, status=REFUSED)
    return see("result", Link(EDIT, storage.create(saved=form.saved()).edit_token))


def _next_january(today: dt.date) -> Month:
    return Month(today.year + 1, 1)
