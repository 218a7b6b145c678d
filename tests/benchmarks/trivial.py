"""The smallest Django site: one synchronous view that answers « ok », for whichever server is measured."""

from __future__ import annotations

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path

from trajectoires.events.bridge import Bridge
from trajectoires.events.hub import Hub

settings.configure(
    DEBUG=False,
    SECRET_KEY="trivial",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[],
    LOGGING_CONFIG=None,
)


def answer(request: HttpRequest) -> HttpResponse:
    """Nothing else than the cost of the server and of Django."""
    return HttpResponse("ok")


urlpatterns = [path("", answer)]
django.setup()
application = WSGIHandler()
bridged = Bridge(application, hub=Hub(), threads=4)
"""The same through what serves pages and streams from one process."""
