"""Under one month of cash, help comes before any word (field rule 19)."""

from __future__ import annotations

from equilibre.diagnosis.facts import prefill
from trajectoires.diagnoses.domain.opening import Opened

CASH_FACT = "tresorerie_mois"


def cash_is_short(opened: Opened) -> bool:
    """Less than one month: answered by the first level of the question on months of cash, or read in the
    accounts that this link may see while the question has no answer."""
    saved = opened.saved
    answers = {**prefill(opened.questionnaire, saved.variant, saved.length, opened.facts), **saved.answers}
    return any(
        one.fact == CASH_FACT and answers.get(one.key) == 0 and isinstance(answers.get(one.key), int)
        for one in opened.questionnaire.questions
        if saved.variant in one.variants
    )
