"""Richesses humaines in euros: paid people, volunteers, service civique, interns, skills patronage.

One list, each line once: what is booked prevails over what is typed; typed hours replace, never add.
"""

from __future__ import annotations

from dataclasses import dataclass

from equilibre.figures import Certainty, Input, ParameterUse
from equilibre.formatting import number as plain_number
from equilibre.model.context import ExerciceContext
from equilibre.model.dossier import CountWithPeople, HumanMeans
from equilibre.model.in_kind import InKind
from equilibre.model.results import PillarPart

PAYROLL = ("64", "631", "633", "621")
MAY_COUNT = ("604", "611", "622")
METHODS = {
    "smic_1": "SMIC brut horaire × 1",
    "smic_2": "SMIC brut horaire × 2",
    "smic_3": "SMIC brut horaire × 3",
    "remplacement": "coût de remplacement que vous avez indiqué",
}
VALUING_RULE = "Règlement ANC 2018-06, articles 211-1 à 211-4 : aucune méthode n’est imposée"
CONVENTION = "Convention de la plateforme"


@dataclass(frozen=True)
class HourlyRate:
    """Cents an hour, with what it rests on."""

    cents: int
    words: str
    parameters: tuple[ParameterUse, ...]


def method_means(context: ExerciceContext) -> HumanMeans:
    """The means whose method is applied: those of the last exercice, so that a change restates them all."""
    last = max(context.dossier.exercices, key=lambda e: (e.totals.opening, e.totals.closing))
    return last.means


def hourly_rate(context: ExerciceContext) -> HourlyRate:
    """The hourly value of a volunteer under the method chosen, at the closing date."""
    chosen = method_means(context)
    if chosen.volunteer_method == "remplacement" and chosen.replacement_rate:
        return HourlyRate(chosen.replacement_rate, METHODS["remplacement"], ())
    method = "smic_1" if chosen.volunteer_method == "remplacement" else chosen.volunteer_method
    smic = smic_use(context)
    factor = context.parameter(f"benevolat_coefficient_{method}")
    cents = round(float(smic.value) * float(factor.value) * 100)
    return HourlyRate(cents, f"{METHODS[method]}, sans charges", (smic, factor))


def smic_use(context: ExerciceContext) -> ParameterUse:
    """The gross hourly SMIC in force at closing; Mayotte's when the user says so."""
    suffix = "_mayotte" if context.dossier.choices.mayotte else ""
    return context.parameter(f"smic_horaire_brut{suffix}")


def counted_with_people(context: ExerciceContext) -> tuple[str, ...]:
    """Accounts of 604, 611, 622 that the user says pay people, in order of number."""
    told = {c.account for c in context.inputs.corrections if isinstance(c, CountWithPeople)}
    return tuple(a.number for a in context.accounts(*MAY_COUNT) if a.number in told)


def payroll(context: ExerciceContext) -> int | None:
    """Cents that pay people (64, 631, 633, 621, and what the user added); None when charges do not tell.

    They do not when the source gives products only, or one line « non ventilé » for most of them.
    """
    lumped = sum(a.balance for a in context.accounts("6") if "non_ventile" in context.hints(a))
    if not context.has_charges or lumped * 2 > context.balance("6"):
        return None
    return context.balance(*PAYROLL) + sum(context.balance(n) for n in counted_with_people(context))


def salaried_part(context: ExerciceContext) -> PillarPart:
    """What pays people, from the accounts."""
    amount = payroll(context)
    added = counted_with_people(context)
    inputs = context.account_inputs(*PAYROLL, *added) if amount is not None else ()
    figure = context.record(
        "personnes.salaries",
        "Salariés et personnel extérieur",
        amount,
        formula="comptes 64, 631, 633 et 621"
        + (f", plus {', '.join(added)} à votre demande" if added else ""),
        inputs=inputs,
        status="convention",
        source=f"{CONVENTION} : les euros qui paient des personnes sont comptés avec elles",
        note="" if amount is not None else "La source ne détaille pas les charges.",
    )
    return PillarPart(
        code="salaries",
        label=figure.label,
        amount=amount,
        certainty=figure.certainty,
        figure=figure.key,
        note=figure.note,
    )


