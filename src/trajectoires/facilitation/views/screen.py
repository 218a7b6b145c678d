"""The big screen: what the whole room sees, and nothing to press."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from trajectoires.facilitation.access import by_screen
from trajectoires.facilitation.domain.opening import Opened
from trajectoires.facilitation.domain.queries import hosting
from trajectoires.facilitation.domain.queries.room import room_of
from trajectoires.facilitation.views.common import UNCHANGED, join_url, spaced
from trajectoires.ui.qr import qr_code


@require_safe
@by_screen
def screen(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The whole screen."""
    return render(request, "facilitation/screen.html", _context(request, opened))


@require_safe
@by_screen
def screen_live(request: HttpRequest, opened: Opened) -> HttpResponse:
    """What changed; nothing while nothing did."""
    context = _context(request, opened)
    if request.GET.get("vu") == context["seen"]:
        return HttpResponse(status=UNCHANGED)
    return render(request, "facilitation/_screen.html", context)


def _context(request: HttpRequest, opened: Opened) -> dict[str, Any]:
    room = room_of(opened.session, opened.form)
    counted = hosting.counted(room)
    url = join_url(request, opened)
    started = opened.session.step_started_at
    since = int(started.timestamp()) if started else 0
    beside = hosting.beside(room)
    lines = hashlib.sha256(repr(beside).encode()).hexdigest()[:12]
    return {
        "link": opened.link,
        "session": opened.session,
        "room": room,
        "counted": counted,
        "seen": f"{room.mark}-{since}-{counted.people}-{counted.answered}-{lines}",
        "beside": beside,
        "left": hosting.left(room, now=timezone.now()),
        "code": spaced(opened.session.code),
        "join_url": url,
        "qr": qr_code(url, label="Code à photographier pour entrer dans la séance") if url else "",
    }
