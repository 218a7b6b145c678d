"""The life of a private link: share, take back, keep, expire."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from trajectoires.private_links.keys import fingerprint
from trajectoires.private_links.rows import PrivateRow

PURGE_EVERY = 3600
"""Seconds."""


def expiry(now: dt.datetime) -> dt.datetime:
    """When something that is not kept expires."""
    return now + dt.timedelta(days=settings.RETENTION_DAYS)


def share(row: PrivateRow, token_at: Callable[[int], str]) -> str:
    """Open a read-only link, or give the one already open; ``token_at`` derives it from the counter."""
    rows = type(row)._default_manager
    with transaction.atomic():
        locked = rows.select_for_update().get(pk=row.pk)
        if locked.read_hash is None:
            locked.read_counter += 1
            locked.read_hash = fingerprint(token_at(locked.read_counter))
            locked.save(update_fields=["read_counter", "read_hash"])
    return token_at(locked.read_counter)


def revoke_read_link(row: PrivateRow) -> None:
    """The shared link stops working at once, for good: the next one will be another."""
    rows = type(row)._default_manager
    rows.filter(pk=row.pk).update(read_hash=None, read_counter=F("read_counter") + 1)


def keep_longer(row: PrivateRow, *, kept: bool) -> None:
    """Keep until erased, or let it expire again, counting from today."""
    expires_at = None if kept else expiry(timezone.now())
    type(row)._default_manager.filter(pk=row.pk).update(kept=kept, expires_at=expires_at)


def erase(row: PrivateRow) -> None:
    """« Tout effacer »: every row, at once, without a trace."""
    type(row)._default_manager.filter(pk=row.pk).delete()


def forget_bare_rows(rows: type[PrivateRow], *, now: dt.datetime) -> None:
    """Delete the rows that expired long ago.

    A purge empties what expired and leaves the bare row (its hashes, no data) as long again, so that the old
    link answers « expiré » rather than « inconnu »; then it goes too.
    """
    limit = now - dt.timedelta(days=settings.RETENTION_DAYS)
    rows._default_manager.filter(expires_at__lte=limit).delete()


def if_due(mark: str, purge: Callable[[], object]) -> None:
    """Purge unless one was done within the hour by any process: where no timer was set, visits do it."""
    if cache.add(mark, 1, PURGE_EVERY):
        purge()
