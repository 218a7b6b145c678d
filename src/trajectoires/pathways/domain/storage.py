"""Writing versions: the one place where rows of a plan are made, changed, undone, purged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from trajectoires.pathways.domain.saved import Saved, pack, unpack
from trajectoires.pathways.enums import Change
from trajectoires.pathways.links import fingerprint, new_token, read_token
from trajectoires.pathways.models import CheckIn, Pathway, PathwayVersion

ATTEMPTS = 5
"""Two people changing at once: the second change is made again on top of the first."""
PURGE_EVERY = 3600
PURGE_MARK = "parcours-purges"


class ConcurrentChangeError(Exception):
    """The plan changed under every attempt, or was erased meanwhile."""


@dataclass(frozen=True)
class Created:
    """A new plan and its key, which exists nowhere else."""

    pathway: Pathway
    edit_token: str


def expiry(now: dt.datetime) -> dt.datetime:
    """When a plan that is not kept expires."""
    return now + dt.timedelta(days=settings.RETENTION_DAYS)


def create(*, saved: Saved) -> Created:
    """Store a first version behind a new key."""
    edit_token = new_token()
    now = timezone.now()
    with transaction.atomic():
        pathway = Pathway.objects.create(
            edit_hash=fingerprint(edit_token), created_at=now, expires_at=expiry(now)
        )
        PathwayVersion.objects.create(
            pathway=pathway, number=1, document=pack(saved), change=Change.MADE, made_at=now
        )
    return Created(pathway=pathway, edit_token=edit_token)


def revise(*, pathway: Pathway, change: Change, edit: Callable[[Saved], Saved]) -> Saved:
    """Append a version; an edit that changes nothing appends nothing.

    Raises ``ConcurrentChangeError`` when it could not be written.
    """
    for _ in range(ATTEMPTS):
        current = (
            PathwayVersion.objects.filter(pathway=pathway)
            .order_by("-number")
            .values("number", "document")
            .first()
        )
        if current is None:
            raise ConcurrentChangeError
        before = unpack(current["document"])
        after = edit(before)
        if after == before or _append(pathway, above=current["number"], saved=after, change=change):
            return after
    raise ConcurrentChangeError


def _append(pathway: Pathway, *, above: int, saved: Saved, change: Change) -> bool:
    """Write version ``above`` + 1 if ``above`` is still the current one."""
    with transaction.atomic():
        if not Pathway.objects.filter(pk=pathway.pk, version=above).update(version=above + 1):
            return False
        PathwayVersion.objects.create(
            pathway=pathway, number=above + 1, document=pack(saved), change=change, made_at=timezone.now()
        )
        old = above + 1 - settings.REVISIONS_KEPT
        PathwayVersion.objects.filter(pathway=pathway, number__lte=old).delete()
    return True


def undo(*, pathway: Pathway) -> str:
    """Drop the last change; the label of what was undone, « » if there was nothing."""
    with transaction.atomic():
        numbers = PathwayVersion.objects.select_for_update().filter(pathway=pathway).order_by("-number")
        last_two = list(numbers.only("number", "change")[:2])
        if len(last_two) < 2:
            return ""
        last, before = last_two
        if not Pathway.objects.filter(pk=pathway.pk, version=last.number).update(version=before.number):
            raise ConcurrentChangeError
        last.delete()
    return Change(last.change).label


def share(*, pathway: Pathway, edit_token: str) -> str:
    """Open a read-only link, or give the one already open; the token."""
    with transaction.atomic():
        row = Pathway.objects.select_for_update().get(pk=pathway.pk)
        if row.read_hash is None:
            row.read_counter += 1
            row.read_hash = fingerprint(read_token(edit_token=edit_token, counter=row.read_counter))
            row.save(update_fields=["read_counter", "read_hash"])
    return read_token(edit_token=edit_token, counter=row.read_counter)


def revoke_read_link(*, pathway: Pathway) -> None:
    """The shared link stops working at once, for good: the next one will be another."""
    Pathway.objects.filter(pk=pathway.pk).update(read_hash=None, read_counter=F("read_counter") + 1)


def keep_longer(*, pathway: Pathway, kept: bool) -> None:
    """Keep until erased, or let it expire again, counting from today."""
    Pathway.objects.filter(pk=pathway.pk).update(
        kept=kept, expires_at=None if kept else expiry(timezone.now())
    )


def erase(*, pathway: Pathway) -> None:
    """« Tout effacer »: every row, the address of the check-ins too, at once."""
    Pathway.objects.filter(pk=pathway.pk).delete()


def purge_expired(*, now: dt.datetime) -> int:
    """Empty what expired; the number of plans emptied.

    The bare row (its hashes, no data) stays as long again, so that the old link answers « expiré » rather
    than « inconnu »; then it goes too.
    """
    with transaction.atomic():
        expired = Pathway.objects.filter(expires_at__lte=now)
        emptied = expired.filter(versions__number=F("version")).count()
        PathwayVersion.objects.filter(pathway__expires_at__lte=now).delete()
        CheckIn.objects.filter(pathway__expires_at__lte=now).delete()
        Pathway.objects.filter(expires_at__lte=now - dt.timedelta(days=settings.RETENTION_DAYS)).delete()
    return emptied


def purge_if_due() -> None:
    """Where no timer was set, a new plan looks after it, at most once an hour."""
    if cache.add(PURGE_MARK, 1, PURGE_EVERY):
        purge_expired(now=timezone.now())
