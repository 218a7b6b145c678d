"""When a letter is due: on Thursdays for the weekly one, on the first Thursday of the month for the other.

It leaves at nine when the coordinators' letter is published; as soon as it is, later in the day; and at six
in the evening without it, with whatever else is new. A site that was down sends it when it is back.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from trajectoires.agenda.domain.third_thursday import THURSDAY
from trajectoires.agenda.enums import Rhythm
from trajectoires.agenda.paris import at_paris, today

MORNING, EVENING = dt.time(9), dt.time(18)


@dataclass(frozen=True)
class Period:
    """One turn of a rhythm: from ``day`` at nine until the next one."""

    rhythm: Rhythm
    day: dt.date
    before: dt.date
    """The day of the turn before."""

    @property
    def name(self) -> str:
        """« 2026-11-26 »."""
        return self.day.isoformat()

    @property
    def evening(self) -> dt.datetime:
        """From when it no longer waits for the coordinators' letter."""
        return at_paris(self.day, EVENING)

    @property
    def midnight(self) -> dt.datetime:
        """When its day is over."""
        return at_paris(self.day + dt.timedelta(days=1), dt.time())

    @property
    def since(self) -> dt.datetime:
        """What a first letter goes back to."""
        return at_paris(self.before, MORNING)


def period_at(*, rhythm: Rhythm, now: dt.datetime) -> Period:
    """The period that contains an instant."""
    day = today(now)
    if now < at_paris(day, MORNING):
        day -= dt.timedelta(days=1)
    if rhythm == Rhythm.WEEKLY:
        start = day - dt.timedelta(days=(day.weekday() - THURSDAY) % 7)
        return Period(rhythm, start, start - dt.timedelta(days=7))
    start = first_thursday(day)
    if start > day:
        start = first_thursday(day.replace(day=1) - dt.timedelta(days=1))
    return Period(rhythm, start, first_thursday(start.replace(day=1) - dt.timedelta(days=1)))


def first_thursday(day: dt.date) -> dt.date:
    """The first Thursday of a day's month."""
    first = day.replace(day=1)
    return first + dt.timedelta(days=(THURSDAY - first.weekday()) % 7)
