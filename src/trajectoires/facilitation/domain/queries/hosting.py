"""What the host sees beside the room: how many, never who; what may be opened, and with what."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from equilibre.facilitation.following import on_screen
from equilibre.facilitation.formats import MOST_OPTIONS, WITH_OPTIONS, Ask, Role
from equilibre.facilitation.minutes import Held
from equilibre.facilitation.proposals import proposed as engine_proposed
from trajectoires.facilitation.domain.packing import read_followed, read_seeds
from trajectoires.facilitation.domain.queries.room import Put, Room, latest, place_of
from trajectoires.facilitation.enums import OPTION_LENGTH
from trajectoires.facilitation.models import Decision, Seat, Session


@dataclass(frozen=True)
class Choice:
    """A question of the step, for the host: put or not, and what it would propose."""

    ask: Ask
    decision: Decision | None
    last: Put | None
    proposed: tuple[str, ...]
    """Lines already in the box, for an ask whose options the format does not write."""

    @property
    def place(self) -> str:
        """Where it stands on the host's page."""
        return place_of(self.ask, self.decision)

    @property
    def put_as(self) -> Ask:
        """The ask as it stands: as it was put last, else as the format tells."""
        return self.last.ask if self.last else self.ask

    @property
    def to_write(self) -> bool:
        """Whether the host writes what is proposed."""
        return self.ask.kind in WITH_OPTIONS and not self.ask.options


@dataclass(frozen=True)
class Counted:
    """How many, for the host and the big screen."""

    people: int
    guests: int
    answered: int
    """To the open question; 0 when none is."""
    told: int | None = None
    """People in the room, as the host counted them."""
    asked: int = 0
    """Those to whom the open question is put: guests do not vote."""

    @property
    def too_many(self) -> bool:
        """Whether more seats are taken than there are people: one of them may answer twice."""
        return self.told is not None and self.people > self.told


def counted(room: Room) -> Counted:
    """Seats taken, answers received. Two queries, three with an open question."""
    seats = room.session.seats
    put = room.open_put
    people, guests = seats.count(), seats.filter(votes=False).count()
    voting = put is not None and (put.ask.kind == "vote" or put.by_name)
    return Counted(
        people=people,
        guests=guests,
        asked=people - guests if voting else people,
        answered=_received(put) if put else 0,
        told=room.session.people,
    )


def _received(put: Put) -> int:
    return put.row.named_votes.count() if put.by_name else put.row.answers.count()


def choices(room: Room) -> list[Choice]:
    """The questions of the step, one for each decision when they bear on decisions. One query at most."""
    last = {(one.ask.key, one.row.decision_id): one for one in latest(room.puts)}
    found = []
    for ask in room.step.asks:
        if ask.by_decision:
            found += [Choice(ask, one, last.get((ask.key, one.pk)), ()) for one in decisions(room.session)]
        else:
            before = last.get((ask.key, None))
            found.append(Choice(ask, None, before, _again(before) or proposed(room, ask)))
    return found


def is_done(told: list[Choice]) -> bool:
    """Whether every question of the step was put, closed, and shown if it can be: one may go on."""
    return all(
        one.last is not None and not one.last.open and (one.last.shown or one.last.reading.hidden)
        for one in told
    )


def _again(before: Put | None) -> tuple[str, ...]:
    """Put again, a question begins with what the host had kept and joined, not with the first lines."""
    if before is None or before.ask.options or before.ask.kind not in WITH_OPTIONS:
        return ()
    return tuple(one.label for one in before.options)


def decisions(session: Session) -> list[Decision]:
    """In the order they were written. One query."""
    return list(session.decisions.order_by("position", "pk"))


def proposed(room: Room, ask: Ask) -> tuple[str, ...]:
    """What the session already holds for an ask that takes its options from elsewhere, to keep or to change.

    Lines that the room wrote only when they may be shown: under five secret answers the host does not read
    them either.
    """
    if not ask.source or ask.options:
        return ()
    if ask.source == "decisions":
        return tuple(one.label for one in decisions(room.session))[:MOST_OPTIONS]
    closed = [one for one in latest(room.puts) if not one.open]
    held = [Held(ask=one.ask, options=one.options, tally=one.tally) for one in closed]
    lines = engine_proposed(ask, held, read_seeds(room.session.seeds))
    return tuple(dict.fromkeys(line[:OPTION_LENGTH] for line in lines))


def left(room: Room, *, now: dt.datetime) -> int:
    """Seconds left of the step; negative once its time is over, 0 before it begins."""
    started = room.session.step_started_at
    if started is None:
        return 0
    return room.step.minutes * 60 - int((now - started).total_seconds())


def beside(room: Room) -> tuple[str, ...]:
    """What the big screen shows beside the instruction: lines that the room may read."""
    shows, session = room.step.shows, room.session
    if shows == "projet":
        return tuple(session.project.splitlines())
    if shows == "modele":
        return (session.model,) if session.model else ()
    if shows == "decisions":
        return tuple(one.label for one in decisions(session))
    if shows == "suites":
        return tuple(on_screen(one) for one in read_followed(session.earlier))
    if shows == "resultats":
        return tuple(one.reading.sentence for one in latest(room.puts) if one.shown)
    texts = [
        text
        for put in latest(room.puts)
        if shows and put.shown and put.ask.section == shows and put.ask.kind == "write"
        for text in put.reading.texts
    ]
    return tuple(texts[:MOST_OPTIONS])


def role_of(room: Room, seat: Seat) -> Role | None:
    """The role that a seat took."""
    return next((one for one in room.form.roles if one.key == seat.role), None)
