"""Receipts, expenses and bank balances of the year: the accounts of most small associations → Reading."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from typing import Literal

import msgspec

from equilibre.accounts.assemble import AnomalyLog, Ledger, check_period, note_cash_gap, said, totals_of
from equilibre.accounts.cash_sheet import SheetLine, columns_of, read_lines
from equilibre.accounts.label_rules import ASK_BELOW, NUMBERED, Proposal, propose
from equilibre.accounts.named_payers import named_payers
from equilibre.accounts.options import ReadOptions
from equilibre.accounts.periods import Period, choose_period, period_note, year_before
from equilibre.accounts.table import Table, open_table, text_of
from equilibre.accounts.totals import Reading, SourceInfo
from equilibre.errors import ReadError
from equilibre.formatting import euros_exact

OUTSIDE_RESULT = ("1", "2")
"""Loans, investment grants, durable goods, deposits: money that is neither a product nor a charge."""
TRANSFER = "58"


class CashLine(msgspec.Struct, frozen=True, kw_only=True):
    """One receipt or expense, or a total of the year. ``amount``: cents, positive (negative: a refund)."""

    side: Literal["recette", "depense"]
    label: str
    amount: int
    category: str = ""
    """A word of the user's own list (« cotisations », « buvette »); it is read before the label."""
    month: str = ""
    """« 2024-03 » when the line is dated."""
    account: str = ""
    """The account that the user chose; it prevails over any proposal."""
    line: int = 0


class CashBook(msgspec.Struct, frozen=True, kw_only=True):
    """A year of receipts and expenses, with the bank and till balances at both ends (None: not told)."""

    opening: dt.date
    closing: dt.date
    lines: tuple[CashLine, ...]
    bank_opening: int | None = None
    bank_closing: int | None = None
    name: str = ""


def propose_account(line: CashLine) -> Proposal:
    """The account of a line: the one chosen, else the category's, else the label's, with its reason."""
    if line.account:
        return Proposal(
            line.account, line.category or line.label, NUMBERED, "Compte que vous avez choisi", line.side
        )
    if line.category:
        by_category = propose(line.category, line.side)
        if by_category.confidence >= ASK_BELOW:
            return by_category
    by_label = propose(line.label, line.side)
    return (
        by_label if by_label.confidence >= ASK_BELOW else propose(f"{line.category} {line.label}", line.side)
    )


def cash_gap(book: CashBook) -> int | None:
    """Cents of the closing balance that lines do not explain; None when a balance is not told."""
    if book.bank_opening is None or book.bank_closing is None:
        return None
    received = sum(line.amount for line in book.lines if line.side == "recette")
    spent = sum(line.amount for line in book.lines if line.side == "depense")
    return book.bank_closing - (book.bank_opening + received - spent)


def totals_from_cash(
    book: CashBook, *, source: SourceInfo | None = None, log: AnomalyLog | None = None
) -> Reading:
    """Totals of a cash book, basis « tresorerie ». Raises ReadError when the book is empty or undatable.

    Transfers between the association's own accounts are left out (K03); loans, deposits and durable goods
    are kept in classes 1 and 2 (K04). Months are filled when every line is dated. Lines whose account is
    doubtful put « mapping » in ``asks``.
    """
    check_period(book.opening, book.closing)
    if not book.lines:
        raise ReadError(
            "livre_vide",
            "Aucune recette ni aucune dépense n’a été saisie",
            remedy="Ajoutez au moins une recette et une dépense de l’année.",
        )
    log = log or AnomalyLog()
    placed = [(line, propose_account(line)) for line in book.lines]
    ledger = _ledger(placed, log)
    _add_bank(ledger, book, log)
    payers, names, unresolved = named_payers(
        (line.label, found.account, line.amount) for line, found in placed if line.side == "recette"
    )
    totals = totals_of(
        ledger,
        opening=book.opening,
        closing=book.closing,
        basis="tresorerie",
        source=source or SourceInfo(name=book.name, format="tresorerie", lines=len(book.lines)),
        log=log,
    )
    totals = msgspec.structs.replace(totals, payers=payers, payers_unresolved=unresolved)
    doubtful = sum(found.confidence < ASK_BELOW for _, found in placed)
    asks = [*(["mapping"] if doubtful else []), *(["soldes_bancaires"] if cash_gap(book) is None else [])]
    return Reading(totals=totals, payer_names=names, asks=tuple(asks), notes=_notes(book, doubtful))


def _ledger(placed: list[tuple[CashLine, Proposal]], log: AnomalyLog) -> Ledger:
    ledger = Ledger()
    dated = all(line.month for line, _ in placed)
    uses = Counter(found.account for _, found in placed)
    for line, found in placed:
        if found.account.startswith(TRANSFER):
            log.note("K03", line=line.line or None, read=euros_exact(line.amount))
            continue
        if found.account.startswith(OUTSIDE_RESULT):
            log.note("K04", line=line.line or None, read=euros_exact(line.amount))
        # The user's category or the account's usual name, never the line's own words: they can name a person.
        label = line.category if line.category and uses[found.account] == 1 else found.account_label
        signed = -line.amount if line.side == "recette" else line.amount
        ledger.add(found.account, label, movement=signed, month=line.month if dated else "")
    return ledger


