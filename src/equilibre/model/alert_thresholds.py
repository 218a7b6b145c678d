"""Thresholds of law as questions, each with its perimeter (field rule 18): 153 000 €, 23 000 €, franchise…

A threshold is passed strictly above its amount. What the accounts cannot decide (which sales are lucrative,
which authority paid) is asked, never concluded.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from equilibre.figures import Input
from equilibre.formatting import euros
from equilibre.model.context import ExerciceContext
from equilibre.model.funders import payer_label, payers_of
from equilibre.model.in_kind import lent_by_public, read_in_kind
from equilibre.model.placement import Placement, hints_of
from equilibre.model.results import Ask, Choice
from equilibre.reference import parameters

GRANTS = ("R06", "R07", "R17")
GIFTS = ("R02", "R03", "R04")
NOT_GIFTS = ("7543", "753", "755", "74", "757", "775")
NOT_TAX_GIVERS = frozenset({"fondation", "association", "reseau", "public", "europe"})
LUCRATIVE = "recettes_lucratives"
NAMES_SAID = 3


@dataclass(frozen=True)
class Raised:
    """An alert that applies: the values of its sentence, and the figure it rests on."""

    code: str
    values: dict[str, str] = field(default_factory=dict)
    figure: str = ""


def _part_inputs(parts: list[Placement]) -> tuple[Input, ...]:
    return tuple(Input(kind="compte", ref=p.number, label=p.label, value=p.amount) for p in parts)


def public_grants(context: ExerciceContext) -> tuple[list[Placement], list[Placement]]:
    """Public grants in cash (R06, R07, R17 booked in 74), and the European ones, apart."""
    kinds: dict[str, str] = {p.key: p.kind for p in payers_of(context)}
    by_label = {a.number for a in context.accounts("74") if "europe" in hints_of(a)}
    national: list[Placement] = []
    european: list[Placement] = []
    for part in context.placements:
        if part.line in GRANTS and part.number.startswith("74"):
            from_europe = kinds.get(part.payer) == "europe" if part.payer else part.number in by_label
            (european if from_europe else national).append(part)
    return national, european


def subsidies_threshold(context: ExerciceContext) -> Raised | None:
    """153 000 € of cash subsidies of all authorities together, European funds apart."""
    national, european = public_grants(context)
    amount = sum(p.amount for p in national)
    use = context.parameter("seuil_subventions_comptes")
    figure = context.record(
        "seuils.subventions_publiques",
        "Subventions publiques en argent, fonds européens à part",
        amount,
        formula="subventions et aides à l’emploi (74), sans les fonds européens ni la commande publique",
        inputs=_part_inputs(national),
        parameters=(use,),
        status="lecture",
        source=use.source,
    )
    threshold = parameters.cents_at("seuil_subventions_comptes", context.closing)
    if amount <= threshold:
        return None
    europe = sum(p.amount for p in european)
    return Raised(
        "seuil_153_subventions",
        {
            "amount": euros(amount),
            "threshold": euros(threshold),
            "europe": f" (ici {euros(europe)})" if europe else "",
        },
        figure.key,
    )


def gifts(context: ExerciceContext) -> list[Placement]:
    """Gifts that may give right to a tax reduction: no legs, no aid of other bodies."""
    kinds = {p.key: p.kind for p in payers_of(context)}
    return [
        p
        for p in context.placements
        if p.line in GIFTS
        and not p.number.startswith(NOT_GIFTS)
        and kinds.get(p.payer, "inconnu") not in NOT_TAX_GIVERS
    ]


def gifts_threshold(context: ExerciceContext) -> Raised | None:
    """153 000 € of gifts: their own counter."""
    parts = gifts(context)
    amount = sum(p.amount for p in parts)
    use = context.parameter("seuil_dons_comptes")
    figure = context.record(
        "seuils.dons",
        "Dons et mécénat, sans les legs",
        amount,
        formula="dons et mécénat de particuliers et d’entreprises, sans les legs ni les aides d’organismes",
        inputs=_part_inputs(parts),
        parameters=(use,),
        status="lecture",
        source=use.source,
    )
    threshold = parameters.cents_at("seuil_dons_comptes", context.closing)
    if amount <= threshold:
        return None
    values = {"amount": euros(amount), "threshold": euros(threshold)}
    return Raised("seuil_153_dons", values, figure.key)


def tax_receipts(context: ExerciceContext) -> Raised | None:
    """Gifts were received: are the receipts founded? To be confirmed by a rescrit."""
    amount = sum(p.amount for p in gifts(context))
    return Raised("recus_fiscaux", {"amount": euros(amount)}, "seuils.dons") if amount > 0 else None


def convention_threshold(context: ExerciceContext) -> Raised | None:
    """23 000 € per authority and year, kind included; by account when payers are not known."""
    threshold = parameters.cents_at("seuil_convention_subvention", context.closing)
    by_authority = authorities(context)
    if not by_authority:
        return _convention_by_account(context, threshold)
    above = [name for name, amount in by_authority if amount > threshold]
    if above:
        verb = "vous verse" if len(above) == 1 else "vous versent chacun"
        who = f"{_names(above)} {verb}"
        return Raised("seuil_23", {"who": who, "threshold": euros(threshold)}, _grants_figure(context))
    kind = public_kind(context)
    near = [name for name, amount in by_authority if amount + kind > threshold]
    if not kind or not near:
        return None
    values = {
        "kind": euros(kind),
        "threshold": euros(threshold),
        "who": f"{_names(near)} {'reste' if len(near) == 1 else 'restent chacun'}",
    }
    return Raised("seuil_23_nature", values, _grants_figure(context))


def authorities(context: ExerciceContext) -> list[tuple[str, int]]:
    """Public payers (Europe apart) with what they paid as grants, cents, by decreasing amount."""
    found = [
        (
            payer_label(payer),
            sum(
                cents
                for number, cents in payer.amounts.items()
                if number.startswith("74") and not number.startswith("747")
            ),
        )
        for payer in payers_of(context)
        if payer.kind == "public"
    ]
    return sorted(((n, a) for n, a in found if a > 0), key=lambda pair: -pair[1])


def public_kind(context: ExerciceContext) -> int:
    """Cents lent by public bodies: booked in class 8, else as the partners' form says."""
    booked = read_in_kind(context)
    if any(item.pillar == "alliances" for item in booked):
        return lent_by_public(context, booked)
    return sum(p.lent_means or 0 for p in context.inputs.partners or () if p.body == "public")


