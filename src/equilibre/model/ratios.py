"""The three repères of general-interest actions: 4 tiers, tiers on top, 10+1 %.

They are ratios of *actions* (field rule 9): per activity when the user told activities, « à titre
indicatif » for the organisation. What cannot be computed says so; euros of volunteering that would be
« missing » are never printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from equilibre import formatting
from equilibre.figures import Certainty, Input
from equilibre.formatting import typographic
from equilibre.model.context import ExerciceContext
from equilibre.model.costs import UNALLOCATED
from equilibre.model.dossier import ActivityInput, Partner
from equilibre.model.people import hourly_rate
from equilibre.model.results import CostLine, ReferenceRatio
from equilibre.reference import headings

Code = Literal["quatre_tiers", "tiers_on_top", "dix_plus_un"]
State = Literal["non_mesure", "mesure", "compte_aussi", "non_calculable"]

ATTRIBUTION = "Repère Le RAMEAU (avril 2024) ; mode de calcul : convention de la plateforme"
INDICATIVE = "À titre indicatif pour l’organisation : ce repère vaut pour une action."
LABELS: dict[Code, str] = {
    "quatre_tiers": "Les 4 tiers : ce que vaut l’engagement",
    "tiers_on_top": "Le tiers « on top » : ce qui fait tenir l’action",
    "dix_plus_un": "Les 10 + 1 % : la prime à l’alliance",
}
FOUR_THIRDS = (
    "lecture retenue : le budget fait trois tiers, l’engagement (bénévolat et mécénat de compétences) un "
    "quatrième, valorisé en plus"
)
ALLIANCE = (
    "lecture retenue : 10 % du budget de l’action partagée pour mutualiser des moyens, 1 % pour répartir la "
    "valeur collective"
)
TIERS_READINGS = {
    "total": "lecture retenue : l’ingénierie rapportée au total (67 % pour agir, 33 % pour l’ingénierie)",
    "action": "lecture retenue : l’ingénierie rapportée au seul coût de l’action (un tiers ajouté)",
}
NOT_PUBLISHED: dict[Code, str] = {
    "quatre_tiers": "Non mesuré : la source ne dit pas le temps que donnent les bénévoles.",
    "tiers_on_top": "Non calculable : la source dit la nature des charges, au mieux, pas leur usage.",
    "dix_plus_un": "Non mesuré : la source ne dit pas avec qui l’organisation agit.",
}
"""A visitor of a published case is not asked for what only the organisation knows."""
NOT_FROM_ACCOUNTS = (
    "Non calculable avec vos seuls comptes : ils disent ce qui est payé, pas à quoi cela sert. Indiquez la "
    "part de l’action, de l’animation, du pilotage, de la capitalisation et de la valorisation collective."
)


@dataclass(frozen=True)
class _Scope:
    """The organisation, or one activity: where a ratio is computed."""

    suffix: str = ""
    activity: str = ""

    def key(self, code: Code) -> str:
        """Key of the ratio's figure in this scope."""
        return f"reperes.{code}{self.suffix}"


ORGANISATION = _Scope()


def read_ratios(context: ExerciceContext) -> tuple[ReferenceRatio, ...]:
    """The three of the organisation, then those that each typed activity allows."""
    found = [_four_thirds(context), _tiers(context), _alliance(context)]
    for rank, activity in enumerate(context.inputs.activities, start=1):
        scope = _Scope(suffix=f".activite-{rank}", activity=activity.name)
        found.extend(_of_activity(context, scope, activity))
    return tuple(found)


def _ratio(
    context: ExerciceContext,
    scope: _Scope,
    code: Code,
    state: State,
    value: float | None,
    text: str,
    *,
    reading: str,
    repere: str,
    formula: str,
    inputs: tuple[Input, ...] = (),
    certainty: Certainty = "mesure",
    amount: int | None = None,
    more: tuple[str, ...] = (),
) -> ReferenceRatio:
    if value is None and context.published:
        text = NOT_PUBLISHED[code]
    used = tuple(context.parameter(key) for key in (repere, *more))
    figure = context.record(
        scope.key(code),
        f"{LABELS[code]} ({scope.activity})" if scope.activity else LABELS[code],
        value,
        unit="part",
        formula=formula,
        inputs=inputs,
        parameters=used,
        status="convention",
        certainty=certainty,
        source=f"{ATTRIBUTION} ; {reading}",
        note=text if value is None else "",
    )
    said = f"{ATTRIBUTION} ; {reading}." + ("" if scope.activity else f" {INDICATIVE}")
    return ReferenceRatio(
        code=code,
        label=typographic(LABELS[code]),
        state=state,
        value=value,
        repere=sum(float(p.value) for p in used) if code == "dix_plus_un" else float(used[0].value),
        text=typographic(text),
        reading=typographic(said),
        status="convention",
        figure=figure.key,
        amount=amount,
        scope="activite" if scope.activity else "organisation",
        activity=scope.activity,
    )


