"""The steps as a calendar that any program reads (RFC 5545): whole days, no private link in it."""

from __future__ import annotations

import datetime as dt
import hashlib
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Alarm, Calendar, Event

from equilibre.formatting import NBSP
from equilibre.pathway.plans import Step
from trajectoires.pathways.access import Opened
from trajectoires.pathways.domain.changing import pending

PRODUCT = "-//Trajectoires//Parcours//FR"
NAME = "Mon parcours"
ONE_DAY = dt.timedelta(days=1)


def calendar_bytes(opened: Opened) -> bytes:
    """The steps that remain, then the deadline. The same version gives the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", NAME)
    calendar.add("x-wr-calname", NAME)
    for step in pending(opened.saved):
        calendar.add_component(_event(opened, step))
    who = opened.saved.plan.traveller
    if who.deadline is not None:
        event = _whole_day(opened, key="echeance", day=who.deadline)
        event.add("summary", (who.deadline_label or "échéance").capitalize())
        calendar.add_component(event)
    return calendar.to_ical()


def _event(opened: Opened, step: Step) -> Event:
    event = _whole_day(opened, key=step.item.key, day=step.due)
    event.add("summary", step.item.title)
    address = f"{settings.SITE_ADDRESS}{step.item.key}"
    event.add("url", address)
    lines = [f"{step.minutes}{NBSP}minutes", *(reason.text for reason in step.reasons[:1]), address]
    event.add("description", "\n".join(lines))
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", step.item.title)
    alarm.add("trigger", -ONE_DAY)
    event.add_component(alarm)
    return event


def _whole_day(opened: Opened, *, key: str, day: dt.date) -> Event:
    mark = hashlib.sha256(f"{opened.pathway.pk}{key}".encode()).hexdigest()[:32]
    host = urlsplit(settings.SITE_ADDRESS).hostname or "localhost"
    event = Event()
    event.add("uid", f"parcours-{mark}@{host}")
    event.add("dtstamp", opened.version.made_at.astimezone(dt.UTC))
    event.add("dtstart", day)
    event.add("dtend", day + ONE_DAY)
    event.add("status", "CONFIRMED")
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event
