"""A sheet as rows of cells, whatever it came from: XLSX, ODS, XLS, CSV, TSV or semicolon text."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from equilibre.accounts.amounts import (
    AmountError,
    DecimalMark,
    cents_of,
    decimal_mark,
    is_blank,
    parse_amount,
)
from equilibre.accounts.anomalies import AnomalyReport
from equilibre.accounts.assemble import AnomalyLog
from equilibre.accounts.kinds import refuse_unreadable
from equilibre.accounts.options import ReadOptions
from equilibre.accounts.totals import FileFormat, SourceInfo
from equilibre.errors import ReadError

Cell = str | float | dt.date | None
"""A number is a float in euros; a boolean is « VRAI » or « FAUX »; an empty cell is None."""


class Row(NamedTuple):
    """A row that holds something. ``line`` is its number as the tableur or the editor counts (from 1)."""

    line: int
    cells: list[Cell]


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name and its rows that hold something."""

    name: str
    rows: list[Row]


@dataclass(frozen=True)
class Table:
    """What a file of rows holds. ``sheets`` are the visible ones that hold something; at least one."""

    sheets: tuple[Sheet, ...]
    source: SourceInfo
    hidden: tuple[str, ...] = ()
    """Names of the hidden sheets, which are not read."""
    notes: tuple[str, ...] = ()
    anomalies: AnomalyReport = field(default_factory=AnomalyReport)

    @property
    def rows(self) -> list[Row]:
        """The rows of the first sheet."""
        return self.sheets[0].rows

    def only(self, sheet: Sheet) -> Table:
        """The same table reduced to one sheet."""
        return replace(self, sheets=(sheet,))

    def read_as(self, kind: FileFormat) -> SourceInfo:
        """Where the figures come from, once a reader has recognised what the rows are."""
        info = self.source
        return SourceInfo(
            name=info.name,
            sha256=info.sha256,
            format=kind,
            encoding=info.encoding,
            separator=info.separator,
            lines=len(self.rows),
            producer=info.producer,
        )


def open_table(data: bytes, name: str = "", options: ReadOptions | None = None) -> Table:
    """Rows of a sheet or of a text with separators. Raises ReadError for what is neither, or too large.

    Formulas are never computed (the value saved with them is read), links to other files never followed.
    """
    from equilibre.accounts import ods, oldsheet, plaintext, xlsx
    from equilibre.accounts.zipguard import open_zip

    options = options or ReadOptions()
    limits = options.limits
    kind = refuse_unreadable(data, limits)
    source = SourceInfo(name=name, sha256=hashlib.sha256(data).hexdigest(), format="tableur")
    log = AnomalyLog()
    if kind == "zip":
        parts = open_zip(data, limits)
        if "xl/workbook.xml" in parts.names:
            return _checked(xlsx.read_workbook(parts, limits, log), source, log)
        if "content.xml" in parts.names:
            return _checked(ods.read_document(parts, limits, log), source, log)
        if "xl/workbook.bin" in parts.names:
            return _checked(oldsheet.read_confined(data, limits), source, log)
        raise ReadError(
            "archive_sans_classeur",
            "Cette archive n’est pas un classeur",
            expected="un fichier XLSX ou ODS",
            remedy="Ouvrez l’archive, puis déposez le fichier de comptes qu’elle contient.",
        )
    if kind == "ole":
        return _checked(oldsheet.read_confined(data, limits), source, log)
    return plaintext.read_text_table(data, source, options)


def _checked(book: Workbook, source: SourceInfo, log: AnomalyLog) -> Table:
    """A table from what a workbook reader found. Raises ReadError when no visible sheet holds anything."""
    for title in book.hidden:
        log.note("F05", read=title)
    sheets = tuple(sheet for sheet in book.sheets if sheet.rows)
    if not sheets:
        raise ReadError(
            "classeur_vide",
            "Aucune feuille visible de ce classeur ne contient quelque chose",
            remedy="Ouvrez le classeur, vérifiez que vos comptes y sont et que leur feuille est affichée.",
        )
    notes = []
    if len(sheets) > 1:
        notes.append(f"Le classeur contient {len(sheets)} feuilles : celle des comptes est choisie.")
    return Table(
        sheets=sheets,
        source=source,
        hidden=tuple(book.hidden),
        notes=tuple(notes),
        anomalies=log.report(),
    )


@dataclass
class Workbook:
    """What a workbook reader gives: visible sheets with their rows, names of the hidden ones."""

    sheets: list[Sheet]
    hidden: list[str] = field(default_factory=list)


class CellBudget:
    """Counts cells and bounds their place, so that no sheet costs more than the limits allow."""

    def __init__(self, limits_cells: int, limits_lines: int, limits_columns: int) -> None:
        self._left = limits_cells
        self._lines = limits_lines
        self._columns = limits_columns

    def spend(self, line: int, column: int, count: int = 1) -> None:
        """Raise ReadError when a cell (1-based line and column) is one too many."""
        self._left -= count
        if self._left < 0 or line > self._lines or column > self._columns:
            what = (
                ("trop_de_colonnes", f"au plus {self._columns} colonnes")
                if column > self._columns
                else ("trop_de_lignes", f"au plus {self._lines} lignes remplies")
            )
            raise ReadError(
                what[0],
                "Cette feuille est trop grande pour être un tableau de comptes",
                line=line,
                expected=what[1],
                remedy="Gardez la feuille des comptes seule, sans colonnes ni lignes de calcul, "
                "puis déposez-la.",
            )


def text_of(cell: Cell) -> str:
    """A cell as a person reads it: 606000.0 → « 606000 », a date → « 31/12/2024 »."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, dt.date):
        return f"{cell:%d/%m/%Y}"
    return cell.strip()


def at(row: Row, column: int | None) -> Cell:
    """The cell of a column (0-based), None when the row is shorter or the column is not there."""
    return row.cells[column] if column is not None and 0 <= column < len(row.cells) else None


def column_mark(rows: list[Row], columns: list[int]) -> DecimalMark:
    """The decimal mark that the text cells of amount columns tell together."""
    return decimal_mark(_texts(rows, columns))


def _texts(rows: list[Row], columns: list[int]) -> Iterator[str]:
    for row in rows:
        for column in columns:
            cell = at(row, column)
            if isinstance(cell, str) and len(cell) <= 40 and any(c.isdigit() for c in cell):
                yield cell


def amount_of(
    row: Row, column: int | None, mark: DecimalMark, log: AnomalyLog, field_name: str = ""
) -> int | None:
    """Cents of a cell, None when it is empty or cannot be read (then F07 is noted)."""
    cell = at(row, column)
    if cell is None or (isinstance(cell, str) and is_blank(cell)):
        return None
    try:
        if isinstance(cell, float):
            return cents_of(cell)
        if isinstance(cell, str):
            return parse_amount(cell, mark)
    except AmountError as error:
        log.note("F07", line=row.line, field=field_name, read=text_of(cell), detail=f" : {error}")
        return None
    log.note("F07", line=row.line, field=field_name, read=text_of(cell), detail=" : c’est une date")
    return None


def is_number(cell: Cell) -> bool:
    """Whether a cell holds something that reads as an amount."""
    if isinstance(cell, float):
        return True
    if not isinstance(cell, str) or is_blank(cell):
        return False
    try:
        parse_amount(cell, ",")
    except AmountError:
        return False
    return True
