"""What machines ask: is it alive, may robots come."""

from __future__ import annotations

import logging

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

logger = logging.getLogger("trajectoires.health")
PRIVATE = ("/m/", "/v/", "/compte/", "/espaces/", "/gestion/", "/recherche/")


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, 503 otherwise; says nothing else."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        logger.exception("base-de-donnees-muette")
        return JsonResponse({"etat": "base de données muette"}, status=503)
    return JsonResponse({"etat": "bon"}, headers={"Cache-Control": "no-store"})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Private links are kept out of indexes, by this file and by a header on each page."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE)]
    lines.append(f"Sitemap: {settings.SITE_ADDRESS}/sitemap.xml")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
