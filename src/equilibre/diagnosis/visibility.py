"""Which questions are asked: the one rule, used by screens, documents and statistics."""

from __future__ import annotations

from equilibre.diagnosis.questionnaire import Answers, Length, Question, Questionnaire, Variant


def visible_questions(
    questionnaire: Questionnaire, variant: Variant, length: Length, answers: Answers
) -> tuple[Question, ...]:
    """The questions to ask, in the order of the bank.

    A condition hides its question when the earlier one got another level, or is itself hidden. An earlier
    question left blank, answered nsp or nc, or that this variant or length never asks, hides nothing: so an
    answer that is added can hide a question, never open one.
    """
    hidden: set[str] = set()
    seen: list[Question] = []
    for one in asked_at_most(questionnaire, variant, length):
        if any(
            condition.question in hidden or _told_otherwise(answers.get(condition.question), condition.levels)
            for condition in one.asked_if
            if condition.question in hidden or any(condition.question == earlier.key for earlier in seen)
        ):
            hidden.add(one.key)
        else:
            seen.append(one)
    return tuple(seen)


def asked_at_most(questionnaire: Questionnaire, variant: Variant, length: Length) -> tuple[Question, ...]:
    """All that a variant and a length may ask, whatever is answered, in the order of the bank."""
    return tuple(one for one in questionnaire.questions if variant in one.variants and length in one.lengths)


def _told_otherwise(answer: object, levels: tuple[int, ...]) -> bool:
    return isinstance(answer, int) and answer not in levels
