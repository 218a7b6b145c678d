"""Who comes in: by the code, without an account, to a seat of their own."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from trajectoires.facilitation.domain import watching
from trajectoires.facilitation.domain.refusals import ENDED, RefusedError
from trajectoires.facilitation.domain.starting import code_typed
from trajectoires.facilitation.enums import MOST_SEATS
from trajectoires.facilitation.models import Seat, Session
from trajectoires.private_links import keys


@dataclass(frozen=True)
class Joined:
    """A new seat and its link, which exists nowhere else."""

    seat: Seat
    token: str


def session_of_code(text: str) -> Session | None:
    """The session that a typed code opens; None when it opens nothing, ended and unknown alike."""
    code = code_typed(text)
    session = Session.objects.filter(code=code, ended_at__isnull=True).order_by().first()
    if session is None or (session.expires_at is not None and session.expires_at <= timezone.now()):
        return None
    return session


def join(*, session: Session, name: str = "", guest: bool = False, token: str = "") -> Joined:
    """A new seat, or the one that this token already took: pressed twice, a button makes one participant.

    A name is kept only by a session that lists them. Raises ``RefusedError``. The session is not locked: a
    thousand phones come in at once, and a few seats beyond the limit do no harm.
    """
    token = token or keys.new_token()
    with transaction.atomic():
        current = Session.objects.filter(pk=session.pk).order_by().first()
        if current is None or not current.live:
            raise RefusedError(ENDED)
        if current.seats.count() >= MOST_SEATS:
            raise RefusedError("La séance est complète. Demandez un bulletin à la personne qui anime.")
        seat, new = Seat.objects.get_or_create(
            session=current,
            token_hash=keys.fingerprint(token),
            defaults={"name": name if current.named else "", "votes": not guest},
        )
        if new:
            watching.numbers_changed(current.pk)
    return Joined(seat=seat, token=token)
