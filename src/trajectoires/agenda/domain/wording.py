"""Days and hours of the calendar, in words."""

from __future__ import annotations

import datetime as dt

from equilibre.formatting import NBSP, day
from trajectoires.agenda.models import Webinar

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def hour_text(hour: dt.time) -> str:
    """« 13 h », « 14 h 30 »."""
    minutes = f"{NBSP}{hour.minute:02d}" if hour.minute else ""
    return f"{hour.hour}{NBSP}h{minutes}"


def day_text(date: dt.date) -> str:
    """« jeudi 17 décembre 2026 »."""
    return f"{WEEKDAYS[date.weekday()]} {day(date)}"


def when_text(webinar: Webinar) -> str:
    """« jeudi 17 décembre 2026, de 13 h à 14 h 30 » (Paris); what is known otherwise."""
    if webinar.day is None:
        return webinar.when or "date non retrouvée"
    words = day_text(webinar.day)
    if webinar.starts and webinar.ends:
        return f"{words}, de {hour_text(webinar.starts)} à {hour_text(webinar.ends)}"
    return f"{words}, à {hour_text(webinar.starts)}" if webinar.starts else words
