"""Trial balance (CSV, XLSX, ODS, XLS) → Reading: any order of columns, subtotals left out, N-1 kept apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from equilibre.accounts.amounts import DecimalMark
from equilibre.accounts.assemble import AnomalyLog, Ledger, account_number, said, totals_of
from equilibre.accounts.balance_columns import Amounts, Plan, find_plan
from equilibre.accounts.balance_subtotals import without_subtotals
from equilibre.accounts.options import ReadOptions
from equilibre.accounts.periods import Period, choose_period, period_note, plain, year_before
from equilibre.accounts.table import Row, Sheet, Table, amount_of, at, column_mark, open_table, text_of
from equilibre.accounts.totals import AnalyticLine, Reading
from equilibre.errors import ReadError
from equilibre.formatting import euros_exact

_TOTAL = re.compile(
    r"\b(?:sous[ -]?)?tota(?:l|ux)\b|\bclasse\b|\bresultat\b|\bcumul\b|\breporter\b|\bsolde\b|\bbalance\b"
)

_SIDED = re.compile(r"([0-9][0-9 .,\u00a0\u202f]*) ?([DC])[A-Za-z]{0,9}", re.IGNORECASE)
"""« 1 234,56 C », « 12,00 D »: an amount and its side in one cell."""


@dataclass
class BalanceRow:
    """One account of one section, cents debit minus credit. None: the file has no such column."""

    line: int
    number: str
    label: str
    section: str
    closing: int
    opening: int | None = None
    movement: int | None = None
    previous: int | None = None


def read_balance(
    data: bytes,
    *,
    name: str = "",
    options: ReadOptions | None = None,
    progress: Callable[[float], None] | None = None,
) -> Reading:
    """The (last) exercice of a trial balance. Raises ReadError when the file is not one."""
    return read_balances(data, name=name, options=options, progress=progress)[-1]


def read_balances(
    data: bytes,
    *,
    name: str = "",
    options: ReadOptions | None = None,
    progress: Callable[[float], None] | None = None,
) -> tuple[Reading, ...]:
    """The exercices of a trial balance in chronological order: one, or two when it prints N and N-1."""
    options = options or ReadOptions()
    readings = balance_from_table(open_table(data, name, options), options)
    if progress is not None:
        progress(1.0)
    return readings


def looks_like_balance(table: Table) -> bool:
    """Whether a sheet of this table has the columns of a trial balance."""
    return _best_sheet(table) is not None


def balance_from_table(table: Table, options: ReadOptions) -> tuple[Reading, ...]:
    """``read_balances`` from a table already open."""
    found = _best_sheet(table)
    if found is None:
        raise ReadError(
            "balance_non_reconnue",
            "Les colonnes d’une balance n’ont pas été reconnues",
            expected="une colonne de numéros de compte, et des débits et crédits ou des soldes",
            remedy="Gardez la ligne de titres (Compte, Libellé, Débit, Crédit…), puis déposez le fichier.",
        )
    sheet, plan = found
    log = AnomalyLog()
    log.extend(table.anomalies)
    rows = _read_rows(sheet.rows[plan.first :], plan, log)
    if not rows:
        raise ReadError(
            "balance_vide",
            "Aucun compte n’a été lu dans cette balance",
            expected="des lignes avec un numéro de compte et un montant",
            remedy="Vérifiez que c’est bien la balance, et qu’elle n’est pas vide.",
        )
    kept = without_subtotals(rows, log)
    _check_before_closing(kept, plan)
    titles = [text_of(cell) for row in sheet.rows[: plan.first] for cell in row.cells]
    period = choose_period(options, [*titles, sheet.name], table.source.name)
    last = _reading(table.only(sheet), kept, plan, period, log)
    if not any(row.previous for row in kept):
        return (last,)
    earlier = _previous_reading(table.only(sheet), kept, period)
    return (earlier, msgspec.structs.replace(last, previous=earlier.totals))


def _best_sheet(table: Table) -> tuple[Sheet, Plan] | None:
    """The sheet with the most rows under a balance's header."""
    plans = [(sheet, plan) for sheet in table.sheets if (plan := find_plan(sheet.rows)) is not None]
    return max(plans, key=lambda pair: len(pair[0].rows) - pair[1].first, default=None)


