"""Subscriptions, read one at a time; never listed to anyone."""

from __future__ import annotations

from trajectoires.agenda.models import Subscriber, SubscriptionRequest


def by_mark(*, mark: str) -> Subscriber | None:
    """The confirmed subscription."""
    return Subscriber.objects.filter(mark=mark).first()


def is_asked(*, mark: str) -> bool:
    """Something waits to be confirmed."""
    return SubscriptionRequest.objects.filter(mark=mark).exists()


def masked(email: str) -> str:
    """« c…@exemple.org »: enough to know one's own address, too little for whoever was sent the letter."""
    local, _, domain = email.partition("@")
    return f"{local[:1]}…@{domain}"
