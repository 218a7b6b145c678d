"""Coming in: the code, then a seat of one's own. A wrong code and an ended session get the same answer."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from trajectoires.config import errors
from trajectoires.config.rates import too_often
from trajectoires.facilitation.domain import joining
from trajectoires.facilitation.domain.refusals import RefusedError
from trajectoires.facilitation.interfaces.forms import CodeForm, JoinForm
from trajectoires.facilitation.links import SEAT, Link
from trajectoires.facilitation.views import rates
from trajectoires.facilitation.views.common import METHODS, REFUSED, see

UNKNOWN = "Ce code n’ouvre aucune séance en cours. Relisez-le à l’écran de la salle."


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
@rates.seats
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
        said = form.cleaned_data
        try:
            joined = joining.join(session=session, name=said.get("nom", ""), guest=said["invite"])
        except RefusedError as error:
            why = str(error)
        else:
            return see("phone", Link(SEAT, joined.token))
    context = {"form": form, "session": session, "why": why, "code": code}
    status = REFUSED if request.method == "POST" else 200
    return render(request, "facilitation/join.html", context, status=status)


def _session(request: HttpRequest, code: str) -> Any:
    if too_often(request, group=rates.CODES, setting=rates.CODES_RATE, count=False):
        raise TooManyCodesError
    session = joining.session_of_code(code)
    if session is None and too_often(request, group=rates.CODES, setting=rates.CODES_RATE, count=True):
        raise TooManyCodesError
    return session
