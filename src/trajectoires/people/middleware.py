"""A browser that is used stays signed in."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from trajectoires.people.domain import devices

GetResponse = Callable[[HttpRequest], HttpResponse]
PAGES = ("/compte/", "/espaces/")
"""Pages of signed-in people: elsewhere, the session is not even read."""


class StaySignedInMiddleware:
    """On the pages of signed-in people, once a day, push back the end of the session."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Before the page: it may end the session itself."""
        if request.path_info.startswith(PAGES):
            devices.keep_alive(session=request.session)
        return self.get_response(request)
