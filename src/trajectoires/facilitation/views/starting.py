"""A new session: which format, for whom; then its host's page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from equilibre.facilitation.formats import shipped
from trajectoires.facilitation.domain import sharing, starting
from trajectoires.facilitation.interfaces.forms import StartForm
from trajectoires.facilitation.links import HOST, Link
from trajectoires.facilitation.views import rates
from trajectoires.facilitation.views.common import METHODS, REFUSED, see


@require_http_methods(METHODS)
@rates.starts
def start(request: HttpRequest) -> HttpResponse:
    """Choose a format, say what the session is about, and get the key."""
    form = StartForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "formats": shipped().values()}
        status = REFUSED if request.method == "POST" else 200
        return render(request, "facilitation/start.html", context, status=status)
    sharing.purge_if_due()
    said = form.cleaned_data
    started = starting.start(
        form=shipped()[said["format"]],
        title=said["titre"],
        organisation=said["organisation"],
        host_name=said["animation"],
        project=said["projet"],
        model=said["modele"],
        named=said["noms"],
    )
    return see("host", Link(HOST, started.token))
