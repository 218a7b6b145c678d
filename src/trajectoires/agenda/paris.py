"""The clock of the calendar: hours are told in Paris, whatever the season and wherever the server is."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

TZID = "Europe/Paris"
PARIS = ZoneInfo(TZID)


def at_paris(day: dt.date, hour: dt.time) -> dt.datetime:
    """The instant at which clocks in Paris show this day and this hour."""
    return dt.datetime.combine(day, hour.replace(tzinfo=None), tzinfo=PARIS)


def today(now: dt.datetime) -> dt.date:
    """The day it is in Paris."""
    return now.astimezone(PARIS).date()
