"""The list of published cases."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trajectoires.qualification.domain.queries import published


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """Real organisations, read from what they published."""
    return render(request, "qualification/cases.html", {"cases": published.cards()})
