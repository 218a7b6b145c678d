"""What was decided, for one's own calendar: the day it is due, the days when one looks again."""

from __future__ import annotations

from collections.abc import Iterator

from equilibre.facilitation.minutes import Outcome
from equilibre.formatting import NBSP
from trajectoires.facilitation.domain.queries.record import record_of
from trajectoires.facilitation.domain.queries.room import Room
from trajectoires.thread.day_calendar import WholeDay, day_calendar


def calendar_bytes(room: Room) -> bytes:
    """The same session gives the same bytes."""
    session = room.session
    return day_calendar(
        (day for one in record_of(room).outcomes for day in _days(one)),
        name=f"Décisions{NBSP}: {session.title}",
        product="Séance",
        owner=str(session.pk),
        made_at=session.ended_at or session.began_at or session.created_at,
    )


def _days(one: Outcome) -> Iterator[WholeDay]:
    lines = (f"S’en charge{NBSP}: {one.who}.",) if one.who else ()
    if one.by is not None:
        yield WholeDay(key=f"{one.key}-pour", day=one.by, summary=one.label, lines=lines, warned=7)
    for rank, day in enumerate(one.again):
        told = f"Y revenir{NBSP}: {one.label}"
        yield WholeDay(key=f"{one.key}-{rank}", day=day, summary=told, lines=lines, warned=7)
