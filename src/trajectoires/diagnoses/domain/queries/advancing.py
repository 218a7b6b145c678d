"""How far the answers are, in words: the engine's one rule."""

from __future__ import annotations

from dataclasses import dataclass

from equilibre.diagnosis.progress import progress
from equilibre.diagnosis.questionnaire import Questionnaire
from equilibre.formatting import NBSP
from trajectoires.diagnoses.domain.saved import Saved


@dataclass(frozen=True)
class Advance:
    """``settled`` of ``total`` for a bar that an answer never moves back, and what is left in words."""

    settled: int
    total: int
    words: str


def advance(questionnaire: Questionnaire, saved: Saved) -> Advance:
    """What was answered, or made needless, among all that may be asked."""
    told = progress(questionnaire, saved.variant, saved.length, saved.answers)
    return Advance(told.settled, told.of, _words(told.left, told.minutes_left))


def _words(left: int, minutes: int) -> str:
    if not left:
        return "Toutes les questions ont une réponse."
    questions = f"{left}{NBSP}question{'s' if left > 1 else ''}"
    return f"Encore {questions}, environ {minutes}{NBSP}minute{'s' if minutes > 1 else ''}."
