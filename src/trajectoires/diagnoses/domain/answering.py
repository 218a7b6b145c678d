"""Saving what was answered."""

from __future__ import annotations

import msgspec

from equilibre.diagnosis.questionnaire import Answers
from trajectoires.diagnoses.domain import storage
from trajectoires.diagnoses.domain.saved import Saved, Situation
from trajectoires.diagnoses.enums import Change
from trajectoires.diagnoses.models import Diagnosis

replace = msgspec.structs.replace


def save_answers(*, diagnosis: Diagnosis, given: Answers, change: Change = Change.ANSWERED) -> Saved:
    """Add what was answered on a page, over what was answered before; the others do not move."""
    return storage.revise(
        diagnosis=diagnosis,
        change=change,
        edit=lambda saved: replace(saved, answers={**saved.answers, **given}),
    )


def save_situation(*, diagnosis: Diagnosis, situation: Situation) -> Saved:
    """« Votre association »: the dates, as typed last."""
    return storage.revise(
        diagnosis=diagnosis,
        change=Change.SITUATION,
        edit=lambda saved: replace(saved, situation=situation),
    )
