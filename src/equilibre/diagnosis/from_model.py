"""From a socio-economic model to the few numbers that stand beside answers: no name, no label, no account."""

from __future__ import annotations

from equilibre.diagnosis.facts import Facts
from equilibre.diagnosis.questionnaire import Variant
from equilibre.model.findings import NO_WEAKNESS
from equilibre.model.funders import TERM
from equilibre.model.results import ExerciceModel, PillarReading, SocioEconomicModel
from equilibre.reference.parameters import value_at

YEARS = 3
"""Results told at most, the last ones."""


def facts_of(model: SocioEconomicModel) -> Facts:
    """Facts of the last exercice that is not a budget; what was not measured is None, never zero.

    A model that holds budgets alone has a year and nothing else: a forecast contradicts no answer.
    """
    realised = [one for one in model.exercices if one.basis != "budget"]
    if not realised:
        return Facts(year=model.last.label)
    last = realised[-1]
    return Facts(
        year=last.label,
        first_funder_share=_share(last, "premier_financeur"),
        first_funder_term=_term(last),
        cash_months=_value(last, "tresorerie_mois"),
        equity_months=_value(last, "fonds_propres_mois"),
        natures=_natures(last),
        volunteering_measured=_volunteering(last.pillars[0]),
        alliances=_alliances(last.pillars[2]),
        results=_results(realised),
        activities=len(last.activities) or None,
        payroll_share=_share(last, "part_personnel"),
        findings=tuple(one.code for one in last.findings.weaknesses if one.code != NO_WEAKNESS),
        actions=tuple(one.code for one in last.findings.actions),
    )


def variant_of(model: SocioEconomicModel) -> Variant:
    """The situation to propose: employer when the accounts pay salaries. The user may say otherwise."""
    realised = [one for one in model.exercices if one.basis != "budget"]
    paid = _share((realised or list(model.exercices))[-1], "part_personnel")
    return "employeuse" if paid else "petite"


def _value(exercice: ExerciceModel, code: str) -> float | None:
    value = next((one.value for one in exercice.solidity if one.code == code), None)
    return None if value is None else float(value)


def _share(exercice: ExerciceModel, code: str) -> float | None:
    """A part of a whole; None when the books give one that cannot be (a payer above all products)."""
    value = _value(exercice, code)
    return value if value is not None and 0 <= value <= 1 else None


def _term(exercice: ExerciceModel) -> str:
    return next((one.answer for one in exercice.asks if one.code == TERM), "")


def _natures(exercice: ExerciceModel) -> int | None:
    if exercice.totals.products <= 0:
        return None
    least = float(value_at("combinaison_part_minimale", exercice.closing).value)
    return sum(one.share >= least for one in exercice.natures if one.nature != "autre")


def _volunteering(people: PillarReading) -> bool:
    """Whether hours were told or an amount is booked; one line « bénévolat » without an amount says no."""
    return any(
        part.code.startswith("benevolat") and (part.code != "benevolat" or part.amount is not None)
        for part in people.parts
    )


def _alliances(shared: PillarReading) -> int | None:
    """How many partners were described; 0 when somebody said that there are none; None when nobody told."""
    ranks = {part.code.rpartition("_")[2] for part in shared.parts}
    described = sum(rank.isdigit() for rank in ranks)
    return described or (0 if shared.complete else None)


def _results(realised: list[ExerciceModel]) -> tuple[int, ...]:
    """The last ones that follow one another: a result that is not known breaks the row."""
    told: list[int] = []
    for exercice in reversed(realised[-YEARS:]):
        if exercice.totals.result is None:
            break
        told.insert(0, exercice.totals.result)
    return tuple(told)
