"""The rule of the third Thursday: a default for a draft, never an announcement.

The first webinar fell on a fourth Thursday: a coordinator changes the day freely.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

STARTS, ENDS = dt.time(13), dt.time(14, 30)
THURSDAY = 3
"""As ``date.weekday`` counts."""


def third_thursday(year: int, month: int) -> dt.date:
    """The third Thursday of a month: between the 15th and the 21st."""
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(THURSDAY - first.weekday()) % 7 + 14)


def next_third_thursday(*, after: dt.date, taken: Collection[dt.date] = ()) -> dt.date:
    """The first third Thursday strictly after a day that no webinar has taken."""
    year, month = after.year, after.month
    while True:
        found = third_thursday(year, month)
        if found > after and found not in taken:
            return found
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
