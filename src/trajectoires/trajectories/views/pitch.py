"""« Votre pitch »: three minutes to say it, written, timed, listened to."""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from equilibre.trajectory.checking import faults
from trajectoires.trajectories.access import Opened, by_link
from trajectoires.trajectories.domain.queries.pitch import read_pitch
from trajectoires.trajectories.domain.saved import Saved
from trajectoires.trajectories.enums import Change
from trajectoires.trajectories.interfaces.forms_pitch import PitchForm
from trajectoires.trajectories.views.common import METHODS, REFUSED, see
from trajectoires.trajectories.views.mending import mended
from trajectoires.trajectories.views.steps import common, written

replace = msgspec.structs.replace


@require_http_methods(METHODS)
@by_link
def pitch(request: HttpRequest, opened: Opened) -> HttpResponse:
    """GET the frame, its figures and its clock, by either link; POST what one says, by the edit link."""
    if request.method == "POST" and not opened.link.can_edit:
        raise Http404
    shown = read_pitch(opened.saved, today=localdate())
    form = PitchForm(request.POST if request.method == "POST" else None, shown=shown)
    if form.is_bound and form.is_valid() and written(opened, Change.PITCH, form, _edit(form)):
        return see("pitch", opened.link, query="enregistre=1")
    context = common(opened, "pitch") | {
        "form": form,
        "shown": shown,
        "rows": [(one, form.said(one.part.code)) for one in shown.parts],
        "faults": mended(opened.link, faults(opened.saved.plan)),
        "just_saved": "enregistre" in request.GET and not form.is_bound,
    }
    return render(request, "trajectories/pitch.html", context, status=REFUSED if form.is_bound else 200)


def _edit(form: PitchForm) -> Any:
    def edit(saved: Saved) -> Saved:
        return replace(saved, pitch=form.applied(saved.pitch))

    return edit
