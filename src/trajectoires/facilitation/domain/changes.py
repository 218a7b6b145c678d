"""A session changed: the other screens must know. And the one way to change it: locked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import F

from trajectoires.facilitation.domain import watching
from trajectoires.facilitation.domain.refusals import ENDED, RefusedError
from trajectoires.facilitation.models import Session


@contextmanager
def conducting(session: Session, *, ended: bool = False, tell: bool = True) -> Iterator[Session]:
    """The session as stored now, locked until the transaction ends, then told to every screen.

    ``tell=False`` for what no other screen shows. Raises ``RefusedError`` when it was erased, or has ended
    unless ``ended`` is all right.
    """
    with transaction.atomic():
        locked = Session.objects.select_for_update().filter(pk=session.pk).order_by().first()
        if locked is None or not (locked.live or ended):
            raise RefusedError(ENDED)
        yield locked
        if tell:
            changed(locked)


def changed(session: Session) -> None:
    """Move the version in the same transaction: a screen that sees it sees the change too."""
    Session.objects.filter(pk=session.pk).update(revision=F("revision") + 1)
    watching.room_changed(session.pk)
