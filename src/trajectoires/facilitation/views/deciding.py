"""Decisions: written by the host, voted by the room, completed after."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from equilibre.facilitation.beginning import MOST_PREPARED
from trajectoires.facilitation.access import by_host
from trajectoires.facilitation.domain import deciding
from trajectoires.facilitation.domain.opening import Opened
from trajectoires.facilitation.domain.queries import hosting
from trajectoires.facilitation.domain.refusals import RefusedError
from trajectoires.facilitation.interfaces.forms import DecisionForm, decision_as_stored, new_decision
from trajectoires.facilitation.views.common import METHODS, REFUSED, see


@require_http_methods(METHODS)
@by_host
def decisions(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The decisions, and one more."""
    form, why = new_decision(), ""
    if request.method == "POST":
        form = DecisionForm(request.POST)
        if form.is_valid():
            try:
                deciding.add_decision(session=opened.session, key=form.cleaned_data["cle"], said=form.said)
            except RefusedError as error:
                why = str(error)
            else:
                return see("decisions", opened.link)
    written = hosting.decisions(opened.session)
    context = {
        "link": opened.link,
        "decisions": written,
        "enough": len(written) >= MOST_PREPARED,
        "form": form,
        "why": why,
    }
    status = REFUSED if request.method == "POST" else 200
    return render(request, "facilitation/decisions.html", context, status=status)


@require_http_methods(METHODS)
@by_host
def decision(request: HttpRequest, opened: Opened, key: str) -> HttpResponse:
    """One decision: complete it, or remove it while the room has not voted."""
    found = next((one for one in hosting.decisions(opened.session) if one.key == key), None)
    if found is None:
        raise Http404
    form, why = decision_as_stored(found), ""
    if request.method == "POST":
        form = DecisionForm(request.POST)
        try:
            if request.POST.get("action") == "retirer":
                deciding.remove_decision(session=opened.session, key=key)
                return see("decisions", opened.link)
            if form.is_valid():
                deciding.change_decision(session=opened.session, key=key, said=form.said)
                return see("decisions", opened.link)
        except RefusedError as error:
            why = str(error)
            form = form if form.is_valid() else decision_as_stored(found)
    context = {"link": opened.link, "decision": found, "form": form, "why": why}
    status = REFUSED if request.method == "POST" else 200
    return render(request, "facilitation/decision.html", context, status=status)
