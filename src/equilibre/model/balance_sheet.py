"""Bilan en grandes masses: what the association owns and is owed, what it has and what it owes.

Accounts of classes 4 and 5 go by the sign of their own balance, as a bilan does; 39, 49, 59 and 28, 29
reduce what they depreciate. Assets equal liabilities to the cent, or the gap is a row of its own.
"""

from __future__ import annotations

from equilibre.accounts.totals import AccountLine
from equilibre.figures import Input
from equilibre.model.context import ExerciceContext
from equilibre.model.results import BalanceRow
from equilibre.reference import headings

GAP = "ecart"
_LIABILITIES = {"19": "fonds_dedies", "15": "provisions", "16": "dettes", "17": "dettes", "18": "dettes"}


def mass_of(account: AccountLine) -> str:
    """The mass of an account of classes 1 to 5."""
    number = account.number
    if number[0] == "1":
        return _LIABILITIES.get(number[:2], "fonds_propres")
    if number[0] == "2":
        return "actif_immobilise"
    if number[0] == "3" or number.startswith("49"):
        return "creances"
    if number.startswith("487"):
        return "produits_avance"
    if number.startswith("59"):
        return "tresorerie"
    if account.balance < 0:
        return "dettes"
    return "creances" if number[0] == "4" else "tresorerie"


def read_balance_sheet(context: ExerciceContext) -> tuple[BalanceRow, ...]:
    """Masses, then the two totals, then the gap when there is one; empty without a balance sheet."""
    if not context.accounts_read.has_balance_sheet:
        return ()
    found: dict[str, list[AccountLine]] = {mass.code: [] for mass in headings.load().mass}
    for account in context.accounts("1", "2", "3", "4", "5"):
        if account.balance:
            found[mass_of(account)].append(account)
    result = context.credit("6", "7")
    rows = [
        _mass_row(context, mass, tuple(found[mass.code]), result if mass.code == "fonds_propres" else 0)
        for mass in headings.load().mass
    ]
    shown = tuple(row for row in rows if row.amount or row.code in ("tresorerie", "fonds_propres"))
    assets = sum(row.amount for row in rows if row.side == "actif")
    liabilities = sum(row.amount for row in rows if row.side == "passif")
    totals = (
        _total_row(context, "total_actif", "Total de l’actif", "actif", rows),
        _total_row(context, "total_passif", "Total du passif", "passif", rows),
    )
    return (*shown, *totals, *_gap_row(context, assets - liabilities))


def _mass_row(
    context: ExerciceContext, mass: headings.Mass, accounts: tuple[AccountLine, ...], result: int
) -> BalanceRow:
    turn = 1 if mass.side == "actif" else -1
    inputs = [
        Input(kind="compte", ref=a.number, label=context.account_label(a), value=turn * a.balance)
        for a in accounts
    ]
    if mass.code == "fonds_propres":
        inputs.append(context.figure_input("totaux.resultat"))
    amount = turn * sum(a.balance for a in accounts) + result
    way = "débit moins crédit" if mass.side == "actif" else "crédit moins débit"
    figure = context.record(
        f"bilan.{mass.code}",
        mass.label,
        amount,
        formula=f"somme des comptes de la masse, {way}"
        + (", plus le résultat de l’exercice" if mass.code == "fonds_propres" else ""),
        inputs=tuple(inputs),
        status=headings.load().balance_sheet.status,
        source=headings.load().balance_sheet.source,
    )
    return BalanceRow(code=mass.code, label=mass.label, side=mass.side, amount=amount, figure=figure.key)


def _total_row(
    context: ExerciceContext, code: str, label: str, side: str, rows: list[BalanceRow]
) -> BalanceRow:
    chosen = [row for row in rows if row.side == side]
    figure = context.record(
        f"bilan.{code}",
        label,
        sum(row.amount for row in chosen),
        formula=f"somme des masses de l’{side}" if side == "actif" else "somme des masses du passif",
        inputs=tuple(context.figure_input(row.figure) for row in chosen),
        source=headings.load().balance_sheet.source,
    )
    return BalanceRow(
        code=code,
        label=label,
        side=side,  # type: ignore[arg-type]
        amount=int(figure.value or 0),
        figure=figure.key,
    )


def _gap_row(context: ExerciceContext, gap: int) -> tuple[BalanceRow, ...]:
    if not gap:
        return ()
    figure = context.record(
        f"bilan.{GAP}",
        "Écart entre l’actif et le passif",
        gap,
        formula="total de l’actif moins total du passif",
        inputs=(context.figure_input("bilan.total_actif"), context.figure_input("bilan.total_passif", "−")),
        source=headings.load().balance_sheet.source,
        note="Les comptes lus ne s’équilibrent pas : il manque des écritures ou un compte a été mal lu.",
    )
    label = "Écart non expliqué (actif moins passif)"
    return (BalanceRow(code=GAP, label=label, side="passif", amount=gap, figure=figure.key),)
