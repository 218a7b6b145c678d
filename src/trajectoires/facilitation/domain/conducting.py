"""The host conducts: begins, moves from step to step, writes, ends."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from equilibre.facilitation.formats import SECTIONS, Format, faults
from equilibre.formatting import NBSP, NNBSP
from trajectoires.facilitation.domain.changes import conducting
from trajectoires.facilitation.domain.packing import pack, read_format, read_words
from trajectoires.facilitation.domain.refusals import RefusedError
from trajectoires.facilitation.enums import MOST_PEOPLE
from trajectoires.facilitation.models import Session
from trajectoires.private_links import lifetime

MORE = dt.timedelta(minutes=5)
NOTE_CHANGED = "Cette note a changé sur un autre appareil. Réunissez les deux textes, puis enregistrez."
STILL_OPEN = "Une question est encore ouverte. Fermez-la d’abord."


def begin(*, session: Session) -> None:
    """The first step starts; said twice, it starts once. Raises ``RefusedError``."""
    with conducting(session) as locked:
        if locked.began_at is None:
            locked.began_at = locked.step_started_at = timezone.now()
            locked.save(update_fields=["began_at", "step_started_at"])


def adapt(*, session: Session, form: Format) -> None:
    """Replace the format by the host's own version of it, while nobody has followed it yet.

    Raises ``RefusedError``: the session has begun, or what is left cannot be followed.
    """
    with conducting(session) as locked:
        if locked.began_at is not None:
            raise RefusedError("La séance a commencé. Son déroulé ne change plus.")
        if found := faults(form):
            raise RefusedError(" ".join(found))
        locked.format = pack(form)
        locked.save(update_fields=["format"])


def go(*, session: Session, seen: int, to: int) -> None:
    """From the step that the host saw to another; nothing when a second host moved meanwhile.

    Raises ``RefusedError`` while a question is open.
    """
    with conducting(session) as locked:
        if locked.began_at is None or locked.step != seen:
            return
        if not 0 <= to < len(read_format(locked.format).steps):
            return
        _nothing_open(locked)
        locked.step = to
        locked.step_started_at = timezone.now()
        locked.save(update_fields=["step", "step_started_at"])


def prolong(*, session: Session, seen: str) -> None:
    """Five more minutes for the step that began when the page says: sent twice, given once.

    Raises ``RefusedError``.
    """
    with conducting(session) as locked:
        started = locked.step_started_at
        if started is not None and started.isoformat() == seen:
            locked.step_started_at = started + MORE
            locked.save(update_fields=["step_started_at"])


def note(*, session: Session, section: str, words: str, before: str | None = None) -> None:
    """Write what the host notes in a section of the minutes. Raises ``RefusedError``.

    ``before``: the note as it was when one began to write; one that changed since is not written over.
    Still possible once the session has ended: the minutes are a draft. Only this section is written, and no
    other screen shows it.
    """
    if section not in SECTIONS:
        raise RefusedError("Cette partie du compte rendu n’existe pas.")
    with conducting(session, ended=True, tell=False) as locked:
        stored = read_words(locked.notes)
        now = stored.get(section, "")
        if before is not None and now not in (before, words):
            raise RefusedError(NOTE_CHANGED)
        notes = {**stored, section: words}
        locked.notes = pack({key: said for key, said in notes.items() if said})
        locked.save(update_fields=["notes"])


def count_people(*, session: Session, people: int | None, guests: int | None) -> None:
    """How many were there, when the host says it: some came without a phone. Raises ``RefusedError``."""
    if guests and (people is None or guests > people):
        raise RefusedError("Les personnes sans voix font partie des personnes présentes.")
    with conducting(session, ended=True) as locked:
        locked.people, locked.guests = people, guests
        locked.save(update_fields=["people", "guests"])


def count_room(*, session: Session, typed: str) -> None:
    """How many the host counts in the room, as typed; « »: not told any more. Raises ``RefusedError``."""
    text = "".join(typed.split())
    if text and not (text.isascii() and text.isdigit() and len(text) < 6 and int(text) <= MOST_PEOPLE):
        read = f"«{NBSP}{typed[:20]}{NBSP}»"
        raise RefusedError(f"Écrivez un nombre entier de personnes, par exemple 12{NNBSP}; lu{NBSP}: {read}.")
    count_people(session=session, people=int(text) if text else None, guests=session.guests)


def end(*, session: Session) -> None:
    """Nobody answers any more; the code may serve another session; thirty days begin again.

    Said twice, it ends once. Raises ``RefusedError`` while a question is open.
    """
    with conducting(session, ended=True) as locked:
        if not locked.live:
            return
        _nothing_open(locked)
        now = timezone.now()
        locked.ended_at, locked.code = now, None
        if not locked.kept:
            locked.expires_at = lifetime.expiry(now)
        locked.save(update_fields=["ended_at", "code", "expires_at"])


def _nothing_open(session: Session) -> None:
    if session.rounds.filter(closed_at__isnull=True).exists():
        raise RefusedError(STILL_OPEN)
