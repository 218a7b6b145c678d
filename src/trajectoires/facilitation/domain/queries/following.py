"""What follows a session that has ended, and what a session follows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from equilibre.facilitation.following import Followed
from equilibre.facilitation.minutes import SessionRecord
from trajectoires.facilitation.domain.packing import read_followed
from trajectoires.facilitation.domain.queries.hosting import decisions
from trajectoires.facilitation.models import Session


@dataclass(frozen=True)
class Dated:
    """A decision, the day it is due and the days when one looks again at it."""

    label: str
    by: dt.date | None
    again: tuple[dt.date, ...]


@dataclass(frozen=True)
class Afterwards:
    """The dates that a session leaves, and whether it will still be here."""

    dated: tuple[Dated, ...]
    erased_on: dt.date | None
    """None: kept until it is erased."""

    @property
    def too_short(self) -> bool:
        """The session is erased before a day when one wants to look again."""
        days = [day for one in self.dated for day in (one.by, *one.again) if day is not None]
        return self.erased_on is not None and any(day >= self.erased_on for day in days)


@dataclass(frozen=True)
class FollowedRow:
    """An earlier decision on the host's page."""

    row: Followed
    again: bool
    """It is among the decisions of today."""


def afterwards(session: Session, record: SessionRecord) -> Afterwards:
    """What the page of the minutes says of what comes next."""
    expires = session.expires_at
    return Afterwards(
        dated=tuple(
            Dated(label=one.label, by=one.by, again=one.again)
            for one in record.outcomes
            if one.by or one.again
        ),
        erased_on=None if expires is None else timezone.localtime(expires).date(),
    )


def followed(session: Session) -> list[FollowedRow]:
    """The earlier decisions, as they stand. One query when there is one."""
    rows = read_followed(session.earlier)
    today = {one.key for one in decisions(session)} if rows else set()
    return [FollowedRow(row=one, again=one.key in today) for one in rows]
