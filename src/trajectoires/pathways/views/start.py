"""From nothing, or from a diagnosis, to a plan."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from trajectoires.config.rates import rated
from trajectoires.pathways.domain import storage
from trajectoires.pathways.domain.travelling import Known, first_plan, proposed, traveller
from trajectoires.pathways.interfaces.forms import TravelForm, answers
from trajectoires.pathways.links import EDIT, Link
from trajectoires.thread import exchange

REFUSED = 422


@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """GET the questions of somebody who has no diagnosis."""
    return render(request, "pathways/ask.html", _page(TravelForm()))


@require_http_methods(["GET", "HEAD", "POST"])
@rated("pathway", "DEPOSIT_RATE")
def start(request: HttpRequest) -> HttpResponse:
    """POST the answers, and the link of a diagnosis or of a model when its page is the one that asks."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("pathways:ask"))
    if "temps" not in request.POST:
        # A page that hands on its link without asking anything: the questions come now.
        handed: dict[str, object] = {name: request.POST.get(name, "") for name in ("diagnosis", "model")}
        known = proposed(exchange.open_link("model", request.POST.get("model", "")))
        return render(request, "pathways/ask.html", _page(TravelForm(initial=handed | known)))
    storage.purge_if_due()
    form = TravelForm(answers(request.POST, today=timezone.localdate()))
    if not form.is_valid():
        return render(request, "pathways/ask.html", _page(form), status=REFUSED)
    known = Known(
        diagnosis=exchange.open_link("diagnosis", form.cleaned_data["diagnosis"]),
        model=exchange.open_link("model", form.cleaned_data["model"]),
    )
    who = traveller(said=form.said(), known=known, start=timezone.localdate())
    created = storage.create(saved=first_plan(who, known))
    response = HttpResponseRedirect(reverse("pathways:plan", args=[Link(EDIT, created.edit_token)]))
    response.status_code = 303
    return response


def _page(form: TravelForm) -> dict[str, Any]:
    return {
        "form": form,
        "from_diagnosis": bool(form["diagnosis"].value()),
        "from_model": bool(form["model"].value()),
    }
