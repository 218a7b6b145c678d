"""The life of a dossier's links: share, take back, keep, erase, expire."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from trajectoires.qualification.domain import tokens
from trajectoires.qualification.domain.storage import expiry
from trajectoires.qualification.models import Dossier, Revision


def share(*, dossier: Dossier, edit_token: str) -> str:
    """Open a read-only link, or give the one already open; the token."""
    with transaction.atomic():
        row = Dossier.objects.select_for_update().get(pk=dossier.pk)
        if row.read_hash is None:
            row.read_counter += 1
            row.read_hash = tokens.fingerprint(
                tokens.read_token(edit_token=edit_token, counter=row.read_counter)
            )
            row.save(update_fields=["read_counter", "read_hash"])
    return tokens.read_token(edit_token=edit_token, counter=row.read_counter)


def revoke_read_link(*, dossier: Dossier) -> None:
    """The shared link stops working at once, for good: the next one will be another."""
    Dossier.objects.filter(pk=dossier.pk).update(read_hash=None, read_counter=F("read_counter") + 1)


def keep_longer(*, dossier: Dossier, kept: bool) -> None:
    """Keep until erased, or let it expire again, counting from today."""
    Dossier.objects.filter(pk=dossier.pk).update(
        kept=kept, expires_at=None if kept else expiry(timezone.now())
    )


def erase(*, dossier: Dossier) -> None:
    """« Tout effacer »: every row, at once, without a trace."""
    Dossier.objects.filter(pk=dossier.pk).delete()


def purge_expired(*, now: dt.datetime) -> int:
    """Delete what expired; the number of dossiers emptied.

    The bare row (its hashes, no data) stays as long again, so that the old link answers « expiré » rather
    than « inconnu »; then it goes too.
    """
    with transaction.atomic():
        emptied = Dossier.objects.filter(expires_at__lte=now, revisions__number=F("revision")).count()
        Revision.objects.filter(dossier__expires_at__lte=now).delete()
        Dossier.objects.filter(expires_at__lte=now - dt.timedelta(days=settings.RETENTION_DAYS)).delete()
    return emptied