# --- 4 tiers --------------------------------------------------------------------------------------------


def _four_thirds(context: ExerciceContext) -> ReferenceRatio:
    parts = {part.code: part for pillar in context.pillars for part in pillar.parts}
    volunteering = context.book.get("personnes.benevolat.valeur")
    budget_key = "totaux.charges" if context.has_charges else "totaux.produits"
    budget = int(context.book.get(budget_key).value or 0)
    formula = "engagement valorisé ÷ budget en euros (charges, ou produits quand les charges sont inconnues)"
    if volunteering.value is None or budget <= 0:
        text = (
            "Non mesuré : comptez les heures de vos bénévoles pendant un trimestre, puis indiquez-les ici."
            if volunteering.value is None
            else "Non calculable : aucun budget en euros n’a été lu."
        )
        return _ratio(
            context,
            ORGANISATION,
            "quatre_tiers",
            "non_mesure" if volunteering.value is None else "non_calculable",
            None,
            text,
            reading=FOUR_THIRDS,
            repere="repere_quatre_tiers",
            formula=formula,
        )
    skills = parts.get("mecenat_competences")
    engaged = int(volunteering.value) + (skills.amount or 0 if skills else 0)
    inputs = [context.figure_input(volunteering.key)]
    if skills and skills.amount:
        inputs.append(context.figure_input(skills.figure))
    booked = "benevolat" in parts and parts["benevolat"].amount is not None
    return _ratio(
        context,
        ORGANISATION,
        "quatre_tiers",
        "compte_aussi" if booked else "mesure",
        engaged / budget,
        _four_thirds_text(context, engaged, budget, booked=booked),
        reading=FOUR_THIRDS,
        repere="repere_quatre_tiers",
        formula=formula,
        inputs=(*inputs, context.figure_input(budget_key, "÷")),
        certainty=volunteering.certainty,
        amount=engaged,
        more=("quatre_tiers_bande_basse", "quatre_tiers_bande_moyenne", "quatre_tiers_bande_haute"),
    )


def _four_thirds_text(context: ExerciceContext, engaged: int, budget: int, *, booked: bool) -> str:
    share = engaged / budget
    words = (
        f"L’engagement vaut {formatting.euros(engaged)}, soit {formatting.percent(share)} du budget en euros"
    )
    if share > context.number("quatre_tiers_bande_haute"):
        words += " : un projet porté par l’engagement"
    elif share >= context.number("quatre_tiers_bande_moyenne"):
        words += " : proche du repère d’un tiers"
    elif share < context.number("quatre_tiers_bande_basse"):
        words += " : un engagement encore peu valorisé"
    else:
        words += " (repère : un tiers)"
    return words + (". Compté aussi dans les comptes (classe 8)." if booked else ".")


# --- Tiers on top ---------------------------------------------------------------------------------------


