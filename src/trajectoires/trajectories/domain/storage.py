"""Writing revisions: the one place where rows of a trajectory are made, changed, undone, purged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from trajectoires.private_links.revisions import History
from trajectoires.private_links.store import Store
from trajectoires.trajectories.domain.saved import Saved, pack, unpack
from trajectoires.trajectories.enums import Change
from trajectoires.trajectories.links import read_token
from trajectoires.trajectories.models import Trajectory, TrajectoryRevision, UsefulnessPoll

HISTORY = History(rows=Trajectory, revisions=TrajectoryRevision, parent="trajectory")
STORE = Store[Saved](
    history=HISTORY,
    pack=pack,
    unpack=unpack,
    read_token=read_token,
    changes=Change,
    first_change=Change.STARTED,
    purge_mark="trajectoires-purges",
    related=(UsefulnessPoll,),
)
purge_expired = STORE.purge_expired
purge_if_due = STORE.purge_if_due


@dataclass(frozen=True)
class Created:
    """A new trajectory and its key, which exists nowhere else."""

    trajectory: Trajectory
    edit_token: str


def create(*, saved: Saved) -> Created:
    """Store a first revision behind a new key."""
    return Created(*STORE.create(saved))


def revise(*, trajectory: Trajectory, change: Change, edit: Callable[[Saved], Saved]) -> Saved:
    """Append a revision; an edit that changes nothing appends nothing. Raises ``ConcurrentChangeError``."""
    return STORE.revise(trajectory, change=change, edit=edit)


def undo(*, trajectory: Trajectory) -> str:
    """Drop the last change; the label of what was undone, « » if there was nothing."""
    return STORE.undo(trajectory)


def share(*, trajectory: Trajectory, edit_token: str) -> str:
    """Open a read-only link, or give the one already open; the token."""
    return STORE.share(trajectory, edit_token=edit_token)
