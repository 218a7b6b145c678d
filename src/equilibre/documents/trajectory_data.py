"""What the page of a trajectory says: years in both readings, assumptions and dates in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from equilibre.documents.diagnosis_data import FOOT, shown_address
from equilibre.documents.trajectory_dates import dates_data
from equilibre.formatting import MONTHS, NBSP, day, enumerated, euros, kilo_euros, number, percent
from equilibre.model.dossier import Project
from equilibre.trajectory.cash_alert import TITLE as CASH_FIRST
from equilibre.trajectory.cash_alert import before_any_scenario
from equilibre.trajectory.checking import goes_on_for_ever
from equilibre.trajectory.deciding import DatedDecision, Decider
from equilibre.trajectory.hypotheses import (
    Investment,
    LeverAction,
    Line,
    Loan,
    Reading,
    Scenario,
    Shock,
    TrajectoryPlan,
)
from equilibre.trajectory.results import ProjectedYear, Projection
from equilibre.trajectory.wording import STATUS_WORDS, month_words, of_month

HEADING = "Notre trajectoire"
NO_PROJECT = "Lecture sans votre projet\u00a0: elle décrit, elle ne conseille pas."
WHAT_IT_IS = (
    "Ce qui arrive si ces hypothèses sont vraies. Ce n’est pas une prévision\u00a0: aucun montant n’est "
    "supposé par le logiciel. «\u00a0Acquis seulement\u00a0» compte les ressources déjà acquises et toutes "
    "les charges\u202f; «\u00a0tout compris\u00a0» compte tout ce qui est saisi, quel que soit son statut."
)
TO_CHECK = "D’après les délais saisis par l’organisation, à vérifier avec son conseil."
MANY_YEARS = 5
"""Above, amounts of the table are in thousands of euros: ten years hold on the page."""
MOST = 6
"""Lines of each list at most; the workbook has them all."""
_WORKBOOK = "dans le classeur"


def trajectory_data(
    plan: TrajectoryPlan,
    scenario: Scenario,
    readings: Mapping[Reading, Projection],
    *,
    on: dt.date,
    organisation: str,
    project: Project,
    decisions: Sequence[DatedDecision],
    deciders: Mapping[Decider, str],
    sources: Sequence[str],
    address: str,
) -> dict[str, object]:
    """The words of the template « trajectory.typ »; drawings and their sentences are added by the caller."""
    heading = f"{organisation}\u00a0: {HEADING[0].lower()}{HEADING[1:]}" if organisation else HEADING
    told = (
        ("Vocation et spécificités", project.vocation),
        ("Missions et activités", project.missions),
        ("Ambition à trois ans", project.ambition),
    )
    return {
        "title": f"{heading} · {scenario.label}",
        "kicker": f"Trajectoire · {day(on)}",
        "heading": heading,
        "scenario": f"Scénario «{NBSP}{scenario.label}{NBSP}»",
        "year": on.year,
        "month": on.month,
        "day": on.day,
        "project": [{"name": name, "text": text} for name, text in told if text],
        "no_project": NO_PROJECT,
        "cash_first": {"title": CASH_FIRST, "sentences": list(before_any_scenario(plan, readings))},
        "years": {
            "labels": [year.label for year in readings["tout"].years],
            "parts": [
                {
                    "title": title,
                    "rows": [
                        {"label": label, "cells": cells, "strong": label in STRONG} for label, cells in rows
                    ],
                }
                for title, rows in years_rows(readings)
            ],
        },
        "assumptions": [_assumed(title, rows) for title, rows in assumptions(plan, scenario)],
        "rows": MOST,
        **dates_data(plan, scenario, decisions, deciders),
        "to_check": TO_CHECK,
        "what_it_is": WHAT_IT_IS,
        # Joined into one sentence, which has its own full stop.
        "sources": [one.removesuffix(".") for one in sources],
        "foot": FOOT,
        "address": shown_address(address),
    }


STRONG = ("Résultat", "Trésorerie à la fin")
"""Measures of the years that are printed in bold."""


def _assumed(title: str, rows: Sequence[tuple[str, str]]) -> dict[str, object]:
    """« left »: what is said when 0, 1, 2… of the rows do not fit."""
    beyond = max(0, len(rows) - MOST)
    return {
        "title": title,
        "rows": [{"label": label, "text": text} for label, text in rows[:MOST]],
        "left": [f"et {left} de plus, {_WORKBOOK}" if left else "" for left in range(beyond, len(rows) + 1)],
    }


def years_rows(
    readings: Mapping[Reading, Projection],
) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """For each reading, its title and its measures: a name, then a text for each year, in euros (in thousands
    beyond five years)."""
    short = len(readings["tout"].years) > MANY_YEARS
    written = kilo_euros if short else euros

    def rows(years: Sequence[ProjectedYear]) -> list[tuple[str, list[str]]]:
        return [
            (label, [written(getattr(year, field)) for year in years])
            for field, label in (
                ("resources", "Ressources"),
                ("costs", "Charges"),
                ("result", "Résultat"),
                ("equity", "Fonds propres à la fin"),
                ("cash", "Trésorerie à la fin"),
                ("lowest_cash", "Trésorerie au plus bas"),
            )
        ]

    titles: tuple[tuple[Reading, str], ...] = (("acquis", "Acquis seulement"), ("tout", "Tout compris"))
    return [(title, rows(readings[name].years)) for name, title in titles]


Assumed = tuple[str, list[tuple[str, str]]]
"""The title of a list, then the name of each thing with what is assumed of it."""


def assumptions(plan: TrajectoryPlan, scenario: Scenario) -> list[Assumed]:
    """All that a scenario assumes, in words: resources and costs (the largest first), actions, investments
    and loans, shocks. A list without a row is left out."""
    lists: list[Assumed] = []
    for side, title in (
        ("resource", "Ressources, montant de départ"),
        ("cost", "Charges, montant de départ"),
    ):
        lines = sorted((one for one in plan.lines if one.side == side), key=lambda one: -one.amount)
        lists.append((title, [(one.label, line_in_words(plan, one)) for one in lines]))
    actions = [one for one in plan.actions if one.key in scenario.actions]
    lists.append(("Actions", [(one.label, action_in_words(one)) for one in actions]))
    chosen = {"", *scenario.actions}
    bought = [one for one in plan.investments if one.action in chosen]
    loans = [one for one in plan.loans if one.action in chosen]
    lists.append(
        (
            "Investissements et emprunts",
            [
                *((one.label, investment_in_words(one)) for one in bought),
                *((one.label, loan_in_words(one)) for one in loans),
            ],
        )
    )
    shocks = [one for one in plan.shocks if one.key in scenario.shocks and not one.chosen]
    less = [one for one in plan.shocks if one.key in scenario.shocks and one.chosen]
    lists.append(
        ("Ce que nous réduisons ou arrêtons, compté ici", [(one.label, shock_in_words(one)) for one in less])
    )
    lists.append(
        ("Ce qui pourrait mal tourner, compté ici", [(one.label, shock_in_words(one)) for one in shocks])
    )
    return [one for one in lists if one[1]]


def line_in_words(plan: TrajectoryPlan, line: Line) -> str:
    """« 60 000 €, acquis, payé 70 % en avril et 30 % en janvier suivant »."""
    said = [euros(line.amount)]
    if line.side == "resource":
        said.append(STATUS_WORDS[line.status])
    if line.follows:
        followed = next((one.label for one in plan.lines if one.key == line.follows), "")
        said.append(f"suit «{NBSP}{followed}{NBSP}»")
    for name, growth in (("prix", line.indexation), ("volume", line.volume)):
        if growth:
            said.append(f"{name} {'+' if growth > 0 else '−'}{NBSP}{_percent(abs(growth))} par an")
    if line.starts:
        said.append(f"à partir {of_month(line.starts)}")
    if line.ends:
        said.append(f"jusqu’à {month_words(line.ends)}")
    if not line.cash:
        said.append("sans effet sur la trésorerie")
        if goes_on_for_ever(line):
            said.append("sans date de fin")
    elif line.payments:
        said.append(f"payé {_payments(plan, line)}")
    elif line.delay:
        said.append(f"payé {line.delay}{NBSP}mois après")
    return ", ".join(said)


def _percent(share: float) -> str:
    """« 3 % », « 2,5 % »."""
    return percent(share, 0 if abs(share * 100 - round(share * 100)) < 0.05 else 1)


def _payments(plan: TrajectoryPlan, line: Line) -> str:
    parts = []
    for one in line.payments:
        name = MONTHS[plan.first_month.plus(one.month - 1).month - 1]
        parts.append(f"{_percent(one.share)} en {name}{' suivant' if one.month > 12 else ''}")
    return enumerated(parts)


def action_in_words(action: LeverAction) -> str:
    """« 12 000 € par an en croisière, premier euro en juillet 2027, coûte 1 000 € puis 2 400 € par an »."""
    first = action.starts.plus(action.delay)
    said = [
        f"commence en {month_words(action.starts)}",
        f"{euros(action.yearly)} par an en croisière, premier euro en {month_words(first)}",
    ]
    costs = [euros(action.cost_once)] if action.cost_once else []
    costs += [f"{euros(action.cost_yearly)} par an"] if action.cost_yearly else []
    if costs:
        said.append(f"coûte {' puis '.join(costs)}")
    if action.etp:
        said.append(f"{number(action.etp, 1)}{NBSP}équivalent temps plein")
    return ", ".join(said)


def investment_in_words(investment: Investment) -> str:
    """« 20 000 € en mars 2027, amorti sur 60 mois, subventions 8 000 € (demandé) »."""
    said = [f"{euros(investment.cost)} en {month_words(investment.bought)}"]
    if investment.life:
        said.append(f"amorti sur {investment.life}{NBSP}mois")
    if investment.grants:
        told = [f"{euros(one.amount)} ({STATUS_WORDS[one.status]})" for one in investment.grants]
        said.append(f"{'subventions' if len(told) > 1 else 'subvention'} {', '.join(told)}")
    return ", ".join(said)


def loan_in_words(loan: Loan) -> str:
    """« 15 000 € en mars 2027, remboursé en 48 mois à 3,5 %, à rechercher »."""
    return (
        f"{euros(loan.amount)} en {month_words(loan.received)}, remboursé en {loan.months}{NBSP}mois à "
        f"{_percent(loan.rate)}, {STATUS_WORDS[loan.status]}"
    )


def shock_in_words(shock: Shock) -> str:
    """« −30 % à partir de janvier 2028 »."""
    what = f"−{_percent(shock.share)}" if shock.kind == "cut" else f"{shock.months}{NBSP}mois d’attente"
    until = f" jusqu’à {month_words(shock.ends)}" if shock.ends else ""
    return f"{what} à partir {of_month(shock.starts)}{until}"
