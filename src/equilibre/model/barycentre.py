"""The dots of the two triangles: weights of the corners, what is not measured, what may be joined."""

from __future__ import annotations

from equilibre.formatting import typographic
from equilibre.model.context import ExerciceContext
from equilibre.model.dossier import StrategicPartner
from equilibre.model.people import counted_with_people, hourly_rate, method_means, payroll
from equilibre.model.results import BarycentrePoint

CORNER_NATURES = ("subventionnement", "investissement_societal", "revenus_activite")
INVESTMENT = 1


def read_pillars_point(context: ExerciceContext) -> BarycentrePoint:
    """The dot of the first triangle: people, financed means, shared means, in that order."""
    amounts = [max(p.amount or 0, 0) for p in context.pillars]
    total = sum(amounts)
    unmeasured = tuple(i for i, p in enumerate(context.pillars) if not p.complete)
    notes = [p.missing for p in context.pillars if p.missing]
    paid = payroll(context)
    if paid is not None and paid > context.totals.products:
        notes.append("Les personnes coûtent plus que les produits : le point est sur le bord.")
    joins, why = _joins(context, unmeasured)
    if why:
        notes.append(why)
    return BarycentrePoint(
        exercice=context.label,
        weights=_weights(amounts) if len(unmeasured) < len(context.pillars) else None,
        hollow=bool(unmeasured),
        unmeasured=unmeasured,
        size=total,
        joins_previous=joins,
        note=typographic(" ".join(notes)),
    )


def _weights(amounts: list[int]) -> tuple[float, float, float] | None:
    total = sum(amounts)
    if total <= 0:
        return None
    return (amounts[0] / total, amounts[1] / total, amounts[2] / total)


def method_signature(context: ExerciceContext) -> tuple[object, ...]:
    """What must be equal for two exercices to be measured the same way."""
    read = context.accounts_read
    means = method_means(context)
    return (
        read.scope,
        read.perimeter,
        read.basis == "budget",
        _volunteering_origin(context),
        means.include_governance,
        tuple(number[:3] for number in counted_with_people(context)),
        any(part.code == "prete" for part in context.pillars[2].parts),
    )


def _volunteering_origin(context: ExerciceContext) -> str:
    parts = context.pillars[0].parts
    if any(p.code == "benevolat" and p.amount is not None for p in parts):
        return "comptabilise"
    if any(p.code.startswith("benevolat_") and p.amount is not None for p in parts):
        return f"heures, {hourly_rate(context).words}"
    return "non mesuré"


def _joins(context: ExerciceContext, unmeasured: tuple[int, ...]) -> tuple[bool, str]:
    """Whether the path may join the exercice before, and why not."""
    before = context.previous
    if before is None or len(before.pillars) != 3:
        return False, ""
    before_unmeasured = tuple(i for i, p in enumerate(before.pillars) if not p.complete)
    if before_unmeasured != unmeasured or method_signature(before) != method_signature(context):
        return False, "Ce point n’est pas relié au précédent : le périmètre ou la méthode diffère."
    return True, ""


def read_natures_point(context: ExerciceContext) -> BarycentrePoint:
    """The dot of the second triangle: soutiens, investissement sociétal, revenus d'activité, normalised."""
    by_nature = {share.nature: share.amount for share in context.natures}
    amounts = [max(by_nature.get(code, 0), 0) for code in CORNER_NATURES]  # type: ignore[call-overload]
    told = any(
        isinstance(correction, StrategicPartner)
        for exercice in context.dossier.exercices
        for correction in exercice.corrections
    )
    notes = []
    if not amounts[INVESTMENT]:
        notes.append(
            "Aucun investissement sociétal dans cet exercice : le triangle devient un axe."
            if told
            else "Aucun investissement sociétal n’a été indiqué, et aucun compte ne le prouve : le triangle "
            "devient un axe."
        )
    members = by_nature.get("membres", 0)
    if members:
        notes.append("Les ressources des membres sont indiquées hors du triangle.")
    if not sum(amounts):
        notes.append("Aucune des trois natures n’a de montant : il n’y a pas de point.")
    before = context.previous
    joins = (
        before is not None
        and bool(before.natures)
        and before.accounts_read.perimeter == context.accounts_read.perimeter
        and (before.accounts_read.basis == "budget") == (context.accounts_read.basis == "budget")
    )
    return BarycentrePoint(
        exercice=context.label,
        weights=_weights(amounts),
        hollow=False,
        unmeasured=() if amounts[INVESTMENT] or told else (INVESTMENT,),
        size=context.totals.products,
        joins_previous=joins,
        note=typographic(" ".join(notes)),
    )
