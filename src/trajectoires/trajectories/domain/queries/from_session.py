"""What carrying a session would write, before it is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from equilibre.facilitation.following import STATES
from equilibre.facilitation.minutes import SessionRecord
from equilibre.trajectory.deciding import Decision, Task
from equilibre.trajectory.wording import of_month
from trajectoires.trajectories.domain.from_session import (
    Carried,
    Place,
    Voted,
    decision_of,
    decision_place,
    known_in,
    task_of,
    task_place,
    told_of_tasks,
    voted,
)
from trajectoires.trajectories.domain.queries.activities import rank_words, spread, usefulness_words
from trajectoires.trajectories.domain.saved import Saved
from trajectoires.trajectories.enums import DECIDERS, DECISION_STATUSES, TASK_STATUSES


@dataclass(frozen=True)
class FutureTask:
    """A line of the action plan to come."""

    row: Task
    place: Place


@dataclass(frozen=True)
class FutureDecision:
    """An entry of the dates of decision to come."""

    row: Decision
    place: Place
    status: str
    decider: str
    month: str
    """« de juin 2027 »: when the effect is needed."""


@dataclass(frozen=True)
class FutureState:
    """Where a line of the action plan will stand."""

    key: str
    label: str
    state: str
    word: str
    today: str


@dataclass(frozen=True)
class FutureUsefulness:
    """What the room voted of an activity, beside what its page says today."""

    key: str
    """Of the activity on the map; « » when none has these words."""
    label: str
    median: str
    """« 7 »; « » under five votes."""
    spread: str
    count: int
    today: str
    told: bool
    """Its usefulness was told already: it changes only when one asks for it."""

    @property
    def fits(self) -> bool:
        """Whether it may be placed."""
        return bool(self.key and self.median)


@dataclass(frozen=True)
class Preview:
    """Everything that would change."""

    tasks: tuple[FutureTask, ...]
    decisions: tuple[FutureDecision, ...]
    usefulness: tuple[FutureUsefulness, ...]
    states: tuple[FutureState, ...]

    @property
    def anything(self) -> bool:
        """Whether there is something to write."""
        if self.states:
            return True
        rows = [one.place for one in (*self.tasks, *self.decisions)]
        return any(one in ("nouvelle", "retrouvee") for one in rows) or any(
            one.fits for one in self.usefulness
        )


def preview(saved: Saved, record: SessionRecord, carried: Iterable[Carried], *, today: dt.date) -> Preview:
    """What writing would do to this trajectory."""
    chosen = tuple(carried)
    return Preview(
        tasks=tuple(
            FutureTask(
                row=task_of(one, known_in(saved, one.outcome, today), record.on),
                place=task_place(saved, one),
            )
            for one in chosen
            if one.task
        ),
        decisions=tuple(_decision(saved, one, record.on, today) for one in chosen if one.dated),
        usefulness=usefulness(saved, record),
        states=tuple(
            FutureState(
                key=one.task.key,
                label=one.task.label,
                state=STATES[one.state],
                word=one.word,
                today=TASK_STATUSES[one.task.status],
            )
            for one in told_of_tasks(saved, record)
        ),
    )


def usefulness(saved: Saved, record: SessionRecord) -> tuple[FutureUsefulness, ...]:
    """The activities that the room rated, beside the map."""
    return tuple(_usefulness(one) for one in voted(saved, record))


def _decision(saved: Saved, one: Carried, on: dt.date, today: dt.date) -> FutureDecision:
    row = decision_of(one, known_in(saved, one.outcome, today), on)
    return FutureDecision(
        row=row,
        place=decision_place(saved, one, on),
        status=DECISION_STATUSES[row.status],
        decider=DECIDERS[row.decided_by],
        month="" if row.needed is None else of_month(row.needed),
    )


def _usefulness(one: Voted) -> FutureUsefulness:
    activity, votes = one.activity, one.votes
    return FutureUsefulness(
        key="" if activity is None else activity.key,
        label=one.label,
        median="" if votes is None else rank_words(votes.median),
        spread="" if votes is None else spread(votes),
        count=0 if votes is None else votes.count,
        today="" if activity is None else usefulness_words(activity.usefulness, activity.votes),
        told=activity is not None and activity.usefulness is not None,
    )
