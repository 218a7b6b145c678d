"""One door for everything that is rows: which table it is, and its reader."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import msgspec

from equilibre.accounts.assemble import AnomalyLog, said
from equilibre.accounts.balance import balance_from_table, looks_like_balance
from equilibre.accounts.cash import cash_from_table, looks_like_cash
from equilibre.accounts.cerfa import cerfa_from_table, looks_like_cerfa
from equilibre.accounts.mapping import propose_mapping, totals_from_rows
from equilibre.accounts.options import ReadOptions
from equilibre.accounts.periods import choose_period, period_note, plain
from equilibre.accounts.table import Cell, Sheet, Table, open_table, text_of
from equilibre.accounts.totals import Basis, Reading

__all__ = ["open_table", "read_sheet", "read_table"]

_CASH_WORDS = re.compile(r"\b(?:recettes?|depenses?|encaissements?|decaissements?)\b")
_HEAD_ROWS = 60


def read_sheet(
    data: bytes,
    *,
    name: str = "",
    options: ReadOptions | None = None,
    progress: Callable[[float], None] | None = None,
) -> Reading:
    """Read an XLSX, ODS, XLS or text table: FEC saved in a sheet, Cerfa, balance, cash book, or free rows.

    ``options.format`` overrules the recognition. Raises ReadError when nothing can be read.
    """
    options = options or ReadOptions()
    table = open_table(data, name, options)
    if progress is not None:
        progress(0.5)
    reading = read_table(table, options)
    if progress is not None:
        progress(1.0)
    return reading


def read_table(table: Table, options: ReadOptions) -> Reading:
    """``read_sheet`` from a table already open."""
    wanted = options.format
    if wanted in {"auto", "fec"}:
        ledger = _read_ledger(table, options)
        if ledger is not None:
            return ledger
    if wanted == "cerfa" or (wanted == "auto" and looks_like_cerfa(table)):
        return cerfa_from_table(table, options)
    if wanted == "balance" or (wanted == "auto" and looks_like_balance(table)):
        return balance_from_table(table, options)[-1]
    if wanted == "tresorerie" or (wanted == "auto" and looks_like_cash(table)):
        return cash_from_table(table, options)
    return _read_free(table, options)


def _read_free(table: Table, options: ReadOptions) -> Reading:
    """A sheet of labels and amounts; « mapping » in ``asks`` when some proposed accounts are doubtful."""
    log = AnomalyLog()
    log.extend(table.anomalies)
    rows = propose_mapping(table, log)
    heads = [row for sheet in table.sheets for row in sheet.rows[:_HEAD_ROWS]]
    titles = [text_of(cell) for row in heads for cell in row.cells if isinstance(cell, str)]
    period = choose_period(options, [*titles, *(s.name for s in table.sheets)], table.source.name)
    basis: Basis = "tresorerie" if any(_CASH_WORDS.search(plain(t)) for t in titles) else "engagement"
    reading = totals_from_rows(
        rows,
        opening=period.opening,
        closing=period.closing,
        basis=basis,
        source=msgspec.structs.replace(table.read_as("tableur"), lines=len(rows)),
        log=log,
        waiting=True,
    )
    asks = (*reading.asks, *(("exercice",) if period.how in {"annee", "cloture"} else ()))
    notes = (*said((*table.notes, period_note(period))), *reading.notes)
    return msgspec.structs.replace(reading, asks=asks, notes=notes)


def _read_ledger(table: Table, options: ReadOptions) -> Reading | None:
    """A FEC saved as a workbook; None when no sheet has its columns, or for a text (the FEC reader's own)."""
    from equilibre.accounts.detect import is_ledger
    from equilibre.accounts.fec import read_fec
    from equilibre.accounts.fec_columns import find_header

    if table.source.encoding:
        return None
    for sheet in table.sheets:
        head = _as_text(Sheet(sheet.name, sheet.rows[:_HEAD_ROWS]))
        header = find_header(head, separator="\t", limits=options.limits)
        if header is None or not is_ledger(header):
            continue
        plain_options = msgspec.structs.replace(options, encoding="utf-8", separator="\t")
        reading = read_fec(_as_text(sheet), name=table.source.name, options=plain_options)
        source = msgspec.structs.replace(
            reading.totals.source, sha256=table.source.sha256, encoding="", separator=""
        )
        totals = msgspec.structs.replace(reading.totals, source=source)
        note = "Les écritures (FEC) ont été lues dans un classeur."
        return msgspec.structs.replace(reading, totals=totals, notes=(note, *reading.notes))
    return None


def _as_text(sheet: Sheet) -> bytes:
    """The rows as tab-separated UTF-8 text, each at its own line, so that line numbers stay true."""
    width = len(max((row.cells for row in sheet.rows[:_HEAD_ROWS]), key=len, default=[]))
    lines: list[str] = []
    for row in sheet.rows:
        while len(lines) < row.line - 1:
            lines.append("")
        texts = [_flat(cell) for cell in row.cells]
        lines.append("\t".join(texts + [""] * (width - len(texts))))
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _flat(cell: Cell) -> str:
    if isinstance(cell, dt.date):
        return f"{cell:%Y%m%d}"
    text = text_of(cell)
    if isinstance(cell, float):
        return text.replace(".", ",")
    return " ".join(text.split())
