"""Subscribing in two steps, changing one's mind, leaving without a trace."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F

from trajectoires.agenda.enums import CONSENT, Movement, Rhythm
from trajectoires.agenda.links import CONFIRM_DAYS, mark_of
from trajectoires.agenda.models import Subscriber, SubscriptionCount, SubscriptionRequest
from trajectoires.agenda.paris import today

MAILS_MAX = 4
BETWEEN_MAILS = dt.timedelta(minutes=10)


@transaction.atomic
def request_subscription(
    *, email: str, rhythm: Rhythm, levers: list[str], now: dt.datetime
) -> SubscriptionRequest | None:
    """Keep what was asked; the request when a confirmation mail is to be sent, None when one just was.

    An address that somebody else types again and again gets a few mails in a week, no more.
    """
    email = email.strip().lower()
    known = Subscriber.objects.filter(email=email).values_list("mark", flat=True).first()
    asked = SubscriptionRequest.objects.select_for_update().filter(email=email).first()
    if asked is None:
        asked = SubscriptionRequest(email=email, mark=known or mark_of(email), asked_at=now)
    asked.rhythm, asked.levers, asked.consent = rhythm, levers, CONSENT
    too_soon = asked.mailed_at is not None and now - asked.mailed_at < BETWEEN_MAILS
    sending = not too_soon and asked.mails < MAILS_MAX
    if sending:
        # Counted before it leaves: a mail server that fails must not open the way to a flood.
        asked.mailed_at, asked.mails = now, asked.mails + 1
    asked.save()
    return asked if sending else None


@transaction.atomic
def confirm(*, mark: str, now: dt.datetime) -> Subscriber | None:
    """Make what was asked real; the subscription, None when nothing was asked and nobody is subscribed.

    Confirming twice changes nothing. Somebody already subscribed who asked again gets the new choices.
    """
    asked = SubscriptionRequest.objects.select_for_update().filter(mark=mark).first()
    if asked is None:
        return Subscriber.objects.filter(mark=mark).first()
    chosen = {"rhythm": asked.rhythm, "levers": asked.levers, "consent": asked.consent}
    fresh = {"refusals": 0, "suspended_at": None}
    subscriber, created = Subscriber.objects.update_or_create(
        email=asked.email,
        defaults=chosen | fresh,
        create_defaults=chosen | {"mark": asked.mark, "confirmed_at": now},
    )
    asked.delete()
    if created:
        count(movement=Movement.CONFIRMED, now=now)
    return subscriber


def change_choices(*, subscriber: Subscriber, rhythm: Rhythm, levers: list[str]) -> None:
    """Another rhythm, other levers."""
    Subscriber.objects.filter(pk=subscriber.pk).update(rhythm=rhythm, levers=levers)


@transaction.atomic
def unsubscribe(*, mark: str, now: dt.datetime) -> None:
    """Erase the address, its deliveries and any pending request. Doing it again does nothing."""
    left, _ = Subscriber.objects.filter(mark=mark).delete()
    SubscriptionRequest.objects.filter(mark=mark).delete()
    if left:
        count(movement=Movement.LEFT, now=now)


@transaction.atomic
def purge_requests(*, now: dt.datetime) -> int:
    """Erase what nobody confirmed in a week; how many."""
    purged, _ = SubscriptionRequest.objects.filter(
        asked_at__lte=now - dt.timedelta(days=CONFIRM_DAYS)
    ).delete()
    if purged:
        count(movement=Movement.PURGED, now=now, by=purged)
    return purged


def count(*, movement: Movement, now: dt.datetime, by: int = 1) -> None:
    """One more coming or going, on its day."""
    row, created = SubscriptionCount.objects.get_or_create(
        day=today(now), movement=movement, defaults={"total": by}
    )
    if not created:
        SubscriptionCount.objects.filter(pk=row.pk).update(total=F("total") + by)
