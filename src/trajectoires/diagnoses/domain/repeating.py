"""Doing it again a year later: what has not changed is not asked twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from equilibre.diagnosis import bank
from equilibre.diagnosis.questionnaire import Question, Questionnaire
from equilibre.diagnosis.visibility import visible_questions
from trajectoires.diagnoses.domain import storage
from trajectoires.diagnoses.domain.opening import Opened
from trajectoires.diagnoses.domain.saved import Previous, Saved
from trajectoires.diagnoses.domain.storage import Created


@dataclass(frozen=True)
class Before:
    """A question of the bank of today, with the answer of last time when its words have not moved."""

    key: str
    text: str
    said: str


def answers_before(opened: Opened) -> tuple[Before, ...]:
    """The questions answered by a level last time and asked today in the same words."""
    today = bank.load()
    return tuple(
        Before(one.key, one.text, one.levels[given])
        for one in visible_questions(today, opened.saved.variant, opened.saved.length, opened.saved.answers)
        if isinstance(given := opened.saved.answers.get(one.key), int) and _same(one, opened.questionnaire)
    )


def again(*, opened: Opened, changed: Collection[str], on: dt.date) -> Created:
    """A new diagnosis, with the bank of today: answers that have not changed are kept, the others asked."""
    kept = {one.key for one in answers_before(opened)} - set(changed)
    saved = Saved(
        variant=opened.saved.variant,
        length=opened.saved.length,
        objective=opened.saved.objective,
        answers={key: answer for key, answer in opened.saved.answers.items() if key in kept},
        situation=opened.saved.situation,
        previous=Previous(
            questionnaire=opened.diagnosis.questionnaire_id, answers=opened.saved.answers, on=on
        ),
    )
    return storage.create(saved=saved)


def _same(question: Question, before: Questionnaire) -> bool:
    old = before.question(question.key)
    return old is not None and (old.text, old.levels) == (question.text, question.levels)
