"""Accounts that nobody uses: their owner is told, then they are erased.

What is kept, and for how long, is decided here and told on the page of confidentiality.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.utils import timezone

from trajectoires.people import registry
from trajectoires.people.domain import personal
from trajectoires.people.models import Account

UNUSED_MONTHS = 24
"""Without a sign-in for so long, and in no space, an account is for nothing. Decided on 27 November 2026."""
NOTICE_DAYS = 30
"""Between the mail that tells it and the erasure. Decided on 27 November 2026."""
AT_ONCE = 100
"""Mails of one turn."""
Tell = Callable[[str, dt.date], None]
"""Sends the mail: an address, the day of the erasure."""


def tell_unused(*, now: dt.datetime, tell: Tell) -> int:
    """Write once to the owners of accounts without use and without a space; how many.

    What the mail server raises is let out: who was not told will be, at the next turn.
    """
    told = 0
    limit = _months_before(timezone.localdate(now), UNUSED_MONTHS)
    rows = Account.objects.select_related("person").filter(seen_on__lt=limit, told_at=None)
    for account in rows.order_by("seen_on", "pk").iterator():
        if registry.is_used(account.person):
            continue
        tell(account.person.email, timezone.localdate(now) + dt.timedelta(days=NOTICE_DAYS))
        Account.objects.filter(pk=account.pk).update(told_at=now)
        told += 1
        if told == AT_ONCE:
            break
    return told


def erase_unused(*, now: dt.datetime) -> int:
    """Erase the accounts whose owner was told a month ago and has not come back; how many.

    Coming back takes the notice away (``devices.begin``); so does entering a space.
    """
    erased = 0
    due = Account.objects.select_related("person").filter(told_at__lte=now - dt.timedelta(days=NOTICE_DAYS))
    for account in list(due.order_by("pk")):
        if registry.is_used(account.person):
            Account.objects.filter(pk=account.pk).update(told_at=None)
            continue
        # A subscription to the letter is used without an account: it stays.
        personal.erase(account=account, with_address=False)
        erased += 1
    return erased


def _months_before(day: dt.date, months: int) -> dt.date:
    """The same day, months earlier; the last of the month when there is none."""
    index = day.year * 12 + day.month - 1 - months
    first = dt.date(index // 12, index % 12 + 1, 1)
    following = dt.date((index + 1) // 12, (index + 1) % 12 + 1, 1)
    return min(first.replace(day=1) + dt.timedelta(days=day.day - 1), following - dt.timedelta(days=1))
