"""The hub of this process, as the settings make it, and the one way to say that something changed."""

from __future__ import annotations

from functools import cache, partial

from django.conf import settings
from django.db import transaction

from trajectoires.events.bus import RedisBus
from trajectoires.events.hub import Hub

ALONE, TOGETHER = 1.0, 5.0
"""Seconds between two readings that nobody asked for: without Redis it is how another process is heard."""


@cache
def hub() -> Hub:
    """One a process, made when first asked for: never before a fork."""
    if not settings.REDIS_URL:
        return Hub(every=ALONE)
    return Hub(bus=RedisBus(settings.REDIS_URL), every=TOGETHER)


def publish(*names: str) -> None:
    """Once the transaction is kept, tell whoever watches these topics; nobody, when it is not kept."""
    transaction.on_commit(partial(_publish, names), robust=True)


def _publish(names: tuple[str, ...]) -> None:
    hub().publish(*names)
