"""The addresses of the whole site."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path, re_path
from django.views.static import serve as serve_file
from wagtail.admin import urls as wagtail_admin
from wagtail.documents import urls as wagtail_documents

from trajectoires.config import errors, health
from trajectoires.pages.admin import signing_in
from trajectoires.pages.views import serving

urlpatterns = [
    path("sante", health.health, name="health"),
    path("robots.txt", health.robots, name="robots"),
    # Before Wagtail's own, which they wrap: attempts are limited.
    path("gestion/login/", signing_in.login),
    path("gestion/password_reset/", signing_in.forgotten),
    path("gestion/", include(wagtail_admin)),
    path("documents/", include(wagtail_documents)),
    re_path(r"^media/(?P<path>.+)$", serve_file, {"document_root": settings.MEDIA_ROOT}, name="media"),
    path("", include("trajectoires.ui.urls")),
    path("", include("trajectoires.agenda.urls")),
    path("", include("trajectoires.learning.urls")),
    path("", include("trajectoires.support.urls")),
    path("", include("trajectoires.pages.urls")),
    path("", include("trajectoires.qualification.urls")),
    path("", include("trajectoires.diagnoses.urls")),
    path("", include("trajectoires.pathways.urls")),
    path("", include("trajectoires.trajectories.urls")),
    path("", include("trajectoires.facilitation.urls")),
    path("", include("trajectoires.people.urls")),
    path("", include("trajectoires.organisations.urls")),
    path("", serving.page, name="home"),
    # The tree, last. Wagtail builds the addresses of its pages by this name.
    re_path(r"^((?:[a-z0-9\-]+/)*[a-z0-9\-]*/?)$", serving.page, name="wagtail_serve"),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
