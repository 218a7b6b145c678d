"""What was decided, for one's own calendar: the day it is due, the days when one looks again."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from equilibre.facilitation.minutes import Outcome
from equilibre.formatting import NBSP, day
from trajectoires.facilitation.domain.queries.record import record_of
from trajectoires.facilitation.domain.queries.room import Room
from trajectoires.thread.day_calendar import WholeDay, day_calendar


def calendar_bytes(room: Room) -> bytes:
    """The same session gives the same bytes."""
    session, how = room.session, _how(room)
    return day_calendar(
        (one for told in record_of(room).outcomes for one in _days(told, how)),
        name=f"Décisions{NBSP}: {session.title}",
        product="Séance",
        owner=str(session.pk),
        made_at=session.ended_at or session.began_at or session.created_at,
    )


def _how(room: Room) -> tuple[str, ...]:
    """How one looks again. No link: a calendar is copied to servers and shared, and this one is a key."""
    session = room.session
    told = (
        f"Pour y revenir{NBSP}: avec votre adresse d’animation, ouvrez le compte rendu de "
        f"«{NBSP}{session.title}{NBSP}», puis «{NBSP}Préparer la prochaine séance{NBSP}». Cette adresse "
        f"est une clé{NBSP}: elle n’est pas écrite ici.",
    )
    if session.expires_at is None:
        return told
    erased = day(timezone.localtime(session.expires_at).date())
    return (*told, f"Sans «{NBSP}Garder la séance{NBSP}», elle s’efface le {erased}.")


def _days(one: Outcome, how: tuple[str, ...]) -> Iterator[WholeDay]:
    lines = (f"S’en charge{NBSP}: {one.who}.",) if one.who else ()
    if one.by is not None:
        yield WholeDay(key=f"{one.key}-pour", day=one.by, summary=one.label, lines=lines, warned=7)
    for rank, again in enumerate(one.again):
        told = f"Y revenir{NBSP}: {one.label}"
        yield WholeDay(key=f"{one.key}-{rank}", day=again, summary=told, lines=(*lines, *how), warned=7)
