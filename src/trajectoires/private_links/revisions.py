"""What a private thing held after each change: one is appended, the last may be undone, old ones go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from trajectoires.private_links.rows import PrivateRow

T = TypeVar("T")
ATTEMPTS = 5
"""Two people changing at once: the second change is made again on top of the first."""


class ConcurrentChangeError(Exception):
    """It changed under every attempt, or was erased meanwhile."""


class LinkExpiredError(Exception):
    """The link is right and what it opened has expired: whoever holds it held the key."""


@dataclass(frozen=True)
class History:
    """Where the revisions of a kind of row are: ``parent`` is the name of their key to it.

    A revision has ``number``, ``change``, ``made_at``, and the columns that ``revise`` is given, ``document``
    among them.
    """

    rows: type[PrivateRow]
    revisions: type[models.Model]
    parent: str
    expired: type[LinkExpiredError] = LinkExpiredError
    """What ``current`` raises: each capability answers with its own page."""

    def first(self, *, edit_hash: str, change: str, columns: dict[str, Any], **own: Any) -> Any:
        """Store a new row and its first revision; the row. ``own``: the row's own fields."""
        with transaction.atomic():
            row = self.rows._default_manager.create(edit_hash=edit_hash, **own)
            self._write(row, number=row.revision, change=change, columns=columns)
        return row

    def revise(
        self,
        row: PrivateRow,
        *,
        change: str,
        edit: Callable[[T], T],
        read: Callable[[bytes], T],
        columns: Callable[[T], dict[str, Any]],
    ) -> T:
        """Append a revision; an edit that changes nothing appends nothing.

        ``edit`` and ``columns`` run outside the transaction, so that nobody waits for them; when somebody
        else wrote meanwhile, the edit is made again on theirs. Raises ``ConcurrentChangeError`` when it could
        not be written.
        """
        for _ in range(ATTEMPTS):
            current = self._of(row).order_by("-number").values("number", "document").first()
            if current is None:
                raise ConcurrentChangeError
            before = read(current["document"])
            after = edit(before)
            if after == before or self._append(row, current["number"], change, columns(after)):
                return after
        raise ConcurrentChangeError

    def undo(self, row: PrivateRow) -> str:
        """Drop the last revision; the code of the change that was undone, « » if there was nothing."""
        with transaction.atomic():
            newest = self._of(row).select_for_update().order_by("-number")
            last_two = list(newest.only("number", "change")[:2])
            if len(last_two) < 2:
                return ""
            last, before = last_two
            if not self._move(row, last.number, before.number):
                raise ConcurrentChangeError
            last.delete()
        return str(last.change)

    def current(self, *related: str, **identity: object) -> Any:
        """The current revision of the row of this identity, in one query; None when there is no such row.

        Raises ``expired``.
        """
        wanted = {f"{self.parent}__{name}": value for name, value in identity.items()}
        revision = (
            self.revisions._default_manager.select_related(self.parent, *related)
            .filter(number=F(f"{self.parent}__revision"), **wanted)
            .order_by()
            .first()
        )
        now = timezone.now()
        if revision is None:
            # The bare row of something purged, or nothing at all.
            if self.rows._default_manager.filter(expires_at__lte=now, **identity).exists():
                raise self.expired
            return None
        row = getattr(revision, self.parent)
        if row.expires_at is not None and row.expires_at <= now:
            raise self.expired
        return revision

    def _of(self, row: PrivateRow) -> models.QuerySet[Any]:
        return self.revisions._default_manager.filter(**{self.parent: row})

    def _append(self, row: PrivateRow, above: int, change: str, columns: dict[str, Any]) -> bool:
        """Write revision ``above`` + 1 if ``above`` is still the current one."""
        with transaction.atomic():
            if not self._move(row, above, above + 1):
                return False
            self._write(row, number=above + 1, change=change, columns=columns)
            self._of(row).filter(number__lte=above + 1 - settings.REVISIONS_KEPT).delete()
        return True

    def _write(self, row: PrivateRow, *, number: int, change: str, columns: dict[str, Any]) -> None:
        self.revisions._default_manager.create(
            **{self.parent: row}, number=number, change=change, made_at=timezone.now(), **columns
        )

    def _move(self, row: PrivateRow, seen: int, number: int) -> bool:
        """Make ``number`` the current one, unless somebody moved it since it was ``seen``."""
        return bool(self.rows._default_manager.filter(pk=row.pk, revision=seen).update(revision=number))
