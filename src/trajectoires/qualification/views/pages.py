"""Pages to read."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from equilibre import reference
from trajectoires.qualification.domain.queries.parameters import shown_parameters


def _page(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    return render(request, f"qualification/{template}", context)


@require_safe
def cash_help(request: HttpRequest) -> HttpResponse:
    """Under one month of cash: what to bring, whom to call, in order."""
    return _page(request, "cash_help.html")


@require_safe
def export_help(request: HttpRequest) -> HttpResponse:
    """How to get the file out of the usual products."""
    return _page(request, "export_help.html")


@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    """What happens to the file."""
    return _page(request, "my_data.html")


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """How the model is computed."""
    return _page(request, "method.html", rules_version=reference.RULES_VERSION)


@require_safe
def parameters(request: HttpRequest) -> HttpResponse:
    """Every dated value with its source and status."""
    return _page(
        request,
        "parameters.html",
        parameters=shown_parameters(),
        rules_version=reference.RULES_VERSION,
    )


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return _page(request, "accessibility.html")


@require_safe
def legal(request: HttpRequest) -> HttpResponse:
    """Who publishes this, under which licence."""
    return _page(request, "legal.html", contact=settings.CONTACT)
