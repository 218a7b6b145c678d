"""XLSX → sheets of rows, by streaming its XML: a hostile sheet costs no more than the limits.

A ready-made reader allocates the whole rectangle that a sheet announces (one cell in XFD1048576 is enough
to exhaust the memory of the process), hence this one, which keeps only the cells that hold something.
"""

from __future__ import annotations

import datetime as dt
import posixpath
import re

from equilibre.accounts.assemble import AnomalyLog
from equilibre.accounts.options import Limits
from equilibre.accounts.table import Cell, CellBudget, Row, Sheet, Workbook
from equilibre.accounts.xmlsafe import attribute, parse_xml
from equilibre.accounts.zipguard import ZipParts
from equilibre.errors import ReadError

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.ASCII)
_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""Numbers of the built-in formats that show a date or a time."""
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_ORIGIN = dt.date(1899, 12, 30)
_ORIGIN_1904 = dt.date(1904, 1, 1)
MAX_SERIAL = 73_050
"""Day number of the end of 2099: beyond it a number shown as a date is not one."""


def read_workbook(parts: ZipParts, limits: Limits, log: AnomalyLog) -> Workbook:
    """The visible sheets in order, the names of the hidden ones; formulas and links are noted in ``log``."""
    titles, since_1904 = _sheets(parts, limits)
    shared = _shared_strings(parts)
    dates = _date_styles(parts)
    if any(name.startswith("xl/externalLinks/") for name in parts.names):
        log.note("F04")
    budget = CellBudget(limits.cells, limits.lines, limits.columns)
    book = Workbook(sheets=[])
    for title, part, hidden in titles:
        if hidden:
            book.hidden.append(title)
            continue
        reader = _SheetReader(shared, dates, _ORIGIN_1904 if since_1904 else _ORIGIN, budget, log, title)
        parse_xml(parts.read(part), start=reader.start, end=reader.end, text=reader.text)
        reader.finish()
        book.sheets.append(Sheet(title, reader.rows))
    return book


def _sheets(parts: ZipParts, limits: Limits) -> tuple[list[tuple[str, str, bool]], bool]:
    """(title, part, hidden) of each sheet, and whether its dates count from 1904."""
    found: list[tuple[str, str, bool]] = []
    targets = _targets(parts)
    since_1904 = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal since_1904
        if name == "workbookPr":
            since_1904 = attribute(attributes, "date1904") in {"1", "true"}
        elif name == "sheet":
            target = targets.get(attribute(attributes, "id"), "")
            if target in parts.names and "/worksheets/" in target:
                hidden = attribute(attributes, "state") in {"hidden", "veryHidden"}
                found.append((attribute(attributes, "name")[:100], target, hidden))

    parse_xml(parts.read("xl/workbook.xml"), start=start, end=_ignore, text=_ignore)
    if len(found) > limits.sheets:
        raise ReadError(
            "trop_de_feuilles",
            "Ce classeur contient trop de feuilles",
            read=str(len(found)),
            expected=f"au plus {limits.sheets}",
            remedy="Gardez la feuille des comptes seule, puis déposez-la.",
        )
    return found, since_1904


def _targets(parts: ZipParts) -> dict[str, str]:
    """Relation → part. A relation marked as external is left out: nothing outside the file is opened."""
    found: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attribute(attributes, "TargetMode") != "External":
            target = attribute(attributes, "Target")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            found[attribute(attributes, "Id")] = posixpath.normpath(path)

    if "xl/_rels/workbook.xml.rels" in parts.names:
        parse_xml(parts.read("xl/_rels/workbook.xml.rels"), start=start, end=_ignore, text=_ignore)
    return found


def _shared_strings(parts: ZipParts) -> list[str]:
    """The table of texts that cells refer to; phonetic readings are left out."""
    texts: list[str] = []
    current: list[str] = []
    inside = phonetic = False

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal inside, phonetic
        if name == "si":
            current.clear()
        elif name == "rPh":
            phonetic = True
        elif name == "t":
            inside = not phonetic

    def end(name: str) -> None:
        nonlocal inside, phonetic
        if name == "t":
            inside = False
        elif name == "rPh":
            phonetic = False
        elif name == "si":
            texts.append("".join(current))

    def text(piece: str) -> None:
        if inside:
            current.append(piece)

    if "xl/sharedStrings.xml" in parts.names:
        parse_xml(parts.read("xl/sharedStrings.xml"), start=start, end=end, text=text)
    return texts


def _date_styles(parts: ZipParts) -> set[int]:
    """The cell styles that show a date."""
    custom: dict[int, bool] = {}
    styles: list[int] = []
    in_cells = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal in_cells
        if name == "numFmt":
            code = _QUOTED.sub("", attribute(attributes, "formatCode")).casefold().split(";")[0]
            custom[_number(attribute(attributes, "numFmtId"))] = bool(
                re.search(r"[dj]|yy|aa|m{1,5}(?![#0])", code) and not re.search(r"[#0?]", code)
            )
        elif name == "cellXfs":
            in_cells = True
        elif name == "xf" and in_cells:
            styles.append(_number(attribute(attributes, "numFmtId")))

    def end(name: str) -> None:
        nonlocal in_cells
        if name == "cellXfs":
            in_cells = False

    if "xl/styles.xml" in parts.names:
        parse_xml(parts.read("xl/styles.xml"), start=start, end=end, text=_ignore)
    return {rank for rank, code in enumerate(styles) if custom.get(code, code in _DATE_FORMATS)}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _ignore(*_: object) -> None:
    """For the parts of the XML that mean nothing here."""


class _SheetReader:
    """Handlers that turn the XML of one worksheet into rows."""

    def __init__(
        self,
        shared: list[str],
        dates: set[int],
        origin: dt.date,
        budget: CellBudget,
        log: AnomalyLog,
        title: str,
    ) -> None:
        self.rows: list[Row] = []
        self._shared, self._dates, self._origin = shared, dates, origin
        self._budget, self._log, self._title = budget, log, title
        self._line = self._column = 0
        self._cells: list[Cell] = []
        self._kind = ""
        self._style = ""
        self._pieces: list[str] = []
        self._reading = self._formula = self._phonetic = False
        self._formulas = self._merged = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open a row, a cell or a value."""
        if name == "c":
            self._open_cell(attributes)
        elif name in {"v", "t"}:
            self._reading = not self._phonetic
        elif name == "row":
            told = _number(attributes.get("r", ""))
            self._line = told if told > 0 else self._line + 1
            self._column = 0
            self._cells = []
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._phonetic = True
        elif name == "mergeCell":
            self._merged += 1

    def text(self, piece: str) -> None:
        """Characters of a value."""
        if self._reading:
            self._pieces.append(piece)

    def end(self, name: str) -> None:
        """Close what ``start`` opened."""
        if name in {"v", "t"}:
            self._reading = False
        elif name == "c":
            self._close_cell()
        elif name == "row":
            if self._cells:
                self.rows.append(Row(self._line, self._cells))
            self._cells = []
        elif name == "rPh":
            self._phonetic = False

    def finish(self) -> None:
        """Put the rows in order and say once what the whole sheet had."""
        self.rows.sort(key=lambda row: row.line)
        if self._formulas:
            self._log.note("F02", read=f"{self._title} : {self._formulas} formules")
        if self._merged:
            self._log.note("F06", read=f"{self._title} : {self._merged} fusions")

    def _open_cell(self, attributes: dict[str, str]) -> None:
        found = _REFERENCE.fullmatch(attributes.get("r", ""))
        if found:
            self._column = _column_number(found[1])
            if not self._cells:
                self._line = int(found[2]) or self._line
        else:
            self._column += 1
        self._kind = attributes.get("t", "n")
        self._style = attributes.get("s", "")
        self._pieces = []
        self._formula = False

    def _close_cell(self) -> None:
        text = "".join(self._pieces)
        if self._formula:
            self._formulas += 1
            if not text and self._kind != "str":
                self._log.note("F03", line=self._line, read=self._title)
        value = self._value(text)
        if value is None:
            return
        self._budget.spend(self._line, self._column)
        self._cells.extend([None] * (self._column - len(self._cells)))
        self._cells[self._column - 1] = value

    def _value(self, text: str) -> Cell:
        if self._kind == "s":
            rank = _number(text)
            return (self._shared[rank].strip() or None) if 0 <= rank < len(self._shared) else None
        if self._kind in {"str", "inlineStr"}:
            return text.strip() or None
        if self._kind == "b":
            return "VRAI" if text == "1" else "FAUX"
        if self._kind == "e":
            self._log.note("F01", line=self._line, read=text[:20])
            return None
        if self._kind == "d":
            return _iso_day(text) or text.strip() or None
        return self._numeric(text)

    def _numeric(self, text: str) -> Cell:
        try:
            value = float(text)
        except ValueError:
            return text.strip() or None
        if value != value or abs(value) == float("inf"):
            return None
        if self._dates and _number(self._style) in self._dates and 0 < value <= MAX_SERIAL:
            return self._origin + dt.timedelta(days=int(value))
        return value


def _iso_day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def _column_number(letters: str) -> int:
    """« A » → 1, « AA » → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
