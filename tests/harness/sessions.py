"""Sessions for tests, conducted by the very verbs of the site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from equilibre.facilitation.formats import Format, shipped
from trajectoires.facilitation.domain import answering, conducting, joining, rounds, sharing, starting
from trajectoires.facilitation.domain.queries.room import Room, room_of
from trajectoires.facilitation.links import HOST, SCREEN, SEAT, SECOND, Link
from trajectoires.facilitation.models import Round, Seat, Session


@dataclass(frozen=True)
class Phone:
    """One participant."""

    seat: Seat
    token: str

    @property
    def link(self) -> Link:
        """What the phone keeps in its address."""
        return Link(SEAT, self.token)

    def says(self, put: Round, *, sequence: int | None = None, **raw: Any) -> None:
        """Answer a round."""
        self.seat.refresh_from_db()
        answering.answer(seat=self.seat, seat_token=self.token, round_id=put.pk, raw=raw, sequence=sequence)


@dataclass
class Held:
    """A session and its key."""

    session: Session
    token: str

    @property
    def now(self) -> Session:
        """As it is stored now."""
        return Session.objects.get(pk=self.session.pk)

    @property
    def room(self) -> Room:
        """What its screens show now."""
        from trajectoires.facilitation.domain.packing import read_format

        session = self.now
        return room_of(session, read_format(session.format))

    @property
    def link(self) -> Link:
        """The host's."""
        return Link(HOST, self.token)

    @property
    def screen(self) -> Link:
        """The big screen's."""
        return Link(SCREEN, self.session.screen_token)

    def second(self) -> Link:
        """A second host's."""
        return Link(SECOND, sharing.share(session=self.now, edit_token=self.token))

    def phone(self, *, name: str = "", guest: bool = False) -> Phone:
        """Somebody comes in."""
        joined = joining.join(session=self.session, name=name, guest=guest)
        return Phone(joined.seat, joined.token)

    def at(self, key: str) -> Held:
        """Go to the step that asks this."""
        steps = self.room.form.steps
        conducting.begin(session=self.session)
        to = next(i for i, step in enumerate(steps) if key in {one.key for one in step.asks})
        conducting.go(session=self.session, seen=self.now.step, to=to)
        return self

    def put(self, key: str, *lines: str, decision: str = "") -> Round:
        """Put a question to the room, from its own step."""
        self.at(key)
        return rounds.open_round(session=self.session, ask_key=key, lines=lines, decision_key=decision)

    def close(self, put: Round, *, show: bool = False) -> None:
        """Close it."""
        rounds.close_round(session=self.session, round_id=put.pk)
        if show:
            rounds.show(session=self.session, round_id=put.pk, shown=True)

    def url(self, name: str, *rest: object, link: Link | None = None) -> str:
        """An address of the session."""
        return reverse(f"facilitation:{name}", args=[link or self.link, *rest])


def hold(*, form: Format | None = None, **said: Any) -> Held:
    """A session of the governance format, or of another."""
    given: Mapping[str, Any] = {"title": "Notre modèle en débat", **said}
    started = starting.start(form=form or shipped()["gouvernance"], **given)
    return Held(started.session, started.token)
