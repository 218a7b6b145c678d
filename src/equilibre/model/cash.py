"""Cash: what is left at closing, how many months of spending it covers, and the lowest point of the year.

Cash is class 5 as it stands (overdrafts included, so it can be negative). Months of spending leave out what
is not paid out: amortissements, provisions, fonds dédiés (68), stock variations (603), value of things sold.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from equilibre import formatting
from equilibre.model.context import ExerciceContext
from equilibre.model.indicators import SOURCE, Plan, give, refuse
from equilibre.model.placement import hints_of
from equilibre.model.results import Ask, CashMonth, Choice, SolidityIndicator

DAYS_PER_MONTH = 30.4375
LONGEST_SERIES = 24
"""Months beyond which no month-end series is drawn: the dates are not those of one exercice."""
NO_SPENDING = "Aucune dépense n’a été lue pour cet exercice."
DECLARED = "tresorerie_un_mois"
"""Question asked when the accounts do not tell cash: does it cover one month of spending?"""


def months_of(opening: dt.date, closing: dt.date) -> float:
    """Length in months: whole for calendar months (01/01–31/12 is 12), else days ÷ 30.4375."""
    last_day = calendar.monthrange(closing.year, closing.month)[1]
    if opening.day == 1 and closing.day == last_day:
        return float((closing.year - opening.year) * 12 + closing.month - opening.month + 1)
    return ((closing - opening).days + 1) / DAYS_PER_MONTH


def disposals(context: ExerciceContext) -> tuple[str, ...]:
    """Accounts of the value of things sold: by regime, and a 657 of a company chart whose label says so."""
    by_regime = ("675", "652", "6671") if context.accounts_read.regime == "anc2025" else ("675",)
    by_label = (a.number for a in context.accounts("657") if "cession" in hints_of(a))
    return (*by_regime, *by_label)


def disposal_products(context: ExerciceContext) -> tuple[str, ...]:
    """Accounts of the price of things sold, under the regime of the exercice."""
    return ("775", "757", "7671") if context.accounts_read.regime == "anc2025" else ("775",)


def why_no_charges(context: ExerciceContext) -> str:
    """Why charges cannot be read, or «  »."""
    if not context.has_charges:
        return "La source ne donne que les produits : les charges ne sont pas connues."
    if context.balance("6") <= 0:
        return "Aucune charge n’a été lue pour cet exercice."
    return ""


def why_no_cash(context: ExerciceContext) -> str:
    """Why the cash at closing is not known, or «  »."""
    totals = context.accounts_read
    if totals.basis == "publie":
        return "Lecture d’après les chiffres publiés : la trésorerie n’en fait pas partie."
    if totals.basis == "budget":
        return "Un budget prévisionnel ne dit pas l’argent disponible."
    told = totals.source.format in ("tresorerie", "saisie") or totals.basis == "tresorerie"
    if totals.has_balance_sheet or (told and context.has("5") and totals.source.format != "fec"):
        return ""
    if context.has("5"):
        return (
            "Les soldes de départ des comptes de banque manquent : l’argent disponible ne peut pas être lu."
        )
    return (
        "Les comptes lus ne contiennent ni banque ni caisse : donnez vos soldes bancaires de début et de fin."
    )


def record_spending(context: ExerciceContext) -> str:
    """Record the monthly spending and hand back its key; call once, when ``why_no_charges`` is empty."""
    left_out = ("603", *disposals(context))
    prefixes = ("60", "61", "62", "63", "64", "65", "66", "67", "69")
    spent = context.record(
        "solidite.charges_decaissables",
        "Dépenses de l’exercice",
        context.balance(*prefixes, exclude=left_out),
        formula=(
            "charges (60 à 67 et 69), sans les amortissements, provisions et fonds dédiés (68), "
            f"les variations de stocks et la valeur des biens cédés ({', '.join(left_out)})"
        ),
        inputs=context.account_inputs(*prefixes, exclude=left_out),
        status="lecture",
        source=SOURCE,
    )
    months = months_of(context.opening, context.closing)
    written = formatting.number(months, 0 if months == int(months) else 1)
    return context.record(
        "solidite.depenses_mensuelles",
        "Dépenses d’un mois",
        round(int(spent.value or 0) / months),
        formula=f"dépenses de l’exercice ÷ {written} mois",
        inputs=(context.figure_input("solidite.charges_decaissables"),),
        status="lecture",
        source=SOURCE,
    ).key


def read_cash(context: ExerciceContext) -> tuple[SolidityIndicator, ...]:
    """Months of cash at closing and the lowest point; ``solidite.depenses_mensuelles`` comes before."""
    return (_months(context), _lowest(context))


_MONTHS = Plan(
    "tresorerie_mois",
    "Trésorerie à la clôture",
    "mois",
    "argent disponible à la clôture ÷ dépenses d’un mois",
)
_LOWEST = Plan(
    "tresorerie_basse",
    "Trésorerie la plus basse de l’année",
    "centimes",
    "plus bas niveau de la classe 5 pendant l’exercice",
)


def monthly_spending(context: ExerciceContext) -> int:
    """Spending of one month as recorded, cents; 0 when it was not."""
    key = "solidite.depenses_mensuelles"
    return int(context.book.get(key).value or 0) if key in context.book else 0


def _months(context: ExerciceContext) -> SolidityIndicator:
    reason = why_no_cash(context) or why_no_charges(context)
    monthly = monthly_spending(context)
    if not reason and monthly <= 0:
        reason = NO_SPENDING
    if reason:
        return refuse(context, _MONTHS, reason)
    cash = context.record(
        "solidite.tresorerie",
        "Argent disponible à la clôture",
        context.balance("5"),
        formula="somme des comptes de classe 5, débit moins crédit (découverts compris)",
        inputs=context.account_inputs("5"),
        status="lecture",
        source=SOURCE,
    )
    amount = int(cash.value or 0)
    earmarked = max(0, context.credit("19"))
    text = f"de dépenses, soit {formatting.euros(amount)}"
    if earmarked:
        free = _in_months((amount - earmarked) / monthly)
        text += f" ; sans l’argent reçu pour des projets à venir (fonds dédiés) : {free}"
    return give(
        context,
        _MONTHS,
        amount / monthly,
        f"{text}.",
        inputs=(
            context.figure_input("solidite.tresorerie"),
            context.figure_input("solidite.depenses_mensuelles", "÷"),
        ),
        parameters=("tresorerie_alerte", "tresorerie_confort_jours"),
        note="Les fonds dédiés (19) ne sont pas retirés." if earmarked else "",
    )


def _in_months(months: float) -> str:
    return f"{formatting.number(months, 1)}{formatting.NBSP}mois"


def read_cash_months(context: ExerciceContext) -> tuple[CashMonth, ...]:
    """Cash at each month end of the exercice, cents; empty when movements are not dated."""
    totals = context.accounts_read
    if (
        why_no_cash(context)
        or not totals.openings_known
        or months_of(totals.opening, totals.closing) > LONGEST_SERIES
    ):
        return ()
    accounts = context.accounts("5")
    if not accounts or any(a.movement and not a.months for a in accounts):
        return ()
    if not any(a.months for a in accounts):
        return ()
    keys = _month_keys(totals.opening, totals.closing)
    by_month: dict[str, int] = {}
    for account in accounts:
        for key, cents in account.months.items():
            by_month[key] = by_month.get(key, 0) + cents
    balance = sum(a.opening for a in accounts)
    series = []
    for key in keys:
        balance += by_month.get(key, 0)
        series.append(CashMonth(month=key, balance=balance))
    return tuple(series)


def _month_keys(opening: dt.date, closing: dt.date) -> list[str]:
    count = (closing.year - opening.year) * 12 + closing.month - opening.month + 1
    first = opening.year * 12 + opening.month - 1
    return [f"{(first + i) // 12:04d}-{(first + i) % 12 + 1:02d}" for i in range(count)]


@dataclass(frozen=True)
class LowPoint:
    """The lowest cash of the year, cents; ``when`` and ``precision`` in French words."""

    cents: int
    when: str
    precision: str


def low_point(context: ExerciceContext) -> LowPoint | None:
    """The lowest daily balance when entries are dated, else the lowest month end, else None."""
    if why_no_cash(context):
        return None
    if (daily := context.accounts_read.cash_low) is not None:
        return LowPoint(daily[1], formatting.day(daily[0]), "solde de chaque jour")
    series = read_cash_months(context)
    if not series:
        return None
    low = min(series, key=lambda m: m.balance)
    precision = "solde de chaque fin de mois : un creux au milieu d’un mois ne se voit pas"
    return LowPoint(low.balance, f"fin {formatting.month(low.month)}", precision)


def _lowest(context: ExerciceContext) -> SolidityIndicator:
    low = low_point(context)
    if low is None:
        undated = "Les mouvements de banque ne sont pas datés : seul un FEC ou un relevé par mois le dit."
        return refuse(context, _LOWEST, why_no_cash(context) or undated)
    text = f"le {low.when}" if low.when[0].isdigit() else low.when
    if (monthly := monthly_spending(context)) > 0:
        text += f", soit {_in_months(low.cents / monthly)} de dépenses"
    return give(
        context,
        _LOWEST,
        low.cents,
        f"{text}.",
        inputs=context.account_inputs("5"),
        note=f"{low.when} ; {low.precision}.",
    )


def read_cash_alert(context: ExerciceContext) -> bool:
    """Under one month of cash, computed, or declared when the accounts do not tell (field rule 19)."""
    figure = context.book.get("solidite.tresorerie_mois")
    if figure.value is not None:
        return figure.value < context.number("tresorerie_alerte")
    if context.accounts_read.basis in ("publie", "budget"):
        return False
    ask = Ask(
        code=DECLARED,
        question="Votre argent disponible couvre-t-il au moins un mois de dépenses ?",
        why="Vos comptes ne le disent pas. En dessous d’un mois, l’aide d’urgence passe avant la stratégie.",
        choices=(
            Choice(code="oui", label="Oui"),
            Choice(code="non", label="Non"),
            Choice(code="ne_sait_pas", label="Je ne sais pas"),
        ),
        answer=context.answer(DECLARED),
    )
    context.ask(ask)
    return ask.answer == "non"
