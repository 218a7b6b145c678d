"""A table to fill as a workbook: one sheet, live totals, ready to print on A4 landscape.

Everything an editor wrote is written as text: no cell of it is ever a formula, a link or a number that was
not one. Only the sums are formulas, and they are ours.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from equilibre.drawings.svg import clean
from trajectoires.learning.domain.queries.fillables import Fillable

LICENCE = "Trajectoires, logiciel libre et indépendant · texte sous licence CC BY-SA 4.0"
TEXT_MAX = 32_000
PAGE_CHARACTERS = 132
"""Characters across a landscape page at 11 points: the columns share them."""
WIDTH_MIN, WIDTH_MAX = 11, 46
PAGE_POINTS, ROW_MIN, ROW_MAX, LINE = 400, 24, 40, 16
"""Heights, in points."""
HEAD = 3
"""The row of headings, counted from 0."""
EURO = '#,##0.00\\ "€";\\-#,##0.00\\ "€"'
PLAIN = "[<1000]General;#,##0"
"""As typed under a thousand, whole above."""
PERCENT = 'General\\ "%"'
HOURS = re.compile(r"\bheures?\b", re.IGNORECASE)
RISKY = ("=", "+", "-", "@", "\t")
"""What a spreadsheet could take for a formula the day somebody edits the cell."""
NUMBER = re.compile(r"[-−]?\d{1,3}(?:[\s\u00a0\u202f]?\d{3})*(?:[,.]\d+)?")


def table_xlsx(table: Fillable, *, address: str, today: dt.date) -> bytes:
    """The workbook; ``address`` is the page's full address, printed at the foot."""
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(buffer, options) as book:
        created = dt.datetime(today.year, today.month, today.day, tzinfo=dt.UTC).replace(tzinfo=None)
        title = clean(table.title or table.page_title)
        book.set_properties(
            {"title": title[:250], "author": "Trajectoires", "comments": address[:250], "created": created}
        )
        _Sheet(book, table, title).write(address)
    return buffer.getvalue()


