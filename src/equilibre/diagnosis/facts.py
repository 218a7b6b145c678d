"""What the accounts say beside what is answered: a number, never a correction."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from equilibre.diagnosis.questionnaire import Answers, Length, Question, Questionnaire, Variant
from equilibre.diagnosis.results import Contradiction
from equilibre.diagnosis.visibility import visible_questions
from equilibre.formatting import euros, number, percent, typographic

FACTS = {
    "premier_financeur": "what is known of the end of the largest funding, or of its weight",
    "tresorerie_mois": "months of spending in the bank; its first level is « moins d’un mois » in the flash",
    "fonds_propres_mois": "months of own funds; its first level is none, two months begin « held »",
    "nombre_natures": "how many kinds of resources make 15 %; its first level is one alone",
    "benevolat_mesure": "whether hours or the value of volunteering are counted",
    "alliances_dites": "what is done with others; its first level says nothing in common",
    "resultats": "how the last exercices ended, or what deficits lead to",
    "activites": "whether activities are told apart; its first level says that they are not",
    "personnel_part": "the weight of salaries: shown beside the question, contradicts nothing",
}
"""Code that a question may name in ``fact`` → what such a question asks, so that its rule makes sense."""

HALF = 0.5
A_MONTH = 1.0
A_FEW = 2
HIGH = 2
"""From this level on an answer says that the subject is held: a convention of the platform."""


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """Numbers of one exercice, without a name. None: not in the accounts, hence nothing to say."""

    year: str
    """« 2024 », « 2024-2025 »."""
    first_funder_share: float | None = None
    """0–1, of all resources; at least, when some payers are not known."""
    first_funder_term: str = ""
    """Code of ``model.funders.TERMS`` that was told; « » when nobody told (field rule 14)."""
    cash_months: float | None = None
    """Months of spending in the bank."""
    equity_months: float | None = None
    natures: int | None = None
    """Natures of resources that make 15 % or more."""
    volunteering_measured: bool | None = None
    alliances: int | None = None
    """Alliances that were described."""
    results: tuple[int, ...] = ()
    """Results of the last exercices, integer cents, oldest first."""
    activities: int | None = None
    """Activities read apart."""
    payroll_share: float | None = None
    """0–1, salaries and their charges ÷ all charges."""
    findings: tuple[str, ...] = ()
    """Codes of the fragilities that the model says, in its order."""
    actions: tuple[str, ...] = ()
    """Codes of the actions that the model proposes, in its order."""


def prefill(questionnaire: Questionnaire, variant: Variant, length: Length, facts: Facts | None) -> Answers:
    """Answers to suggest. One fact alone decides a level by itself: under a month of spending in the bank
    (level 0 of the questions on « tresorerie_mois », by a rule of the bank)."""
    if facts is None or facts.cash_months is None or facts.cash_months >= A_MONTH:
        return {}
    return {
        one.key: 0
        for one in visible_questions(questionnaire, variant, length, {})
        if one.fact == "tresorerie_mois" and "flash" in one.lengths
    }


def contradictions(
    questionnaire: Questionnaire, variant: Variant, length: Length, answers: Answers, facts: Facts | None
) -> tuple[Contradiction, ...]:
    """Answers that a fact does not support, in the order of the bank."""
    found = []
    for one in visible_questions(questionnaire, variant, length, answers):
        level = answers.get(one.key)
        rule = _RULES.get(one.fact)
        told = rule(one, level, facts) if facts and rule and isinstance(level, int) else ""
        if told and isinstance(level, int):
            message = f"Vous répondez « {one.levels[level]} » ; {told}."
            found.append(Contradiction(question=one.key, fact=one.fact, message=typographic(message)))
    return tuple(found)


def _first_funder(question: Question, level: int, facts: Facts) -> str:
    """The term that was told beside the one that is answered: the weight alone says nothing (rule 14)."""
    share, term = facts.first_funder_share, facts.first_funder_term
    if share is None:
        return ""
    weight = f"votre premier financeur apporte {percent(share)} de vos ressources en {facts.year}"
    if term == "sans_ecrit" and level >= HIGH:
        return f"{weight}, et vous avez indiqué que rien n’est écrit avec lui"
    if term == "annuelle" and level > HIGH and share >= HALF:
        return f"{weight}, et vous avez indiqué que son aide se décide chaque année"
    if term == "pluriannuelle" and level == 0:
        return f"{weight}, et vous avez indiqué une convention de plusieurs années"
    return ""


def _cash(question: Question, level: int, facts: Facts) -> str:
    months = facts.cash_months
    # Only the flash question says « moins d’un mois » by its first level.
    if months is None or "flash" not in question.lengths or (level > 0) == (months >= A_MONTH):
        return ""
    return f"à la clôture de {facts.year}, la banque couvrait {_months(months)}"


def _equity(question: Question, level: int, facts: Facts) -> str:
    months = facts.equity_months
    if months is None or (level < HIGH if months < A_MONTH else level > 0):
        return ""
    return f"à la clôture de {facts.year}, les fonds propres couvraient {_months(months)}"


def _months(months: float) -> str:
    return f"{number(months, 1)} mois de dépenses" if months >= 0 else "moins de zéro mois de dépenses"


def _natures(question: Question, level: int, facts: Facts) -> str:
    if facts.natures == 1 and level >= HIGH:
        return f"une seule nature de ressources atteint 15 % en {facts.year}"
    if facts.natures and facts.natures > 1 and level == 0:
        return f"{facts.natures} natures de ressources atteignent chacune 15 % en {facts.year}"
    return ""


def _volunteering(question: Question, level: int, facts: Facts) -> str:
    if facts.volunteering_measured is not False or level < HIGH:
        return ""
    return f"les chiffres de {facts.year} ne portent ni heures ni montant de bénévolat"


def _alliances(question: Question, level: int, facts: Facts) -> str:
    if not facts.alliances or level > 0:
        return ""
    alliances = "alliance" if facts.alliances == 1 else "alliances"
    return f"vous avez décrit {facts.alliances} {alliances} dans votre modèle"


def _results(question: Question, level: int, facts: Facts) -> str:
    before, last = facts.results[-2:] if len(facts.results) > 1 else (0, 0)
    if before >= 0 or last >= 0 or level < HIGH:
        return ""
    return (
        f"deux exercices de suite se terminent par un déficit ({euros(-before)}, puis {euros(-last)} en "
        f"{facts.year})"
    )


def _activities(question: Question, level: int, facts: Facts) -> str:
    if not facts.activities or facts.activities < A_FEW or level > 0:
        return ""
    return f"votre modèle de {facts.year} sépare {facts.activities} activités"


_RULES: dict[str, Callable[[Question, int, Facts], str]] = {
    "premier_financeur": _first_funder,
    "tresorerie_mois": _cash,
    "fonds_propres_mois": _equity,
    "nombre_natures": _natures,
    "benevolat_mesure": _volunteering,
    "alliances_dites": _alliances,
    "resultats": _results,
    "activites": _activities,
}
