"""Before a session: its day, its decisions, what it starts from, and the two pages to send."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from equilibre.documents.preread_docx import preread_docx
from equilibre.documents.preread_pdf import preread_pdf
from equilibre.facilitation.beginning import MOST_PREPARED
from equilibre.facilitation.preread import PreRead, send_on
from trajectoires.facilitation.access import by_host
from trajectoires.facilitation.domain import preparing
from trajectoires.facilitation.domain.opening import Opened
from trajectoires.facilitation.domain.packing import read_background
from trajectoires.facilitation.domain.queries import hosting
from trajectoires.facilitation.domain.queries.preparation import preread_of, starts_from
from trajectoires.facilitation.domain.refusals import RefusedError
from trajectoires.facilitation.interfaces.preparing import (
    AddForm,
    PlanForm,
    PreparedForm,
    day_bytes,
    is_late,
    plan_as_stored,
    prepared_as_stored,
)
from trajectoires.facilitation.views.common import DOCX, METHODS, REFUSED, see


@require_http_methods(METHODS)
@by_host
def prepare(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The page; POST says the day and the place."""
    if request.method != "POST":
        return _page(request, opened)
    form = PlanForm(request.POST)
    if not form.is_valid():
        return _page(request, opened, plan=form, status=REFUSED)
    said = form.cleaned_data
    try:
        preparing.plan(session=opened.session, on=said["jour"], at=said["heure"], place=said["lieu"])
    except RefusedError as error:
        return _page(request, opened, plan=form, why=str(error), status=REFUSED)
    return see("prepare", opened.link, anchor="envoyer")


@require_http_methods(METHODS)
@by_host
def prepare_from(request: HttpRequest, opened: Opened) -> HttpResponse:
    """POST the address of a model or of a diagnosis: what it says is added to what is there."""
    if request.method != "POST":
        return see("prepare", opened.link)
    form = AddForm(request.POST)
    if not form.is_valid():
        return _page(request, opened, adding=form, status=REFUSED)
    try:
        preparing.add(session=opened.session, known=form.known)
    except RefusedError as error:
        return _page(request, opened, adding=form, why=str(error), status=REFUSED)
    return see("prepare", opened.link, anchor="depart")


@require_http_methods(METHODS)
@by_host
def prepare_decision(request: HttpRequest, opened: Opened, key: str) -> HttpResponse:
    """A decision and its three lines: a new one has the key that the page drew."""
    if not _drawn(key):
        raise Http404
    found = next((one for one in hosting.decisions(opened.session) if one.key == key), None)
    form, why = prepared_as_stored(found), ""
    if request.method == "POST":
        form = PreparedForm(request.POST)
        if form.is_valid():
            try:
                preparing.prepare_decision(session=opened.session, key=key, said=form.said)
            except RefusedError as error:
                why = str(error)
            else:
                return see("prepare", opened.link, anchor="decisions")
    context = {"link": opened.link, "decision": found, "key": key, "form": form, "why": why}
    status = REFUSED if request.method == "POST" else 200
    return render(request, "facilitation/prepare_decision.html", context, status=status)


@require_safe
@by_host
def preread_file(request: HttpRequest, opened: Opened, kind: str) -> HttpResponse:
    """« À lire avant la séance », to send (PDF) or to correct (DOCX)."""
    if kind not in MAKERS:
        raise Http404
    write, content_type = MAKERS[kind]
    pre = preread_of(opened.session, opened.form, today=localdate())
    response = HttpResponse(write(pre), content_type=content_type)
    name = f"{pre.on:%Y-%m-%d}-a-lire-avant" if pre.on else "a-lire-avant-la-seance"
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


@require_safe
@by_host
def day_file(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The day when the pages leave, and the session's; once the day is said."""
    if opened.session.planned_on is None:
        raise Http404
    made = day_bytes(opened.session, minutes=opened.form.minutes)
    response = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="seance.ics"'
    return response


def _page(
    request: HttpRequest,
    opened: Opened,
    *,
    plan: PlanForm | None = None,
    adding: AddForm | None = None,
    why: str = "",
    status: int = 200,
) -> HttpResponse:
    session = opened.session
    decisions = hosting.decisions(session)
    on = session.planned_on
    context: dict[str, Any] = {
        "link": opened.link,
        "session": session,
        "form": opened.form,
        "plan": plan or plan_as_stored(session),
        "adding": adding or AddForm(),
        "why": why,
        "decisions": decisions,
        "room_for_more": len(decisions) < MOST_PREPARED and session.began_at is None,
        "new_key": uuid.uuid4().hex,
        "starts_from": starts_from(session),
        "figures": read_background(session.background).figures,
        "begun": session.began_at is not None,
        "send_on": send_on(on) if on else None,
        "late": is_late(session, localdate()),
    }
    return render(request, "facilitation/prepare.html", context, status=status)


def _drawn(key: str) -> bool:
    try:
        return uuid.UUID(key).hex == key
    except ValueError:
        return False


def _pdf(pre: PreRead) -> bytes:
    return preread_pdf(pre, address=settings.SITE_ADDRESS)


MAKERS: dict[str, tuple[Callable[[PreRead], bytes], str]] = {
    "docx": (preread_docx, DOCX),
    "pdf": (_pdf, "application/pdf"),
}
