"""One participant's phone: the question of now, one's own answer, and what the host shows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from equilibre.facilitation.answers import LONGEST, Answer
from trajectoires.facilitation.access import by_seat
from trajectoires.facilitation.domain import answering, naming
from trajectoires.facilitation.domain.opening import OpenedSeat
from trajectoires.facilitation.domain.queries.hosting import beside, role_of
from trajectoires.facilitation.domain.queries.room import Put, Room, room_of
from trajectoires.facilitation.domain.refusals import RefusedError
from trajectoires.facilitation.interfaces import answers
from trajectoires.facilitation.views import shared
from trajectoires.facilitation.views.common import METHODS, REFUSED, UNCHANGED, see


@require_http_methods(METHODS)
@by_seat
def phone(request: HttpRequest, opened: OpenedSeat) -> HttpResponse:
    """The page; POST answers."""
    if request.method != "POST":
        return render(request, "facilitation/phone.html", _context(opened, _room(opened)))
    why = ""
    try:
        _said(request.POST, opened)
    except RefusedError as error:
        why = str(error)
    else:
        if not request.htmx:
            return see("phone", opened.link)
    template = "facilitation/_phone.html" if request.htmx else "facilitation/phone.html"
    opened.seat.refresh_from_db()
    context = _context(opened, _room(opened), why=why, post=request.POST if why else None)
    return render(request, template, context, status=REFUSED if why else 200)


def _said(post: QueryDict, opened: OpenedSeat) -> None:
    """A name, or an answer. Raises ``RefusedError``."""
    if "nom" in post:
        naming.give_name(seat=opened.seat, name=answers.name_of(post))
        return
    answering.answer(
        seat=opened.seat,
        seat_token=opened.link.token,
        round_id=answers.identifier(post.get("question")),
        raw=answers.answer_of(post),
        sequence=answers.sequence_of(post),
    )


@require_safe
@by_seat
def phone_live(request: HttpRequest, opened: OpenedSeat) -> HttpResponse:
    """What changed; nothing while nothing did, so that nobody loses what they are writing."""
    room = shared.room(opened)
    if request.GET.get("vu") == room.mark:
        return HttpResponse(status=UNCHANGED)
    context = _context(opened, room)
    made = shared.page(request, opened, context, "facilitation/_phone.html")
    return render(request, "facilitation/_phone.html", context) if made is None else HttpResponse(made)


def _room(opened: OpenedSeat) -> Room:
    return room_of(opened.session, opened.form)


def _context(
    opened: OpenedSeat, room: Room, *, why: str = "", post: QueryDict | None = None
) -> dict[str, Any]:
    put = room.open_put
    own = _own(put, opened) if put else None
    context: dict[str, Any] = {
        "link": opened.link,
        "session": opened.session,
        "room": room,
        "seat": opened.seat,
        "role": role_of(room, opened.seat),
        "put": put,
        "followed": beside(room) if room.step.shows == "suites" else (),
        "own": own,
        "why": why,
        "longest": LONGEST,
        "typed_name": opened.seat.name,
        "renaming": False,
        "not_for": answering.not_for(put.ask, opened.seat, by_name=put.by_name) if put else "",
        "nameless": bool(put and put.by_name and not opened.seat.name),
        "lines": answers.lines_of(put.ask, put.options, own) if put else [],
        "texts": answers.texts_of(put.ask, own) if put else [],
        "talk": own.talk if own else False,
    }
    if post is not None and "nom" in post:
        context |= {"typed_name": post.get("nom", ""), "renaming": bool(put and put.by_name and not own)}
    elif put and post is not None and str(put.row.pk) == post.get("question"):
        context |= answers.typed_again(put.ask, put.options, post)
    return context


def _own(put: Put, opened: OpenedSeat) -> Answer | None:
    """What this phone answered to the open question, by name or in secret."""
    if put.by_name:
        return naming.own_vote(round_id=put.row.pk, seat=opened.seat)
    return answering.own_answer(round_id=put.row.pk, seat_token=opened.link.token)
