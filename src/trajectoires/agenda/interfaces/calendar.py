"""Webinars as a calendar that any program reads (RFC 5545). It says what the site says, nothing personal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vDuration, vRecur

from equilibre.formatting import NBSP
from trajectoires.agenda import links
from trajectoires.agenda.domain.wording import when_text
from trajectoires.agenda.models import Webinar
from trajectoires.agenda.paris import PARIS, TZID, at_paris

PRODUCT = "-//Trajectoires//Agenda//FR"
NAME = "Webinaires de Trajectoires"
SINCE = dt.datetime(1996, 1, 1)  # noqa: DTZ001  a local hour: a zone is defined without itself
REFRESH = dt.timedelta(hours=12)


def calendar_bytes(webinars: Sequence[Webinar]) -> bytes:
    """A calendar of webinars; those without a day are left out."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", NAME)
    calendar.add("x-wr-calname", NAME)
    calendar.add("x-wr-timezone", TZID)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH).to_ical().decode())
    dated = [webinar for webinar in webinars if webinar.day]
    if any(webinar.starts for webinar in dated):
        calendar.add_component(paris_zone())
    for webinar in dated:
        calendar.add_component(_event(webinar))
    return calendar.to_ical()


def paris_zone() -> Timezone:
    """Europe/Paris by the rule of 1996: the last Sundays of March and October, at one o'clock UTC."""
    zone = Timezone()
    zone.add("tzid", TZID)
    for kind, name, month, before, after, hour in (
        (TimezoneDaylight, "CEST", 3, 1, 2, 2),
        (TimezoneStandard, "CET", 10, 2, 1, 3),
    ):
        part = kind()
        part.add("tzname", name)
        part.add("dtstart", last_sunday(SINCE.year, month).replace(hour=hour))
        part.add("rrule", vRecur(freq="YEARLY", bymonth=month, byday="-1SU"))
        part.add("tzoffsetfrom", dt.timedelta(hours=before))
        part.add("tzoffsetto", dt.timedelta(hours=after))
        zone.add_component(part)
    return zone


def last_sunday(year: int, month: int) -> dt.datetime:
    """The last Sunday of a month of 31 days, at midnight on its own clocks."""
    last = dt.datetime(year, month, 31)  # noqa: DTZ001  a local hour
    return last - dt.timedelta(days=(last.weekday() + 1) % 7)


def _event(webinar: Webinar) -> Event:
    assert webinar.day is not None
    changed = webinar.last_published_at or at_paris(webinar.day, dt.time())
    event = Event()
    event.add("uid", f"webinaire-{webinar.key}@{links.site_host()}")
    event.add("dtstamp", changed.astimezone(dt.UTC))
    event.add("last-modified", changed.astimezone(dt.UTC))
    event.add("summary", webinar.heading)
    if webinar.starts_at is None:
        event.add("dtstart", webinar.day)
        event.add("dtend", webinar.day + dt.timedelta(days=1))
    else:
        event.add("dtstart", webinar.starts_at.astimezone(PARIS))
        event.add("dtend", (webinar.ends_at or webinar.starts_at).astimezone(PARIS))
    event.add("url", links.absolute(webinar.address))
    event.add("location", "En ligne")
    event.add("description", _description(webinar))
    event.add("status", "CONFIRMED")
    event.add("class", "PUBLIC")
    event.add("transp", "OPAQUE" if webinar.starts_at else "TRANSPARENT")
    if webinar.cycle:
        event.add("categories", [webinar.cycle])
    return event


def _description(webinar: Webinar) -> str:
    lines = [webinar.summary, when_text(webinar)]
    for part in webinar.parts:
        said = ", ".join(text for text in (part["title"], part["speaker"]) if text)
        lines.append(f"{part['label']}{NBSP}: {said}")
    if webinar.registration_url:
        lines.append(f"S’inscrire{NBSP}: {webinar.registration_url}")
    if webinar.replay_url:
        lines.append(f"Revoir{NBSP}: {webinar.replay_url}")
    lines.append(links.absolute(webinar.address))
    return "\n".join(line for line in lines if line)
