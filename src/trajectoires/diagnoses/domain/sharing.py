"""The life of a diagnosis's links: share, take back, keep, erase, expire."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from trajectoires.diagnoses.domain.storage import expiry
from trajectoires.diagnoses.enums import READING
from trajectoires.diagnoses.links import derived_token, fingerprint
from trajectoires.diagnoses.models import Diagnosis, DiagnosisRevision, Part

EVERY_SECONDS = 3600
MARK = "diagnostics-purges"


def read_token(*, edit_token: str, diagnosis: Diagnosis) -> str:
    """The token of the read-only link that is open."""
    return derived_token(edit_token=edit_token, purpose=READING, counter=diagnosis.read_counter)


def share(*, diagnosis: Diagnosis, edit_token: str) -> str:
    """Open a read-only link, or give the one already open; the token."""
    with transaction.atomic():
        row = Diagnosis.objects.select_for_update().get(pk=diagnosis.pk)
        if row.read_hash is None:
            row.read_counter += 1
            row.read_hash = fingerprint(read_token(edit_token=edit_token, diagnosis=row))
            row.save(update_fields=["read_counter", "read_hash"])
    return read_token(edit_token=edit_token, diagnosis=row)


def revoke_read_link(*, diagnosis: Diagnosis) -> None:
    """The shared link stops working at once, for good: the next one will be another."""
    Diagnosis.objects.filter(pk=diagnosis.pk).update(read_hash=None, read_counter=F("read_counter") + 1)


def lend(*, diagnosis: Diagnosis, dimension: str, edit_token: str) -> None:
    """Open the link of one dimension, unless it is open."""
    with transaction.atomic():
        part, _ = Part.objects.select_for_update().get_or_create(diagnosis=diagnosis, dimension=dimension)
        if part.token_hash is None:
            part.counter += 1
            part.token_hash = fingerprint(part_token(edit_token=edit_token, part=part))
            part.save(update_fields=["counter", "token_hash"])


def part_token(*, edit_token: str, part: Part) -> str:
    """The token of a dimension's link that is open."""
    return derived_token(edit_token=edit_token, purpose=part.dimension, counter=part.counter)


def take_back(*, diagnosis: Diagnosis, dimension: str) -> None:
    """Close the link of one dimension: what was answered stays."""
    Part.objects.filter(diagnosis=diagnosis, dimension=dimension).update(token_hash=None)


def keep_longer(*, diagnosis: Diagnosis, kept: bool) -> None:
    """Keep until erased, or let it expire again, counting from today."""
    Diagnosis.objects.filter(pk=diagnosis.pk).update(
        kept=kept, expires_at=None if kept else expiry(timezone.now())
    )


def erase(*, diagnosis: Diagnosis) -> None:
    """« Tout effacer »: every row, at once."""
    Diagnosis.objects.filter(pk=diagnosis.pk).delete()


def purge_expired(*, now: dt.datetime) -> int:
    """Empty what expired; the number of diagnoses emptied.

    The bare row (its hashes, no data) stays as long again, so that the old link answers « expiré » rather
    than « inconnu »; then it goes too.
    """
    with transaction.atomic():
        expired = Diagnosis.objects.filter(expires_at__lte=now)
        emptied = expired.filter(revisions__number=F("revision")).count()
        DiagnosisRevision.objects.filter(diagnosis__expires_at__lte=now).delete()
        Part.objects.filter(diagnosis__expires_at__lte=now).delete()
        Diagnosis.objects.filter(expires_at__lte=now - dt.timedelta(days=settings.RETENTION_DAYS)).delete()
    return emptied


def purge_if_due() -> None:
    """Where no timer was set, a new diagnosis looks after it, at most once an hour."""
    if cache.add(MARK, 1, EVERY_SECONDS):
        purge_expired(now=timezone.now())
