"""From a link to the session behind it: one query."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from equilibre.facilitation.formats import Format
from trajectoires.facilitation.domain.packing import read_format
from trajectoires.facilitation.domain.refusals import SessionExpiredError
from trajectoires.facilitation.links import HOST, SCREEN, SEAT, SECOND, Link
from trajectoires.facilitation.models import Seat, Session
from trajectoires.private_links.keys import fingerprint


@dataclass(frozen=True)
class Opened:
    """A session opened by a link of a host or of the big screen."""

    link: Link
    session: Session

    @cached_property
    def form(self) -> Format:
        """The format that it follows."""
        return read_format(self.session.format)


@dataclass(frozen=True)
class OpenedSeat(Opened):
    """A session opened by one participant's link, and nothing else of it."""

    seat: Seat


def find(link: Link) -> Opened | None:
    """What a link of a host or of the big screen opens. Raises ``SessionExpiredError``."""
    marks = {
        HOST: {"edit_hash": fingerprint(link.token)},
        SECOND: {"read_hash": fingerprint(link.token)},
        SCREEN: {"screen_token": link.token},
    }
    if link.kind not in marks:
        return None
    session = Session.objects.filter(**marks[link.kind]).order_by().first()
    return None if session is None else Opened(link=link, session=_living(session))


def find_seat(link: Link) -> OpenedSeat | None:
    """A participant's seat; None when the link opens nothing. Raises ``SessionExpiredError``."""
    if link.kind != SEAT:
        return None
    seat = (
        Seat.objects.select_related("session").filter(token_hash=fingerprint(link.token)).order_by().first()
    )
    return None if seat is None else OpenedSeat(link=link, session=_living(seat.session), seat=seat)


def _living(session: Session) -> Session:
    if session.expires_at is not None and session.expires_at <= timezone.now():
        raise SessionExpiredError
    return session
