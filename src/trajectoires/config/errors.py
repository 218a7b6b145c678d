"""Error pages: French, with a way out, the same look as the rest."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from trajectoires.pages.facets import DOORS


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 when the reason is the size of what was sent."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return too_large(request)
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose protection expired: the page says to reload and send it again."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: the same answer for an address that never existed and for a wrong link."""
    return render(request, "404.html", status=404)


def gone(request: HttpRequest) -> HttpResponse:
    """410: the link was right, the dossier has expired."""
    return render(request, "410.html", status=410)


def too_large(request: HttpRequest) -> HttpResponse:
    """413."""
    return render(request, "413.html", status=413)


def too_many(request: HttpRequest) -> HttpResponse:
    """429."""
    return render(request, "429.html", status=429)


def server_error(request: HttpRequest, *args: Any) -> HttpResponse:
    """500: rendered without the request, so that nothing which just failed is asked again."""
    words = {"doors": tuple(DOORS.items()), "door": ""}
    return HttpResponse(render_to_string("500.html", words), status=500)
