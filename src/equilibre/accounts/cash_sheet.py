"""The lines of a cash book or of a bank export: date, label, receipt, expense, category, running balance."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Literal

from equilibre.accounts.amounts import DecimalMark
from equilibre.accounts.assemble import AnomalyLog
from equilibre.accounts.dates import parse_date
from equilibre.accounts.periods import plain
from equilibre.accounts.table import Row, Sheet, amount_of, at, column_mark, text_of

HEADER_ROWS = 40

_TITLES: dict[str, re.Pattern[str]] = {
    "date": re.compile(r"dates?(?: .*)?|jour"),
    "recette": re.compile(r"recettes?|credits?|entrees?|encaissements?|recu|produits?"),
    "depense": re.compile(r"depenses?|debits?|sorties?|decaissements?|paye|charges?"),
    "montant": re.compile(r"montants?|sommes?|valeur"),
    "solde": re.compile(r"soldes?(?: .*)?|cumul"),
    "categorie": re.compile(r"categories?|rubriques?|natures?|postes?|types?|affectation|imputation|code"),
    "libelle": re.compile(
        r"libelles?(?: .*)?|intitules?|designations?|objets?|operations?|descriptions?|details?"
    ),
}
_TOTAL = re.compile(r"\btota(?:l|ux)\b|\bsous[ -]?total\b|\bresultat\b|\bcumul\b|\breporter\b")
_BALANCE = re.compile(r"\b(?:soldes?|report|a nouveau|avoir|ouverture)\b")
_END = re.compile(r"\b(?:fin|final|cloture|31|30|nouveau solde|actuel)\b")


@dataclass(frozen=True)
class SheetLine:
    """One operation as the sheet has it. ``amount``: cents, positive on its side."""

    line: int
    side: Literal["recette", "depense"]
    label: str
    amount: int
    category: str = ""
    day: dt.date | None = None


@dataclass
class SheetBook:
    """Lines in order, and the bank balances that the sheet tells."""

    lines: list[SheetLine] = field(default_factory=list)
    opening: int | None = None
    closing: int | None = None


def columns_of(rows: list[Row]) -> tuple[dict[str, int], int] | None:
    """Role → column and index of the first data row; None when the sheet has no header of a cash book.

    A date column is required: without it the sheet is a summary, which ``mapping`` reads.
    """
    for index, row in enumerate(rows[:HEADER_ROWS]):
        found: dict[str, int] = {}
        for column, cell in enumerate(row.cells):
            title = plain(cell).strip(" .:*()€") if isinstance(cell, str) else ""
            for role, pattern in _TITLES.items():
                if role not in found and pattern.fullmatch(
                    re.sub(r" ?\(?(?:en )?(?:€|eur(?:os)?)\)?", "", title)
                ):
                    found[role] = column
                    break
        sided = "recette" in found and "depense" in found
        if "date" in found and "libelle" in found and (sided or "montant" in found):
            return found, index + 1
    return None


def read_lines(sheet: Sheet, log: AnomalyLog) -> SheetBook | None:
    """The book that a sheet holds, None when it has no header of one or no operation."""
    layout = columns_of(sheet.rows)
    if layout is None:
        return None
    columns, first = layout
    rows = sheet.rows[first:]
    amounts = [columns[role] for role in ("recette", "depense", "montant", "solde") if role in columns]
    mark = column_mark(rows, amounts)
    book = SheetBook()
    running: list[tuple[SheetLine, int]] = []
    for row in rows:
        line = _read_row(row, columns, mark, book, log)
        if line is None:
            continue
        book.lines.append(line)
        if "solde" in columns:
            after = amount_of(row, columns["solde"], mark, log, "solde")
            if after is not None:
                running.append((line, after))
    _balances_from_running(book, running)
    return book if book.lines else None


def _read_row(
    row: Row, columns: dict[str, int], mark: DecimalMark, book: SheetBook, log: AnomalyLog
) -> SheetLine | None:
    label = text_of(at(row, columns["libelle"]))
    words = plain(" ".join(text_of(cell) for cell in row.cells[: columns["libelle"] + 1]))
    day = parse_date(text_of(at(row, columns["date"]))).day
    side, amount = _side_and_amount(row, columns, mark, log)
    if _BALANCE.search(words) and not (day and _moves(words)):
        told = amount_of(row, columns.get("solde"), mark, log, "solde")
        value = told if told is not None else (amount if side == "recette" else -(amount or 0))
        if value is not None and amount is None and told is None:
            return None
        if _END.search(words) and book.lines:
            book.closing = value
        elif not book.lines:
            book.opening = value
        return None
    if amount is None or side is None or (_TOTAL.search(words) and day is None):
        return None
    return SheetLine(
        line=row.line,
        side=side,
        label=label,
        amount=amount,
        category=text_of(at(row, columns.get("categorie"))),
        day=day,
    )


def _moves(words: str) -> bool:
    """« Solde de la facture », « report de chèque » are operations although they hold a word of balance."""
    return (
        re.search(r"\b(?:facture|cheque|virement|stage|sejour|inscription|location|achat)\b", words)
        is not None
    )


def _side_and_amount(
    row: Row, columns: dict[str, int], mark: DecimalMark, log: AnomalyLog
) -> tuple[Literal["recette", "depense"] | None, int | None]:
    """The side of a row and its amount. A negative expense is how many banks print a debit."""
    received = amount_of(row, columns.get("recette"), mark, log, "recette")
    spent = amount_of(row, columns.get("depense"), mark, log, "dépense")
    if spent:
        return ("depense", abs(spent)) if not received else ("recette", received - abs(spent))
    if received is not None and (received or spent is None):
        return "recette", received
    signed = amount_of(row, columns.get("montant"), mark, log, "montant")
    if signed is None:
        return ("depense", spent) if spent is not None else (None, None)
    return ("recette", signed) if signed >= 0 else ("depense", -signed)


def _balances_from_running(book: SheetBook, running: list[tuple[SheetLine, int]]) -> None:
    """Balances at both ends from a running one, the sheet being in order or in reverse (bank exports)."""
    if not running:
        return

    def before(line: SheetLine, after: int) -> int:
        return after - line.amount if line.side == "recette" else after + line.amount

    (first, after_first), (last, after_last) = running[0], running[-1]
    reverse = first.day is not None and last.day is not None and first.day > last.day
    if book.opening is None:
        book.opening = before(last, after_last) if reverse else before(first, after_first)
    if book.closing is None:
        book.closing = after_first if reverse else after_last
