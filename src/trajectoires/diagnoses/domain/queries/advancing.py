"""How far the answers are: one rule, the engine's."""

from __future__ import annotations

from dataclasses import dataclass

from equilibre.diagnosis.visibility import visible_questions

from equilibre.diagnosis.questionnaire import Questionnaire
from equilibre.formatting import NBSP
from trajectoires.diagnoses.domain.saved import Saved

A_MINUTE = 2
"""Questions that somebody answers in a minute."""


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
    return Advance(answered, len(seen), _words(len(seen) - answered))


def _words(left: int) -> str:
    if not left:
        return "Toutes les questions ont une réponse."
    minutes = max(1, round(left / A_MINUTE))
    questions = f"{left}{NBSP}question{'s' if left > 1 else ''}"
    return f"Encore {questions}, environ {minutes}{NBSP}minute{'s' if minutes > 1 else ''}."
