"""Writing revisions: the one place where rows of a trajectory are made, changed, undone, purged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from trajectoires.private_links import keys, lifetime
from trajectoires.private_links.revisions import History
from trajectoires.trajectories.domain.saved import Saved, pack, unpack
from trajectoires.trajectories.enums import Change
from trajectoires.trajectories.links import read_token
from trajectoires.trajectories.models import Trajectory, TrajectoryRevision, UsefulnessPoll

HISTORY = History(rows=Trajectory, revisions=TrajectoryRevision, parent="trajectory")
PURGE_MARK = "trajectoires-purges"


@dataclass(frozen=True)
class Created:
    """A new trajectory and its key, which exists nowhere else."""

    trajectory: Trajectory
    edit_token: str


def create(*, saved: Saved) -> Created:
    """Store a first revision behind a new key."""
    edit_token = keys.new_token()
    now = timezone.now()
    trajectory = HISTORY.first(
        edit_hash=keys.fingerprint(edit_token),
        change=Change.STARTED,
        columns=_columns(saved),
        created_at=now,
        expires_at=lifetime.expiry(now),
    )
    return Created(trajectory=trajectory, edit_token=edit_token)


def _columns(saved: Saved) -> dict[str, bytes]:
    return {"document": pack(saved)}


def revise(*, trajectory: Trajectory, change: Change, edit: Callable[[Saved], Saved]) -> Saved:
    """Append a revision; an edit that changes nothing appends nothing. Raises ``ConcurrentChangeError``."""
    return HISTORY.revise(trajectory, change=change, edit=edit, read=unpack, columns=_columns)


def undo(*, trajectory: Trajectory) -> str:
    """Drop the last change; the label of what was undone, « » if there was nothing."""
    code = HISTORY.undo(trajectory)
    return Change(code).label if code else ""


def share(*, trajectory: Trajectory, edit_token: str) -> str:
    """Open a read-only link, or give the one already open; the token."""
    return lifetime.share(trajectory, lambda counter: read_token(edit_token=edit_token, counter=counter))


def purge_expired(*, now: dt.datetime) -> int:
    """Empty what expired; the number emptied. The bare row stays a while (``forget_bare_rows``)."""
    with transaction.atomic():
        expired = Trajectory.objects.filter(expires_at__lte=now)
        emptied = expired.filter(revisions__number=F("revision")).count()
        TrajectoryRevision.objects.filter(trajectory__expires_at__lte=now).delete()
        UsefulnessPoll.objects.filter(trajectory__expires_at__lte=now).delete()
        lifetime.forget_bare_rows(Trajectory, now=now)
    return emptied


def purge_if_due() -> None:
    """Where no timer was set, a new trajectory looks after it, at most once an hour."""
    lifetime.if_due(PURGE_MARK, lambda: purge_expired(now=timezone.now()))
