"""Browsers that are signed in: opened, kept for as long as they are used, closed."""

from __future__ import annotations

import datetime as dt
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from trajectoires.people.models import Account, Device

DAYS = 30
"""Without use, a browser is signed out after so many days."""
MARK = "vu"
"""In the session: the last day when it was used. Only our own sign-in writes it."""


def begin(*, account: Account, session: Any, browser: str) -> None:
    """A browser has just signed in: remember it, for its owner to see and close."""
    now = timezone.now()
    today = timezone.localdate(now)
    session.set_expiry(DAYS * 86_400)
    session[MARK] = today.isoformat()
    if not session.session_key:
        session.create()
    with transaction.atomic():
        Account.objects.filter(pk=account.pk).update(seen_on=today, told_at=None)
        Device.objects.update_or_create(
            session_key=session.session_key,
            defaults={"account": account, "browser": browser, "since": now, "seen_on": today},
        )


def keep_alive(*, session: Any) -> None:
    """Once a day, push back the end of a session that is used; nothing for another kind of session."""
    mark = session.get(MARK)
    today = timezone.localdate()
    if mark is None or mark == today.isoformat():
        return
    session.set_expiry(DAYS * 86_400)
    session[MARK] = today.isoformat()
    with transaction.atomic():
        Device.objects.filter(session_key=session.session_key).update(seen_on=today)
        Account.objects.filter(devices__session_key=session.session_key).update(seen_on=today, told_at=None)


def forget(*, session_key: str | None) -> None:
    """This browser signs out by itself."""
    Device.objects.filter(session_key=session_key).delete()


def of(account: Account) -> list[Device]:
    """The browsers of this account, the latest first."""
    return list(Device.objects.filter(account=account).order_by("-since", "-pk"))


def opened_at(*, session_key: str | None) -> dt.datetime | None:
    """When the browser of this session signed in."""
    return Device.objects.filter(session_key=session_key).values_list("since", flat=True).first()


def close(*, account: Account, number: int) -> None:
    """Sign out one browser of this account, from afar."""
    for device in Device.objects.filter(account=account, pk=number).order_by("pk"):
        _end(device)


def close_others(*, account: Account, session_key: str | None) -> int:
    """Sign out every browser but this one; how many."""
    others = list(Device.objects.filter(account=account).exclude(session_key=session_key).order_by("pk"))
    for device in others:
        _end(device)
    return len(others)


def close_all(*, account: Account) -> None:
    """Sign out every browser of this account."""
    for device in Device.objects.filter(account=account).order_by("pk"):
        _end(device)


def purge(*, now: dt.datetime) -> int:
    """Forget the browsers whose session is over; how many."""
    last = timezone.localdate(now) - dt.timedelta(days=DAYS + 1)
    return Device.objects.filter(seen_on__lt=last).delete()[0]


def _end(device: Device) -> None:
    with transaction.atomic():
        import_module(settings.SESSION_ENGINE).SessionStore().delete(device.session_key)
        device.delete()
