"""The rows of the calendar and of the action plan, kept beside the plan; what one click changes in them."""

from __future__ import annotations

import datetime as dt
from typing import cast

import msgspec

from equilibre.trajectory.deciding import DecisionStatus, TaskStatus, faults_of_decisions, faults_of_tasks
from trajectoires.trajectories.domain.rows import OwnRows
from trajectoires.trajectories.domain.saved import Saved
from trajectoires.trajectories.enums import DECISION_STATUSES, TASK_STATUSES

replace = msgspec.structs.replace

DECISIONS = OwnRows(
    name="decision",
    read=lambda saved: saved.decisions,
    write=lambda saved, rows: replace(saved, decisions=rows),
    check=lambda saved, key: tuple(
        one for one in faults_of_decisions(saved.plan, saved.decisions) if one.key == key
    ),
)
TASKS = OwnRows(
    name="tache",
    read=lambda saved: saved.tasks,
    write=lambda saved, rows: replace(saved, tasks=rows),
    check=lambda saved, key: tuple(one for one in faults_of_tasks(saved.plan, saved.tasks) if one.key == key),
)


def say_decision(saved: Saved, key: str, status: str, *, today: dt.date) -> Saved:
    """Taken today, given up, or to be taken again; an unknown key or status changes nothing."""
    if status not in DECISION_STATUSES:
        return saved
    told = cast(DecisionStatus, status)
    taken = today if told == "prise" else None
    rows = tuple(
        replace(one, status=told, taken_on=taken) if one.key == key and one.status != told else one
        for one in saved.decisions
    )
    return replace(saved, decisions=rows)


def say_task(saved: Saved, key: str, status: str) -> Saved:
    """Where a task stands; an unknown key or status changes nothing."""
    if status not in TASK_STATUSES:
        return saved
    told = cast(TaskStatus, status)
    rows = tuple(replace(one, status=told) if one.key == key else one for one in saved.tasks)
    return replace(saved, tasks=rows)
