"""A thin layer over xlsxwriter: typed cells, one look for all sheets, and nothing that a cell could run.

Strings go in by ``write_string``, never as a formula, a number or a link; those that a spreadsheet could
take for a formula (« = + - @ », a tab) also carry the mark of plain text, so that editing the cell or
saving it as CSV and opening it again shows the words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Any, NamedTuple

import xlsxwriter

from equilibre.drawings.svg import clean
from equilibre.figures import Unit

MAX_TEXT = 32_000
"""Characters in a cell; a spreadsheet holds 32 767."""
MAX_ROWS = 1_000_000
LINE, MAX_LINES, WIDER = 15, 27, 1.0
"""Height of a line in points; lines of the tallest row (a spreadsheet holds 409 points); words broken
between two lines leave some room unused."""
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
EURO = '#,##0.00\\ "€";\\-#,##0.00\\ "€"'
_FORMATS: dict[str, str] = {
    "euro": EURO, "share": "0.0\\ %", "number": "#,##0.##", "whole": "#,##0", "month": "mm/yyyy",
}  # fmt: skip
INPUT = "_input"
"""« euro_input »: the same format on the ground of a cell to change."""
TOTAL = "_total"
"""« euro_total »: the same format in bold; « bold » for its words."""
_INPUT_GROUND = "#fff3d1"


@dataclass(frozen=True)
class Column:
    """A column: its heading, its width in characters, whether its text wraps."""

    label: str
    width: float
    wrap: bool = False
    right: bool = False
    """Its heading stands over figures."""


def columns(spec: str) -> list[Column]:
    """« Exercice 12 | Note 60+ »: heading, width in characters, « + » when its text wraps."""
    made = []
    for part in spec.split(" | "):
        label, _, width = part.rpartition(" ")
        made.append(Column(label, float(width.rstrip("+")), wrap=width.endswith("+")))
    return made


class Value(NamedTuple):
    """A number with the name of its format."""

    number: float
    format: str


class Formula(NamedTuple):
    """A formula of ours (never something that was typed), with the value that it has when nothing changes."""

    text: str
    value: float | str
    format: str = "wrap"


class Blank(NamedTuple):
    """An empty cell that has a look: one to fill in."""

    format: str


class Strong(NamedTuple):
    """Words in bold."""

    text: str


Cell = str | Value | Formula | Blank | Strong | None


class Workbook:
    """An XLSX file being written; a context manager that closes it."""

    def __init__(self, stream: IO[bytes], *, title: str, today: dt.date) -> None:
        self._book = xlsxwriter.Workbook(
            stream,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        created = dt.datetime(today.year, today.month, today.day, tzinfo=dt.UTC).replace(tzinfo=None)
        self._book.set_properties({"title": clean(title)[:250], "author": "Trajectoires", "created": created})
        self.formats: dict[str, Any] = {
            name: self._book.add_format({"num_format": code, "valign": "top"})
            for name, code in _FORMATS.items()
        }
        for name, code in _FORMATS.items():
            self.formats[name + INPUT] = self._book.add_format(
                {"num_format": code, "valign": "top", "bg_color": _INPUT_GROUND}
            )
            self.formats[name + TOTAL] = self._book.add_format(
                {"num_format": code, "valign": "top", "bold": True}
            )
        for name, look in (
            ("plain", {"num_format": "General"}),
            ("bold", {"bold": True}),
            ("bold_wrap", {"bold": True, "text_wrap": True}),
            ("text", {}),
            ("wrap", {"text_wrap": True}),
            ("quoted", {"quote_prefix": True}),
            ("quoted_wrap", {"quote_prefix": True, "text_wrap": True}),
        ):
            self.formats[name] = self._book.add_format({"num_format": "@", "valign": "top", **look})
        self.formats["head"] = self._book.add_format(
            {"bold": True, "bottom": 1, "valign": "top", "text_wrap": True}
        )
        self.formats["head_right"] = self._book.add_format(
            {"bold": True, "bottom": 1, "valign": "top", "text_wrap": True, "align": "right"}
        )
        self.formats["title"] = self._book.add_format({"bold": True, "font_size": 15})

    def __enter__(self) -> Workbook:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._book.close()

    def sheet(self, name: str, columns: list[Column], *, header: bool = True) -> Sheet:
        """A new sheet with its headings, ready to print on A4 landscape, one page wide."""
        page = self._book.add_worksheet(name)
        for index, column in enumerate(columns):
            page.set_column(index, index, column.width)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_footer("&L&A&RPage &P / &N")
        sheet = Sheet(page, columns, self.formats)
        if header:
            sheet.headings()
        return sheet


class Sheet:
    """Rows written one after the other."""

    def __init__(self, page: Any, columns: list[Column], formats: dict[str, Any]) -> None:
        self._page = page
        self._columns = columns
        self._formats = formats
        self._next = 0

    def headings(self) -> None:
        """The first row, repeated on paper and kept in sight on screen."""
        for index, column in enumerate(self._columns):
            self._page.write_string(0, index, column.label, self._head(column))
        lines = max(1 + int(len(column.label) * WIDER / column.width) for column in self._columns)
        self._page.set_row(0, LINE * min(lines, 3) + 1)
        self._page.freeze_panes(1, 0)
        self._page.repeat_rows(0)
        self._next = 1

    def title(self, text: str) -> None:
        """A line in large type."""
        self._page.write_string(self._next, 0, clean(text)[:MAX_TEXT], self._formats["title"])
        self._next += 2

    def skip(self, rows: int = 1) -> None:
        """Empty rows."""
        self._next += rows

    def heads(self, *cells: str) -> None:
        """A row of headings within the sheet."""
        for index, text in enumerate(cells):
            if text:
                look = self._head(self._columns[index])
                self._page.write_string(self._next, index, clean(text)[:MAX_TEXT], look)
        lines = max(
            (
                1 + int(len(text) * WIDER / column.width)
                for text, column in zip(cells, self._columns, strict=False)
            ),
            default=1,
        )
        self._page.set_row(self._next, LINE * min(lines, 3) + 1)
        self._next += 1

    def _head(self, column: Column) -> Any:
        return self._formats["head_right" if column.right else "head"]

    def spread(self, pages: int, columns: int) -> None:
        """Printed over so many pages across, the first columns on each."""
        self._page.fit_to_pages(pages, 0)
        self._page.repeat_columns(0, columns - 1)

    def one_page(self) -> None:
        """Printed upright, all on one page."""
        self._page.set_portrait()
        self._page.fit_to_pages(1, 1)

    def freeze(self, columns: int) -> None:
        """Keep what was written so far, and the first columns, in sight."""
        self._page.freeze_panes(self._next, columns)

    def bold(self, label: str, *cells: Cell) -> None:
        """One row that begins with a label in bold."""
        self.row(None, *cells)
        self._page.write_string(self._next - 1, 0, clean(label)[:MAX_TEXT], self._formats["bold"])

    def row(self, *cells: Cell) -> None:
        """One row; None and « » leave the cell empty. More cells than columns is a programming error."""
        if len(cells) > len(self._columns):
            raise ValueError(f"{len(cells)} cells for {len(self._columns)} columns")
        if self._next >= MAX_ROWS:
            return
        for index, cell in enumerate(cells):
            if isinstance(cell, Value):
                self._page.write_number(self._next, index, cell.number, self._formats[cell.format])
            elif isinstance(cell, Formula):
                look = self._formats[cell.format]
                self._page.write_formula(self._next, index, cell.text, look, cell.value)
            elif isinstance(cell, Strong):
                self._page.write_string(
                    self._next, index, clean(cell.text)[:MAX_TEXT], self._formats["bold_wrap"]
                )
            elif isinstance(cell, Blank):
                self._page.write_blank(self._next, index, None, self._formats[cell.format])
            elif cell:
                self._text(index, cell)
        if (lines := self._lines(cells)) > 1:
            self._page.set_row(self._next, LINE * lines)
        self._next += 1

    def _lines(self, cells: Sequence[Cell]) -> int:
        """How many lines the tallest wrapped cell takes, about: not every program works it out."""
        wrapped = [
            sum(1 + int(len(part) * WIDER / column.width) for part in text.split("\n"))
            for column, cell in zip(self._columns, cells, strict=False)
            if column.wrap and (text := cell.text if isinstance(cell, Strong) else cell)
            if isinstance(text, str)
        ]
        return min(max(wrapped, default=1), MAX_LINES)

    @property
    def next(self) -> int:
        """The number of the next row, as a spreadsheet counts: from 1."""
        return self._next + 1

    def whole_numbers(self, index: int, first: int, last: int, span: tuple[int, int], told: str) -> None:
        """A column accepts only whole numbers of ``span``, or nothing, from row ``first`` to ``last``."""
        low, high = span
        rule = {
            "validate": "integer", "criteria": "between", "minimum": low, "maximum": high,
            "ignore_blank": True, "error_title": "Niveau", "error_message": told,
        }  # fmt: skip
        self._page.data_validation(first - 1, index, last - 1, index, rule)

    def choices(self, row: int, index: int, words: Sequence[str]) -> None:
        """A cell (row from 1) accepts only one of these words, offered as a list."""
        rule = {"validate": "list", "source": list(words), "error_message": "Choisissez dans la liste."}
        self._page.data_validation(row - 1, index, row - 1, index, rule)

    def _text(self, index: int, text: str) -> None:
        words = clean(text)[:MAX_TEXT]
        look = "wrap" if self._columns[index].wrap else "text"
        if words.startswith(_RISKY):
            look = "quoted_wrap" if look == "wrap" else "quoted"
        self._page.write_string(self._next, index, words, self._formats[look])

    @staticmethod
    def euros(cents: int | None) -> Value | None:
        """Cents as a number of euros."""
        return None if cents is None else Value(cents / 100, "euro")

    @staticmethod
    def share(share: float | None) -> Value | None:
        """A 0–1 share, shown in per cent."""
        return None if share is None else Value(share, "share")

    @staticmethod
    def value(value: int | float | None, unit: Unit) -> Value | None:
        """A figure's value in the format of its unit."""
        if value is None:
            return None
        if unit == "centimes":
            return Value(value / 100, "euro")
        return Value(value, "share" if unit == "part" else "whole" if isinstance(value, int) else "number")
