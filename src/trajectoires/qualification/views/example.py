"""« Essayer avec une association fictive »."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from trajectoires.qualification.domain.example import open_example
from trajectoires.qualification.links import EDIT, Link
from trajectoires.qualification.views import rates
from trajectoires.qualification.views.common import to_result


@require_http_methods(["GET", "HEAD", "POST"])
@rates.deposits
def example(request: HttpRequest) -> HttpResponse:
    """Explain, then make a copy that the visitor may change as they like."""
    if request.method == "POST":
        return to_result(Link(EDIT, open_example().edit_token))
    return render(request, "qualification/example.html")
