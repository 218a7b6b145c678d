"""The version of the site: one number, read with one small query, another one after each publication."""

from __future__ import annotations

import time

from django.db import connection

from trajectoires.pages.models.freshness import SiteVersion


def current() -> int:
    """The number now; 0 before anything was published."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM pages_siteversion WHERE id = 1")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def publish() -> None:
    """Another number: every page kept in any process is old.

    The time, and not the next number: one that a rolled back transaction used is never used again.
    """
    number = time.time_ns()
    if not SiteVersion.objects.filter(pk=1).update(number=number):
        SiteVersion.objects.get_or_create(pk=1, defaults={"number": number})
