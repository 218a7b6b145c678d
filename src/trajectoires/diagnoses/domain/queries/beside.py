"""What the accounts say beside the questions, for whoever may see it."""

from __future__ import annotations

from collections.abc import Iterable

from equilibre.diagnosis.fact_words import beside
from equilibre.diagnosis.facts import prefill
from equilibre.diagnosis.questionnaire import Question
from trajectoires.diagnoses.domain.opening import Opened, OpenedVoice
from trajectoires.diagnoses.domain.queries import screens
from trajectoires.diagnoses.domain.queries.screens import Asked


def asked_beside(opened: Opened | OpenedVoice, questions: Iterable[Question]) -> list[Asked]:
    """The questions with the line of the accounts that this link may see.

    An answer that the accounts propose is chosen on the page and nowhere else: until somebody continues, it
    is in no result, and a reader learns nothing from it.
    """
    saved, facts = opened.saved, opened.facts
    proposed = prefill(opened.questionnaire, saved.variant, saved.length, facts)
    return [
        screens.asked(one, saved.answers, beside=beside(one.fact, facts), proposed=proposed.get(one.key))
        for one in questions
    ]
