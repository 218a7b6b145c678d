"""« Avec quoi financer ? »: the needs, and the instruments that suit them."""

from __future__ import annotations

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from trajectoires.trajectories.access import Opened, by_link
from trajectoires.trajectories.domain import storage
from trajectoires.trajectories.domain.queries.instruments import read_map
from trajectoires.trajectories.enums import Change
from trajectoires.trajectories.interfaces.forms_needs import NeedsForm
from trajectoires.trajectories.views.common import METHODS, REFUSED, see

replace = msgspec.structs.replace


@require_http_methods(METHODS)
@by_link
def instruments(request: HttpRequest, opened: Opened) -> HttpResponse:
    """GET the map for the needs that are kept; POST other needs."""
    saved = opened.saved
    form = NeedsForm(request.POST if request.method == "POST" else None, needs=saved.needs)
    if form.is_bound and form.is_valid():
        told = form.needs()
        storage.revise(
            trajectory=opened.trajectory,
            change=Change.NEEDS,
            edit=lambda current: replace(current, needs=told),
        )
        return see("instruments", opened.link, anchor="carte")
    context = {
        "link": opened.link,
        "current": "instruments",
        "saved": saved,
        "undo_label": opened.undo_label,
        "form": form,
        "read": read_map(saved.needs, saved.situation),
    }
    status = REFUSED if form.is_bound else 200
    return render(request, "trajectories/instruments.html", context, status=status)
