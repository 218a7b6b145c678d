"""How days and hours of the calendar are written."""

from __future__ import annotations

from django import template

from trajectoires.agenda.domain.wording import when_text
from trajectoires.agenda.models import Webinar
from trajectoires.agenda.paris import PARIS

register = template.Library()


@register.filter
def when(webinar: Webinar) -> str:
    """« jeudi 17 décembre 2026, de 13 h à 14 h 30 »."""
    return when_text(webinar)


@register.filter
def start_machine(webinar: Webinar) -> str:
    """The start for programs, with its offset; the day alone when the hour is unknown."""
    if webinar.starts_at is not None:
        return webinar.starts_at.astimezone(PARIS).isoformat()
    return webinar.day.isoformat() if webinar.day else ""


@register.filter
def end_machine(webinar: Webinar) -> str:
    """The end for programs, with its offset."""
    return webinar.ends_at.astimezone(PARIS).isoformat() if webinar.ends_at else ""