def _tiers(context: ExerciceContext) -> ReferenceRatio:
    uses = {use.code: use for use in context.uses}
    rest = uses.pop(UNALLOCATED, None)
    action = uses["action"].amount if uses else 0
    engineering = sum(use.amount for code, use in uses.items() if code in _engineering())
    base = context.dossier.choices.tiers_on_top_base
    formula = _tiers_formula(base)
    whole = action if base == "action" else action + engineering
    reason = "" if uses else NOT_FROM_ACCOUNTS
    if rest is not None and abs(rest.share) > context.number("usages_non_repartis_maximum"):
        reason = (
            f"Non calculable : vos codes analytiques laissent {formatting.percent(rest.share)} des charges "
            "sans usage. Indiquez la part de chacun des cinq usages."
        )
    elif uses and whole <= 0:
        reason = "Non calculable : aucune charge n’est rangée dans l’action."
    if reason:
        return _ratio(
            context,
            ORGANISATION,
            "tiers_on_top",
            "non_calculable",
            None,
            reason,
            reading=TIERS_READINGS[base],
            repere=_tiers_repere(base),
            formula=formula,
        )
    return _ratio(
        context,
        ORGANISATION,
        "tiers_on_top",
        "mesure",
        engineering / whole,
        _tiers_text(engineering, engineering / whole, base, supposed=_supposed(uses)),
        reading=TIERS_READINGS[base],
        repere=_tiers_repere(base),
        formula=formula,
        inputs=tuple(context.figure_input(use.figure) for use in uses.values()),
        certainty="suppose" if _supposed(uses) else "mesure",
        amount=engineering,
    )


def _engineering() -> frozenset[str]:
    return frozenset(use.code for use in headings.load().use if use.engineering)


def _supposed(uses: dict[str, CostLine]) -> bool:
    return any(use.certainty == "suppose" for use in uses.values())


def _tiers_repere(base: str) -> str:
    return "repere_ingenierie_sur_action" if base == "action" else "repere_ingenierie"


def _tiers_formula(base: str) -> str:
    top = "animation, pilotage, capitalisation et valorisation collective"
    return f"({top}) ÷ {'coût de l’action' if base == 'action' else f'(action, {top})'}"


def _tiers_text(engineering: int, share: float, base: str, *, supposed: bool) -> str:
    of = "du coût de l’action" if base == "action" else "du total"
    said = " d’après la répartition que vous avez indiquée" if supposed else ""
    return (
        f"Animer, piloter, capitaliser et valoriser font {formatting.euros(engineering)}, soit "
        f"{formatting.percent(share)} {of}{said} (repère : un tiers)."
    )


# --- 10 + 1 % -------------------------------------------------------------------------------------------

_ALLIANCE_FORMULA = (
    "ce que l’alliance coûte (contributions et heures de coordination valorisées) ÷ budget des actions "
    "partagées ; le repère : 10 % + 1 % de ce budget"
)


def _prime_words(context: ExerciceContext, budget: int) -> tuple[int, str]:
    """The premium in cents and its two lines, for a budget of shared action."""
    pooled, common = (round(budget * context.number(key)) for key in _PRIME)
    return pooled + common, (
        f"Pour {formatting.euros(budget)} d’action partagée, le repère donne {formatting.euros(pooled)} pour "
        f"mutualiser des moyens et {formatting.euros(common)} pour répartir la valeur collective."
    )


_PRIME = ("prime_alliance_mutualisation", "prime_alliance_valeur_collective")


def _alliance(context: ExerciceContext) -> ReferenceRatio:
    partners = context.inputs.partners
    sharing = [p for p in partners or () if p.shared_action_budget]
    budget = sum(p.shared_action_budget or 0 for p in sharing)
    if not sharing or budget <= 0:
        return _ratio(
            context,
            ORGANISATION,
            "dix_plus_un",
            "non_mesure" if partners is None else "non_calculable",
            None,
            _no_alliance(partners),
            reading=ALLIANCE,
            repere=_PRIME[0],
            more=_PRIME[1:],
            formula=_ALLIANCE_FORMULA,
        )
    amount, words = _prime_words(context, budget)
    cost = _alliance_cost(context, sharing)
    if cost is not None:
        words += (
            f" Ces alliances vous coûtent {formatting.euros(cost)}, soit "
            f"{formatting.percent(cost / budget, 1)} de ce budget."
        )
    return _ratio(
        context,
        ORGANISATION,
        "dix_plus_un",
        "non_mesure" if cost is None else "mesure",
        None if cost is None else cost / budget,
        words,
        reading=ALLIANCE,
        repere=_PRIME[0],
        more=_PRIME[1:],
        formula=_ALLIANCE_FORMULA,
        inputs=_alliance_inputs(sharing),
        certainty="non_mesure" if cost is None else "suppose",
        amount=amount,
    )


def _no_alliance(partners: tuple[Partner, ...] | None) -> str:
    if partners is None:
        return "Non mesuré : nous ne savons pas encore avec qui vous agissez. Nommez vos partenaires."
    if not partners:
        return "Non calculable : vous n’avez pas d’action menée en alliance."
    return "Non calculable : indiquez le budget d’une action que vous menez avec un partenaire."


