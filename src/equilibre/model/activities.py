"""Activity by activity, before the whole: resources, direct costs, contribution = resources − direct costs.

Activities come from the user (up to ten, typed) or from the analytical codes of the accounts. Common costs
are never spread over them: they are shown apart, and the consolidated line comes back to the result.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from equilibre.errors import ReadError
from equilibre.figures import Certainty, Input
from equilibre.model.context import ExerciceContext
from equilibre.model.costs import split, use_of
from equilibre.model.families import family_of
from equilibre.model.results import ActivityReading
from equilibre.reference.catalogue import lines as line_catalogue

RULE = "Convention de la plateforme : les coûts communs ne sont pas répartis entre les activités"
DEFAULT_LINE = "R18"
OTHERS = "autres"


@dataclass
class _Activity:
    """An activity before it is read: resource line → cents, direct costs in cents."""

    key: str
    name: str
    resources: dict[str, int] = field(default_factory=dict)
    direct_costs: int = 0
    certainty: Certainty = "mesure"

    @property
    def total(self) -> int:
        """All its resources, cents."""
        return sum(self.resources.values())


def read_activities(context: ExerciceContext) -> tuple[ActivityReading, ...]:
    """Each activity, typed ones first choice; records the common part and the way back to the result."""
    activities = _typed(context) or _analytic(context)
    if not activities:
        return ()
    readings = tuple(_read(context, rank, one) for rank, one in enumerate(activities, start=1))
    _record_common(context, readings)
    return readings


def _typed(context: ExerciceContext) -> list[_Activity]:
    for activity in context.inputs.activities:
        for line in activity.resources:
            if line not in line_catalogue():
                raise ReadError(
                    "ligne_inconnue",
                    f"L’activité « {activity.name} » cite une ligne de ressources qui n’existe pas",
                    read=line,
                    expected="une ligne de R01 à R18",
                    remedy="Choisissez une ligne de la liste.",
                )
    return [
        _Activity(
            key=activity.key,
            name=activity.name,
            resources=dict(activity.resources),
            direct_costs=activity.direct_costs,
            certainty="estime",
        )
        for activity in context.inputs.activities
    ]


def _analytic(context: ExerciceContext) -> list[_Activity]:
    """Totals by analytical code; the smallest ones are grouped. A code that says a use is none."""
    parts = _line_weights(context)
    found: dict[str, _Activity] = {}
    for line in context.accounts_read.analytics:
        if not line.code or use_of(line.code, line.label):
            continue
        activity = found.setdefault(line.code, _Activity(key="", name=line.label or line.code))
        if line.account.startswith("6"):
            activity.direct_costs += line.amount
        elif line.account.startswith("7"):
            _add(activity.resources, parts.get(line.account, {DEFAULT_LINE: 1}), -line.amount)
    ranked = sorted(found.items(), key=lambda item: (-(item[1].total + item[1].direct_costs), item[0]))
    limit = int(context.number("activites_maximum"))
    kept = [activity for _, activity in ranked[:limit]]
    if rest := [activity for _, activity in ranked[limit:]]:
        kept.append(_grouped(rest))
    for rank, activity in enumerate(kept, start=1):
        activity.key = activity.key or f"code-{rank}"
    return kept


def _line_weights(context: ExerciceContext) -> dict[str, dict[str, int]]:
    """Account → resource line → weight: an account split between lines splits its activities alike."""
    weights: dict[str, dict[str, int]] = {}
    for part in context.placements:
        by_line = weights.setdefault(part.number, {})
        by_line[part.line] = by_line.get(part.line, 0) + abs(part.amount)
    return {number: by_line for number, by_line in weights.items() if sum(by_line.values()) > 0}


def _add(resources: dict[str, int], weights: dict[str, int], amount: int) -> None:
    for line, cents in zip(weights, split(amount, tuple(weights.values())), strict=True):
        resources[line] = resources.get(line, 0) + cents


def _grouped(rest: list[_Activity]) -> _Activity:
    whole = _Activity(key=OTHERS, name=f"Autres activités ({len(rest)})")
    for activity in rest:
        whole.direct_costs += activity.direct_costs
        for line, cents in activity.resources.items():
            whole.resources[line] = whole.resources.get(line, 0) + cents
    return whole


def _read(context: ExerciceContext, rank: int, activity: _Activity) -> ActivityReading:
    key = f"activites.{rank}"
    resources = context.record(
        f"{key}.ressources",
        f"Ressources : {activity.name}",
        activity.total,
        formula="somme des ressources de l’activité",
        inputs=tuple(
            Input(kind="declare", ref=line, label=line_catalogue()[line].label, value=cents)
            for line, cents in sorted(activity.resources.items())
        ),
        status="convention",
        certainty=activity.certainty,
        source=RULE,
    )
    costs = context.record(
        f"{key}.couts_directs",
        f"Coûts directs : {activity.name}",
        activity.direct_costs,
        formula="charges que l’activité seule entraîne",
        status="convention",
        certainty=activity.certainty,
        source=RULE,
    )
    contribution = context.record(
        f"{key}.contribution",
        f"Contribution : {activity.name}",
        activity.total - activity.direct_costs,
        formula="ressources moins coûts directs",
        inputs=(context.figure_input(resources.key), context.figure_input(costs.key, "−")),
        status="convention",
        certainty=activity.certainty,
        source=RULE,
    )
    return ActivityReading(
        key=activity.key,
        name=activity.name,
        resources=activity.total,
        direct_costs=activity.direct_costs,
        contribution=activity.total - activity.direct_costs,
        family=family_of(activity.resources, context, key=f"{key}.famille"),
        figure=contribution.key,
        certainty=activity.certainty,
    )


def _record_common(context: ExerciceContext, readings: tuple[ActivityReading, ...]) -> None:
    """What belongs to no activity, and the sum that comes back to the result of the exercice."""
    given = sum(reading.resources for reading in readings)
    spent = sum(reading.direct_costs for reading in readings)
    shared = context.totals.products - given
    context.record(
        "activites.ressources_communes",
        "Ressources communes",
        shared,
        formula="total des produits moins les ressources des activités",
        inputs=(
            context.figure_input("totaux.produits"),
            *(context.figure_input(f"activites.{i}.ressources", "−") for i in range(1, len(readings) + 1)),
        ),
        status="convention",
        source=RULE,
        note="Les activités citent plus de ressources que vos comptes : vérifiez-les." if shared < 0 else "",
    )
    if context.totals.charges is None:
        return
    common = context.totals.charges - spent
    context.record(
        "activites.couts_communs",
        "Coûts communs",
        common,
        formula="total des charges moins les coûts directs des activités",
        inputs=(
            context.figure_input("totaux.charges"),
            *(context.figure_input(f"activites.{i}.couts_directs", "−") for i in range(1, len(readings) + 1)),
        ),
        status="convention",
        source=RULE,
        note="Les coûts directs dépassent le total des charges : vérifiez-les." if common < 0 else "",
    )
    context.record(
        "activites.consolide",
        "Ensemble des activités",
        sum(reading.contribution for reading in readings) + shared - common,
        formula="contributions + ressources communes − coûts communs : c’est le résultat de l’exercice",
        inputs=(
            *(context.figure_input(reading.figure) for reading in readings),
            context.figure_input("activites.ressources_communes"),
            context.figure_input("activites.couts_communs", "−"),
        ),
        status="convention",
        source=RULE,
    )
