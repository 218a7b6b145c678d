"""What a general assembly is told and asked: the figures, and the resolutions that come out of them.

Slides, report and resolutions read the same values here, so that no amount differs from one to the other.
Nothing legal is known: a resolution is a draft, to be fitted to the statuts by whoever signs it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from equilibre.documents.docx_pages import Blank, Text
from equilibre.formatting import (
    NBSP,
    NNBSP,
    day,
    enumerated,
    euros,
    euros_exact,
    percent,
    quoted,
    typographic,
)
from equilibre.model.dossier import Project
from equilibre.trajectory.cash_alert import before_any_scenario, nothing_acquired
from equilibre.trajectory.deadlines import latest_start
from equilibre.trajectory.deciding import DatedDecision, Decider, formula
from equilibre.trajectory.digest import ExerciceDigest, ModelDigest
from equilibre.trajectory.hypotheses import LeverAction, Line, Month, Reading, Scenario, Shock, TrajectoryPlan
from equilibre.trajectory.projection import both, year_label
from equilibre.trajectory.results import ProjectedYear, Projection
from equilibre.trajectory.wording import month_words

NOTHING_ACQUIRED = typographic(
    "Rien n’est encore marqué acquis : « acquis seulement » ne compte que les charges."
)


@dataclass(frozen=True, kw_only=True)
class Assembly:
    """A scenario of a plan without fault (``checking.faults``), and what is said beside it."""

    plan: TrajectoryPlan
    scenario: Scenario
    on: dt.date
    """The day of the documents."""
    organisation: str = ""
    project: Project = field(default_factory=Project)
    model: ModelDigest | None = None
    """What accounts said; None when lines were typed by hand."""
    left_out: int = 0
    """Cents of the base year's products that do not come again by themselves."""
    decisions: tuple[DatedDecision, ...] = ()
    deciders: Mapping[Decider, str] = field(default_factory=dict)
    """« Le bureau », « L’assemblée générale »…"""
    sources: tuple[str, ...] = ()

    @cached_property
    def readings(self) -> dict[Reading, Projection]:
        """The scenario in its two readings."""
        return both(self.plan, self.scenario)

    @property
    def base(self) -> ExerciceDigest | None:
        """The last exercice of the accounts."""
        return self.model.exercices[-1] if self.model is not None and self.model.exercices else None

    @property
    def base_label(self) -> str:
        """« 2026 »: the year before the first, from the accounts when they are known."""
        return self.base.label if self.base is not None else year_label(self.plan.first_month.plus(-12))

    @property
    def untold(self) -> bool:
        """See ``cash_alert.nothing_acquired``."""
        return nothing_acquired(self.plan)

    @property
    def cash_first(self) -> tuple[str, ...]:
        """What goes before anything else; nothing while the bank holds (field rule 19)."""
        return before_any_scenario(self.plan, self.readings)

    @property
    def actions(self) -> tuple[LeverAction, ...]:
        """The levers that the scenario sets in motion."""
        return tuple(one for one in self.plan.actions if one.key in self.scenario.actions)

    @property
    def reductions(self) -> tuple[Shock, ...]:
        """What the association chooses to shrink or to stop in this scenario."""
        return tuple(one for one in self.plan.shocks if one.key in self.scenario.shocks and one.chosen)

    @property
    def risks(self) -> tuple[Shock, ...]:
        """What goes wrong in this scenario, and is already counted."""
        return tuple(one for one in self.plan.shocks if one.key in self.scenario.shocks and not one.chosen)

    @property
    def to_take(self) -> tuple[DatedDecision, ...]:
        """Decisions still to be taken, the earliest first."""
        return tuple(one for one in self.decisions if one.decision.status == "a_prendre")

    @property
    def asked_of_the_assembly(self) -> tuple[DatedDecision, ...]:
        """Those that the assembly takes."""
        return tuple(one for one in self.to_take if one.decision.decided_by == "ag")

    @property
    def budget(self) -> tuple[ProjectedYear, ProjectedYear]:
        """The first year: acquired only, then everything."""
        return self.readings["acquis"].years[0], self.readings["tout"].years[0]

    @property
    def period(self) -> str:
        """« 2027 », « 2027 à 2031 »."""
        years = self.readings["tout"].years
        first, last = years[0].label, years[-1].label
        return first if first == last else f"{first} à {last}"

    def latest(self, action: LeverAction) -> Month | None:
        """Last month on which an action can start in time, on what is acquired only; None: no limit."""
        return latest_start(self.plan, self.scenario, action, "acquis")


def base_lines(plan: TrajectoryPlan) -> tuple[Line, ...]:
    """The resources that the base year already had, the largest first."""
    there = (one for one in plan.lines if one.side == "resource" and one.starts is None and one.amount > 0)
    return tuple(sorted(there, key=lambda one: -one.amount))


