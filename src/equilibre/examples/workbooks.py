"""The workbooks of the fictitious association, made in memory and identical from one run to the next."""

from __future__ import annotations

import datetime as dt
import io
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from equilibre.examples.ledger import Book
from equilibre.examples.scenario import Scenario

MADE = dt.datetime(2026, 1, 15, 12, 0, 0)  # noqa: DTZ001  a workbook's date has no time zone


def _open(title: str) -> tuple[io.BytesIO, Any, Any, Any]:
    """A buffer, its workbook, its sheet and the format of headings."""
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
    workbook.set_properties({"title": title, "created": MADE})
    sheet = workbook.add_worksheet(title[:31])
    return buffer, workbook, sheet, workbook.add_format({"bold": True})


def budget_workbook(scenario: Scenario) -> bytes:
    """Next year's budget: charges on the left, products on the right, as on the Cerfa 12156."""
    budget = scenario.budget
    buffer, workbook, sheet, bold = _open(f"Budget {budget.year}")
    money = workbook.add_format({"num_format": "#,##0"})
    sheet.set_column(0, 0, 46)
    sheet.set_column(2, 2, 62)
    sheet.write(0, 0, f"Budget prévisionnel de l’association, exercice {budget.year}", bold)
    sheet.write(1, 0, scenario.name)
    for column, heading in enumerate(("CHARGES", "Montant", "PRODUITS", "Montant")):
        sheet.write(3, column, heading, bold)
    depth = max(len(budget.charges), len(budget.products))
    _side(sheet, 4, 0, budget.charges, money)
    _side(sheet, 4, 2, budget.products, money)
    for column, side, label in ((0, budget.charges, "charges"), (2, budget.products, "produits")):
        sheet.write(4 + depth, column, f"TOTAL DES {label.upper()}", bold)
        sheet.write(4 + depth, column + 1, sum(euros for _, euros in side), money)
    _side(sheet, 6 + depth, 0, budget.in_kind_charges, money)
    _side(sheet, 6 + depth, 2, budget.in_kind_products, money)
    workbook.close()
    return buffer.getvalue()


def _side(sheet: Any, row: int, column: int, lines: Sequence[tuple[str, int]], money: Any) -> None:
    for offset, (label, euros) in enumerate(lines):
        sheet.write(row + offset, column, label)
        if euros:
            sheet.write(row + offset, column + 1, euros, money)


def cash_workbook(book: Book, scenario: Scenario) -> bytes:
    """The year as a treasurer without software keeps it: receipts, expenses, and what the bank says."""
    buffer, workbook, sheet, bold = _open(f"Trésorerie {book.year}")
    money = workbook.add_format({"num_format": "#,##0.00"})
    sheet.set_column(0, 0, 52)
    sheet.set_column(1, 1, 14)
    receipts, expenses = cash_by_label(book, scenario)
    opening, closing = bank_balances(book)
    row = 0
    for heading, lines in (
        (f"Recettes {book.year}", receipts),
        (f"Dépenses {book.year}", expenses),
        ("Banque et caisse", (("Solde au 1er janvier", opening), ("Solde au 31 décembre", closing))),
    ):
        sheet.write(row, 0, heading, bold)
        sheet.write(row, 1, "Montant", bold)
        for label, cents in lines:
            row += 1
            sheet.write(row, 0, label)
            sheet.write(row, 1, cents / 100, money)
        row += 2
    workbook.close()
    return buffer.getvalue()


def bank_balances(book: Book) -> tuple[int, int]:
    """Cents of class 5 on the first and on the last day."""
    opening = moves = 0
    for entry in book.entries:
        amount = sum(posting.amount for posting in entry.postings if posting.account[0] == "5")
        if entry.journal == "AN":
            opening += amount
        else:
            moves += amount
    return opening, opening + moves


def cash_by_label(
    book: Book, scenario: Scenario
) -> tuple[tuple[tuple[str, int], ...], tuple[tuple[str, int], ...]]:
    """What came in and went out of the bank, by the label a treasurer would write; cents, both positive."""
    moved: dict[str, int] = defaultdict(int)
    for entry in book.entries:
        cents = sum(posting.amount for posting in entry.postings if posting.account[0] == "5")
        if entry.journal == "AN" or not cents:
            continue
        other = next(posting for posting in entry.postings if posting.account[0] != "5")
        moved[_written(other.account, other.settlement, scenario)] += cents
    receipts = tuple((label, cents) for label, cents in moved.items() if cents > 0)
    expenses = tuple((label, -cents) for label, cents in moved.items() if cents < 0)
    return receipts, expenses


def _written(account: str, settlement: str, scenario: Scenario) -> str:
    """The label of what is settled rather than that of the third-party account."""
    if account == "421000":
        return "Salaires versés"
    if account == "431000":
        return "Cotisations sociales versées à l’Urssaf"
    if account == "131000" or settlement.startswith("441100"):
        return "Subvention d’investissement"
    parts = settlement.split("/")
    settled = parts[2] if len(parts) > 2 else account
    return scenario.accounts[settled]
