"""A diagnosis beside the one it follows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from equilibre.diagnosis.comparison import compare
from equilibre.diagnosis.freezing import Frozen
from equilibre.diagnosis.results import Comparison
from trajectoires.diagnoses.domain.opening import Opened
from trajectoires.diagnoses.domain.saved import unpack_questionnaire
from trajectoires.diagnoses.models import FrozenQuestionnaire


@dataclass(frozen=True)
class Compared:
    """What moved since ``on``; ``rows``: text, the level said then, the level said now."""

    on: dt.date
    comparison: Comparison
    rows: tuple[tuple[str, str, str], ...]


def compared(opened: Opened) -> Compared | None:
    """None for a first diagnosis. One query."""
    previous, saved = opened.saved.previous, opened.saved
    if previous is None:
        return None
    row = FrozenQuestionnaire.objects.filter(pk=previous.questionnaire).order_by().first()
    if row is None:
        return None
    told = {"variant": saved.variant, "length": saved.length}
    before = Frozen(questionnaire=unpack_questionnaire(row.content), answers=previous.answers, **told)
    after = Frozen(questionnaire=opened.questionnaire, answers=saved.answers, **told)
    found = compare(before, after)
    rows = []
    for change in found.moved:
        asked = opened.questionnaire.question(change.key)
        if asked is not None and change.before is not None and change.after is not None:
            rows.append((change.label, asked.levels[int(change.before)], asked.levels[int(change.after)]))
    return Compared(previous.on, found, tuple(rows))