class _Sheet:
    def __init__(self, book: Any, table: Fillable, title: str) -> None:
        self.book, self.table, self.title = book, table, title
        self.page = book.add_worksheet(_sheet_name(title))
        self.last = len(table.columns) - 1
        self.first_row = HEAD + 1
        self.formats = [self._format(_number_format(name)) for name in table.columns]
        self.quoted = self._format("", quote_prefix=True)
        self.totals = [
            self._format(_number_format(name) or PLAIN, bold=True, top=2) for name in table.columns
        ]

    def write(self, address: str) -> None:
        """Everything, from top to bottom."""
        table, page = self.table, self.page
        large = self.book.add_format({"bold": True, "font_size": 15})
        wrapped = self.book.add_format({"text_wrap": True, "valign": "top", "italic": True})
        page.write_string(0, 0, self.title[:TEXT_MAX], large)
        if table.help:
            if self.last:
                page.merge_range(1, 0, 1, self.last, "", wrapped)
            page.write_string(1, 0, clean(table.help)[:TEXT_MAX], wrapped)
            page.set_row(1, LINE * (1 + len(table.help) // PAGE_CHARACTERS))
        self._heads()
        # Rows one can write in by hand: they share a page where they can.
        height = min(ROW_MAX, max(ROW_MIN, PAGE_POINTS / (len(table.rows) + 1)))
        for rank, row in enumerate(table.rows):
            page.set_row(self.first_row + rank, height)
            for column in range(self.last + 1):
                self._cell(self.first_row + rank, column, row[column] if column < len(row) else "")
        if table.total:
            self._total()
        self._paper(address)

    def _heads(self) -> None:
        head = self.book.add_format(
            {
                "bold": True,
                "text_wrap": True,
                "valign": "bottom",
                "bottom": 2,
                "bg_color": "#F3EEE4",
                "border": 1,
                "indent": 1,
            }
        )
        lines = 1
        for column, (name, width) in enumerate(zip(self.table.columns, self._widths(), strict=True)):
            self.page.write_string(HEAD, column, clean(name)[:TEXT_MAX], head)
            self.page.set_column(column, column, width)
            lines = max(lines, 1 + int(len(name) * 1.25 / width))
        self.page.set_row(HEAD, lines * LINE + 4)
        self.page.freeze_panes(HEAD + 1, 0)

    def _cell(self, row: int, column: int, text: str) -> None:
        look, number = self.formats[column], _number(text)
        if number is not None and _number_format(self.table.columns[column]):
            self.page.write_number(row, column, number, look)
        elif text:
            words = clean(text)[:TEXT_MAX]
            self.page.write_string(row, column, words, self.quoted if words.startswith(RISKY) else look)
        else:
            self.page.write_blank(row, column, None, look)

    def _total(self) -> None:
        row = self.first_row + len(self.table.rows)
        bold = self._format("", bold=True, top=2)
        for column in range(self.last + 1):
            self.page.write_blank(row, column, None, bold)
        if 1 not in self.table.total:
            self.page.write_string(row, 0, "Total", bold)
        for rank in self.table.total:
            if 1 <= rank <= self.last + 1:
                name = xl_col_to_name(rank - 1)
                cells = f"{name}{self.first_row + 1}:{name}{row}"
                known = sum(_number(line[rank - 1]) or 0 for line in self.table.rows if rank <= len(line))
                self.page.write_formula(row, rank - 1, f"=SUM({cells})", self.totals[rank - 1], known)
        self.page.set_row(row, 22)

    def _widths(self) -> list[float]:
        """In proportion to what the columns hold, together a page at most."""
        wanted = [
            max(len(name) * 0.8, *(len(row[rank]) for row in self.table.rows if rank < len(row)), WIDTH_MIN)
            for rank, name in enumerate(self.table.columns)
        ]
        room = PAGE_CHARACTERS / sum(wanted)
        return [round(min(WIDTH_MAX, max(WIDTH_MIN, width * room)), 1) for width in wanted]

    def _paper(self, address: str) -> None:
        page = self.page
        page.set_landscape()
        page.set_paper(9)
        page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.8)
        page.fit_to_pages(1, 0)
        page.repeat_rows(HEAD)
        page.set_footer("&L&8" + _foot(f"{address} · {LICENCE}") + "&R&8&P / &N")

    def _format(self, number: str, **look: Any) -> Any:
        shared = {"border": 1, "border_color": "#8F887B", "text_wrap": True, "valign": "vcenter"}
        # A mark of indentation would send numbers to the left.
        kind = {"num_format": number} if number else {"indent": 1}
        return self.book.add_format({**shared, **kind, **look})


def _number_format(heading: str) -> str:
    """The format of a column, "" for one of words."""
    hours = HOURS.search(heading)
    if "(€)" in heading or ("€" in heading and not hours):
        return EURO
    if "(%)" in heading:
        return PERCENT
    return PLAIN if hours else ""


def _number(text: str) -> float | None:
    """« 1 200,50 » as a number; None for anything else."""
    if not NUMBER.fullmatch(text.strip()):
        return None
    return float(re.sub(r"[\s\u00a0\u202f]", "", text.strip()).replace("−", "-").replace(",", "."))


def _sheet_name(title: str) -> str:
    """What a spreadsheet accepts: 31 units of UTF-16, without []:*?/\\ nor an apostrophe at an end."""
    plain = " ".join(re.sub(r"[\[\]:*?/\\]", " ", title).split())
    kept = plain.encode("utf-16-le")[:62].decode("utf-16-le", "ignore").strip("' ")
    return "Tableau" if not kept or kept.lower() == "history" else kept


def _foot(text: str) -> str:
    """« & » is a command in a foot; 255 characters are all it holds."""
    return text.replace("&", "&&")[:220].rstrip("&")
