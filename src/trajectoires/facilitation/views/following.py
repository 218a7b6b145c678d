"""After a session, the next one: prepared from what was decided, opened on where it stands."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from equilibre.facilitation.following import LONGEST_WORD, STATES
from trajectoires.facilitation.access import by_host
from trajectoires.facilitation.domain import following as verbs
from trajectoires.facilitation.domain import sharing
from trajectoires.facilitation.domain.opening import Opened
from trajectoires.facilitation.domain.queries.following import followed as rows_of
from trajectoires.facilitation.domain.queries.record import record_of
from trajectoires.facilitation.domain.queries.room import room_of
from trajectoires.facilitation.domain.refusals import RefusedError
from trajectoires.facilitation.interfaces.following import NextForm, StateForm, next_of
from trajectoires.facilitation.links import HOST, Link
from trajectoires.facilitation.views import rates
from trajectoires.facilitation.views.common import METHODS, REFUSED, see


@require_http_methods(METHODS)
@rates.starts
@by_host
def next_session(request: HttpRequest, opened: Opened) -> HttpResponse:
    """« Préparer la prochaine séance »: its format, and the decisions that it looks at again."""
    if opened.session.live:
        return see("end", opened.link)
    record = record_of(room_of(opened.session, opened.form))
    form = NextForm(
        request.POST if request.method == "POST" else None, record=record, initial=next_of(opened.session)
    )
    if form.is_bound and form.is_valid():
        sharing.purge_if_due()
        started = verbs.prepare(earlier=form.picked, **form.said())
        return see("host", Link(HOST, started.token))
    context = {"link": opened.link, "session": opened.session, "form": form}
    return render(request, "facilitation/next.html", context, status=REFUSED if form.is_bound else 200)


@require_http_methods(METHODS)
@by_host
def followed(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Where each earlier decision stands; POST says it, or puts one among the decisions of today."""
    why, key = "", request.POST.get("suite", "")
    if request.method == "POST":
        try:
            _done(request, opened, key)
        except RefusedError as error:
            why = str(error)
        else:
            back = "host" if request.POST.get("retour") == "seance" else "followed"
            return see(back, opened.link, anchor=f"suite-{key}")
    context: dict[str, Any] = {
        "link": opened.link,
        "session": opened.session,
        "followed": rows_of(opened.session),
        "states": STATES.items(),
        "longest_word": LONGEST_WORD,
        "why": why,
    }
    return render(request, "facilitation/followed.html", context, status=REFUSED if why else 200)


def _done(request: HttpRequest, opened: Opened, key: str) -> None:
    if request.POST.get("action") == "redecider":
        verbs.decide_again(session=opened.session, key=key)
        return
    form = StateForm(request.POST)
    if not form.is_valid():
        # One row of many: its sentence stands at the top of the page.
        raise RefusedError(" ".join(str(one) for errors in form.errors.values() for one in errors))
    verbs.say(session=opened.session, key=key, state=form.cleaned_data["etat"], word=form.cleaned_data["mot"])