def _read_rows(rows: list[Row], plan: Plan, log: AnomalyLog) -> list[BalanceRow]:
    mark = column_mark(rows, plan.amount_columns)
    found = []
    for row in rows:
        read = _read_row(row, plan, mark, log)
        if read is not None:
            found.append(read)
    return _with_signs(found, plan, log)


def _read_row(row: Row, plan: Plan, mark: DecimalMark, log: AnomalyLog) -> BalanceRow | None:
    written = text_of(at(row, plan.account))
    number = account_number(written)
    label = text_of(at(row, plan.label)) if plan.label is not None else written[len(number) :].strip(" -:.")
    opening = _net(row, plan.opening, mark, log) if number else None
    movement = _net(row, plan.movement, mark, log)
    closing = _net(row, plan.closing, mark, log, plan)
    if not number:
        first = " ".join(plain(text_of(cell)) for cell in row.cells[:3])
        if (movement or closing) and not _TOTAL.search(first):
            log.note("B06", line=row.line, read=euros_exact(closing or movement or 0))
        return None
    if opening is None and movement is None and closing is None:
        return None
    return BalanceRow(
        line=row.line,
        number=number,
        label=label,
        section=text_of(at(row, plan.section)),
        closing=_closing(row.line, plan, (opening, movement, closing), log),
        opening=opening if plan.opening else None,
        movement=movement,
        previous=_net(row, plan.previous, mark, log),
    )


def _net(
    row: Row, group: Amounts, mark: DecimalMark, log: AnomalyLog, plan: Plan | None = None
) -> int | None:
    """Debit minus credit of a group of columns; None when all its cells are empty."""
    if group.debit is not None and group.credit is not None:
        debit = amount_of(row, group.debit, mark, log, "débit")
        credit = amount_of(row, group.credit, mark, log, "crédit")
        if debit is None and credit is None:
            return None
        # Some balances print the credit column with a minus sign: the side is already told by the column.
        return (debit or 0) - (abs(credit or 0) if (credit or 0) < 0 and not debit else (credit or 0))
    sided = _SIDED.fullmatch(text_of(at(row, group.net)))
    if sided is not None:
        beside = Row(row.line, [sided[1]])
        value = amount_of(beside, 0, mark, log, "solde")
        return -abs(value) if value is not None and sided[2].upper() == "C" else value
    net = amount_of(row, group.net, mark, log, "solde")
    if net is not None and plan is not None and plan.sense is not None:
        sense = plain(text_of(at(row, plan.sense)))
        return -abs(net) if sense.startswith("c") else abs(net) if sense.startswith("d") else net
    return net


def _closing(
    line: int, plan: Plan, amounts: tuple[int | None, int | None, int | None], log: AnomalyLog
) -> int:
    """The closing balance, checked against the opening one and the movements when the file has them all."""
    opening, movement, closing = amounts
    if not plan.closing:
        return (opening or 0) + (movement or 0)
    if (
        plan.movement
        and plan.closing.net is None
        and (movement or 0)
        not in {
            closing or 0,
            (closing or 0) - (opening or 0),
        }
    ):
        log.note(
            "B04",
            line=line,
            read=euros_exact(closing or 0),
            expected=euros_exact((opening or 0) + (movement or 0)),
        )
    return closing or 0


def _with_signs(rows: list[BalanceRow], plan: Plan, log: AnomalyLog) -> list[BalanceRow]:
    """Give their side to balances printed in one column without sign, or with credits positive."""
    if plan.closing.net is None or plan.closing.debit is not None or plan.sense is not None:
        return rows
    sums = {c: sum(r.closing for r in rows if r.number.startswith(c)) for c in "67"}
    if sums["7"] <= 0:
        return rows
    if sums["6"] < 0:
        for row in rows:
            row.closing = -row.closing
            row.previous = -row.previous if row.previous is not None else None
        return rows
    log.note("B08")
    for row in rows:
        if row.number.startswith(("7", "87")):
            row.closing = -row.closing
            row.previous = -row.previous if row.previous is not None else None
    return [row for row in rows if row.number[0] in "678"]


