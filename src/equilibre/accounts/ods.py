"""ODS (LibreOffice) → sheets of rows, by streaming its XML within the limits."""

from __future__ import annotations

import datetime as dt

from equilibre.accounts.assemble import AnomalyLog
from equilibre.accounts.options import Limits
from equilibre.accounts.table import Cell, CellBudget, Row, Sheet, Workbook
from equilibre.accounts.xmlsafe import attribute, parse_xml
from equilibre.accounts.zipguard import ZipParts, protected
from equilibre.errors import ReadError

_ASIDE = frozenset({"annotation", "tracked-changes", "forms", "shapes", "frame", "custom-shape"})
"""Elements whose inside is not what the cells show."""
_MANIFEST = "META-INF/manifest.xml"


def read_document(parts: ZipParts, limits: Limits, log: AnomalyLog) -> Workbook:
    """The visible sheets in order, the names of the hidden ones; formulas and errors are noted in ``log``."""
    if _MANIFEST in parts.names and b"encryption-data" in parts.read(_MANIFEST):
        raise protected()
    reader = _DocumentReader(limits, log)
    parse_xml(parts.read("content.xml"), start=reader.start, end=reader.end, text=reader.text)
    return reader.book


def _count(text: str) -> int:
    """A number of repetitions, at least one."""
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 10 else 1


class _DocumentReader:
    """Handlers that turn ``content.xml`` into sheets."""

    def __init__(self, limits: Limits, log: AnomalyLog) -> None:
        self.book = Workbook(sheets=[])
        self._limits, self._log = limits, log
        self._budget = CellBudget(limits.cells, limits.lines, limits.columns)
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._aside = 0
        self._depth = 0
        self._title = ""
        self._rows: list[Row] = []
        self._skipped = False
        self._line = self._row_times = 0
        self._column = self._cell_times = 0
        self._cells: list[Cell] = []
        self._attributes: dict[str, str] = {}
        self._paragraphs = 0
        self._pieces: list[str] = []
        self._in_cell = False
        self._formulas = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open a sheet, a row, a cell or a paragraph."""
        if self._aside or name in _ASIDE:
            self._aside += 1
        elif name in {"table-cell", "covered-table-cell"}:
            self._open_cell(attributes)
        elif name == "p" and self._in_cell:
            if self._paragraphs:
                self._pieces.append(" ")
            self._paragraphs += 1
        elif name in {"s", "tab", "line-break"} and self._in_cell:
            self._pieces.append(" ")
        elif name == "table-row":
            self._row_times = _count(attribute(attributes, "number-rows-repeated"))
            self._column = 0
            self._cells = []
        elif name == "table":
            self._open_sheet(attributes)
        elif name == "style":
            self._style = attribute(attributes, "name")
        elif name == "table-properties" and attribute(attributes, "display") == "false":
            self._hidden_styles.add(self._style)

    def text(self, piece: str) -> None:
        """Characters of a paragraph."""
        if self._in_cell and self._paragraphs and not self._aside:
            self._pieces.append(piece)

    def end(self, name: str) -> None:
        """Close what ``start`` opened."""
        if self._aside:
            self._aside -= 1
        elif name in {"table-cell", "covered-table-cell"}:
            self._close_cell()
        elif name == "table-row":
            self._close_row()
        elif name == "table":
            self._close_sheet()

    def _open_sheet(self, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > 1:
            return
        self._title = attribute(attributes, "name")[:100]
        self._skipped = attribute(attributes, "style-name") in self._hidden_styles
        self._rows, self._line, self._formulas = [], 0, 0
        if len(self.book.sheets) + len(self.book.hidden) >= self._limits.sheets:
            raise ReadError(
                "trop_de_feuilles",
                "Ce classeur contient trop de feuilles",
                expected=f"au plus {self._limits.sheets}",
                remedy="Gardez la feuille des comptes seule, puis déposez-la.",
            )

    def _close_sheet(self) -> None:
        self._depth -= 1
        if self._depth:
            return
        if self._skipped:
            self.book.hidden.append(self._title)
            return
        if self._formulas:
            self._log.note("F02", read=f"{self._title} : {self._formulas} formules")
        self.book.sheets.append(Sheet(self._title, self._rows))

    def _open_cell(self, attributes: dict[str, str]) -> None:
        self._attributes = attributes
        self._cell_times = _count(attribute(attributes, "number-columns-repeated"))
        self._pieces = []
        self._paragraphs = 0
        self._in_cell = True

    def _close_cell(self) -> None:
        self._in_cell = False
        value = None if self._skipped else self._value("".join(self._pieces).strip())
        if value is not None:
            last = self._column + self._cell_times
            self._budget.spend(self._line + 1, last, self._cell_times)
            self._cells.extend([None] * (self._column - len(self._cells)))
            self._cells.extend([value] * self._cell_times)
        self._column += self._cell_times

    def _close_row(self) -> None:
        if self._cells and not self._skipped:
            filled = sum(cell is not None for cell in self._cells)
            self._budget.spend(self._line + self._row_times, len(self._cells), filled * (self._row_times - 1))
            for _ in range(self._row_times):
                self._line += 1
                self._rows.append(Row(self._line, list(self._cells)))
        else:
            self._line += self._row_times
        self._cells = []

    def _value(self, shown: str) -> Cell:
        kind = attribute(self._attributes, "value-type")
        if attribute(self._attributes, "formula"):
            self._formulas += 1
            if shown.startswith(("#", "Err:")):
                self._log.note("F01", line=self._line + 1, read=shown[:20])
                return None
        if kind in {"float", "currency", "percentage"}:
            try:
                value = float(attribute(self._attributes, "value"))
            except ValueError:
                return shown or None
            return value if value == value and abs(value) != float("inf") else None
        if kind == "date":
            try:
                return dt.date.fromisoformat(attribute(self._attributes, "date-value")[:10])
            except ValueError:
                return shown or None
        if kind == "boolean":
            return "VRAI" if attribute(self._attributes, "boolean-value") == "true" else "FAUX"
        return shown or None
