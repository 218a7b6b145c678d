"""« L'analyse financière, à côté »: solidity indicators where the entries allow, each with why when not.

It steers day to day; the model looks at structure (field rule 16). Formulas: PCG intermediate balances as
read for associations; FRNG − BFR = trésorerie nette holds to the cent when the books balance.
"""

from __future__ import annotations

from equilibre import formatting
from equilibre.figures import Input
from equilibre.model.cash import (
    NO_SPENDING,
    disposal_products,
    disposals,
    monthly_spending,
    read_cash,
    read_cash_alert,
    read_cash_months,
    record_spending,
    why_no_charges,
)
from equilibre.model.context import ExerciceContext
from equilibre.model.funders import read_funders
from equilibre.model.indicators import SOURCE, Plan, give, refuse
from equilibre.model.results import SolidityIndicator

__all__ = ["read_cash_alert", "read_cash_months", "read_solidity"]

EQUITY = ("10", "11", "12", "13", "14")
PAYROLL = ("64", "631", "633")


def read_solidity(context: ExerciceContext) -> tuple[SolidityIndicator, ...]:
    """Cash first, then own funds, the balance of the bilan, results of the year, funders and delays."""
    if not why_no_charges(context):
        record_spending(context)
    return (
        *read_cash(context),
        _equity_months(context),
        *_working_capital(context),
        _payroll(context),
        _ebe(context),
        _caf(context),
        *read_funders(context),
    )


def why_no_balance_sheet(context: ExerciceContext) -> str:
    """Why classes 1 to 5 cannot be used, or «  »."""
    totals = context.accounts_read
    if totals.has_balance_sheet and totals.basis != "budget":
        return ""
    if totals.basis == "publie":
        return "Lecture d’après les chiffres publiés : le bilan n’en fait pas partie."
    if totals.basis == "budget":
        return "Un budget prévisionnel n’a pas de bilan."
    if totals.basis == "tresorerie":
        return "Une comptabilité de recettes et de dépenses n’a pas de bilan : ni créances, ni dettes."
    if totals.source.format == "saisie":
        return "Quelques totaux ne disent pas le bilan : déposez une balance ou un FEC pour l’obtenir."
    return (
        "Le bilan (classes 1 à 5, avec les soldes de départ) n’a pas été lu : "
        "déposez la balance ou le FEC entier."
    )


def why_no_margin(context: ExerciceContext) -> str:
    """Why EBE and CAF cannot be computed, or «  »."""
    totals = context.accounts_read
    if reason := why_no_charges(context):
        return reason
    if totals.basis == "tresorerie":
        return (
            "Une comptabilité de recettes et de dépenses n’a pas d’amortissements : ce calcul n’a pas lieu."
        )
    if totals.basis == "budget":
        return "Ce calcul demande des comptes réalisés."
    if totals.source.format == "saisie":
        return "Quelques totaux ne séparent pas les amortissements : déposez une balance ou un FEC."
    return ""


def result_of(context: ExerciceContext) -> int:
    """Result of the exercice: class 7 minus class 6, cents."""
    return context.credit("6", "7")


# --- Own funds ------------------------------------------------------------------------------------------


def equity(context: ExerciceContext) -> int:
    """Own funds with the result of the exercice: classes 10 to 14, cents."""
    return context.credit(*EQUITY) + result_of(context)


def _equity_months(context: ExerciceContext) -> SolidityIndicator:
    plan = Plan(
        "fonds_propres_mois",
        "Fonds propres",
        "mois",
        "fonds propres (10 à 14, résultat compris) ÷ dépenses d’un mois",
    )
    if reason := why_no_balance_sheet(context) or why_no_charges(context):
        return refuse(context, plan, reason)
    monthly = monthly_spending(context)
    if monthly <= 0:
        return refuse(context, plan, NO_SPENDING)
    own = context.record(
        "solidite.fonds_propres",
        "Fonds propres, résultat compris",
        equity(context),
        formula="comptes 10, 11, 12, 13 et 14, crédit moins débit, plus le résultat de l’exercice",
        inputs=(*context.account_inputs(*EQUITY, credit=True), context.figure_input("totaux.resultat")),
        status="lecture",
        source=SOURCE,
        note=_equity_note(context),
    )
    amount = int(own.value or 0)
    return give(
        context,
        plan,
        amount / monthly,
        f"de dépenses, soit {formatting.euros(amount)}.",
        inputs=(context.figure_input(own.key), context.figure_input("solidite.depenses_mensuelles", "÷")),
        parameters=("fonds_propres_mois_bas", "fonds_propres_mois_vigilance", "fonds_propres_mois_question"),
        note=own.note,
    )


def _equity_note(context: ExerciceContext) -> str:
    parts = []
    if returnable := context.credit("103"):
        parts.append(f"{formatting.euros(returnable)} que l’apporteur peut reprendre (103)")
    if invested := context.credit("13"):
        parts.append(f"{formatting.euros(invested)} de subventions d’investissement (13)")
    return f"Dont {' et '.join(parts)}." if parts else ""


# --- FRNG, BFR, trésorerie nette ------------------------------------------------------------------------

_FRNG = Plan(
    "frng",
    "Fonds de roulement",
    "centimes",
    "classes 1 et 2, crédit moins débit, plus le résultat de l’exercice",
)
_BFR = Plan("bfr", "Besoin en fonds de roulement", "centimes", "classes 3 et 4, débit moins crédit")
_NET = Plan(
    "tresorerie_nette",
    "Trésorerie nette",
    "centimes",
    "classe 5, débit moins crédit ; égale au fonds de roulement moins le besoin en fonds de roulement",
)