def _add_bank(ledger: Ledger, book: CashBook, log: AnomalyLog) -> None:
    """Account 512000 when both balances are told; its months follow the lines when nothing is missing."""
    start, end = book.bank_opening, book.bank_closing
    if start is None or end is None:
        return
    received = sum(line.amount for line in book.lines if line.side == "recette")
    spent = sum(line.amount for line in book.lines if line.side == "depense")
    note_cash_gap(log, start=start, receipts=received, expenses=spent, end=end)
    label = "Banque et caisse"
    if cash_gap(book) or not all(line.month for line in book.lines):
        ledger.add("512000", label, opening=start, movement=end - start)
        return
    ledger.add("512000", label, opening=start)
    for line in book.lines:
        signed = line.amount if line.side == "recette" else -line.amount
        ledger.add("512000", label, movement=signed, month=line.month)


def _notes(book: CashBook, doubtful: int) -> tuple[str, ...]:
    notes = [
        "Comptes tenus en recettes et dépenses : une somme compte l’année où elle est payée, "
        "pas celle où elle est due."
    ]
    gap = cash_gap(book)
    if gap is None:
        notes.append(
            "Il manque l’argent disponible au premier ou au dernier jour : "
            "ajoutez-le pour vérifier que rien n’est oublié."
        )
    elif gap == 0:
        notes.append("Vos recettes et vos dépenses expliquent le solde de fin d’année, au centime.")
    else:
        word = "de plus" if gap > 0 else "de moins"
        notes.append(
            f"Le solde de fin d’année compte {euros_exact(abs(gap))} {word} que ce que vos recettes "
            "et vos dépenses expliquent."
        )
    if doubtful:
        notes.append("1 ligne est à confirmer." if doubtful == 1 else f"{doubtful} lignes sont à confirmer.")
    return said(notes)


def read_cash(
    data: bytes,
    *,
    name: str = "",
    options: ReadOptions | None = None,
    progress: Callable[[float], None] | None = None,
) -> Reading:
    """A cash book kept in a sheet (date ; libellé ; recette ; dépense ; catégorie). Raises ReadError."""
    options = options or ReadOptions()
    reading = cash_from_table(open_table(data, name, options), options)
    if progress is not None:
        progress(1.0)
    return reading


def looks_like_cash(table: Table) -> bool:
    """Whether a sheet has the columns of a cash book: a date, a label, and amounts."""
    return any(columns_of(sheet.rows) is not None for sheet in table.sheets)


def cash_from_table(table: Table, options: ReadOptions) -> Reading:
    """``read_cash`` from a table already open."""
    log = AnomalyLog()
    log.extend(table.anomalies)
    book, notes = book_from_table(table, options, log)
    source = msgspec.structs.replace(table.read_as("tresorerie"), lines=len(book.lines))
    reading = totals_from_cash(book, source=source, log=log)
    return msgspec.structs.replace(reading, notes=(*said((*table.notes, *notes)), *reading.notes))


def book_from_table(table: Table, options: ReadOptions, log: AnomalyLog) -> tuple[CashBook, tuple[str, ...]]:
    """The cash book that a sheet holds, and how its exercice was understood. Raises ReadError."""
    found = next((read for sheet in table.sheets if (read := read_lines(sheet, log)) is not None), None)
    if found is None:
        raise ReadError(
            "livre_non_reconnu",
            "Les colonnes d’un livre de recettes et de dépenses n’ont pas été reconnues",
            expected="des colonnes date, libellé, recette, dépense (ou montant)",
            remedy="Gardez la ligne de titres des colonnes, puis déposez le fichier.",
        )
    period = _period(table, options, found.lines)
    outside = [line for line in found.lines if line.day and not period.opening <= line.day <= period.closing]
    for line in outside:
        log.note("K02", line=line.line, read=f"{line.day:%d/%m/%Y}" if line.day else "")
    book = CashBook(
        opening=period.opening,
        closing=period.closing,
        lines=tuple(_cash_line(line, period) for line in found.lines),
        bank_opening=found.opening,
        bank_closing=found.closing,
        name=table.source.name,
    )
    return book, (period_note(period),)


def _cash_line(line: SheetLine, period: Period) -> CashLine:
    day = min(max(line.day, period.opening), period.closing) if line.day else None
    return CashLine(
        side=line.side,
        label=line.label,
        amount=line.amount,
        category=line.category,
        month=f"{day:%Y-%m}" if day else "",
        line=line.line,
    )


def _period(table: Table, options: ReadOptions, lines: list[SheetLine]) -> Period:
    """Dates given or told by titles; failing that, the calendar year or the twelve months of the lines."""
    titles = [
        text_of(cell)
        for sheet in table.sheets
        for row in sheet.rows[:10]
        for cell in row.cells
        if isinstance(cell, str)
    ]
    try:
        return choose_period(options, [t for t in titles if len(t) > 10], table.source.name)
    except ReadError:
        days = sorted(line.day for line in lines if line.day)
        if not days:
            raise
    if days[0].year == days[-1].year:
        return Period(dt.date(days[0].year, 1, 1), dt.date(days[0].year, 12, 31), "annee")
    last = (days[-1].replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    return Period(min(year_before(last), days[0].replace(day=1)), last, "cloture")
