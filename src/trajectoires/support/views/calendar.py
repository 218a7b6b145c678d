"""The calendar of obligations as a file for one's own calendar."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from trajectoires.pages.facets import TOOLS
from trajectoires.support.domain.queries.agenda import agenda
from trajectoires.support.interfaces import asked
from trajectoires.support.interfaces.ics import calendar_file


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """GET /accompagner/calendrier.ics: the dates that these answers make due."""
    answers = asked.answers_of(request.GET)
    page = f"{settings.SITE_ADDRESS}{TOOLS['calendrier'][1]}?{asked.answers_query(answers)}"
    body = calendar_file(
        agenda=agenda(answers=answers, today=timezone.localdate()), page=page, now=timezone.now()
    )
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="obligations.ics"'
    response["Cache-Control"] = "no-cache"
    return response
