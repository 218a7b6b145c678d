"""How far the answers are."""

from __future__ import annotations

import math

import msgspec

from equilibre.diagnosis.questionnaire import Answers, Length, Questionnaire, Variant
from equilibre.diagnosis.visibility import asked_at_most, visible_questions

A_MINUTE = {"flash": 3, "standard": 2, "complet": 2}
"""Questions that somebody answers in a minute: a convention of the platform."""


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """``answered`` of ``total`` visible questions; ``settled`` of ``of`` for a bar that never goes back."""

    answered: int
    total: int
    minutes_left: int
    settled: int
    """Questions answered, or that an answer made needless."""
    of: int
    """All that the variant and the length may ask: never moves."""

    @property
    def left(self) -> int:
        """Visible questions without an answer."""
        return self.total - self.answered

    @property
    def share(self) -> float:
        """0–1. Adding an answer never lowers it (an answer only hides questions); changing one may."""
        return self.settled / self.of if self.of else 1.0


def progress(questionnaire: Questionnaire, variant: Variant, length: Length, answers: Answers) -> Progress:
    """How many are answered and how long the others take. « nsp » and « nc » are answers."""
    seen = visible_questions(questionnaire, variant, length, answers)
    answered = sum(one.key in answers for one in seen)
    of = len(asked_at_most(questionnaire, variant, length))
    left = len(seen) - answered
    return Progress(
        answered=answered,
        total=len(seen),
        minutes_left=math.ceil(left / A_MINUTE[length]),
        settled=of - left,
        of=of,
    )
