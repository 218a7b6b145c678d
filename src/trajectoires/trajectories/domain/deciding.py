"""The rows of the calendar and of the action plan, kept beside the plan."""

from __future__ import annotations

import msgspec

from equilibre.trajectory.deciding import faults_of_decisions, faults_of_tasks
from trajectoires.trajectories.domain.rows import OwnRows

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
