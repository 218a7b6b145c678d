"""Decisions, days to look, tasks and reviews, for one's own calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from trajectoires.thread.day_calendar import WholeDay, day_calendar
from trajectoires.trajectories.access import Opened
from trajectoires.trajectories.domain.queries.deciding import KIND_WORDS, upcoming
from trajectoires.trajectories.domain.saved import Saved

NAME = "Nos dates de décision"
CHECK = "Au plus tard, d’après vos délais\u00a0; à vérifier avec votre conseil."
FICTITIOUS = "Exemple\u00a0: association fictive, dates inventées."
WARNED = {"decision": 14, "surveillance": 1, "tache": 7, "revue": 1}
"""Days before, when the program reminds: a convention of the platform."""


def calendar_bytes(opened: Opened, *, today: dt.date) -> bytes:
    """What is still to come, or late. The same revision on the same day gives the same bytes."""
    return day_calendar(
        _days(opened.saved, today),
        name=NAME,
        product="Trajectoire",
        owner=str(opened.trajectory.pk),
        made_at=opened.revision.made_at,
    )


def _days(saved: Saved, today: dt.date) -> Iterator[WholeDay]:
    thens = {one.key: one.then for one in saved.decisions}
    for line in upcoming(saved, today=today):
        told = []
        if line.who:
            told.append(f"Qui\u00a0: {line.who}")
        if line.kind == "decision":
            told += [then for then in (thens[line.key],) if then]
            told.append(CHECK)
        if saved.fictitious:
            told.append(FICTITIOUS)
        yield WholeDay(
            key=f"{line.kind}-{line.key}",
            day=line.on,
            summary=f"{KIND_WORDS[line.kind]}\u00a0: {line.label}",
            lines=tuple(told),
            warned=WARNED[line.kind],
        )
