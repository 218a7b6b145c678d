"""Public pages of one webinar and of one letter."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trajectoires.agenda.domain.queries import agenda
from trajectoires.pages.domain import freshness
from trajectoires.pages.middleware import cacheable

KEPT_SECONDS = 300
"""What is to come becomes what was, without anything being published."""


@require_safe
def webinar(request: HttpRequest, key: str) -> HttpResponse:
    """GET a published webinar; a draft is a 404."""
    request.site_version = freshness.current()
    found = agenda.webinar(key=key)
    if found is None:
        raise Http404
    context = {"webinar": found, "is_over": found.is_over()}
    return cacheable(render(request, "agenda/webinar.html", context), seconds=KEPT_SECONDS)


@require_safe
def letter(request: HttpRequest, key: str) -> HttpResponse:
    """GET a published letter; a draft is a 404."""
    request.site_version = freshness.current()
    found = agenda.letter(key=key)
    if found is None:
        raise Http404
    return cacheable(render(request, "agenda/letter.html", {"letter": found}))