def surplus_words(cents: int) -> str:
    """« un excédent de 1 005 € », « un déficit de 200 € », « un résultat nul »."""
    if cents == 0:
        return "un résultat nul"
    return f"un {'excédent' if cents > 0 else 'déficit'} de {euros(abs(cents))}"


def kicker(assembly: Assembly, what: str) -> str:
    """« Projet · établi le 27 novembre 2026 · scénario « Choisi » »."""
    return f"{what} · établi le {day(assembly.on)} · scénario «{NBSP}{assembly.scenario.label}{NBSP}»"


def titled(assembly: Assembly, what: str) -> str:
    """« Les Ateliers · projet de résolutions »; without a name, « Projet de résolutions »."""
    if not assembly.organisation:
        return f"{what[:1].upper()}{what[1:]}"
    return f"{assembly.organisation} · {what}"


@dataclass(frozen=True)
class Resolution:
    """Something that the assembly is asked to vote."""

    title: str
    short: str
    """For a slide: one line."""
    text: Text
    why: str = ""
    """What helps to decide, under it."""


def resolutions(assembly: Assembly) -> tuple[Resolution, ...]:
    """The accounts, their result, the budget, the scenario, then each decision that the assembly takes."""
    found = [_accounts(assembly)]
    result = _result(assembly)
    found += [result] if result is not None else []
    found += [_budget(assembly), _scenario(assembly)]
    return (*found, *(_decision(one) for one in assembly.asked_of_the_assembly))


def _accounts(assembly: Assembly) -> Resolution:
    base, label = assembly.base, assembly.base_label
    opening = f"L’assemblée générale approuve les comptes de l’exercice {label}, qui présentent "
    if base is None or base.charges is None or base.result is None:
        text: Text = (
            opening,
            Blank("produits, charges et résultat de l’exercice, tels qu’ils sont arrêtés"),
            ".",
        )
    else:
        text = (
            f"{opening}{euros_exact(base.products)} de produits, {euros_exact(base.charges)} de charges et "
            f"{_exact_surplus(base.result)}."
        )
    return Resolution(
        title=f"Approuver les comptes de {label}",
        short=f"Approuver les comptes de {label}",
        text=text,
        why=typographic(
            "Ces montants viennent des comptes déposés : comparez-les aux comptes arrêtés par vos instances."
            if base is not None
            else "La trajectoire a été saisie à la main : elle ne contient pas les comptes de l’exercice."
        ),
    )


def _exact_surplus(cents: int) -> str:
    return (
        surplus_words(cents)
        if cents == 0
        else (f"un {'excédent' if cents > 0 else 'déficit'} de {euros_exact(abs(cents))}")
    )


def _result(assembly: Assembly) -> Resolution | None:
    base = assembly.base
    known = None if base is None else base.result
    if known == 0:
        return None
    if known is None:
        what, amount = "le résultat", Blank("montant, excédent ou déficit")
        where = Blank("report à nouveau, réserve pour un projet…")
        return Resolution(
            title=f"Affecter le résultat de {assembly.base_label}",
            short=f"Affecter le résultat de {assembly.base_label}",
            text=(
                f"L’assemblée générale décide d’affecter {what}, soit ",
                amount,
                f", ainsi{NBSP}: ",
                where,
                ".",
            ),
        )
    kind = "l’excédent" if known > 0 else "le déficit"
    where = Blank(
        "au report à nouveau, ou à une réserve, avec sa raison"
        if known > 0
        else "au report à nouveau, ou sur telle réserve"
    )
    return Resolution(
        title=f"Affecter {kind} de {assembly.base_label}",
        short=f"Affecter {kind} de {euros(abs(known))}",
        text=(
            f"L’assemblée générale décide d’affecter {kind} de {euros_exact(abs(known))}{NBSP}: ",
            where,
            ".",
        ),
        why=typographic(
            "Une convention avec un financeur ou vos statuts peuvent fixer cette affectation : vérifiez-les."
        ),
    )


def _budget(assembly: Assembly) -> Resolution:
    sure, whole = assembly.budget
    prudent = typographic(
        f" Avec ce qui est acquis seulement : {euros(sure.resources)} de ressources, "
        f"{euros(sure.costs)} de charges, soit {surplus_words(sure.result)}."
    )
    detail = typographic(
        "Le détail est dans le rapport financier et dans le classeur. Les ressources qui ne sont pas "
        "acquises restent à obtenir."
    )
    return Resolution(
        title=f"Adopter le budget {whole.label}",
        short=f"Adopter le budget {whole.label}{NBSP}: {surplus_words(whole.result)}, tout compris",
        text=(
            f"L’assemblée générale adopte le budget prévisionnel {whole.label}, tout compris{NBSP}: "
            f"{euros(whole.resources)} de ressources, {euros(whole.costs)} de charges, soit "
            f"{surplus_words(whole.result)}.{'' if assembly.untold else prudent}"
        ),
        why=f"{NOTHING_ACQUIRED} {detail}" if assembly.untold else detail,
    )