def _alliance_cost(context: ExerciceContext, partners: list[Partner]) -> int | None:
    told = [p for p in partners if p.contribution is not None or p.coordination_hours is not None]
    if not told:
        return None
    rate = hourly_rate(context).cents
    return sum((p.contribution or 0) + round((p.coordination_hours or 0) * rate) for p in told)


def _alliance_inputs(partners: list[Partner]) -> tuple[Input, ...]:
    inputs = []
    for p in partners:
        words = f"{p.name}{formatting.NBSP}: budget de l’action partagée"
        inputs.append(Input(kind="declare", ref=p.key, label=words, value=p.shared_action_budget, sign="÷"))
        if p.contribution is not None:
            words = f"{p.name}{formatting.NBSP}: contribution versée"
            inputs.append(Input(kind="declare", ref=p.key, label=words, value=p.contribution))
        if p.coordination_hours is not None:
            words = f"{p.name}{formatting.NBSP}: heures de coordination"
            hours = p.coordination_hours
            inputs.append(Input(kind="declare", ref=p.key, label=words, value=hours, unit="heures"))
    return tuple(inputs)


# --- One activity ---------------------------------------------------------------------------------------


def _of_activity(context: ExerciceContext, scope: _Scope, activity: ActivityInput) -> list[ReferenceRatio]:
    """The repères that an activity's own figures allow; nothing is said of what was not told."""
    found: list[ReferenceRatio] = []
    if activity.direct_costs <= 0:
        return found
    costs = Input(
        kind="declare", ref=activity.key, label="Coûts directs", value=activity.direct_costs, sign="÷"
    )
    if activity.volunteer_hours is not None:
        found.append(_activity_four_thirds(context, scope, activity, costs))
    if activity.engineering_costs is not None and 0 <= activity.engineering_costs < activity.direct_costs:
        found.append(_activity_tiers(context, scope, activity, activity.engineering_costs, costs))
    if activity.in_alliance:
        amount, words = _prime_words(context, activity.direct_costs)
        found.append(
            _ratio(
                context,
                scope,
                "dix_plus_un",
                "non_mesure",
                None,
                words,
                reading=ALLIANCE,
                repere=_PRIME[0],
                more=_PRIME[1:],
                formula=_ALLIANCE_FORMULA,
                inputs=(costs,),
                certainty="non_mesure",
                amount=amount,
            )
        )
    return found


def _activity_four_thirds(
    context: ExerciceContext, scope: _Scope, activity: ActivityInput, costs: Input
) -> ReferenceRatio:
    rate = hourly_rate(context)
    hours = activity.volunteer_hours or 0.0
    engaged = round(hours * rate.cents)
    declared = Input(
        kind="declare", ref=activity.key, label="Heures de bénévolat", value=hours, unit="heures"
    )
    return _ratio(
        context,
        scope,
        "quatre_tiers",
        "mesure",
        engaged / activity.direct_costs,
        _four_thirds_text(context, engaged, activity.direct_costs, booked=False),
        reading=FOUR_THIRDS,
        repere="repere_quatre_tiers",
        formula=f"heures × {rate.words} ÷ coûts directs de l’activité",
        inputs=(declared, costs),
        certainty=context.inputs.means.volunteer_certainty,
        amount=engaged,
        more=tuple(p.key for p in rate.parameters),
    )


def _activity_tiers(
    context: ExerciceContext, scope: _Scope, activity: ActivityInput, engineering: int, costs: Input
) -> ReferenceRatio:
    base = context.dossier.choices.tiers_on_top_base
    whole = activity.direct_costs - engineering if base == "action" else activity.direct_costs
    declared = Input(kind="declare", ref=activity.key, label="Dont ingénierie", value=engineering)
    return _ratio(
        context,
        scope,
        "tiers_on_top",
        "mesure",
        engineering / whole,
        _tiers_text(engineering, engineering / whole, base, supposed=True),
        reading=TIERS_READINGS[base],
        repere=_tiers_repere(base),
        formula=_tiers_formula(base),
        inputs=(declared, costs),
        certainty="suppose",
        amount=engineering,
    )
