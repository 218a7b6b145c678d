"""Writing versions: the one place where rows of a plan are made, changed, undone, purged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from trajectoires.pathways.domain.saved import Saved, pack, unpack
from trajectoires.pathways.enums import Change
from trajectoires.pathways.links import read_token
from trajectoires.pathways.models import CheckIn, Pathway, PathwayVersion
from trajectoires.private_links.revisions import History
from trajectoires.private_links.store import Store

HISTORY = History(rows=Pathway, revisions=PathwayVersion, parent="pathway")
STORE = Store[Saved](
    history=HISTORY,
    pack=pack,
    unpack=unpack,
    read_token=read_token,
    changes=Change,
    first_change=Change.MADE,
    purge_mark="parcours-purges",
    related=(CheckIn,),
)
purge_expired = STORE.purge_expired
purge_if_due = STORE.purge_if_due


@dataclass(frozen=True)
class Created:
    """A new plan and its key, which exists nowhere else."""

    pathway: Pathway
    edit_token: str


def create(*, saved: Saved) -> Created:
    """Store a first version behind a new key."""
    return Created(*STORE.create(saved))


def revise(*, pathway: Pathway, change: Change, edit: Callable[[Saved], Saved]) -> Saved:
    """Append a version; an edit that changes nothing appends nothing. Raises ``ConcurrentChangeError``."""
    return STORE.revise(pathway, change=change, edit=edit)


def undo(*, pathway: Pathway) -> str:
    """Drop the last change; the label of what was undone, « » if there was nothing."""
    return STORE.undo(pathway)


def share(*, pathway: Pathway, edit_token: str) -> str:
    """Open a read-only link, or give the one already open; the token."""
    return STORE.share(pathway, edit_token=edit_token)