def imbalance(context: ExerciceContext) -> int:
    """Debit minus credit of classes 1 to 7: nil when the books balance."""
    return context.balance("1", "2", "3", "4", "5", "6", "7")


def _working_capital(context: ExerciceContext) -> tuple[SolidityIndicator, ...]:
    plans = (_FRNG, _BFR, _NET)
    reason = why_no_balance_sheet(context)
    if not reason and (gap := imbalance(context)):
        reason = (
            f"Les comptes lus ne s’équilibrent pas (écart de {formatting.euros_exact(gap)}) : "
            "ce calcul serait faux."
        )
    if reason:
        return tuple(refuse(context, plan, reason) for plan in plans)
    return (_frng(context), _bfr(context), _net(context))


def _frng(context: ExerciceContext) -> SolidityIndicator:
    frng = context.credit("1", "2") + result_of(context)
    earmarked = context.credit("19")
    text = "de ressources durables, une fois payé ce qui est immobilisé"
    if earmarked:
        text += f" ; {formatting.euros(frng - earmarked)} sans l’argent dédié à des projets"
    return give(
        context,
        _FRNG,
        frng,
        f"{text}.",
        inputs=(*context.account_inputs("1", "2", credit=True), context.figure_input("totaux.resultat")),
    )


def _bfr(context: ExerciceContext) -> SolidityIndicator:
    bfr = context.balance("3", "4")
    products = context.credit("7")
    if bfr > 0:
        text = "avancés en attendant des paiements"
        if products > 0:
            days = bfr * ((context.closing - context.opening).days + 1) / products
            text += f", soit {formatting.number(days)} jours de produits"
    else:
        text = "(somme reçue d’avance, ou pas encore payée aux autres)"
    return give(
        context,
        _BFR,
        bfr,
        f"{text}.",
        inputs=context.account_inputs("3", "4"),
        parameters=("bfr_vigilance_jours",),
    )


def _net(context: ExerciceContext) -> SolidityIndicator:
    net = context.balance("5")
    return give(
        context,
        _NET,
        net,
        "à la clôture.",
        inputs=(context.figure_input("solidite.frng"), context.figure_input("solidite.bfr", "−")),
    )


# --- The year -------------------------------------------------------------------------------------------


def _payroll(context: ExerciceContext) -> SolidityIndicator:
    plan = Plan(
        "part_personnel",
        "Part des salaires dans les charges",
        "part",
        "salaires, cotisations et taxes sur salaires (64, 631, 633) ÷ charges",
    )
    if reason := why_no_charges(context):
        return refuse(context, plan, reason)
    charges = context.balance("6")
    share = context.balance(*PAYROLL) / charges
    text = "des charges"
    if outside := context.balance("621"):
        extended = (context.balance(*PAYROLL) + outside) / charges
        text += f" ; {formatting.percent(extended)} avec le personnel extérieur (621)"
    return give(
        context,
        plan,
        share,
        f"{text}.",
        inputs=(
            *context.account_inputs(*PAYROLL),
            context.figure_input("totaux.charges", "÷"),
        ),
        parameters=("masse_salariale_repere",),
    )


def _ebe(context: ExerciceContext) -> SolidityIndicator:
    plan = Plan(
        "ebe",
        "Ce que l’activité dégage (excédent brut d’exploitation)",
        "centimes",
        "produits 70 à 75 (sans quotes-parts ni cessions) moins charges 60 à 65 (sans les biens cédés)",
    )
    if reason := why_no_margin(context):
        return refuse(context, plan, reason)
    products = ("70", "71", "72", "73", "74", "75")
    not_cash = ("747", "7532", *disposal_products(context))
    transfers = () if context.accounts_read.regime == "anc2025" else ("791",)
    charges, sold = ("60", "61", "62", "63", "64", "65"), disposals(context)
    value = context.credit(*products, exclude=not_cash) - context.balance(*charges, exclude=sold)
    note = ""
    if transfers and context.has(*transfers):
        value += context.credit(*transfers)
        note = "Les transferts de charges (791) sont ajoutés : avant 2025 ils réduisaient des charges."
    inputs = (
        *context.account_inputs(*products, exclude=not_cash, credit=True),
        *(context.account_inputs(*transfers, credit=True) if transfers else ()),
        *_minus(context.account_inputs(*charges, exclude=sold)),
    )
    return give(context, plan, value, "sur l’exercice.", inputs=inputs, note=note)


def _minus(inputs: tuple[Input, ...]) -> tuple[Input, ...]:
    return tuple(
        Input(kind=i.kind, ref=i.ref, label=i.label, value=i.value, unit=i.unit, sign="−") for i in inputs
    )


def _caf(context: ExerciceContext) -> SolidityIndicator:
    plan = Plan(
        "caf",
        "Ce que l’année laisse pour investir ou rembourser (capacité d’autofinancement)",
        "centimes",
        "résultat + dotations (68) − reprises (78), fonds dédiés compris, + valeur des biens cédés "
        "− prix des cessions − quotes-parts de subventions d’investissement (747, 777)",
    )
    if reason := why_no_margin(context):
        return refuse(context, plan, reason)
    added, removed = ("68", *disposals(context)), ("78", *disposal_products(context), "777")
    if context.accounts_read.regime == "anc2025":
        removed = (*removed, "747")
    value = result_of(context) + context.balance(*added) - context.credit(*removed)
    inputs = (
        context.figure_input("totaux.resultat"),
        *context.account_inputs(*added),
        *_minus(context.account_inputs(*removed, credit=True)),
    )
    return give(context, plan, value, "sur l’exercice.", inputs=inputs)