def volunteer_parts(context: ExerciceContext, booked: tuple[InKind, ...]) -> tuple[PillarPart, ...]:
    """Volunteering: what is booked, else typed hours by kind, else one unmeasured line."""
    items = [item for item in booked if item.kind == "benevolat"]
    means = context.inputs.means
    if items:
        return (_booked_part(context, "benevolat", "Bénévolat comptabilisé", items, _hours_note(context)),)
    kinds = (
        ("terrain", "Bénévoles sur le terrain", means.volunteer_hours_field, True),
        ("competences", "Bénévoles de compétences", means.volunteer_hours_skills, True),
        (
            "gouvernance",
            "Bénévoles de gouvernance",
            means.volunteer_hours_governance,
            method_means(context).include_governance,
        ),
    )
    parts = tuple(
        _hours_part(context, code, label, hours, counted=counted)
        for code, label, hours, counted in kinds
        if hours is not None
    )
    return parts or (unmeasured(context, "benevolat", "Bénévolat", "Nous ne savons pas encore."),)


def _hours_note(context: ExerciceContext) -> str:
    hours = typed_hours(context)
    if hours is None:
        return ""
    value = round(hours * hourly_rate(context).cents)
    return (
        f"Le montant comptabilisé l’emporte : vos {plain_number(hours)} heures donneraient "
        f"{plain_number(value / 100)} €, qui ne s’ajoutent pas."
    )


def typed_hours(context: ExerciceContext) -> float | None:
    """Hours of volunteering typed and counted (governance only when asked); None when nothing was told."""
    means = context.inputs.means
    told = [means.volunteer_hours_field, means.volunteer_hours_skills]
    if method_means(context).include_governance:
        told.append(means.volunteer_hours_governance)
    known = [hours for hours in told if hours is not None]
    return sum(known) if known else None


def _booked_part(
    context: ExerciceContext, code: str, label: str, items: list[InKind], note: str = ""
) -> PillarPart:
    amount = sum(item.amount for item in items)
    figure = context.record(
        f"personnes.{code}",
        label,
        amount,
        formula="somme des comptes de classe 8 ainsi lus",
        inputs=tuple(Input(kind="compte", ref=i.number, label=i.label, value=i.amount) for i in items),
        source=VALUING_RULE,
        note=note,
    )
    return PillarPart(
        code=code, label=figure.label, amount=amount, certainty="mesure", figure=figure.key, note=figure.note
    )


def _hours_part(
    context: ExerciceContext, code: str, label: str, hours: float, *, counted: bool
) -> PillarPart:
    rate = hourly_rate(context)
    amount = round(hours * rate.cents) if counted else None
    certainty: Certainty = context.inputs.means.volunteer_certainty if counted else "non_mesure"
    figure = context.record(
        f"personnes.benevolat.{code}",
        label,
        amount,
        formula=f"heures × {rate.words}",
        inputs=(
            Input(kind="declare", ref=f"heures_{code}", label="Heures indiquées", value=hours, unit="heures"),
            Input(
                kind="declare",
                ref="taux",
                label="Valeur d’une heure",
                value=rate.cents,
                sign="×",
                unit="centimes",
            ),
        ),
        parameters=rate.parameters,
        status="convention",
        certainty=certainty,
        source=VALUING_RULE,
        note="" if counted else "Les heures de gouvernance sont indiquées à part, et ne sont pas comptées.",
    )
    return PillarPart(
        code=f"benevolat_{code}",
        label=figure.label,
        amount=amount,
        certainty=certainty,
        figure=figure.key,
        note=figure.note,
    )


def unmeasured(context: ExerciceContext, code: str, label: str, note: str) -> PillarPart:
    """A line that nobody told: no amount, never zero."""
    figure = context.record(
        f"personnes.{code}", label, None, formula="non mesuré", note=note, certainty="non_mesure"
    )
    return PillarPart(
        code=code,
        label=figure.label,
        amount=None,
        certainty="non_mesure",
        figure=figure.key,
        note=figure.note,
    )


def other_people_parts(context: ExerciceContext, booked: tuple[InKind, ...]) -> tuple[PillarPart, ...]:
    """Service civique, interns, skills patronage: each told, booked, or not measured."""
    return (_service_civique(context), _interns(context), _skills_patronage(context, booked))


def _service_civique(context: ExerciceContext) -> PillarPart:
    months = context.inputs.means.service_civique_months
    label = "Services civiques"
    if months is None:
        return unmeasured(context, "service_civique", label, "Non renseigné.")
    paid = context.parameter("service_civique_indemnite_etat")
    return _valued(
        context,
        "service_civique",
        label,
        round(months * float(paid.value) * 100),
        formula="mois × indemnité versée par l’État",
        hours=Input(kind="declare", ref="mois_service_civique", label="Mois", value=months, unit="mois"),
        parameters=(paid,),
        note="La prestation que vous versez est déjà dans vos charges : elle n’est pas ajoutée.",
    )


