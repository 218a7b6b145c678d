"""The version of the site: one number, read with one small query, raised by each publication."""

from __future__ import annotations

from django.db import connection
from django.db.models import F

from trajectoires.pages.models.freshness import SiteVersion


def current() -> int:
    """The number now; 0 before anything was published."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM pages_siteversion WHERE id = 1")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def publish() -> None:
    """Raise the number: every page kept in any process is old."""
    if not SiteVersion.objects.filter(pk=1).update(number=F("number") + 1):
        SiteVersion.objects.get_or_create(pk=1)
