"""Expired dossiers go, even where no timer was set: a deposit looks after it, at most once an hour."""

from __future__ import annotations

from django.utils import timezone

from trajectoires.private_links import lifetime
from trajectoires.qualification.domain.sharing import purge_expired

MARK = "purge-faite"


def purge_if_due() -> None:
    """Purge unless one was done within the hour by any process."""
    lifetime.if_due(MARK, lambda: purge_expired(now=timezone.now()))
