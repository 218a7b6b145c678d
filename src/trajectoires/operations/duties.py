"""The periodic duties, in one place: publish what was scheduled, purge what expired, send the letter.

A database lock lets one process do them at a time, whatever the number of servers. A process that died, or
that has been silent for too long, loses it. Each duty stands alone: one that fails is logged, and the next
ones are done.
"""

from __future__ import annotations

import datetime as dt
import io
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from trajectoires.agenda.domain.subscribing import purge_requests
from trajectoires.config import processes
from trajectoires.diagnoses.domain.sharing import purge_expired as purge_diagnoses
from trajectoires.facilitation.domain.sharing import purge_expired as purge_sessions
from trajectoires.operations.models import MaintenanceLock
from trajectoires.organisations.domain import members, sharing
from trajectoires.pathways.domain import storage
from trajectoires.pathways.interfaces.mails import send_due
from trajectoires.people.domain import devices, retention
from trajectoires.people.interfaces.mails import mail_unused
from trajectoires.trajectories.domain.storage import purge_expired as purge_trajectories

logger = logging.getLogger("trajectoires.operations")
SILENCE = dt.timedelta(hours=2)
"""After so long on one duty, a process of another machine is taken for dead."""


def _command(name: str) -> Callable[[], None]:
    # What a command prints is for whoever runs it by hand.
    return lambda: call_command(name, stdout=io.StringIO(), stderr=io.StringIO())


def _purge_subscriptions() -> None:
    purge_requests(now=timezone.now())


def _purge_pathways() -> None:
    storage.purge_expired(now=timezone.now())


def _ask_for_news() -> None:
    send_due(now=timezone.now())


def _purge_spaces() -> None:
    members.purge_invitations(now=timezone.now())
    sharing.purge(now=timezone.now())


def _purge_accounts() -> None:
    now = timezone.now()
    devices.purge(now=now)
    # Erasing first: a mail server that fails must not keep what is due.
    retention.erase_unused(now=now)
    retention.tell_unused(now=now, tell=mail_unused)


def _purge_diagnoses() -> None:
    purge_diagnoses(now=timezone.now())


def _purge_trajectories() -> None:
    purge_trajectories(now=timezone.now())


def _purge_sessions() -> None:
    purge_sessions(now=timezone.now())


DUTIES: tuple[tuple[str, Callable[[], None]], ...] = (
    ("publications", _command("publish_scheduled")),
    ("dossiers-expires", _command("purge_expired")),
    ("diagnostics-expires", _purge_diagnoses),
    ("parcours-expires", _purge_pathways),
    ("trajectoires-expirees", _purge_trajectories),
    ("seances-expirees", _purge_sessions),
    ("abonnements-non-confirmes", _purge_subscriptions),
    ("invitations-et-partages-finis", _purge_spaces),
    ("comptes-sans-usage", _purge_accounts),
    ("courriels-des-propositions", _command("purge_proposals")),
    ("seances-finies", _command("clearsessions")),
    ("lettre", _command("envoyer_lettre")),
    ("nouvelles-des-parcours", _ask_for_news),
)


@dataclass
class Turn:
    """What a turn did: nothing at all when another process was at it."""

    done: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    elsewhere: bool = False


def do_them() -> Turn:
    """One turn of every duty."""
    holder = processes.own_name()
    turn = Turn()
    _drop_dead_connections()
    if not take(holder=holder, now=timezone.now()):
        turn.elsewhere = True
        return turn
    try:
        for name, duty in DUTIES:
            _renew(holder)
            (turn.done if _one(name, duty) else turn.failed).append(name)
    finally:
        release(holder=holder)
    return turn


def _one(name: str, duty: Callable[[], None]) -> bool:
    started = time.perf_counter()
    try:
        duty()
    except Exception:
        logger.exception("entretien-echoue", extra={"kind": name})
        _drop_dead_connections()
        return False
    logger.debug("entretien", extra={"kind": name, "ms": round((time.perf_counter() - started) * 1000)})
    return True


def _drop_dead_connections() -> None:
    """A connection that the database closed since the last turn or duty must not fail the next one."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()


def take(*, holder: str, now: dt.datetime) -> bool:
    """Take the lock unless a living process has it.

    One atomic update decides between two that try together.
    """
    row, _ = MaintenanceLock.objects.get_or_create(pk=1)
    silent = row.since is None or now - row.since > SILENCE
    if row.holder and processes.is_alive(row.holder) and not silent:
        return False
    free = MaintenanceLock.objects.filter(pk=1, holder=row.holder, since=row.since)
    return bool(free.update(holder=holder, since=now))


def _renew(holder: str) -> None:
    MaintenanceLock.objects.filter(pk=1, holder=holder).update(since=timezone.now())


def release(*, holder: str) -> None:
    """Give the lock back."""
    MaintenanceLock.objects.filter(pk=1, holder=holder).update(holder="", since=None)