def _interns(context: ExerciceContext) -> PillarPart:
    months = context.inputs.means.intern_months
    label = "Stagiaires"
    if months is None:
        return unmeasured(context, "stagiaires", label, "Non renseigné.")
    smic, ceiling = smic_use(context), context.parameter("pss_horaire")
    rate, hours = context.parameter("gratification_stage_taux"), context.parameter("stage_heures_par_mois")
    unpaid = round(100 * (float(smic.value) - float(ceiling.value) * float(rate.value)))
    return _valued(
        context,
        "stagiaires",
        label,
        round(months * float(hours.value) * max(unpaid, 0)),
        formula="mois × heures d’un mois × (SMIC brut horaire moins la gratification minimale)",
        hours=Input(kind="declare", ref="mois_stagiaires", label="Mois", value=months, unit="mois"),
        parameters=(hours, smic, ceiling, rate),
        note="La gratification est déjà dans vos charges : seule la part non payée est ajoutée.",
    )


def _skills_patronage(context: ExerciceContext, booked: tuple[InKind, ...]) -> PillarPart:
    items = [item for item in booked if item.kind == "competences" and item.pillar == "richesses_humaines"]
    means = context.inputs.means
    label = "Mécénat de compétences et personnel mis à disposition"
    if items:
        return _booked_part(context, "mecenat_competences", label, items)
    if means.skills_patronage_value is not None:
        declared = means.skills_patronage_value
        return _valued(
            context,
            "mecenat_competences",
            label,
            declared,
            formula="valeur déclarée par l’entreprise",
            hours=Input(
                kind="declare", ref="valeur_mecenat_competences", label="Valeur déclarée", value=declared
            ),
            parameters=(),
        )
    if means.skills_patronage_hours is None:
        return unmeasured(context, "mecenat_competences", label, "Non renseigné.")
    rate = hourly_rate(context)
    hours = means.skills_patronage_hours
    return _valued(
        context,
        "mecenat_competences",
        label,
        round(hours * rate.cents),
        formula=f"heures × {rate.words}",
        hours=Input(
            kind="declare", ref="heures_mecenat", label="Heures indiquées", value=hours, unit="heures"
        ),
        parameters=rate.parameters,
    )


def _valued(
    context: ExerciceContext,
    code: str,
    label: str,
    amount: int,
    *,
    formula: str,
    hours: Input,
    parameters: tuple[ParameterUse, ...],
    note: str = "",
) -> PillarPart:
    figure = context.record(
        f"personnes.{code}",
        label,
        amount,
        formula=formula,
        inputs=(hours,),
        parameters=parameters,
        status="convention",
        certainty="estime",
        source=CONVENTION,
        note=note,
    )
    return PillarPart(
        code=code, label=figure.label, amount=amount, certainty="estime", figure=figure.key, note=figure.note
    )


def measured_volunteering(context: ExerciceContext, booked: tuple[InKind, ...]) -> int | None:
    """Valued volunteering in cents: booked, else typed hours; None when nobody told. Records nothing."""
    items = [item.amount for item in booked if item.kind == "benevolat"]
    if items:
        return sum(items)
    hours = typed_hours(context)
    return None if hours is None else round(hours * hourly_rate(context).cents)


def record_volunteering(context: ExerciceContext, parts: tuple[PillarPart, ...]) -> None:
    """The figures that the repères and the page use: valued volunteering, hours, full-time equivalents."""
    amounts = [p.amount for p in parts if p.amount is not None]
    value = sum(amounts) if amounts else None
    context.record(
        "personnes.benevolat.valeur",
        "Bénévolat valorisé",
        value,
        formula="somme des lignes de bénévolat comptées",
        inputs=tuple(context.figure_input(p.figure) for p in parts if p.amount is not None),
        status="convention",
        certainty=parts[0].certainty,
        source=VALUING_RULE,
        note="" if value is not None else "Nous ne savons pas encore.",
    )
    hours = typed_hours(context)
    context.record(
        "personnes.benevolat.heures",
        "Heures de bénévolat comptées",
        hours,
        unit="heures",
        formula="heures de terrain et de compétences, et de gouvernance sur demande",
        certainty=context.inputs.means.volunteer_certainty if hours is not None else "non_mesure",
        source="Heures indiquées",
        note="" if hours is not None else "Non renseigné.",
    )
    full_time = context.parameter("heures_par_etp")
    context.record(
        "personnes.benevolat.etp",
        "Équivalents temps plein bénévoles",
        hours / float(full_time.value) if hours is not None else None,
        unit="etp",
        formula="heures ÷ heures annuelles d’un temps plein",
        inputs=(context.figure_input("personnes.benevolat.heures"),),
        parameters=(full_time,),
        status="convention",
        certainty="estime" if hours is not None else "non_mesure",
        source=CONVENTION,
        note="" if hours is not None else "Non renseigné.",
    )
