"""The addresses of the whole site."""

from __future__ import annotations

from django.urls import include, path

from trajectoires.config import errors, health

urlpatterns = [
    path("sante", health.health, name="health"),
    path("robots.txt", health.robots, name="robots"),
    path("", include("trajectoires.ui.urls")),
    path("", include("trajectoires.qualification.urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
