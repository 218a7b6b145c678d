"""Where a kind of private thing is written: made, changed, undone, shared, purged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from trajectoires.private_links import keys, lifetime
from trajectoires.private_links.revisions import History
from trajectoires.private_links.rows import PrivateRow

S = TypeVar("S")


@dataclass(frozen=True)
class Store(Generic[S]):
    """A kind of private thing whose revisions hold one document.

    ``pack`` and ``unpack`` are its storage format; ``read_token`` derives the read-only token of a sharing
    (``edit_token=``, ``counter=``); ``related``: tables with a key of the same name as the history's, emptied
    along with it when it expires.
    """

    history: History
    pack: Callable[[S], bytes]
    unpack: Callable[[bytes], S]
    read_token: Callable[..., str]
    changes: type[models.TextChoices]
    first_change: str
    purge_mark: str
    related: Sequence[type[models.Model]] = ()

    def create(self, saved: S) -> tuple[Any, str]:
        """Store a first revision behind a new key: the row, and the key, which exists nowhere else."""
        edit_token = keys.new_token()
        now = timezone.now()
        row = self.history.first(
            edit_hash=keys.fingerprint(edit_token),
            change=self.first_change,
            columns=self._columns(saved),
            created_at=now,
            expires_at=lifetime.expiry(now),
        )
        return row, edit_token

    def revise(self, row: PrivateRow, *, change: str, edit: Callable[[S], S]) -> S:
        """Append a revision, unless nothing changed. Raises ``ConcurrentChangeError``."""
        return self.history.revise(row, change=change, edit=edit, read=self.unpack, columns=self._columns)

    def undo(self, row: PrivateRow) -> str:
        """Drop the last change; the label of what was undone, « » if there was nothing."""
        code = self.history.undo(row)
        return str(self.changes(code).label) if code else ""

    def share(self, row: PrivateRow, *, edit_token: str) -> str:
        """Open a read-only link, or give the one already open; the token."""
        return lifetime.share(row, lambda counter: self.read_token(edit_token=edit_token, counter=counter))

    def purge_expired(self, *, now: dt.datetime) -> int:
        """Empty what expired; the number emptied. The bare row stays a while (``forget_bare_rows``)."""
        parent = self.history.parent
        numbers = f"{self.history.revisions._meta.get_field(parent).related_query_name()}__number"
        with transaction.atomic():
            expired = self.history.rows._default_manager.filter(expires_at__lte=now)
            emptied = expired.filter(**{numbers: F("revision")}).count()
            for table in (self.history.revisions, *self.related):
                table._default_manager.filter(**{f"{parent}__expires_at__lte": now}).delete()
            lifetime.forget_bare_rows(self.history.rows, now=now)
        return emptied

    def purge_if_due(self) -> None:
        """Where no timer was set, something new looks after the old, at most once an hour."""
        lifetime.if_due(self.purge_mark, lambda: self.purge_expired(now=timezone.now()))

    def _columns(self, saved: S) -> dict[str, bytes]:
        return {"document": self.pack(saved)}
