"""How far the answers are: one rule, the engine's."""

from __future__ import annotations

from dataclasses import dataclass

from equilibre.diagnosis.visibility import visible_questions

from equilibre.diagnosis.questionnaire import Questionnaire
from trajectoires.diagnoses.domain.saved import Saved


@dataclass(frozen=True)
class Advance:
    """For the progress bar, and in words."""

    answered: int
    total: int
    words: str


def advance(questionnaire: Questionnaire, saved: Saved) -> Advance:
    """What was answered among what the answers let see."""
    seen = visible_questions(questionnaire, saved.variant, saved.length, saved.answers)
    answered = sum(one.key in saved.answers for one in seen)
    return Advance(answered, len(seen), f"{len(seen) - answered} questions")
