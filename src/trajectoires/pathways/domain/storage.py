"""Writing versions: the one place where rows of a plan are made, changed, undone, purged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from trajectoires.pathways.domain.saved import Saved, pack, unpack
from trajectoires.pathways.enums import Change
from trajectoires.pathways.links import read_token
from trajectoires.pathways.models import CheckIn, Pathway, PathwayVersion
from trajectoires.private_links import keys, lifetime
from trajectoires.private_links.revisions import History

HISTORY = History(rows=Pathway, revisions=PathwayVersion, parent="pathway")
PURGE_MARK = "parcours-purges"


@dataclass(frozen=True)
class Created:
    """A new plan and its key, which exists nowhere else."""

    pathway: Pathway
    edit_token: str


def create(*, saved: Saved) -> Created:
    """Store a first version behind a new key."""
    edit_token = keys.new_token()
    now = timezone.now()
    pathway = HISTORY.first(
        edit_hash=keys.fingerprint(edit_token),
        change=Change.MADE,
        columns=_columns(saved),
        created_at=now,
        expires_at=lifetime.expiry(now),
    )
    return Created(pathway=pathway, edit_token=edit_token)


def _columns(saved: Saved) -> dict[str, bytes]:
    return {"document": pack(saved)}


def revise(*, pathway: Pathway, change: Change, edit: Callable[[Saved], Saved]) -> Saved:
    """Append a version; an edit that changes nothing appends nothing. Raises ``ConcurrentChangeError``."""
    return HISTORY.revise(pathway, change=change, edit=edit, read=unpack, columns=_columns)


def undo(*, pathway: Pathway) -> str:
    """Drop the last change; the label of what was undone, « » if there was nothing."""
    code = HISTORY.undo(pathway)
    return Change(code).label if code else ""


def share(*, pathway: Pathway, edit_token: str) -> str:
    """Open a read-only link, or give the one already open; the token."""
    return lifetime.share(pathway, lambda counter: read_token(edit_token=edit_token, counter=counter))


def purge_expired(*, now: dt.datetime) -> int:
    """Empty what expired; the number of plans emptied. The bare row stays a while (``forget_bare_rows``)."""
    with transaction.atomic():
        expired = Pathway.objects.filter(expires_at__lte=now)
        emptied = expired.filter(versions__number=F("revision")).count()
        PathwayVersion.objects.filter(pathway__expires_at__lte=now).delete()
        CheckIn.objects.filter(pathway__expires_at__lte=now).delete()
        lifetime.forget_bare_rows(Pathway, now=now)
    return emptied


def purge_if_due() -> None:
    """Where no timer was set, a new plan looks after it, at most once an hour."""
    lifetime.if_due(PURGE_MARK, lambda: purge_expired(now=timezone.now()))
