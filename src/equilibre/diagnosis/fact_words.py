"""The facts of the accounts in words: one short line beside a question, help and never a correction."""

from __future__ import annotations

from collections.abc import Callable

from equilibre.diagnosis.facts import Facts
from equilibre.formatting import euros, number, percent, typographic
from equilibre.model.funders import LONG_TERM

TERMS = {
    LONG_TERM: "par une convention de plusieurs années",
    "annuelle": "par une décision prise chaque année",
    "sans_ecrit": "sans rien d’écrit",
}
NO_TERM = "et vos comptes ne disent pas jusqu’à quand"


def beside(code: str, facts: Facts | None) -> str:
    """« Vos comptes 2024 : 1,8 mois de dépenses en banque à la clôture »; « » when nothing was measured."""
    say = _WORDS.get(code)
    told = say(facts) if facts is not None and say is not None else ""
    return typographic(f"{source(facts)} : {told}") if facts is not None and told else ""


def source(facts: Facts) -> str:
    """« Vos comptes 2024 »."""
    return f"Vos comptes {facts.year}"


def every_line(facts: Facts) -> tuple[str, ...]:
    """All that the accounts say, each line once, without « Vos comptes … » before it."""
    told = (say(facts) for say in _WORDS.values())
    return tuple(typographic(f"{line[0].upper()}{line[1:]}") for line in told if line)


def _cash(facts: Facts) -> str:
    months = facts.cash_months
    if months is None:
        return ""
    if months < 0:
        return "à la clôture, vos comptes en banque étaient à découvert"
    return f"{number(months, 1)} mois de dépenses en banque à la clôture"


def _equity(facts: Facts) -> str:
    months = facts.equity_months
    if months is None:
        return ""
    if months < 0:
        return "à la clôture, vous deviez plus que ce que vous possédiez"
    return f"des fonds propres de {number(months, 1)} mois de dépenses"


def _first_funder(facts: Facts) -> str:
    share = facts.first_funder_share
    if share is None:
        return ""
    term = TERMS.get(facts.first_funder_term, NO_TERM)
    return f"votre premier financeur apporte {percent(share)} de vos ressources, {term}"


def _natures(facts: Facts) -> str:
    count = facts.natures
    if not count:
        return ""
    if count == 1:
        return "une seule nature de ressources fait 15 % ou plus du total"
    return f"{count} natures de ressources font chacune 15 % ou plus du total"


def _volunteering(facts: Facts) -> str:
    if facts.volunteering_measured is None:
        return ""
    if facts.volunteering_measured:
        return "le bénévolat y est compté, en heures ou en euros"
    return "le bénévolat n’y est compté ni en heures, ni en euros"


def _alliances(facts: Facts) -> str:
    count = facts.alliances
    if count is None:
        return ""
    if not count:
        return "vous avez indiqué n’avoir pas d’alliance"
    return f"vous avez décrit {_counted(count, 'alliance')}"


def _results(facts: Facts) -> str:
    if not facts.results:
        return ""
    last, before = facts.results[-1], facts.results[:-1]
    after = f", après {_result(before[-1])} l’exercice précédent" if before else ""
    return f"{_result(last)}{after}"


def _result(cents: int) -> str:
    if not cents:
        return "un résultat nul"
    return f"un {'déficit' if cents < 0 else 'excédent'} de {euros(abs(cents))}"


def _activities(facts: Facts) -> str:
    return f"votre modèle sépare {_counted(facts.activities, 'activité')}" if facts.activities else ""


def _payroll(facts: Facts) -> str:
    share = facts.payroll_share
    if share is None:
        return ""
    return f"les salaires font {percent(share)} des charges" if share else "aucun salaire"


def _counted(count: int, name: str) -> str:
    return f"{count} {name}{'s' if count > 1 else ''}"


_WORDS: dict[str, Callable[[Facts], str]] = {
    "tresorerie_mois": _cash,
    "fonds_propres_mois": _equity,
    "resultats": _results,
    "premier_financeur": _first_funder,
    "nombre_natures": _natures,
    "personnel_part": _payroll,
    "activites": _activities,
    "benevolat_mesure": _volunteering,
    "alliances_dites": _alliances,
}
"""In the order in which a page tells them."""
