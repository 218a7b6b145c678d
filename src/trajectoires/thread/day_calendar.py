"""Dates as a calendar that any program reads (RFC 5545): whole days, or an hour; no private link in it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from icalendar import Alarm, Calendar, Event

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class WholeDay:
    """An event of one day; of an hour of it when ``at`` is told."""

    key: str
    """Of its own in the calendar: a program that reads again doubles nothing."""
    day: dt.date
    summary: str
    lines: tuple[str, ...] = ()
    """Its description."""
    url: str = ""
    """A public page."""
    warned: int = 0
    """Days before, when the program reminds; 0: it does not."""
    at: dt.time | None = None
    """On the clock of France."""
    minutes: int = 0
    """How long, from ``at``."""
    place: str = ""


def day_calendar(
    days: Iterable[WholeDay], *, name: str, product: str, owner: str, made_at: dt.datetime
) -> bytes:
    """The calendar ``name``. ``product`` (« Parcours ») is what made it, ``owner`` tells it from its sisters.

    The same days made at the same time give the same bytes.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//Trajectoires//{product}//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    for one in days:
        calendar.add_component(_event(one, product.lower(), owner, made_at))
    return calendar.to_ical()


def _event(one: WholeDay, product: str, owner: str, made_at: dt.datetime) -> Event:
    mark = hashlib.sha256(f"{owner}{one.key}".encode()).hexdigest()[:32]
    host = urlsplit(settings.SITE_ADDRESS).hostname or "localhost"
    event = Event()
    event.add("uid", f"{product}-{mark}@{host}")
    event.add("dtstamp", made_at.astimezone(dt.UTC))
    if one.at is None:
        event.add("dtstart", one.day)
        event.add("dtend", one.day + ONE_DAY)
    else:
        # In universal time: every program reads it without a table of time zones.
        begins = timezone.make_aware(dt.datetime.combine(one.day, one.at)).astimezone(dt.UTC)
        event.add("dtstart", begins)
        event.add("dtend", begins + dt.timedelta(minutes=one.minutes))
    if one.place:
        event.add("location", one.place)
    event.add("status", "CONFIRMED")
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    event.add("summary", one.summary)
    if one.url:
        event.add("url", one.url)
    if one.lines:
        event.add("description", "\n".join(one.lines))
    if one.warned:
        event.add_component(_alarm(one))
    return event


def _alarm(one: WholeDay) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", one.summary)
    alarm.add("trigger", -one.warned * ONE_DAY)
    return alarm
