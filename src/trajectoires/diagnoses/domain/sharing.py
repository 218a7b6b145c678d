"""The life of a diagnosis's links: share, take back, keep, erase, expire."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from trajectoires.diagnoses.enums import READING
from trajectoires.diagnoses.links import shared_token
from trajectoires.diagnoses.models import Diagnosis, DiagnosisRevision, Gathering, Part
from trajectoires.private_links import lifetime
from trajectoires.private_links.keys import fingerprint

MARK = "diagnostics-purges"


def read_token(*, edit_token: str, diagnosis: Diagnosis) -> str:
    """The token of the read-only link that is open."""
    return shared_token(edit_token=edit_token, purpose=READING, counter=diagnosis.read_counter)


def share(*, diagnosis: Diagnosis, edit_token: str) -> str:
    """Open a read-only link, or give the one already open; the token."""
    return lifetime.share(
        diagnosis, lambda counter: shared_token(edit_token=edit_token, purpose=READING, counter=counter)
    )


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
    return shared_token(edit_token=edit_token, purpose=part.dimension, counter=part.counter)


def take_back(*, diagnosis: Diagnosis, dimension: str) -> None:
    """Close the link of one dimension: what was answered stays."""
    Part.objects.filter(diagnosis=diagnosis, dimension=dimension).update(token_hash=None)


def purge_expired(*, now: dt.datetime) -> int:
    """Empty what expired; the number emptied. The bare row stays a while (``forget_bare_rows``)."""
    with transaction.atomic():
        expired = Diagnosis.objects.filter(expires_at__lte=now)
        emptied = expired.filter(revisions__number=F("revision")).count()
        DiagnosisRevision.objects.filter(diagnosis__expires_at__lte=now).delete()
        Part.objects.filter(diagnosis__expires_at__lte=now).delete()
        Gathering.objects.filter(diagnosis__expires_at__lte=now).delete()
        lifetime.forget_bare_rows(Diagnosis, now=now)
    return emptied


def purge_if_due() -> None:
    """Where no timer was set, a new diagnosis looks after it, at most once an hour."""
    lifetime.if_due(MARK, lambda: purge_expired(now=timezone.now()))
