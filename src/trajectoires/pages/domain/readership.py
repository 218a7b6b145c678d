"""Counting what is read, without cookies and without knowing by whom: totals by day, written from time to
time.

A process adds in memory and writes at most every ``EVERY`` seconds, or when it stops; a crash loses a
minute of
counts, never a page. Robots are counted with everybody: nothing is looked at that would tell them apart.
"""

from __future__ import annotations

import atexit
import contextlib
import threading
import time
from collections import Counter

from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from trajectoires.pages.models.readership import DailyCount, EmptySearch

EVERY = 60.0
WORDS_MAX = 120

_counts: Counter[tuple[str, str]] = Counter()
_lock = threading.Lock()
_written_at = time.monotonic()


def page_read(address: str) -> None:
    """One more reading of a page."""
    _add("page", address)


def document_taken(key: str) -> None:
    """One more download."""
    _add("document", key)


def _add(kind: str, key: str) -> None:
    with _lock:
        _counts[kind, key[:255]] += 1
        late = time.monotonic() - _written_at > EVERY
    if late:
        write()


def write() -> None:
    """Write what was counted; what cannot be written now is kept for the next time."""
    global _written_at
    with _lock:
        taken = dict(_counts)
        _counts.clear()
        _written_at = time.monotonic()
    if not taken:
        return
    try:
        _store(taken)
    except DatabaseError:
        with _lock:
            _counts.update(taken)


def _store(taken: dict[tuple[str, str], int]) -> None:
    today = timezone.localdate()
    with transaction.atomic():
        for (kind, key), total in sorted(taken.items()):
            count, created = DailyCount.objects.get_or_create(
                day=today, kind=kind, key=key, defaults={"total": total}
            )
            if not created:
                DailyCount.objects.filter(pk=count.pk).update(total=F("total") + total)


def nothing_found(words: str) -> None:
    """Words that led nowhere. Long ones are left out: they may say something of who typed them."""
    cleaned = " ".join(words.lower().split())
    if not cleaned or len(cleaned) > WORDS_MAX or "@" in cleaned:
        return
    row, created = EmptySearch.objects.get_or_create(
        words=cleaned, defaults={"total": 1, "last_day": timezone.localdate()}
    )
    if not created:
        EmptySearch.objects.filter(pk=row.pk).update(total=F("total") + 1, last_day=timezone.localdate())


def _at_exit() -> None:
    with contextlib.suppress(Exception):
        write()


atexit.register(_at_exit)
