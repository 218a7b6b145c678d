"""The end of a session, and its minutes: read here, corrected, taken away."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from equilibre.documents.minutes_docx import minutes_docx
from equilibre.documents.minutes_pdf import minutes_pdf
from equilibre.facilitation.formats import SECTIONS
from equilibre.facilitation.minutes import SessionRecord
from equilibre.facilitation.minutes import minutes as minutes_of
from trajectoires.facilitation.access import by_host
from trajectoires.facilitation.domain import conducting
from trajectoires.facilitation.domain.opening import Opened
from trajectoires.facilitation.domain.packing import read_words
from trajectoires.facilitation.domain.queries.following import afterwards
from trajectoires.facilitation.domain.queries.record import record_of
from trajectoires.facilitation.domain.queries.room import room_of
from trajectoires.facilitation.domain.refusals import RefusedError
from trajectoires.facilitation.interfaces.calendar import calendar_bytes
from trajectoires.facilitation.interfaces.forms import PeopleForm
from trajectoires.facilitation.views.common import DOCX, METHODS, REFUSED, see
from trajectoires.thread import exchange


@require_http_methods(METHODS)
@by_host
def end(request: HttpRequest, opened: Opened) -> HttpResponse:
    """« Terminer la séance »: asked once, done at once."""
    why = ""
    if request.method == "POST":
        try:
            conducting.end(session=opened.session)
        except RefusedError as error:
            why = str(error)
        else:
            return see("minutes", opened.link)
    context = {"link": opened.link, "session": opened.session, "why": why}
    return render(request, "facilitation/end.html", context, status=REFUSED if why else 200)


@require_http_methods(METHODS)
@by_host
def minutes(request: HttpRequest, opened: Opened) -> HttpResponse:
    """What the minutes will say, and what the host adds: people, notes, decisions."""
    record = record_of(room_of(opened.session, opened.form))
    form, why = PeopleForm(initial={"presents": record.people, "sans_voix": record.guests or None}), ""
    if request.method == "POST":
        form = PeopleForm(request.POST)
        if form.is_valid():
            said = form.cleaned_data
            try:
                conducting.count_people(
                    session=opened.session, people=said["presents"], guests=said["sans_voix"]
                )
            except RefusedError as error:
                why = str(error)
            else:
                return see("minutes", opened.link)
    notes = read_words(opened.session.notes)
    own = {*notes, *(one for step in opened.form.steps for one in step.sections)}
    context = {
        "link": opened.link,
        "session": opened.session,
        "minutes": minutes_of(record),
        "sections": [(key, title, notes.get(key, "")) for key, title in SECTIONS.items() if key in own],
        "others": [(key, title, "") for key, title in SECTIONS.items() if key not in own],
        "dated": any(one.by or one.again for one in record.outcomes),
        "form": form,
        "why": why,
        "followed": bool(record.followed),
        "after": afterwards(opened.session, record),
        "following": () if opened.session.live else exchange.next_steps("session"),
    }
    status = REFUSED if request.method == "POST" else 200
    return render(request, "facilitation/minutes.html", context, status=status)


@require_safe
@by_host
def minutes_file(request: HttpRequest, opened: Opened, kind: str) -> HttpResponse:
    """The same, to correct (DOCX) or to send (PDF)."""
    if kind not in MAKERS:
        raise Http404
    record = record_of(room_of(opened.session, opened.form))
    write, content_type = MAKERS[kind]
    response = HttpResponse(write(record), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{record.on:%Y-%m-%d}-compte-rendu.{kind}"'
    return response


@require_safe
@by_host
def dates_file(request: HttpRequest, opened: Opened) -> HttpResponse:
    """When each decision is due, and when one looks again at it."""
    made = calendar_bytes(room_of(opened.session, opened.form))
    response = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="decisions-de-la-seance.ics"'
    return response


def _page(record: SessionRecord) -> bytes:
    return minutes_pdf(record, address=settings.SITE_ADDRESS)


MAKERS: dict[str, tuple[Callable[[SessionRecord], bytes], str]] = {
    "docx": (minutes_docx, DOCX),
    "pdf": (_page, "application/pdf"),
}