def _scenario(assembly: Assembly) -> Resolution:
    name = quoted([assembly.scenario.label])
    return Resolution(
        title=f"Retenir le scénario {name}",
        short=f"Retenir le scénario {name} pour {assembly.period}",
        text=(
            f"L’assemblée générale retient, pour {assembly.period}, le scénario {name} comme cap de travail. "
            f"{scenario_words(assembly)} Le conseil en rend compte ",
            Blank("quand, et avec quels chiffres"),
            ".",
        ),
        why=typographic(
            "Un cap n’est pas un engagement : chaque hypothèse se révise quand un fait la dément."
        ),
    )


def scenario_words(assembly: Assembly) -> str:
    """What a scenario holds, by name: its actions, what is shrunk or stopped, what goes wrong in it."""
    labels = [quoted([one.label]) for one in assembly.actions]
    told = [
        f"Il comprend {'cette action' if len(labels) == 1 else 'ces actions'}{NBSP}: {enumerated(labels)}."
        if labels
        else "Il ne comprend aucune action nouvelle."
    ]
    for found, opening in (
        (assembly.reductions, "Il réduit ou arrête"),
        (assembly.risks, "Il compte déjà ce qui pourrait mal tourner"),
    ):
        if found:
            told.append(f"{opening}{NBSP}: {enumerated([quoted([one.label]) for one in found])}.")
    return " ".join(told)


def _decision(one: DatedDecision) -> Resolution:
    told = one.decision
    by = (
        f"Au plus tard le {day(one.decide_by)}, d’après les délais saisis, à vérifier avec votre conseil."
        if one.decide_by is not None
        else "Sans date limite connue."
    )
    then = f" {told.then[:1].upper()}{told.then[1:].rstrip('.')}." if told.then else ""
    return Resolution(
        title=told.label,
        short=told.label,
        text=(
            f"L’assemblée générale décide{NBSP}: «{NBSP}{told.label}{NBSP}»{trigger_words(one)}.{then} ",
            f"Précisions{NBSP}: ",
            Blank("conditions, date d’effet, qui s’en charge"),
            ".",
        ),
        why=by,
    )


def timing_words(assembly: Assembly, action: LeverAction) -> str:
    """« commence en mars 2027, premier euro en juillet 2027 ; au plus tard en août 2027 pour… »."""
    said = f"commence en {month_words(action.starts)}, premier euro en "
    said += month_words(action.starts.plus(action.delay))
    last = assembly.latest(action)
    if last is None:
        return said
    until = month_words(last)
    if action.starts > last:
        return f"{said}{NNBSP}; pour éviter le creux de l’acquis seul, il fallait commencer en {until}"
    return f"{said}{NNBSP}; au plus tard en {until} pour éviter le creux de l’acquis seul"


def effect_words(assembly: Assembly, action: LeverAction) -> str:
    """« 12 000 € par an en croisière ; coûte 1 000 € au départ puis 2 400 € par an ; demande 9 000 €
    d’achats »."""
    costs = [f"{euros(action.cost_once)} au départ"] if action.cost_once else []
    costs += [f"{euros(action.cost_yearly)} par an"] if action.cost_yearly else []
    spent = f"{NNBSP}; coûte {' puis '.join(costs)}" if costs else ""
    bought = sum(one.cost for one in assembly.plan.investments if one.action == action.key)
    needs = f"{NNBSP}; demande {euros(bought)} d’achats" if bought else ""
    return f"{euros(action.yearly)} par an en croisière{spent}{needs}"


def risk_words(action: LeverAction) -> str:
    """« 60 % de chances de réussir, d’après nous »."""
    if action.chance >= 1.0:
        return "comptée comme sûre"
    return f"{percent(action.chance)} de chances de réussir, d’après nous"


def trigger_words(one: DatedDecision) -> str:
    """« , si la Région n’a pas notifié »; empty when it is taken whatever happens."""
    return f", {one.decision.trigger}" if one.decision.trigger else ""


def counted_words(one: DatedDecision) -> str:
    """How a date is counted: « 1er juillet 2027 − 15 jours (convoquer) = 16 juin 2027 »."""
    if one.deadline is None:
        return "sans date"
    if not one.deadline.delays:
        return "le jour où l’effet est voulu, sans délai saisi"
    return formula(one)


def touched_words(assembly: Assembly, shock: Shock) -> str:
    """« Ateliers », « Achats »: the lines that it touches."""
    return quoted(one.label for one in assembly.plan.lines if one.key in shock.lines)
