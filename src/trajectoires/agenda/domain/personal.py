"""What the letter knows of the address of an account, for its owner."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from trajectoires.agenda.domain import subscribing
from trajectoires.agenda.models import Subscriber, SubscriptionRequest
from trajectoires.people import registry


def register() -> None:
    """Called when the site starts."""
    registry.register(
        registry.Part(
            name="lettre",
            words="votre abonnement à la lettre, si vous y êtes abonné avec cette adresse",
            export=_export,
            erase=_erase,
        )
    )


def _export(person: Any) -> list[dict[str, Any]]:
    confirmed = [
        {"confirme_le": one.confirmed_at.isoformat(), **_choices(one)}
        for one in Subscriber.objects.filter(email=person.email)
    ]
    asked = [
        {"demande_le": one.asked_at.isoformat(), **_choices(one)}
        for one in SubscriptionRequest.objects.filter(email=person.email)
    ]
    return [*confirmed, *asked]


def _choices(row: Any) -> dict[str, Any]:
    return {"rythme": row.rhythm, "themes": row.levers, "phrase_acceptee": row.consent}


def _erase(person: Any) -> None:
    now = timezone.now()
    marks = [
        mark
        for model in (Subscriber, SubscriptionRequest)
        for mark in model.objects.filter(email=person.email).values_list("mark", flat=True)
    ]
    for mark in dict.fromkeys(marks):
        subscribing.unsubscribe(mark=mark, now=now)