def _check_before_closing(rows: list[BalanceRow], plan: Plan) -> None:
    """Refuse a balance printed after the entries that bring classes 6 and 7 to zero."""
    running = [row for row in rows if row.number[0] in "67"]
    if running and not any(row.closing for row in running) and plan.closing:
        raise ReadError(
            "balance_apres_cloture",
            "Cette balance est tirée après la clôture : les charges et les produits y sont remis à zéro",
            expected="les soldes des comptes 6 et 7 avant clôture",
            remedy="Exportez la balance avant les écritures de clôture (souvent une case à cocher).",
        )


def _reading(table: Table, rows: list[BalanceRow], plan: Plan, period: Period, log: AnomalyLog) -> Reading:
    ledger = Ledger()
    seen: Counter[tuple[str, str]] = Counter((row.number, row.section) for row in rows)
    for row in rows:
        start = row.opening or 0 if row.number[0] in "12345" else 0
        ledger.add(row.number, row.label, opening=start, movement=row.closing - start)
        if seen[row.number, row.section] > 1:
            log.note("B05", line=row.line, read=row.number)
            seen[row.number, row.section] = 1
    sheet_there = ledger.has("1") and ledger.has("5")
    gap = sum(ledger.balance_of(c) for c in "1234567")
    if any(ledger.has(c) for c in "12345") and gap:
        log.note("B01", read=f"écart de {euros_exact(abs(gap))}")
    in_kind = ledger.balance_of("86") + ledger.balance_of("87")
    if in_kind:
        log.note("B07", read=f"écart de {euros_exact(abs(in_kind))}")
    totals = totals_of(
        ledger,
        opening=period.opening,
        closing=period.closing,
        basis="engagement",
        source=table.read_as("balance"),
        log=log,
        has_balance_sheet=sheet_there,
        openings_known=bool(plan.opening) and any(row.opening for row in rows),
        analytics=_analytics(rows),
    )
    notes = [*table.notes, period_note(period), *_plan_notes(plan, sheet_there, bool(plan.opening))]
    previous = (str(period.opening.year - 1),) if any(row.previous for row in rows) else ()
    asks = ("exercice",) if period.how in {"annee", "cloture"} else ()
    return Reading(totals=totals, notes=said(notes), asks=asks, other_exercices=previous)


def _plan_notes(plan: Plan, sheet_there: bool, openings: bool) -> list[str]:
    notes = []
    if plan.guessed:
        notes.append("Les colonnes n’ont pas de titre : comptes et montants ont été reconnus à leur contenu.")
    if not sheet_there:
        notes.append(
            "Le fichier ne contient pas tous les comptes de bilan : la solidité n’est pas calculable."
        )
    elif not openings:
        notes.append("La balance ne donne pas les soldes d’ouverture : seuls les soldes de clôture sont lus.")
    notes.append("Une balance n’est pas datée : la trésorerie mois par mois n’est pas calculable.")
    return notes


def _analytics(rows: list[BalanceRow]) -> tuple[AnalyticLine, ...]:
    sums: dict[tuple[str, str], int] = {}
    for row in rows:
        if row.section and row.number[0] in "678":
            key = (row.section, row.number)
            sums[key] = sums.get(key, 0) + row.closing
    return tuple(AnalyticLine(code=c, account=n, amount=v) for (c, n), v in sorted(sums.items()))


def _previous_reading(table: Table, rows: list[BalanceRow], period: Period) -> Reading:
    """The exercice N-1 printed beside: closing balances only, twelve months assumed and said."""
    ledger = Ledger()
    for row in rows:
        if row.previous is not None:
            ledger.add(row.number, row.label, movement=row.previous)
    closing = period.opening.fromordinal(period.opening.toordinal() - 1)
    log = AnomalyLog()
    totals = totals_of(
        ledger,
        opening=year_before(closing),
        closing=closing,
        basis="engagement",
        source=table.read_as("balance"),
        log=log,
        has_balance_sheet=ledger.has("1") and ledger.has("5"),
        openings_known=False,
    )
    note = "Exercice précédent, lu dans la colonne N-1 de la balance ; sa durée est supposée de douze mois."
    return Reading(totals=totals, notes=said((note,)), asks=("exercice",))
