"""The states of a delivery: who may send it, what became of it. Each change is one ``UPDATE … WHERE``.

A process takes a delivery (waiting → being sent), sends the mail, and says so (→ sent). Two processes never
take the same one: the condition of the update lets only one through. One instant cannot be decided from
here: the mail server has accepted the mail and the row does not say it yet. A delivery found in that state
after a crash is sent again **with the same Message-ID**, by which mail systems know it for the same mail:
we prefer that to a letter never received.
"""

from __future__ import annotations

import datetime as dt

from django.db import connection
from django.db.models import F, Q, QuerySet

from trajectoires.agenda.enums import State
from trajectoires.agenda.models import Delivery, Subscriber
from trajectoires.config import processes

LEASE = dt.timedelta(minutes=15)
"""A mail takes seconds: one that has been in the hands of another machine for so long was dropped by it."""
ATTEMPTS_MAX = 12
REFUSALS_MAX = 3
FIRST_WAIT = dt.timedelta(minutes=10)
LONGEST_WAIT = dt.timedelta(hours=12)


def durable() -> None:
    """On SQLite, each « sent » reaches the disk before the next mail leaves: a power cut forgets none."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")


def take_back(*, now: dt.datetime) -> int:
    """Put back in line what dead processes left being sent; how many."""
    returned = 0
    held = (
        Delivery.objects.filter(state=State.SENDING).order_by("pk").values_list("pk", "holder", "held_since")
    )
    for pk, holder, since in held:
        if not processes.is_alive(holder) or since is None or now - since > LEASE:
            returned += Delivery.objects.filter(
                pk=pk, state=State.SENDING, holder=holder, held_since=since
            ).update(state=State.WAITING, holder="", held_since=None)
    return returned


def take_next(*, holder: str, now: dt.datetime, after: int) -> Delivery | None:
    """Take the next delivery in line, for this process alone; None when the line is over.

    ``after`` is the last one met: the line is walked once, and what comes back into it waits for the next
    run.
    """
    ready = Q(not_before__isnull=True) | Q(not_before__lte=now)
    while True:
        found = (
            Delivery.objects.filter(ready, state=State.WAITING, pk__gt=after)
            .select_related("subscriber")
            .order_by("pk")
            .first()
        )
        if found is None:
            return None
        taken = Delivery.objects.filter(pk=found.pk, state=State.WAITING).update(
            state=State.SENDING, holder=holder, held_since=now
        )
        if taken:
            return found
        after = found.pk


def sent(*, delivery: Delivery, holder: str, now: dt.datetime) -> None:
    """The mail server accepted it."""
    _held(delivery, holder).update(state=State.SENT, holder="", held_since=None, sent_at=now)
    if delivery.subscriber.refusals:
        Subscriber.objects.filter(pk=delivery.subscriber_id).update(refusals=0)


def put_back(*, delivery: Delivery, holder: str, now: dt.datetime) -> None:
    """A temporary failure: try again later, each time a little later, and give up after ``ATTEMPTS_MAX``."""
    attempts = delivery.attempts + 1
    if attempts >= ATTEMPTS_MAX:
        give_up(delivery=delivery, holder=holder)
        return
    wait = min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT)
    _held(delivery, holder).update(
        state=State.WAITING, holder="", held_since=None, attempts=attempts, not_before=now + wait
    )


def release(*, delivery: Delivery, holder: str) -> None:
    """The mail server itself is out of reach: nothing is held against this delivery."""
    _held(delivery, holder).update(state=State.WAITING, holder="", held_since=None)


def refused(*, delivery: Delivery, holder: str, now: dt.datetime) -> None:
    """Its server says for good that the address takes no mail; after the third time nothing more is sent."""
    give_up(delivery=delivery, holder=holder)
    Subscriber.objects.filter(pk=delivery.subscriber_id).update(refusals=F("refusals") + 1)
    suspended = Subscriber.objects.filter(pk=delivery.subscriber_id, refusals__gte=REFUSALS_MAX)
    suspended.update(suspended_at=now)


def give_up(*, delivery: Delivery, holder: str) -> None:
    """It will not be sent."""
    _held(delivery, holder).update(
        state=State.GIVEN_UP, holder="", held_since=None, attempts=delivery.attempts + 1
    )


def left() -> int:
    """How many wait or are being sent."""
    return Delivery.objects.filter(state__in=[State.WAITING, State.SENDING]).count()


def _held(delivery: Delivery, holder: str) -> QuerySet[Delivery]:
    """The row, as long as this process holds it: whoever left meanwhile has no row any more."""
    return Delivery.objects.filter(pk=delivery.pk, state=State.SENDING, holder=holder)
