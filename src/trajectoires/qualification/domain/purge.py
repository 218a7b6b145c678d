"""Expired dossiers go, even where no timer was set: a deposit looks after it, at most once an hour."""

from __future__ import annotations

from django.core.cache import cache
from django.utils import timezone

from trajectoires.qualification.domain.sharing import purge_expired

EVERY_SECONDS = 3600
MARK = "purge-faite"


def purge_if_due() -> None:
    """Purge unless one was done within the hour by any process."""
    if cache.add(MARK, 1, EVERY_SECONDS):
        purge_expired(now=timezone.now())
