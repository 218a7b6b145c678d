"""Answers to what the domain refuses for every view alike."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from equilibre.errors import ReadError
from trajectoires.config import errors
from trajectoires.private_links.revisions import ConcurrentChangeError
from trajectoires.qualification.domain.storage import DossierExpiredError


class DossierErrorsMiddleware:
    """Expired: the 410 page. Changed by several people at the very same time: try again.

    A value that no form lets in, and that the engine refused while computing: the 400 page, nothing written.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing on the way in."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for each refusal; None leaves the others to Django."""
        if isinstance(exception, DossierExpiredError):
            return errors.gone(request)
        if isinstance(exception, ConcurrentChangeError):
            return errors.too_many(request)
        if isinstance(exception, ReadError):
            return errors.bad_request(request, exception)
        return None
