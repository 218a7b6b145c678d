"""« Votre association »: asked once, reused by the parcours."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from equilibre.diagnosis.signals import signals
from trajectoires.diagnoses import access
from trajectoires.diagnoses.domain import answering
from trajectoires.diagnoses.interfaces.forms import SituationForm, situation_shown
from trajectoires.diagnoses.links import Link
from trajectoires.diagnoses.views.common import METHODS, REFUSED, see, to_result


@require_http_methods(METHODS)
def situation(request: HttpRequest, link: Link) -> HttpResponse:
    """The dates of the rites and the six criteria: one optional page, which then says what they signal."""
    opened = access.diagnosis_to_edit(link)
    template = "diagnoses/situation.html"
    context = {"link": link, "signals": signals(opened.saved.situation.criteria)}
    if request.method != "POST":
        shown = SituationForm(initial=situation_shown(opened.saved.situation))
        return render(request, template, {**context, "form": shown})
    form = SituationForm(request.POST)
    if not form.is_valid():
        return render(request, template, {**context, "form": form}, status=REFUSED)
    saved = answering.save_situation(diagnosis=opened.diagnosis, situation=form.situation())
    if signals(saved.situation.criteria):
        return see("situation", link, anchor="signaux")
    return to_result(link)
