"""The level of a dimension: the median of its levels. « nsp » and « nc » are counted apart, never scored."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from equilibre.diagnosis.questionnaire import Answer, Answers, Length, Question, Questionnaire, Variant
from equilibre.diagnosis.results import DimensionReading
from equilibre.diagnosis.visibility import visible_questions

UNKNOWN = "nous ne savons pas encore"


def readings(
    questionnaire: Questionnaire, variant: Variant, length: Length, answers: Answers
) -> tuple[DimensionReading, ...]:
    """The seven dimensions in their order, those that ask nothing included."""
    seen = visible_questions(questionnaire, variant, length, answers)
    found = []
    for dimension in questionnaire.dimensions:
        mine = [one for one in seen if one.dimension == dimension.code]
        given = [answers[one.key] for one in mine if one.key in answers]
        level = median_level(given)
        reading = DimensionReading(
            code=dimension.code,
            label=dimension.label,
            short=dimension.short,
            level=level,
            word=level_word(questionnaire, level),
            scored=sum(isinstance(answer, int) for answer in given),
            asked=len(mine),
            nsp=given.count("nsp"),
            nc=given.count("nc"),
        )
        found.append(reading)
    return tuple(found)


def median_level(given: Sequence[Answer]) -> float | None:
    """Median of the levels, 0–3 by halves; None when no level was given."""
    levels = [answer for answer in given if isinstance(answer, int)]
    return float(statistics.median(levels)) if levels else None


def level_word(questionnaire: Questionnaire, level: float | None) -> str:
    """« structuré », « entre en cours et structuré », « nous ne savons pas encore »."""
    if level is None:
        return UNKNOWN
    below = int(level)
    if level == below:
        return questionnaire.levels[below]
    return f"entre {questionnaire.levels[below]} et {questionnaire.levels[below + 1]}"


def level_of(question: Question, answers: Answers) -> int | None:
    """The level given to a question, None when it has none."""
    answer = answers.get(question.key)
    return answer if isinstance(answer, int) else None
