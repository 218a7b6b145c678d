"""What other programs follow: calendars and Atom feeds."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from trajectoires.agenda.domain.queries import agenda
from trajectoires.agenda.interfaces.calendar import calendar_bytes
from trajectoires.agenda.interfaces.feeds import FEEDS
from trajectoires.pages.domain import freshness
from trajectoires.pages.middleware import cacheable


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """GET the calendar of every published webinar."""
    request.site_version = freshness.current()
    return cacheable(_calendar(calendar_bytes(agenda.dated_webinars()), "webinaires"))


@require_safe
def event(request: HttpRequest, key: str) -> HttpResponse:
    """GET the calendar of one published webinar; 404 for a draft, and for one whose day nobody knows."""
    request.site_version = freshness.current()
    found = agenda.webinar(key=key)
    if found is None or found.day is None:
        raise Http404
    return cacheable(_calendar(calendar_bytes([found]), found.key))


@require_safe
def atom(request: HttpRequest, name: str) -> HttpResponse:
    """GET an Atom feed."""
    request.site_version = freshness.current()
    response = FEEDS[name]()(request)
    # Its own date is in the feed; an ETag says whether it changed.
    response.headers.pop("Last-Modified", None)
    return cacheable(response)


def _calendar(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{name}.ics"'},
    )
