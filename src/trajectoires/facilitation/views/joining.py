"""Coming in: the code, then a seat of one's own. A wrong code and an ended session get the same answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from trajectoires.config import errors
from trajectoires.facilitation.domain import joining
from trajectoires.facilitation.domain.refusals import RefusedError
from trajectoires.facilitation.interfaces.forms import CodeForm, JoinForm
from trajectoires.facilitation.links import SEAT, Link
from trajectoires.facilitation.views import rates
from trajectoires.facilitation.views.common import METHODS, REFUSED, see
from trajectoires.private_links import keys

UNKNOWN = "Ce code n’ouvre aucune séance en cours. Relisez-le à l’écran de la salle."

SAME_SEAT = 180
"""Seconds during which a form sent again, as one does when nothing seems to answer, takes the same seat.
Beyond them, it is somebody else's turn on the same device."""


class TooManyCodesError(Exception):
    """One address has mistaken too many codes: it is guessing."""


@require_http_methods(METHODS)
def code(request: HttpRequest) -> HttpResponse:
    """Type the code."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            session = _session(request, form.cleaned_data["code"])
        except TooManyCodesError:
            return errors.too_many(request)
        if session is not None:
            return see("join", session.code)
        form.add_error("code", UNKNOWN)
    status = REFUSED if request.method == "POST" else 200
    return render(request, "facilitation/code.html", {"form": form}, status=status)


@require_http_methods(METHODS)
def join(request: HttpRequest, code: str) -> HttpResponse:
    """What the session is, what becomes of answers; then a seat."""
    try:
        session = _session(request, code)
    except TooManyCodesError:
        return errors.too_many(request)
    if session is None:
        form = CodeForm({"code": code})
        form.is_valid()
        form.add_error("code", UNKNOWN)
        return render(request, "facilitation/code.html", {"form": form}, status=404)
    form = JoinForm(request.POST if request.method == "POST" else None, named=session.named)
    why = ""
    if request.method == "POST" and form.is_valid():
        if rates.too_many_seats(request, session.pk):
            return errors.too_many(request)
        said = form.cleaned_data
        try:
            joined = joining.join(
                session=session,
                name=said.get("nom", ""),
                guest=said["invite"],
                token=_seat_of(session.pk, request.POST.get("place", "")),
            )
        except RefusedError as error:
            why = str(error)
        else:
            rates.entered(request, session.pk)
            return see("phone", Link(SEAT, joined.token))
    place = _seats(session.pk).sign(keys.new_token())
    context = {"form": form, "session": session, "why": why, "code": code, "place": place}
    status = REFUSED if request.method == "POST" else 200
    return render(request, "facilitation/join.html", context, status=status)


def _session(request: HttpRequest, code: str) -> Any:
    session = joining.session_of_code(code)
    if not rates.may_enter(request, session.pk if session else None):
        raise TooManyCodesError
    if session is None and rates.mistaken(request):
        raise TooManyCodesError
    return session


def _seats(session_id: UUID) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"trajectoires/seance/{session_id}/place")


def _seat_of(session_id: UUID, signed: str) -> str:
    """The token that a form was given, while it is fresh; « » for another."""
    try:
        return _seats(session_id).unsign(signed, max_age=SAME_SEAT)
    except signing.BadSignature:
        return ""
