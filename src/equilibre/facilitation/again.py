"""When one looks again at what was decided: six months, one, two and three years later (convention)."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable

AGAIN = (6, 12, 24, 36)
"""Months after the session that a host may choose."""


def dates(on: dt.date, months: Iterable[int]) -> tuple[dt.date, ...]:
    """The same day so many months later, or the last day of a month that is shorter; in order."""
    return tuple(_later(on, one) for one in sorted(set(months)))


def _later(on: dt.date, months: int) -> dt.date:
    years, month = divmod(on.month - 1 + months, 12)
    year = on.year + years
    return dt.date(year, month + 1, min(on.day, calendar.monthrange(year, month + 1)[1]))