def _convention_by_account(context: ExerciceContext, threshold: int) -> Raised | None:
    national, _ = public_grants(context)
    above = [p.number for p in national if p.amount > threshold]
    if not above:
        return None
    values = {"accounts": _names(above), "threshold": euros(threshold)}
    return Raised("seuil_23_compte", values, _grants_figure(context))


def _grants_figure(context: ExerciceContext) -> str:
    key = "seuils.subventions_publiques"
    return key if key in context.book else ""


def _names(names: list[str]) -> str:
    said = names[:NAMES_SAID]
    rest = len(names) - len(said)
    if rest:
        return f"{', '.join(said)} et {rest} autre{'s' if rest > 1 else ''}"
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} et {said[-1]}"


def directors_pay(context: ExerciceContext) -> Raised | None:
    """Budget above 150 000 € and subsidies above 50 000 €: are the three top pays published?"""
    budget = parameters.cents_at("seuil_remunerations_budget", context.closing)
    threshold = parameters.cents_at("seuil_remunerations_subventions", context.closing)
    national, _ = public_grants(context)
    amount = sum(p.amount for p in national)
    spent = context.totals.charges if context.totals.charges is not None else context.totals.products
    if spent <= budget or amount <= threshold:
        return None
    values = {"budget": euros(budget), "threshold": euros(threshold), "amount": euros(amount)}
    return Raised("remunerations_dirigeants", values, _grants_figure(context))


def franchise(context: ExerciceContext) -> Raised | None:
    """Sales above the franchise: which ones are lucrative? All of 70 never answers that."""
    amount = context.credit("70")
    use = context.parameter("franchise_impots_commerciaux")
    threshold = parameters.cents_at("franchise_impots_commerciaux", context.closing)
    figure = context.record(
        "seuils.ventes",
        "Ventes et prestations, lucratives ou non",
        amount,
        formula="compte 70, crédit moins débit : un plafond des recettes lucratives, pas leur montant",
        inputs=context.account_inputs("70", credit=True),
        parameters=(use,),
        status="lecture",
        source=use.source,
        note="Seules les recettes des activités lucratives accessoires comptent pour la franchise.",
    )
    if amount <= threshold:
        return None
    ask = Ask(
        code=LUCRATIVE,
        question="Parmi vos ventes et prestations, lesquelles viennent d’activités lucratives ?",
        why="La franchise des impôts commerciaux ne regarde que les recettes lucratives accessoires.",
        choices=(
            Choice(code="aucune", label="Aucune, d’après un rescrit ou notre conseil"),
            Choice(code="sous_seuil", label=f"Une partie, moins de {euros(threshold)}"),
            Choice(code="au_dessus", label=f"Plus de {euros(threshold)}"),
            Choice(code="ne_sait_pas", label="Je ne sais pas"),
        ),
        answer=context.answer(LUCRATIVE),
    )
    context.ask(ask)
    if ask.answer in ("aucune", "sous_seuil"):
        return None
    known = f" Montant retenu : {use.note}." if use.last_known else ""
    return Raised(
        "franchise", {"amount": euros(amount), "threshold": euros(threshold), "known": known}, figure.key
    )


def passing_on(context: ExerciceContext) -> Raised | None:
    """Money passed on by a body that receives public grants."""
    national, european = public_grants(context)
    passed = context.totals.passed_on
    if passed <= 0 or sum(p.amount for p in (*national, *european)) <= 0:
        return None
    return Raised("reversement", {"amount": euros(passed)}, "totaux.reverse")


RULES = (
    subsidies_threshold,
    gifts_threshold,
    convention_threshold,
    directors_pay,
    franchise,
    tax_receipts,
    passing_on,
)
