"""Answers to what the domain refuses for every view alike."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from trajectoires.config import errors
from trajectoires.diagnoses.domain.storage import DiagnosisExpiredError
from trajectoires.private_links.revisions import ConcurrentChangeError

GONE = 410


class DiagnosisErrorsMiddleware:
    """Expired: a 410 page that says so. Changed by several people at the very same time: try again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing on the way in."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for each refusal; None leaves the others to Django."""
        if isinstance(exception, DiagnosisExpiredError):
            return render(request, "diagnoses/gone.html", status=GONE)
        if isinstance(exception, ConcurrentChangeError):
            return errors.too_many(request)
        return None
