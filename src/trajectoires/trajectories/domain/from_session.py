"""What a session decided, carried into a trajectory: its action plan, its dates of decision, its map.

Pure edits of ``Saved``; ``storage.revise`` writes them. What is already there is never written over: a
decision carried twice is one row, and a usefulness that was told changes only when one asks for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import msgspec

from equilibre.facilitation.answers import HIGHEST as SESSION_HIGHEST
from equilibre.facilitation.answers import LOWEST as SESSION_LOWEST
from equilibre.facilitation.carrying import commits, decided_words, fate
from equilibre.facilitation.following import State
from equilibre.facilitation.minutes import Outcome, SessionRecord
from equilibre.facilitation.tally import option_shown, shown
from equilibre.formatting import NBSP, day
from equilibre.trajectory.activities import Activity
from equilibre.trajectory.deciding import Decider, Decision, Task, TaskStatus
from equilibre.trajectory.hypotheses import Month
from equilibre.trajectory.usefulness import HIGHEST, LOWEST, Votes, read_votes
from trajectoires.trajectories.domain.activities import place_votes
from trajectoires.trajectories.domain.deciding import say_task
from trajectoires.trajectories.domain.queries.deciding import decision_proposals
from trajectoires.trajectories.domain.saved import Saved
from trajectoires.trajectories.enums import LONGEST_LABEL, MOST_ROWS

replace = msgspec.structs.replace
DECIDERS_OF: dict[str, Decider] = {"bureau": "bureau", "conseil": "ca", "assemblee": "ag"}
"""Code of a body in a session → who decides, in a trajectory; the conseil when it was not said."""
STATUSES: dict[State, TaskStatus] = {
    "fait": "fait",
    "en_cours": "en_cours",
    "pas_commence": "a_faire",
    "abandonne": "abandonne",
}
"""What the room says of an earlier decision → where its line of the action plan stands."""
Place = Literal["nouvelle", "deja_la", "retrouvee", "complet"]
"""Written; there already; written in the decision that has the same words; the list is full."""


@dataclass(frozen=True)
class Carried:
    """A decision of the session, and what becomes of it."""

    outcome: Outcome
    due: dt.date
    task: bool
    """A line of the action plan."""
    dated: bool
    """An entry of the dates of decision."""


@dataclass(frozen=True)
class Told:
    """A line of the action plan that an earlier session brought, and what the room says of it today."""

    task: Task
    state: State
    word: str


@dataclass(frozen=True)
class Voted:
    """An activity that the room rated; ``votes`` is None under five."""

    label: str
    votes: Votes | None
    activity: Activity | None
    """The one of the map that has the same words."""


def task_place(saved: Saved, one: Carried) -> Place:
    """What becomes of the line of the action plan."""
    if any(row.key == _key(one.outcome) for row in saved.tasks):
        return "deja_la"
    return "complet" if len(saved.tasks) >= MOST_ROWS else "nouvelle"


def decision_place(saved: Saved, one: Carried, on: dt.date) -> Place:
    """What becomes of the entry of the dates of decision."""
    if any(_carried(row, one.outcome, on) for row in saved.decisions):
        return "deja_la"
    if _waiting(saved, one.outcome) is not None:
        return "retrouvee"
    return "complet" if len(saved.decisions) >= MOST_ROWS else "nouvelle"


def carry(saved: Saved, carried: Iterable[Carried], *, on: dt.date, today: dt.date) -> Saved:
    """The trajectory with what was chosen, on the day of the session; again, nothing more."""
    for one in carried:
        known = known_in(saved, one.outcome, today)
        if one.task and task_place(saved, one) == "nouvelle":
            saved = replace(saved, tasks=(*saved.tasks, task_of(one, known, on)))
        place = decision_place(saved, one, on) if one.dated else "deja_la"
        if place == "nouvelle":
            saved = replace(saved, decisions=(*saved.decisions, decision_of(one, known, on)))
        elif place == "retrouvee":
            saved = _with_voices(saved, one, on)
    return saved


def task_of(one: Carried, known: Decision | None, on: dt.date) -> Task:
    """The line of the action plan that the decision becomes. ``known``: what the plan already says of it."""
    told = one.outcome
    return Task(
        key=_key(told),
        label=_short(told.label),
        owner=told.who,
        due=one.due,
        review=told.again[0] if told.again else None,
        action="" if known is None else known.action,
        origin=_origin(told, on),
    )


def decision_of(one: Carried, known: Decision | None, on: dt.date) -> Decision:
    """The entry that it becomes: taken when the vote commits, to be taken by the body otherwise (rule 25).

    ``known``: what the plan suggested with these words, with the action that it starts.
    """
    told = one.outcome
    return replace(
        known or Decision(key="", label=""),
        key=_key(told),
        label=_short(told.label),
        decided_by=DECIDERS_OF.get(told.body, "ca"),
        needed=Month(one.due.year, one.due.month),
        origin=_origin(told, on),
        **_status(told, on),
    )


def told_of_tasks(saved: Saved, record: SessionRecord) -> tuple[Told, ...]:
    """What the room said of lines that came from an earlier session, where it changes something."""
    tasks = {one.key: one for one in saved.tasks}
    return tuple(
        Told(task=tasks[key], state=one.state, word=one.word)
        for one in record.followed
        if (key := f"seance-{one.key}") in tasks and one.state and STATUSES[one.state] != tasks[key].status
    )


def say_states(saved: Saved, record: SessionRecord, keys: Collection[str]) -> Saved:
    """These lines of the action plan stand where the room says; the others where they stood."""
    for one in told_of_tasks(saved, record):
        if one.task.key in keys:
            saved = say_task(saved, one.task.key, STATUSES[one.state])
    return saved


def rated(record: SessionRecord) -> dict[str, Votes | None]:
    """Each activity that the room rated → what it voted, None under five; empty when it rated none.

    A session rates from 1 to 4: 1, 4, 7 and 10 on the map (convention), middle and spread alike.
    """
    found: dict[str, Votes | None] = {}
    for held in record.held:
        if held.ask.kind != "rate" or held.ask.section != "activites" or not shown(held.ask, held.tally):
            continue
        for option in held.options:
            told = option_shown(held.ask, option.key, held.tally)
            counts = held.tally.counts.get(option.key, {}) if told else {}
            votes = read_votes(tuple(on_map(note) for note, people in counts.items() for _ in range(people)))
            source = f"en séance du {day(record.on)}"
            found[option.label] = None if votes is None else replace(votes, source=source)
    return found


def voted(saved: Saved, record: SessionRecord) -> tuple[Voted, ...]:
    """What the room rated, in the order of the question, beside the map."""
    by_words = {_words(one.label): one for one in saved.activities.activities}
    return tuple(
        Voted(label=label, votes=votes, activity=by_words.get(_words(label)))
        for label, votes in rated(record).items()
    )


def on_map(note: int) -> int:
    """A note of a session (1 to 4) on the scale of the map (1 to 10)."""
    return LOWEST + (note - SESSION_LOWEST) * (HIGHEST - LOWEST) // (SESSION_HIGHEST - SESSION_LOWEST)


def place(saved: Saved, record: SessionRecord, keys: Collection[str]) -> Saved:
    """What the room voted as the usefulness of these activities; the others keep theirs."""
    asked: dict[str, str] = {}
    votes: dict[str, Votes] = {}
    for one in voted(saved, record):
        if one.activity is not None and one.votes is not None and one.activity.key in keys:
            asked[one.activity.key] = one.activity.label
            votes[one.activity.key] = one.votes
    return place_votes(saved, asked, votes)


def _with_voices(saved: Saved, one: Carried, on: dt.date) -> Saved:
    """The decision that waited in the calendar says what the room said; taken when the vote commits."""
    found = _waiting(saved, one.outcome)
    rows = tuple(
        replace(row, origin=_origin(one.outcome, on), **_status(one.outcome, on)) if row is found else row
        for row in saved.decisions
    )
    return replace(saved, decisions=rows)


def _carried(row: Decision, told: Outcome, on: dt.date) -> bool:
    """Whether this very decision of this very session is there already."""
    return row.key == _key(told) or (_same_words(row, told) and row.origin == _origin(told, on))


def _waiting(saved: Saved, told: Outcome) -> Decision | None:
    """The decision still to be taken that has the same words: the session debated it."""
    return next(
        (row for row in saved.decisions if _same_words(row, told) and row.status == "a_prendre"), None
    )


def known_in(saved: Saved, told: Outcome, today: dt.date) -> Decision | None:
    """What waits in the calendar, or what the plan suggests, with the same words."""
    suggested = (one.row for one in decision_proposals(saved, today=today))
    return _waiting(saved, told) or next(
        (row for row in suggested if isinstance(row, Decision) and _same_words(row, told)), None
    )


def _same_words(row: Decision, told: Outcome) -> bool:
    return _words(row.label) == _words(_short(told.label))


def _status(told: Outcome, on: dt.date) -> Mapping[str, object]:
    """Taken: by a vote that commits, whose voices are known, and that retains it."""
    return {"status": "prise", "taken_on": on} if commits(told) and fate(told) == "retenue" else {}


def _key(told: Outcome) -> str:
    return f"seance-{told.key}"


def _origin(told: Outcome, on: dt.date) -> str:
    """Its voices, after its whole words when the row has no room for them."""
    words = decided_words(told, on)
    return words if _short(told.label) == told.label else f"«{NBSP}{told.label}{NBSP}» {words}"


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"


def _words(label: str) -> str:
    """What two labels are compared by: a form keeps plain spaces."""
    return " ".join(label.split()).casefold()
