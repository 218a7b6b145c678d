"""The sender: walks the line of deliveries once, over one connection, and survives what may happen."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from trajectoires.agenda.domain import delivering
from trajectoires.agenda.interfaces.mails import IssueMails
from trajectoires.agenda.interfaces.post import Outcome, PostOffice
from trajectoires.agenda.models import Delivery, Issue
from trajectoires.config import processes

logger = logging.getLogger("trajectoires.agenda")
IN_A_ROW = 3
"""After so many failures in a row the server is left in peace until the next run."""


@dataclass
class Sent:
    """What a run did."""

    sent: int = 0
    refused: int = 0
    later: int = 0
    stopped: bool = False


def send_waiting() -> Sent:
    """Send what waits. Stopped anywhere, by anything, it is taken up by the next run."""
    holder = processes.own_name()
    told = Sent()
    mails: dict[int, IssueMails] = {}
    delivering.durable()
    delivering.take_back(now=timezone.now())
    failures = after = 0
    with PostOffice() as office:
        while failures < IN_A_ROW:
            delivery = delivering.take_next(holder=holder, now=timezone.now(), after=after)
            if delivery is None:
                return told
            after = delivery.pk
            outcome = _one(delivery, office, mails)
            failures = 0 if outcome in (Outcome.SENT, Outcome.REFUSED) else failures + 1
            _write(delivery, holder, outcome, told)
            if outcome is Outcome.DOWN:
                break
    told.stopped = True
    logger.warning("lettre-interrompue", extra={"count": told.sent})
    return told


def _one(delivery: Delivery, office: PostOffice, mails: dict[int, IssueMails]) -> Outcome | None:
    """Write and hand over one mail; None when there is nothing to say to this subscriber any more."""
    try:
        written = mails.get(delivery.issue_id) or IssueMails(Issue.objects.get(pk=delivery.issue_id))
        mails[delivery.issue_id] = written
        message = written.message(delivery)
    except Exception:
        # One mail that cannot be written must not keep the others: it is logged, and tried again later.
        logger.exception("lettre-illisible")
        return Outcome.LATER
    return None if message is None else office.send(message)


def _write(delivery: Delivery, holder: str, outcome: Outcome | None, told: Sent) -> None:
    now = timezone.now()
    known: dict[Outcome | None, Callable[[], None]] = {
        Outcome.SENT: lambda: delivering.sent(delivery=delivery, holder=holder, now=now),
        Outcome.REFUSED: lambda: delivering.refused(delivery=delivery, holder=holder, now=now),
        Outcome.LATER: lambda: delivering.put_back(delivery=delivery, holder=holder, now=now),
        Outcome.DOWN: lambda: delivering.release(delivery=delivery, holder=holder),
        None: lambda: delivering.give_up(delivery=delivery, holder=holder),
    }
    known[outcome]()
    told.sent += outcome is Outcome.SENT
    told.refused += outcome is Outcome.REFUSED
    told.later += outcome in (Outcome.LATER, Outcome.DOWN)
