"""Under one month of cash, help comes before any word (field rule 19)."""

from __future__ import annotations

from trajectoires.diagnoses.domain.opening import Opened

CASH_FACT = "tresorerie_mois"


def cash_is_short(opened: Opened) -> bool:
    """Whether the question on months of cash was answered by its first level: less than one month."""
    answers = opened.saved.answers
    return any(
        one.fact == CASH_FACT and answers.get(one.key) == 0 and isinstance(answers.get(one.key), int)
        for one in opened.questionnaire.questions
        if opened.saved.variant in one.variants
    )
