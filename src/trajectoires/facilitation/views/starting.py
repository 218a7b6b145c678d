"""A new session: which format, for whom; then its host's page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from equilibre.facilitation.formats import shipped
from trajectoires.facilitation.domain import sharing, starting
from trajectoires.facilitation.domain.from_diagnosis import beginning as of_diagnosis
from trajectoires.facilitation.domain.from_model import Beginning, beginning
from trajectoires.facilitation.interfaces.forms import StartForm
from trajectoires.facilitation.links import HOST, Link
from trajectoires.facilitation.views import rates
from trajectoires.facilitation.views.common import METHODS, REFUSED, see
from trajectoires.thread import exchange


@require_http_methods(METHODS)
@rates.starts
def start(request: HttpRequest) -> HttpResponse:
    """Choose a format, say what the session is about, and get the key."""
    form = StartForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, status=REFUSED if request.method == "POST" else 200)
    sharing.purge_if_due()
    known = _known(form.cleaned_data["model"], form.cleaned_data["diagnosis"])
    started = starting.start(seeds=known.seeds, background=known.background, **form.said())
    return see("host", Link(HOST, started.token))


@require_http_methods(METHODS)
def from_model(request: HttpRequest) -> HttpResponse:
    """POST the key of a model: the form, already filled with what its page says."""
    link = request.POST.get("model", "")
    model = exchange.open_link("model_key", link)
    if model is None:
        return see("start")
    known = beginning(model)
    initial = {
        "model": link,
        "organisation": known.organisation,
        "projet": known.project,
        "modele": known.model,
    }
    return _page(request, StartForm(initial=initial), status=200)


@require_http_methods(METHODS)
def from_diagnosis(request: HttpRequest) -> HttpResponse:
    """POST the key of a diagnosis: the form, which keeps what its page says for the debate."""
    link = request.POST.get("diagnosis", "")
    if exchange.open_link("diagnosis_key", link) is None:
        return see("start")
    return _page(request, StartForm(initial={"diagnosis": link}), status=200)


def _known(model_link: str, diagnosis_link: str) -> Beginning:
    """What the links open today, by their keys alone; nothing for any other."""
    model = exchange.open_link("model_key", model_link)
    handed = exchange.open_link("diagnosis_key", diagnosis_link)
    if model is not None:
        return beginning(model)
    return Beginning() if handed is None else of_diagnosis(handed)


def _page(request: HttpRequest, form: StartForm, *, status: int) -> HttpResponse:
    context = {"form": form, "formats": shipped().values()}
    return render(request, "facilitation/start.html", context, status=status)
