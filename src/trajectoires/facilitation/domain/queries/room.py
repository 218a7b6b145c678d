"""What a screen shows now, rebuilt from the rows each time: a reload or a restart changes nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from equilibre.facilitation.formats import Ask, Format, Option, SessionStep
from equilibre.facilitation.reading import Reading, read
from equilibre.facilitation.roll import Roll
from equilibre.facilitation.tally import Tally, merge
from equilibre.formatting import ended
from trajectoires.facilitation.domain.manners import as_put
from trajectoires.facilitation.domain.packing import read_options, read_phones, read_roll, read_tally
from trajectoires.facilitation.enums import BY_NAME
from trajectoires.facilitation.models import Decision, Round, Session


def place_of(ask: Ask, decision: Decision | None) -> str:
    """« instance-3f… » for a question that is put for each decision, else the key of the question."""
    return ask.key if decision is None else f"{ask.key}-{decision.key}"


@dataclass(frozen=True)
class Put:
    """A question that was put to the room."""

    row: Round
    ask: Ask
    """As it was put: in secret, or said in front of the room."""
    options: tuple[Option, ...]

    @property
    def open(self) -> bool:
        """Whether it takes answers."""
        return self.row.closed_at is None

    @property
    def shown(self) -> bool:
        """Whether the room sees what was found."""
        return self.row.revealed_at is not None

    @property
    def subject(self) -> str:
        """The decision that is voted on, « » for any other ask."""
        return self.row.decision.label if self.row.decision else ""

    @property
    def words(self) -> str:
        """« Garder le local. Retenons-nous cette décision ? »: the question with what it bears on."""
        return f"{ended(self.subject)} {self.ask.prompt}" if self.subject else self.ask.prompt

    @property
    def place(self) -> str:
        """Where it stands on the host's page."""
        return place_of(self.ask, self.row.decision)

    @property
    def tally(self) -> Tally:
        """The phones and the ballots together; empty while it is open."""
        return merge(read_phones(self.row.tally), read_tally(self.row.paper))

    @property
    def by_name(self) -> bool:
        """Whether each vote is written beside a name."""
        return self.row.manner == BY_NAME

    @property
    def indicative(self) -> bool:
        """Whether it is a vote that nobody said how the statutes count."""
        decision = self.row.decision
        return self.ask.kind == "vote" and (decision is None or decision.entitled is None)

    @property
    def roll(self) -> Roll | None:
        """Who voted what, in a vote by name."""
        return read_roll(self.row.roll) if self.by_name else None

    @property
    def voters(self) -> tuple[tuple[str, str], ...]:
        """Name and vote, in a vote by name that is closed."""
        roll = self.roll
        return () if roll is None else roll.lines(self.ask, self.options)

    @property
    def paper_first(self) -> bool:
        """Whether ballots must be typed before the room sees: a secret result that it has not seen."""
        return self.ask.secrecy == "secret" and not self.row.seen

    @property
    def reading(self) -> Reading:
        """What was found, in words. Asked only of a closed question."""
        return read(self.ask, self.options, self.tally)


@dataclass(frozen=True)
class Room:
    """A session as it stands."""

    session: Session
    form: Format
    puts: tuple[Put, ...]
    """Every question put so far, in the order of opening."""

    @property
    def waiting(self) -> bool:
        """Whether the session has not begun."""
        return self.session.began_at is None

    @property
    def step(self) -> SessionStep:
        """The step of now."""
        return self.form.steps[min(self.session.step, len(self.form.steps) - 1)]

    @property
    def open_put(self) -> Put | None:
        """The question that takes answers, if one does."""
        return next((one for one in self.puts if one.open), None)

    @property
    def shown(self) -> tuple[Put, ...]:
        """What the room sees of this step: the last time that each question was put, if the host shows it."""
        keys = {one.key for one in self.step.asks}
        return tuple(one for one in latest(self.puts) if one.ask.key in keys and one.shown)

    @property
    def on_wall(self) -> Put | None:
        """Of these, the one that the host showed last: a wall shows one at a time."""
        told = ((one.row.revealed_at, one) for one in self.shown if one.row.revealed_at is not None)
        return max(told, key=lambda pair: pair[0], default=(None, None))[1]

    @property
    def mark(self) -> str:
        """Changes when the room must see something else, and only then: what one is writing stays."""
        session, put = self.session, self.open_put
        told = [session.step, self.waiting, session.ended_at, put and put.row.pk]
        told += [
            (
                one.row.pk,
                one.row.revealed_at,
                bytes(one.row.paper or b""),
                bytes(one.row.roll or b""),
                one.subject,
            )
            for one in self.shown
        ]
        if self.step.shows == "suites":
            told.append(bytes(session.earlier))
        return hashlib.sha256(repr(told).encode()).hexdigest()[:12]


def room_of(session: Session, form: Format) -> Room:
    """A session as it stands. One query."""
    rows = session.rounds.select_related("decision").order_by("opened_at", "number")
    return Room(session=session, form=form, puts=tuple(_puts(form, rows)))


def _puts(form: Format, rows: Iterable[Round]) -> Iterable[Put]:
    for row in rows:
        ask = form.ask(row.ask)
        if ask is not None:
            yield Put(row=row, ask=as_put(ask, row.manner), options=read_options(row.options))


def latest(puts: Sequence[Put]) -> list[Put]:
    """The last time that each question was put, one for each decision: the ones before do not count."""
    found: dict[tuple[str, object], Put] = {}
    for one in puts:
        found[(one.ask.key, one.row.decision_id)] = one
    return list(found.values())
