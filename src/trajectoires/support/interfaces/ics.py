"""The calendar as a file (RFC 5545): whole days, an alarm two weeks before, the source in the description."""

from __future__ import annotations

import datetime as dt
from typing import Any

from icalendar import Alarm, Calendar, Event

from trajectoires.pages import facets
from trajectoires.support.domain.obligations import AHEAD
from trajectoires.support.domain.queries.agenda import Agenda, Entry

ALARM = dt.timedelta(days=-14)
CHECK = "À vérifier avec votre conseil."
WEEKLY = dt.timedelta(days=7)


def calendar_file(*, agenda: Agenda, page: str, now: dt.datetime) -> bytes:
    """The dated and the monthly entries. ``page`` is the address of the calendar's page, with its answers."""
    calendar = Calendar()
    calendar.add("prodid", "-//Trajectoires//Obligations//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Obligations de l’association")
    calendar.add("x-wr-timezone", "Europe/Paris")
    calendar.add("refresh-interval", WEEKLY, {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "P1W")
    for entry in (*agenda.dated, *agenda.monthly):
        calendar.add_component(_event(entry, page, now))
    return bytes(calendar.to_ical())


def _event(entry: Entry, page: str, now: dt.datetime) -> Event:
    assert entry.due is not None
    row, day = entry.obligation, entry.due.date
    monthly = row.rule == "monthly"
    event = Event()
    # The same obligation on the same day keeps its name: a calendar that reads again doubles nothing.
    event.add("uid", f"{row.key}{'' if monthly else f'-{day:%Y%m%d}'}@obligations.trajectoires")
    event.add("dtstamp", now)
    event.add("dtstart", day)
    event.add("dtend", day + dt.timedelta(days=1))
    if monthly:
        event.add("rrule", _each_month(row.day or 1))
    event.add("summary", row.title)
    event.add("description", _description(entry))
    event.add("url", page)
    event.add("categories", ["Obligations"])
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", row.title)
    alarm.add("trigger", ALARM)
    event.add_component(alarm)
    return event


def _each_month(day: int) -> dict[str, Any]:
    """The 31st of each month is its last day: the days up to it, of which ``bysetpos`` keeps the last."""
    if day <= 28:
        return {"freq": "monthly", "bymonthday": day, "count": AHEAD}
    return {"freq": "monthly", "bymonthday": list(range(28, day + 1)), "bysetpos": -1, "count": AHEAD}


def _description(entry: Entry) -> str:
    row, source = entry.obligation, entry.source
    lines = [f"Qui\u00a0: {row.who}", row.what]
    if entry.due and entry.due.closed:
        lines.append(f"Exercice clos le {entry.due.closed:%d/%m/%Y}.")
    if entry.due and entry.due.weekend and row.rule != "monthly":
        lines.append(f"Ce jour est un {entry.due.weekend}\u00a0: faites-le avant.")
    if source:
        said = ", ".join(part for part in (source.title, source.author, source.year) if part)
        where = f" – {source.url}" if source.url else ""
        lines.append(f"Source ({facets.STATUSES[row.status]})\u00a0: {said}{where}")
    return "\n".join([*lines, CHECK])
