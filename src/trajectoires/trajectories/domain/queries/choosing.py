"""Actions, what can go wrong and scenarios in rows: what their lists show, and scenarios side by side."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from equilibre.documents.trajectory_xlsx import MOST_SCENARIOS
from equilibre.formatting import NBSP, euros, percent, quoted, typographic
from equilibre.trajectory.checking import Fault, faults
from equilibre.trajectory.hypotheses import READINGS, LeverAction, Scenario, Shock, TrajectoryPlan
from equilibre.trajectory.levers import Branch
from equilibre.trajectory.projection import both
from equilibre.trajectory.wording import month_words, of_month
from trajectoires.trajectories.domain.editing import Row
from trajectoires.trajectories.domain.queries.lever_tree import tree
from trajectoires.trajectories.domain.saved import Saved
from trajectoires.trajectories.enums import HORIZONS, IMPACTS, KIND_HELP, KINDS
from trajectoires.trajectories.enums import READINGS as READING_NAMES


@dataclass(frozen=True)
class Listed:
    """A row in a list: its words, and what is wrong with it."""

    row: Row
    words: tuple[str, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Compared:
    """A measure of every scenario, in the two readings."""

    label: str
    rows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """A reading, then each scenario's name and amount."""


def faults_of(plan: TrajectoryPlan, kind: str) -> dict[str, list[Fault]]:
    """What is wrong with each row of a kind, by key."""
    told: dict[str, list[Fault]] = defaultdict(list)
    for fault in faults(plan):
        if fault.kind == kind:
            told[fault.key].append(fault)
    return told


def actions(saved: Saved) -> tuple[tuple[Listed, Branch | None, str, str], ...]:
    """Each action, its lever as the organisation meets it, its temporality and its impact: two columns
    (field rule 31)."""
    plan = saved.plan
    told = faults_of(plan, "action")
    branches = {one.lever.code: one for one in tree(saved).branches}
    return tuple(
        (
            Listed(row=one, words=_action_words(one), faults=tuple(told[one.key])),
            branches.get(one.lever),
            HORIZONS[one.horizon],
            IMPACTS[one.impact],
        )
        for one in plan.actions
    )


def _action_words(one: LeverAction) -> tuple[str, ...]:
    brings = typographic(
        f"{euros(one.yearly)} par an, à partir {of_month(one.starts.plus(one.delay))}."
        if one.yearly
        else "Ne rapporte pas d’argent."
    )
    work = f"{one.etp:g}".replace(".", ",")
    takes = typographic(
        (
            f"Coûte {euros(one.cost_once)} au départ, {euros(one.cost_yearly)} par an"
            if one.cost_once or one.cost_yearly
            else "Aucun coût en argent"
        )
        + (f", {work}{NBSP}ETP" if one.etp else "")
        + f" ; commence en {month_words(one.starts)}."
    )
    sure = () if one.chance >= 1.0 else (f"Chance de réussir\u00a0: {percent(one.chance)}.",)
    return (brings, takes, *sure)


def shocks(plan: TrajectoryPlan, *, chosen: bool = False) -> tuple[Listed, ...]:
    """Each shock that is undergone, or each cut that is chosen."""
    told = faults_of(plan, "shock")
    labels = {one.key: one.label for one in plan.lines}
    return tuple(
        Listed(row=one, words=(_shock_words(one, labels),), faults=tuple(told[one.key]))
        for one in plan.shocks
        if one.chosen == chosen
    )


def _shock_words(one: Shock, labels: dict[str, str]) -> str:
    what = (
        f"{percent(one.share)} de moins" if one.kind == "cut" else f"{one.months}{NBSP}mois d’attente de plus"
    )
    until = f" jusqu’à {month_words(one.ends)}" if one.ends else ""
    touched = quoted(labels.get(key, "") for key in one.lines)
    return f"{what}, à partir {of_month(one.starts)}{until}, sur {touched}."


def scenarios(plan: TrajectoryPlan) -> tuple[tuple[Listed, str], ...]:
    """Each scenario, and what its kind means."""
    told = faults_of(plan, "scenario")
    return tuple(
        (
            Listed(row=one, words=_scenario_words(plan, one), faults=tuple(told[one.key])),
            f"{KINDS[one.kind]}\u00a0: {KIND_HELP[one.kind]}.",
        )
        for one in plan.scenarios
    )


def _scenario_words(plan: TrajectoryPlan, one: Scenario) -> tuple[str, ...]:
    led = [action.label for action in plan.actions if action.key in one.actions]
    wrong = [shock.label for shock in plan.shocks if shock.key in one.shocks and not shock.chosen]
    less = [shock.label for shock in plan.shocks if shock.key in one.shocks and shock.chosen]
    return (
        "Actions\u00a0: " + (quoted(led) or "aucune") + ".",
        *(("Ce que vous réduisez ou arrêtez\u00a0: " + quoted(less) + ".",) if less else ()),
        "Ce qui tourne mal\u00a0: " + (quoted(wrong) or "rien") + ".",
    )


def in_a_workbook(plan: TrajectoryPlan, first: Scenario) -> tuple[Scenario, ...]:
    """The scenario one looks at, then the others, as many as a workbook takes."""
    others = tuple(one for one in plan.scenarios if one.key != first.key)
    return (first, *others)[:MOST_SCENARIOS]


def side_by_side(plan: TrajectoryPlan) -> tuple[Compared, ...]:
    """Every scenario, in both readings: the last year, and the lowest month. The plan has no fault."""
    told = [both(plan, one) for one in plan.scenarios]
    last = told[0]["tout"].years[-1].label
    return tuple(
        Compared(
            label=label,
            rows=tuple(
                (
                    READING_NAMES[name],
                    tuple(
                        (
                            scenario.label,
                            euros(
                                one[name].lowest if field == "lowest" else getattr(one[name].years[-1], field)
                            ),
                        )
                        for scenario, one in zip(plan.scenarios, told, strict=True)
                    ),
                )
                for name in READINGS
            ),
        )
        for field, label in (
            ("result", f"Résultat de {last}"),
            ("cash", f"En banque à la fin de {last}"),
            ("lowest", "En banque, au plus bas des 24 premiers mois"),
            ("equity", f"Fonds propres à la fin de {last}"),
        )
    )
