"""Totals of an exercice, to the cent: products, charges, result, and what is read beside them."""

from __future__ import annotations

from equilibre.figures import Input
from equilibre.model.context import ExerciceContext
from equilibre.model.placement import Placement, place_accounts
from equilibre.model.results import Totals
from equilibre.reference import chart

GRANT_SHARE = "R08"
DEFERRED = ("487", "19")
NOT_OF_THE_YEAR = ("78", "79")
"""Reprises, used fonds dédiés (789) and transferts de charges: not resources of the year (field rule 6)."""
CARRIED_FORWARD = ("689",)
RULE = "Règle de la plateforme : un seul dénominateur, le total de la classe 7"
CHART_SOURCE = "Plan comptable des associations"


def of_the_year(part: Placement) -> bool:
    """Whether a part of a product account counts in « ressources de l'exercice »."""
    return part.line != GRANT_SHARE and not part.number.startswith(NOT_OF_THE_YEAR)


def passed_on_accounts(context: ExerciceContext) -> tuple[Input, ...]:
    """Aids given to others (657, and 6713, 6715, 673 before 2025) as inputs, debit positive.

    A 657 whose label speaks of assets sold is the company chart's number: it is left out.
    """
    found = []
    for account in context.accounts("6"):
        entry = chart.lookup(account.number, context.accounts_read.regime)
        if entry and entry.lever == "aides_octroyees" and "cession" not in context.hints(account):
            found.append(
                Input(
                    kind="compte",
                    ref=account.number,
                    label=context.account_label(account),
                    value=account.balance,
                )
            )
    return tuple(found)


def read_totals(context: ExerciceContext) -> Totals:
    """Record the totals' figures and fill ``context.core_totals`` and ``context.placements``."""
    context.placements = place_accounts(context)
    products = context.record(
        "totaux.produits",
        "Total des produits",
        context.credit("7"),
        formula="somme des comptes de classe 7, crédit moins débit",
        inputs=context.account_inputs("7", credit=True),
        source=CHART_SOURCE,
    ).value
    charges, result = _charges_and_result(context)
    in_kind = _in_kind(context)
    year = _year_resources(context)
    deferred = context.record(
        "totaux.deja_recu",
        "Déjà reçu ou promis, pas encore utilisé",
        context.credit(*DEFERRED) if context.accounts_read.has_balance_sheet else None,
        formula="produits constatés d’avance (487) plus fonds dédiés et reportés (19), crédit moins débit",
        inputs=context.account_inputs(*DEFERRED, credit=True),
        source=CHART_SOURCE,
        note="" if context.accounts_read.has_balance_sheet else "Ces comptes ne comprennent pas de bilan.",
    ).value
    passed = passed_on_accounts(context)
    passed_on = context.record(
        "totaux.reverse",
        "Dont reversé à d’autres",
        sum(int(i.value or 0) for i in passed) if context.has_charges else None,
        formula="somme des aides financières accordées (657 ; 6713, 6715 et 673 avant 2025)",
        inputs=passed,
        status="convention",
        source=RULE,
        note="" if context.has_charges else "Les charges ne sont pas publiées.",
    ).value
    totals = Totals(
        products=int(products or 0),
        charges=charges,
        result=result,
        in_kind=in_kind,
        year_resources=year,
        deferred=int(deferred or 0),
        passed_on=int(passed_on or 0),
    )
    context.core_totals = totals
    return totals


def _charges_and_result(context: ExerciceContext) -> tuple[int | None, int | None]:
    note = "" if context.has_charges else "La source ne publie que les produits."
    charges = context.balance("6") if context.has_charges else None
    context.record(
        "totaux.charges",
        "Total des charges",
        charges,
        formula="somme des comptes de classe 6, débit moins crédit",
        inputs=context.account_inputs("6") if context.has_charges else (),
        source=CHART_SOURCE,
        note=note,
    )
    result = context.credit("7") - charges if charges is not None else None
    context.record(
        "totaux.resultat",
        "Résultat de l’exercice",
        result,
        formula="total des produits moins total des charges ; la classe 8 n’y entre pas",
        inputs=(context.figure_input("totaux.produits"), context.figure_input("totaux.charges", "−")),
        source=CHART_SOURCE,
        note=note,
    )
    return charges, result


def _in_kind(context: ExerciceContext) -> int:
    from_uses = not context.has("87") and context.has("86")
    amount = context.balance("86") if from_uses else context.credit("87")
    context.record(
        "totaux.en_nature",
        "Contributions volontaires en nature comptabilisées",
        amount,
        formula="somme des comptes 86, débit moins crédit"
        if from_uses
        else "somme des comptes 87, crédit moins débit",
        inputs=context.account_inputs("86") if from_uses else context.account_inputs("87", credit=True),
        source=CHART_SOURCE,
        note="Elles n’entrent jamais dans les parts des produits.",
    )
    return amount


def _year_resources(context: ExerciceContext) -> int:
    left_out = [part for part in context.placements if not of_the_year(part)]
    out_amount = sum(part.amount for part in left_out)
    carried = context.balance(*CARRIED_FORWARD) if context.has_charges else 0
    year = context.credit("7") - out_amount - carried
    inputs = (
        context.figure_input("totaux.produits"),
        *(
            Input(kind="compte", ref=p.number, label=p.label, value=p.amount, sign="−")
            for p in left_out
        ),
        *(
            Input(kind="compte", ref=a.number, label=context.account_label(a), value=a.balance, sign="−")
            for a in context.accounts(*CARRIED_FORWARD)
        ),
    )  # fmt: skip
    context.record(
        "totaux.ressources_exercice",
        "Ressources de l’exercice",
        year,
        formula=(
            "total des produits, moins les reprises (78), les fonds dédiés utilisés (789), les transferts "
            "de charges (79), les quotes-parts de subventions d’investissement (747, 777) et les reports "
            "en fonds dédiés (689)"
        ),
        inputs=inputs,
        status="convention",
        source=RULE,
    )
    return year
